//! Where words begin and end, for the index, the queries and the highlighter alike.

use super::fold::{Class, class, fold, is_digit};
use std::ops::Range;
use std::str::Chars;

/// The most bytes of a word that are compared; longer ones are cut, not dropped.
const MAX_BYTES: usize = 64;

/// The word that a text begins with, and what is behind it, where the word is of letters and digits of ASCII and
/// no sign behind it can belong to it. Most words are so.
fn plain(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = match bytes.get(length) {
        None => true,
        // An apostrophe, the point of an initial, and the comma within a number.
        Some(b'\'' | b'`') => false,
        Some(b'.') => length > 1,
        Some(b',') => !bytes.first().is_some_and(u8::is_ascii_digit),
        Some(sign) => sign.is_ascii(),
    };
    if length > 0 && ends {
        text.split_at_checked(length)
    } else {
        None
    }
}

/// The words of a text, folded.
pub(super) fn folded(text: &str) -> Vec<String> {
    let (mut words, mut word, mut found) = (Words::of(text), String::new(), Vec::new());
    while words.next(&mut word).is_some() {
        found.push(word.clone());
    }
    found
}

/// The words of a text, folded, one after the other.
pub(super) struct Words<'t> {
    text: &'t str,
    ahead: Chars<'t>,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text,
            ahead: text.chars(),
        }
    }

    /// Writes the next word into `word` and says which bytes of the text it stands for.
    pub(super) fn next(&mut self, word: &mut String) -> Option<Range<usize>> {
        loop {
            word.clear();
            let start = self.at();
            if let Some((letters, rest)) = plain(self.ahead.as_str()) {
                word.push_str(letters);
                word.make_ascii_lowercase();
                cut(word);
                self.ahead = rest.chars();
                return Some(start..start + letters.len());
            }
            let first = self.ahead.next()?;
            let end = match class(first) {
                Class::Letter => self.word(first, word),
                Class::Single => self.single(first, word),
                _ => continue,
            };
            // Some letters fold to nothing.
            if !word.is_empty() {
                cut(word);
                return Some(start..end);
            }
        }
    }

    /// Passes over the next word where it is in small letters of ASCII, without folding it: which bytes it is.
    pub(super) fn pass_small(&mut self) -> Option<Range<usize>> {
        let text = self.ahead.as_str().trim_start_matches(' ');
        if !text.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
            return None;
        }
        let (letters, rest) = plain(text)?;
        let start = self.text.len() - text.len();
        self.ahead = rest.chars();
        Some(start..start + letters.len())
    }

    fn at(&self) -> usize {
        self.text.len() - self.ahead.as_str().len()
    }

    fn peek(&self) -> Option<char> {
        self.ahead.clone().next()
    }

    /// Takes characters while they are letters of plain ASCII, which most are.
    fn ascii_run(&mut self, word: &mut String) -> usize {
        let bytes = self.ahead.as_str().as_bytes();
        let run = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if let Some((letters, rest)) = self.ahead.as_str().split_at_checked(run) {
            let from = word.len();
            word.push_str(letters);
            if let Some(added) = word.get_mut(from..) {
                added.make_ascii_lowercase();
            }
            self.ahead = rest.chars();
        }
        run
    }

    fn single(&mut self, first: char, word: &mut String) -> usize {
        fold(first, word);
        while let Some(c) = self.peek() {
            match class(c) {
                Class::Joined => fold(c, word),
                Class::Nothing => {}
                _ => break,
            }
            self.ahead.next();
        }
        self.at()
    }

    /// Reads on from the first letter; the end of the word as marked on a page.
    fn word(&mut self, first: char, word: &mut String) -> usize {
        fold(first, word);
        let mut end = self.at();
        // Letters since the beginning or the last dot or comma that was passed over.
        let mut run = 1;
        let mut digits = is_digit(first);
        let mut dotted = false;
        loop {
            let ascii = self.ascii_run(word);
            if ascii > 0 {
                digits &= word.bytes().all(|b| b.is_ascii_digit());
                run += ascii;
                end = self.at();
            }
            let Some(c) = self.peek() else { break };
            match class(c) {
                Class::Letter => {
                    fold(c, word);
                    digits &= is_digit(c);
                    run += 1;
                    self.ahead.next();
                    end = self.at();
                }
                Class::Joined => {
                    fold(c, word);
                    self.ahead.next();
                    end = self.at();
                }
                Class::Nothing => {
                    self.ahead.next();
                }
                Class::Apostrophe => match self.after_apostrophe() {
                    Apostrophe::Inside => {
                        self.ahead.next();
                        run += 1;
                    }
                    Apostrophe::Possessive => {
                        self.ahead.next();
                        self.ahead.next();
                        return self.at();
                    }
                    Apostrophe::Outside => break,
                },
                _ if c == '.' && run == 1 && !digits => {
                    let more = self.single_letter_after_dot();
                    if !more && !dotted {
                        break;
                    }
                    self.ahead.next();
                    if more {
                        dotted = true;
                        run = 0;
                    } else {
                        // The last dot of `U.S.`, and perhaps `’s`.
                        end = self.at();
                        if self.peek().is_some_and(|c| class(c) == Class::Apostrophe)
                            && matches!(self.after_apostrophe(), Apostrophe::Possessive)
                        {
                            self.ahead.next();
                            self.ahead.next();
                            end = self.at();
                        }
                        break;
                    }
                }
                _ if matches!(c, ',' | '٬') && digits && self.thousands_ahead() => {
                    self.ahead.next();
                }
                _ => break,
            }
        }
        end
    }

    fn after_apostrophe(&self) -> Apostrophe {
        let mut ahead = self.ahead.clone();
        ahead.next();
        match (ahead.next(), ahead.next()) {
            (Some('s' | 'S'), after) if after.is_none_or(ends_word) => Apostrophe::Possessive,
            (Some(next), _) if class(next) == Class::Letter => Apostrophe::Inside,
            _ => Apostrophe::Outside,
        }
    }

    /// `.S` of `U.S.`, but not `.The`.
    fn single_letter_after_dot(&self) -> bool {
        let mut ahead = self.ahead.clone();
        ahead.next();
        let letter = |c: char| class(c) == Class::Letter;
        match (ahead.next(), ahead.next()) {
            (Some(next), after) => letter(next) && !is_digit(next) && after.is_none_or(ends_word),
            _ => false,
        }
    }

    /// `,000` of `3,000`, but not `,2022`.
    fn thousands_ahead(&self) -> bool {
        let mut ahead = self.ahead.clone();
        ahead.next();
        let three = ahead.by_ref().take(3).filter(|c| is_digit(*c)).count() == 3;
        three && !ahead.next().is_some_and(is_digit)
    }
}

