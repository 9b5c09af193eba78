/// What the names of rules stand for in the evidence of facts.
pub const GLOSSARY: &[(&str, &str)] = &[
    (
        "archivist",
        "the archivist states it in a file beside the report; it outranks what was read from the source",
    ),
    (
        "caption-date",
        "the caption of a picture states the day; the report is no older",
    ),
    (
        "meeting-told-as-past",
        "a meeting told as past has this day; the report is no older",
    ),
    (
        "day-told-as-past",
        "a day that the text tells as past; the report is no older",
    ),
    (
        "month-told-as-past",
        "a month that the text tells as past; the report is no older",
    ),
    (
        "year-told-as-past",
        "the latest year that the text tells as past; the report is no older",
    ),
    (
        "link-to-dated",
        "it names the headline of a report of that day; it is no older",
    ),
    (
        "named-by-dated",
        "a report of that day names its headline; it is no younger",
    ),
    ("name-behind-office", "a name behind a rank or an office"),
    ("name-before-office", "a name before an office"),
    ("name-that-speaks", "a name with a verb of saying or meeting"),
    ("name-in-full", "a name as the report prints it, with nothing beside it"),
    (
        "office-beside-name",
        "a rank or an office as the report prints it with a name",
    ),
    (
        "verb-of-meeting",
        "words that say that people met, received or called each other",
    ),
    ("named-as-present", "words that say who else was there"),
    ("took-part", "somebody on one of the two sides of a verb of meeting"),
    (
        "named-with-a-word-of-meeting",
        "people named in one sentence or picture with a word such as talks or audience",
    ),
    (
        crate::report::Participant::LIKELY,
        "nothing says so outright, but where and with what words the text names them makes it likelier than not",
    ),
    (
        "weekday-of-meeting",
        "the day of the week that is told with the meeting",
    ),
    ("date-of-meeting", "the date that is told with the meeting"),
    (
        "day-told-from-publication",
        "“today”, “yesterday”: a day told from the day of publication",
    ),
    (
        "weekday-and-publication",
        "the latest such day of the week that is not after publication",
    ),
    (
        "told-before-publication",
        "what is told as past was not after the day of publication",
    ),
    (
        "days-that-disagree",
        "the days that the report gives do not fit together",
    ),
    ("place-of-meeting", "the place where the sentence says that they met"),
    (
        crate::report::Meeting::LIKELY_PLACE,
        "no sentence says it of the meeting itself, but of the towns that the report names more speaks for this one",
    ),
    (
        "topic-of-meeting",
        "what stands behind “discussed”, “talks on” and the like",
    ),
    ("quoted", "words between quotation marks"),
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
