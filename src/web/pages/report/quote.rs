//! Whether a report contains a quotation, and where.
//!
//! A quotation is compared letter by letter. Only what changes when words are copied from page to
//! page is folded: white space, the shape of quotation marks and apostrophes, the length of dashes
//! and the space around them, the ellipsis, invisible marks, how accents are encoded, and how letters
//! are set: ligatures, full width, the stroke that stretches Arabic words. Letter case, spelling and
//! punctuation count, and a quotation begins and ends where words do: “agreed” stands neither in
//! “disagreed” nor in “non-agreed”, “can” not in “can’t”, “5 percent” not in “3.5 percent”. So what is
//! found was said, and what was not said is not found.

use std::collections::HashSet;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A text that quotations are looked for in: pieces that follow one another, with a space between.
pub(super) struct Folded {
    text: String,
    /// For each byte of the text, where it came from.
    from: Vec<Spot>,
    /// Where a hyphen or an apostrophe stands that had no space beside it, and was no dash.
    links: HashSet<usize>,
}

/// Bytes of one piece.
pub(super) type Place = (usize, Range<usize>);

/// The same in half the room, for there is one for each byte: no report is so long that these would not do.
#[derive(Clone, Copy)]
struct Spot {
    piece: u32,
    start: u32,
    end: u32,
}

impl Spot {
    fn of((piece, range): &Place) -> Self {
        let [piece, start, end] = [*piece, range.start, range.end].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        Self { piece, start, end }
    }

    fn place(self) -> Place {
        (self.piece as usize, self.start as usize..self.end as usize)
    }
}

impl Folded {
    /// Pieces, one after the other.
    pub(super) fn of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded = Self {
            text: String::new(),
            from: Vec::new(),
            links: HashSet::new(),
        };
        // Accents on one letter, which may come in any order.
        let mut accents: Vec<(char, Place)> = Vec::new();
        for (piece, text) in pieces.into_iter().enumerate() {
            folded.push(' ', &(piece, 0..0));
            for (at, c) in text.char_indices() {
                let place = (piece, at..at + c.len_utf8());
                for c in letters(c) {
                    if canonical_combining_class(c) > 0 {
                        accents.push((c, place.clone()));
                    } else if fold(c).is_some() {
                        folded.put_accents(&mut accents);
                        folded.push(c, &place);
                    }
                }
            }
            folded.put_accents(&mut accents);
        }
        folded
    }

    fn put_accents(&mut self, accents: &mut Vec<(char, Place)>) {
        accents.sort_by_key(|(c, _)| canonical_combining_class(*c));
        for (c, place) in accents.drain(..) {
            self.push(c, &place);
        }
    }

    fn push(&mut self, c: char, from: &Place) {
        let Some(folded) = fold(c) else { return };
        if is_link(c) {
            self.links.insert(self.text.len());
        }
        for c in folded.chars() {
            match (self.text.chars().next_back(), c) {
                (Some('-'), ' ' | '-') => {
                    self.links.remove(&(self.text.len() - 1));
                    self.links.remove(&self.text.len());
                    continue;
                }
                (None | Some(' '), ' ') => continue,
                (Some(' '), '-') => {
                    self.links.remove(&self.text.len());
                    self.text.pop();
                    self.from.pop();
                }
                _ => {}
            }
            self.text.push(c);
            self.from.extend(std::iter::repeat_n(Spot::of(from), c.len_utf8()));
        }
    }

    /// Where a quotation stands, each time as the bytes of every piece that it reaches into. Nothing
    /// where it does not stand, or where there is nothing to look for.
    pub(super) fn find(&self, quotation: &str) -> Vec<Vec<Place>> {
        let wanted = Self::of([quotation.trim_matches(|c: char| c.is_whitespace() || is_quote(c))]);
        let wanted = wanted.text.trim();
        if !wanted.contains(char::is_alphanumeric) {
            return Vec::new();
        }
        let mut end = 0;
        starts(self.text.as_bytes(), wanted.as_bytes())
            .into_iter()
            .map(|start| start..start + wanted.len())
            .filter(|found| {
                let is_next = found.start >= end && self.is_whole(found);
                if is_next {
                    end = found.end;
                }
                is_next
            })
            .map(|found| self.places(found))
            .collect()
    }

    /// Whether words end where the match does.
    fn is_whole(&self, found: &Range<usize>) -> bool {
        !self.cuts(found.start, true) && !self.cuts(found.end, false)
    }

    /// Whether a word goes on to the other side: of its beginning, or of its end.
    fn cuts(&self, at: usize, is_start: bool) -> bool {
        let Some((before, after)) = self.text.split_at_checked(at) else {
            return true;
        };
        let (mut before, mut after) = (before.chars().rev(), after.chars());
        let (Some(left), Some(right)) = (before.next(), after.next()) else {
            return false;
        };
        if is_mark(right) || joins(left) && joins(right) {
            return true;
        }
        // One sign may stand between two halves of a word or of a number.
        let (sign, place, halves) = match is_start {
            true => (left, at - left.len_utf8(), before.next().zip(Some(right))),
            false => (right, at, Some(left).zip(after.next())),
        };
        halves.is_some_and(|(left, right)| match sign {
            '.' | ',' | '\u{66b}' | '\u{66c}' => left.is_numeric() && right.is_numeric(),
            '-' => self.links.contains(&place) && joins(left) && joins(right),
            // What an apostrophe cut short goes before: French begins “l’accord” so.
            '"' => !is_start && self.links.contains(&place) && joins(left) && joins(right),
            _ => false,
        })
    }

    fn places(&self, found: Range<usize>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for at in found {
            let Some((piece, from)) = self.from.get(at).map(|spot| spot.place()) else {
                continue;
            };
            match places.last_mut() {
                Some((last, range)) if *last == piece => range.end = range.end.max(from.end),
                _ => places.push((piece, from)),
            }
        }
        places
    }
}