enum Apostrophe {
    Inside,
    Possessive,
    Outside,
}

fn ends_word(c: char) -> bool {
    !matches!(
        class(c),
        Class::Letter | Class::Joined | Class::Apostrophe | Class::Nothing
    )
}

fn cut(word: &mut String) {
    if word.len() > MAX_BYTES {
        word.truncate(word.floor_char_boundary(MAX_BYTES));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let mut reader = Words::of(text);
        let (mut word, mut found, mut last) = (String::new(), Vec::new(), 0);
        while let Some(range) = reader.next(&mut word) {
            assert!(range.start >= last && range.end > range.start && text.get(range.clone()).is_some());
            last = range.end;
            found.push(word.clone());
        }
        assert_eq!(found.join(" "), words, "{text}");
    }

    #[test]
    fn apostrophes() {
        check("Shia’ al-Sudani’s Ba'ath", "shia al sudani baath");
        check("Ba`ath Baʿath Baʾath Ba‘ath", "baath baath baath baath");
        check("the generals' ‘Peshmerga’ 'x'", "the generals peshmerga x");
        check("don't O'Brien rock 'n' roll", "dont obrien rock n roll");
        check("ISIS's IRAQ'S 's", "isis iraq s");
        check("''quoted''", "quoted");
    }

    #[test]
    fn dots_hyphens_and_numbers() {
        check("U.S.-led U.S.’s (U.N.) e.g. U.S", "us led us un eg us");
        check("Maj. Gen. J. K. Smith. The end.", "maj gen j k smith the end");
        check("a.b.cd x.com 3.5 v1.2", "ab cd x com 3 5 v1 2");
        check("3,000 to 12,345,678", "3000 to 12345678");
        check("25,2017 1,2,3 ٣٬٠٠٠", "25 2017 1 2 3 3000");
        check("#Peshmarga_reform @KRG a/b", "peshmarga reform krg a b");
        check("CJTF–OIR R&D", "cjtf oir r d");
    }

    #[test]
    fn scripts() {
        check("کرکوک ايران می‌شود", "كركوك ايران ميشود");
        check("العـــراق", "العراق");
        check("日本の会談", "日 本 の 会 談");
        check("กำลัง", "ก \u{e4d}า ลั ง");
        check("회담 हिन्दी", "회담 हिन्दी");
        check("\u{202b}بغداد\u{202c}", "بغداد");
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        let mut word = String::new();
        let text = "é".repeat(100);
        assert_eq!(Words::of(&text).next(&mut word), Some(0..200));
        assert_eq!(word, "e".repeat(64));
        let text = "ж".repeat(50);
        Words::of(&text).next(&mut word);
        assert_eq!(word.len(), 64);
    }
}
