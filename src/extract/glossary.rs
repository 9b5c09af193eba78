/// What the names of rules stand for in the evidence of facts.
pub const GLOSSARY: &[(&str, &str)] = &[
    (
        "caption-date",
        "the caption of a picture states the day; the report is no older",
    ),
    ("name-behind-office", "a name behind a rank or an office"),
    ("name-before-office", "a name before an office"),
    ("name-that-speaks", "a name with a verb of saying or meeting"),
    ("place-named", "a place, known by its name"),
    ("place-before-country", "a name before a comma and a country"),
    (
        "place-before-province",
        "a name before a word such as province or district",
    ),
    ("organisation-named", "a body, known by its name"),
    (
        "organisation-by-its-kind",
        "a name that holds a word such as ministry, party or council",
    ),
    (
        "organisation-with-its-letters",
        "a name in full with its letters in brackets",
    ),
];