/// Whether a character makes a word with its neighbours. Scripts that write no spaces have no
/// such ends of words.
fn joins(c: char) -> bool {
    let unspaced = matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}');
    (c.is_alphanumeric() && !unspaced) || is_mark(c)
}

/// Accents that stand on the letter before them, as decomposition leaves them.
fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// A character as its letters and accents, however it was set.
fn letters(c: char) -> impl Iterator<Item = char> {
    let is_set = matches!(c,
        '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fc5d}' | '\u{fc64}'..='\u{fdc7}' | '\u{fe80}'..='\u{fefc}'
        | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let (plain, set) = match is_set {
        true => (None, Some(c)),
        false => (Some(c), None),
    };
    plain.into_iter().nfd().chain(set.into_iter().nfkd())
}

/// Signs that make one word of two, where no space stands beside them.
fn is_link(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | 'ʼ' | '′' | '＇')
}

/// Where `wanted` begins in `text`, beginnings within another included; in one walk (Knuth, Morris and
/// Pratt), for what is asked may be made to be slow.
fn starts(text: &[u8], wanted: &[u8]) -> Vec<usize> {
    // For each length of a match, the length of the next shorter one that ends alike.
    let mut shorter = vec![0; 2];
    let longer = |shorter: &[usize], mut length: usize, byte: &u8| {
        while length > 0 && wanted.get(length) != Some(byte) {
            length = shorter.get(length).copied().unwrap_or_default();
        }
        length + usize::from(wanted.get(length) == Some(byte))
    };
    for byte in wanted.iter().skip(1) {
        let last = shorter.last().copied().unwrap_or_default();
        shorter.push(longer(&shorter, last, byte));
    }
    let (mut length, mut found) = (0, Vec::new());
    for (at, byte) in text.iter().enumerate() {
        length = longer(&shorter, length, byte);
        if length == wanted.len() {
            found.push(at + 1 - length);
        }
    }
    found
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'
            ..='\u{201f}' | '‹' | '›' | '′' | '″' | 'ʼ' | 'ʹ' | 'ʻ' | '＂' | '＇' | '「' | '」' | '『' | '』'
    )
}

/// What a character counts as; `None` for what no reader sees.
fn fold(c: char) -> Option<Letters> {
    Some(match c {
        c if c.is_whitespace() => Letters::One(' '),
        '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => Letters::One('-'),
        '…' => Letters::Three('.'),
        '\u{ad}'
        | '\u{61c}'
        | '\u{640}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => return None,
        c if is_quote(c) => Letters::One('"'),
        c => Letters::One(c),
    })
}

enum Letters {
    One(char),
    Three(char),
}

