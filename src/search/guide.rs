/// A row of the table of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is typed.
    pub typed: &'static str,
    /// What it finds, as one sentence.
    pub means: &'static str,
    /// How many of the five founding reports it finds.
    pub seeds: usize,
}

const fn row(typed: &'static str, means: &'static str, seeds: usize) -> Example {
    Example { typed, means, seeds }
}

/// The query language, each construct once, with words of the founding reports: what `/about` shows
/// and a test runs.
pub const GUIDE: &[Example] = &[
    row(
        "security cooperation",
        "Reports that have all these words, in any form.",
        5,
    ),
    row("shia' al-sudani", "Accents, apostrophes and hyphens do not matter.", 2),
    row("U.S.-led", "Nor do the points of abbreviations.", 5),
    row(
        "\"iraqi army\"",
        "The words one after the other, in these spellings.",
        3,
    ),
    row(
        "„iraqi army“",
        "Quotation marks may be straight, curly, German or guillemets.",
        3,
    ),
    row(
        "\"cooperation security\"~3",
        "The words in any form and order, with at most 3 other words between them (up to 100).",
        3,
    ),
    row(
        "leahy NEAR/2 commander",
        "Both with at most 2 words between them, in any order (up to 100).",
        2,
    ),
    row("leahy NEAR commander", "NEAR without a number is NEAR/10.", 3),
    row(
        "(leahy OR harris) NEAR/3 commander NEAR/3 (kevin OR karl)",
        "NEAR joins two or more words, patterns, phrases, or groups of them joined by OR; each is near the next.",
        4,
    ),
    row("para:(erbil baghdad)", "Both in one paragraph.", 2),
    row(
        "sent:(erbil sudani)",
        "Both in one sentence; operators and phrases may stand inside.",
        1,
    ),
    row(
        "met:(leahy barzani)",
        "Reports that tell of one meeting in which all of these took part; met:leahy, met:\"kevin leahy\", OR and other \
         spellings of names do as well.",
        2,
    ),
    row(
        "leahy AND erbil",
        "Both, as side by side; operators are written in capitals.",
        3,
    ),
    row(
        "leahy OR harris",
        "Either. AND and words side by side bind tighter than OR.",
        5,
    ),
    row("harris NOT ahmed", "The first without the second.", 1),
    row("leahy -barzani", "The same, in short.", 1),
    row(
        "+leahy erbil",
        "The word behind the plus must be there, also where any of the words would do.",
        3,
    ),
    row("leahy (erbil OR baghdad) -harris", "Parentheses hold together.", 3),
    row(
        "peshm*",
        "Words that begin so: * stands for any number of letters, anywhere in a word.",
        4,
    ),
    row(
        "n?chirvan",
        "? stands for one letter, if a letter or digit follows it.",
        1,
    ),
    row(
        "barzany~",
        "Words that differ in one letter at most: other, missing, too many, or swapped.",
        3,
    ),
    row("barzanny~2", "Words that differ in two letters at most.", 3),
    row(
        "=meets",
        "This spelling only: no other form, no variant, no synonym.",
        2,
    ),
    row(
        "title:security",
        "In the headline, or in the title that the archive supplied.",
        2,
    ),
    row("body:referendum", "In standfirst, sub-headings and paragraphs.", 2),
    row("caption:photo", "In the caption of a picture.", 3),
    row("person:\"Kevin Leahy\"", "Reports that name this person.", 3),
    row("outlet:rudaw", "By this publisher.", 1),
    row("place:erbil", "Reports from this place, or that name it.", 5),
    row("org:\"iraqi army\"", "Reports that name this organisation.", 2),
    row("tag:isis", "With this keyword of the outlet.", 2),
    row("section:security", "In this section of the outlet.", 2),
    row("byline:wilgenburg", "By this author.", 2),
    row("lang:en", "In this language.", 5),
    row("id:45e50149b2bb228b", "The report with this id.", 1),
    row("title:(commander discusses)", "A field may stand before a group,", 3),
    row("title:\"security cooperation\"", "before a phrase,", 1),
    row("title:discuss*", "and before patterns, =spellings and fuzzy~ words.", 3),
    row("date:2022", "Reports that are surely or possibly of this year,", 3),
    row("date:2022-07", "of this month,", 3),
    row("date:2022-07-04", "of this day,", 3),
    row("date:2022-07-04..2022-08-01", "or of these days, both included.", 3),
    row("date:2025..", "From this year, month or day on.", 3),
    row("date:..2022", "Up to this year, month or day.", 3),
    row("before:2023", "Up to the day before the month, year or day begins.", 3),
    row("after:2022", "From the day after the year, month or day has ended.", 3),
    row(
        "has:caption",
        "Reports in which there is such a thing: title, date, outlet, byline, section, caption, place, person, org, tag, \
         link (to another report), or warning (something odd in the source).",
        3,
    ),
    row(
        "radio in:original",
        "In the whole original, with what cleaning set aside; it holds for all that stands beside it.",
        2,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Field, Property, parse};

    #[test]
    fn each_row_is_read_without_a_remark_and_prints_back() {
        for row in GUIDE {
            let (query, notices) = parse(row.typed);
            assert_eq!(notices, [], "{}", row.typed);
            assert_eq!(parse(&query.to_string()).0, query, "{}", row.typed);
            assert!(row.seeds <= 5 && !row.means.is_empty(), "{}", row.typed);
        }
    }

    #[test]
    fn fields_and_properties_are_all_there() {
        for (_, name) in Field::ALL {
            let stands = |row: &&Example| row.typed.starts_with(&format!("{name}:"));
            assert!(GUIDE.iter().any(|row| stands(&row)), "{name}:");
        }
        let has = GUIDE.iter().find(|row| row.typed.starts_with("has:")).unwrap();
        for (_, name) in Property::ALL {
            assert!(has.means.contains(name), "has:{name}");
        }
    }
}
