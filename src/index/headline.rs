//! Headlines as they are compared: what web copies of one headline share. Letter case, white space,
//! quotes, dashes and all other signs are passed over, and how characters are encoded; accents and
//! letters are not, for they tell words apart.

use super::fold::{Class, class};
use crate::report::Report;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most bytes of a headline that are compared; a term of the index has an end.
const MAX_BYTES: usize = 1_000;
/// With fewer words, what stands before the name of an outlet is not a headline of its own.
const LEAST_WORDS: usize = 3;

/// A headline as one term; nothing when it has no letters.
pub(super) fn key(headline: &str) -> Option<String> {
    let mut key = String::with_capacity(headline.len());
    let mut put = |c: char| {
        match c {
            // Chooses a picture for the character before it.
            '\u{fe00}'..='\u{fe0f}' => {}
            'ς' | 'Σ' => key.push('σ'),
            _ if is_combining_mark(c) => key.push(c),
            _ => match class(c) {
                Class::Letter | Class::Single | Class::Joined => key.extend(c.to_lowercase()),
                Class::Nothing => {}
                Class::Apostrophe | Class::Other if key.ends_with(' ') => {}
                Class::Apostrophe | Class::Other => key.push(' '),
            },
        }
    };
    // As it stands: ASCII is composed already.
    if headline.is_ascii() {
        headline.chars().for_each(put);
    } else {
        headline.nfkc().for_each(&mut put);
    }
    key.truncate(key.floor_char_boundary(MAX_BYTES));
    let key = key.trim();
    key.chars().any(char::is_alphanumeric).then(|| key.to_owned())
}

/// The headline of a report as others may point to it: with the name of its outlet behind it
/// (`… | The Courier`) and without. A supplied title is no headline.
pub(super) fn keys(report: &Report) -> Vec<String> {
    let title = Some(&report.title).filter(|title| !title.is_supplied());
    let Some(whole) = title.and_then(|title| key(title.words())) else {
        return Vec::new();
    };
    let Some(outlet) = report.outlet.as_ref().and_then(|outlet| key(&outlet.value)) else {
        return vec![whole];
    };
    let bare = whole.strip_suffix(&outlet).and_then(|bare| bare.strip_suffix(' '));
    match bare {
        Some(bare) if bare.split(' ').count() >= LEAST_WORDS => vec![bare.to_owned(), whole],
        _ => {
            let mut named = format!("{whole} {outlet}");
            named.truncate(named.floor_char_boundary(MAX_BYTES));
            vec![whole, named]
        }
    }
}

/// The headlines that a report points to.
pub(super) fn pointed(report: &Report) -> BTreeSet<String> {
    report.read_more.iter().filter_map(|title| key(&title.value)).collect()
}

/// A pointer whose end was cut off, without the ellipsis and the word that it cut.
pub(super) fn beginning(pointer: &str) -> Option<&str> {
    let pointer = pointer.trim_end();
    let kept = pointer.strip_suffix('…').or_else(|| pointer.strip_suffix("..."))?;
    if kept.ends_with(char::is_whitespace) {
        return Some(kept.trim_end());
    }
    // The last word may be whole; without it nothing is claimed that does not stand there.
    kept.rsplit_once(char::is_whitespace).map(|(kept, _)| kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_a_headline_are_one_term() {
        for (one, other) in [
            ("Mayor  Meets the “Harbour” Board", "mayor meets the 'harbour' board"),
            ("Port–rail deal: what’s next?", "Port-Rail Deal - What's Next"),
            ("Zo\u{e9} opens fair", "Zoe\u{301} opens fair"),
            ("\u{202b}وزير الري يزور السد\u{202c}", "«وزير الري» يزور السد"),
            ("ΛΟΓΟΣ", "λόγος".trim_matches('x').replace('ό', "ο").as_str()),
            ("Ｆｕｌｌ width", "full width"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
    }

    #[test]
    fn other_headlines_are_others() {
        for (one, other) in [
            ("Zoé opens fair", "Zoe opens fair"),
            ("Rates rise 3.5 percent", "Rates rise 35 percent"),
            ("The US bases", "The U.S. bases"),
        ] {
            assert_ne!(key(one), key(other), "{one}");
        }
        assert_eq!(key(" – … “” "), None);
        assert_eq!(key(&"word ".repeat(900)).map(|key| key.len() <= MAX_BYTES), Some(true));
    }

    #[test]
    fn what_was_cut_is_told() {
        assert_eq!(beginning("Council votes on the har…"), Some("Council votes on the"));
        assert_eq!(beginning("Council votes on the ..."), Some("Council votes on the"));
        assert_eq!(beginning("Council votes on the harbour"), None);
        assert_eq!(beginning("…"), None);
    }
}