impl Letters {
    fn chars(&self) -> impl Iterator<Item = char> {
        match self {
            Letters::One(c) => std::iter::repeat_n(*c, 1),
            Letters::Three(c) => std::iter::repeat_n(*c, 3),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, quotation: &str, expected: &[&str]) {
        let places = Folded::of([text]).find(quotation);
        let found: Vec<&str> = places
            .iter()
            .flatten()
            .filter_map(|(_, range)| text.get(range.clone()))
            .collect();
        assert_eq!(found, expected, "{quotation} in {text}");
    }

    #[test]
    fn what_was_said_is_found_however_it_was_copied() {
        let text = "“We met,” she said – “and we shan’t meet\u{a0}again…”";
        check(text, "We met", &["We met"]);
        check(text, "\"we shan't meet again...\"", &["we shan’t meet\u{a0}again…"]);
        check(text, "said - 'and we", &["said – “and we"]);
        check(text, "said — \"and\n  we", &["said – “and we"]);
        check(text, "said--“and we", &["said – “and we"]);
        check("the cafe\u{301} closed", "café closed", &["cafe\u{301} closed"]);
        check("the café closed", "cafe\u{301} closed", &["café closed"]);
        check("a co\u{ad}operation", "cooperation", &["co\u{ad}operation"]);
        check("قال الوزير إن الاجتماع", "الوزير إن", &["الوزير إن"]);
        check("部长会见了大使", "会见", &["会见"]);
        check("again and again", "again", &["again", "again"]);
    }

    #[test]
    fn how_letters_are_set_is_folded() {
        check("a \u{fb01}ne day", "fine day", &["\u{fb01}ne day"]);
        check("قال الوزيـــر نعم", "الوزير", &["الوزيـــر"]);
        check("援助１５００万", "1500万", &["１５００万"]);
        check("\u{fefb} نعم", "لا", &["\u{fefb}"]);
        // Shadda and fatha, typed in one order and stored in the other.
        check("إنّ\u{64e} ذلك", "إن\u{64e}\u{651} ذلك", &["إنّ\u{64e} ذلك"]);
        check("a\u{323}\u{301}b", "a\u{301}\u{323}b", &["a\u{323}\u{301}b"]);
    }

    #[test]
    fn what_begins_within_another_match_is_found() {
        check("aha ha ha.", "ha ha", &["ha ha"]);
        check("the casino no no", "no no", &["no no"]);
        check("again again again", "again again", &["again again"]);
    }

    #[test]
    fn words_and_numbers_are_whole() {
        let text = "We can’t take the non-binding 3.5 percent, 1,500 boats or ٣٫٥ more – not 2020-2021's.";
        for other in [
            "We can",
            "binding 3.5",
            "5 percent",
            "the non-binding 3",
            "500 boats",
            "percent, 1",
            "٥ more",
            "2021",
        ] {
            check(text, other, &[]);
        }
        for same in ["non-binding 3.5 percent", "percent, 1,500", "can't take", "not", "more"] {
            assert_eq!(Folded::of([text]).find(same).len(), 1, "{same}");
        }
        check("a deal- signed", "signed", &["signed"]);
        check("a deal--signed", "signed", &["signed"]);
        check("a deal—signed", "signed", &["signed"]);
        check("l’accord est signé", "accord est", &["accord est"]);
        check("in Iraq. 5 of them", "in Iraq", &["in Iraq"]);
        check("まだですが、", "まだですか", &[]);
        check("まだですが、", "まだですが", &["まだですが"]);
    }

    #[test]
    fn a_quotation_may_reach_over_paragraphs() {
        let found = Folded::of(["One two.", "Three four."]).find("two. Three");
        assert_eq!(found, [vec![(0, 4..8), (1, 0..5)]]);
    }

    proptest::proptest! {
        #[test]
        fn a_piece_of_a_text_is_found_in_it(text in "\\PC{0,60}", from in 0usize..60, to in 0usize..60) {
            let chars: Vec<char> = text.chars().collect();
            let piece: String = chars.iter().take(to).skip(from).collect();
            for (_, range) in Folded::of([text.as_str()]).find(&piece).into_iter().flatten() {
                proptest::prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            }
            let spaced = format!("x {piece} x");
            if piece.trim_matches(|c: char| c.is_whitespace() || is_quote(c)).chars().all(|c| c.is_ascii_alphanumeric() || c == ' ')
                && piece.contains(|c: char| c.is_ascii_alphanumeric()) {
                proptest::prop_assert!(!Folded::of([spaced.as_str()]).find(&piece).is_empty());
            }
        }
    }
}
