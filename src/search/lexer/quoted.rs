//! What stands in quotation marks, and the distance behind them.

use super::super::remarks::{MAX_DISTANCE, Remark};
use super::super::term::{has_letters, has_wildcards};
use super::{Lexer, Query, Token, is_space};

impl<'t> Lexer<'t, '_> {
    pub(super) fn phrase(&mut self, quote: char) {
        let Some((words, length)) = self.quoted() else {
            self.remarks.open_quote.get_or_insert(quote);
            self.take(quote.len_utf8());
            return;
        };
        self.take(length);
        let suffix = self.suffix();
        let count = words.split(' ').filter(|word| has_letters(word)).count();
        let shown = |distance: &str| format!("\"{words}\"~{distance}");
        if count == 0 {
            self.remarks.say(Remark::WithoutLetters, &format!("\"{words}\""));
            return;
        }
        if has_wildcards(&words) {
            self.remarks.say(Remark::QuotedWildcards, &words);
        }
        let phrase = match suffix.map(|digits| (digits, digits.parse().unwrap_or(u32::MAX))) {
            None => Query::Phrase(None, words),
            Some((digits, _)) if count == 1 => {
                self.remarks.say(Remark::OneWord, &shown(digits));
                Query::Phrase(None, words)
            }
            Some((digits, 0)) => {
                self.remarks.say(Remark::NoDistance, &shown(digits));
                Query::Phrase(None, words)
            }
            Some((digits, distance)) => {
                if distance > MAX_DISTANCE {
                    self.remarks.say(Remark::Far, &shown(digits));
                }
                Query::Close(None, words, distance.min(MAX_DISTANCE))
            }
        };
        self.tokens.push(Token::Term(phrase));
    }

    /// The number of `"a b"~3`. `"a b"*` and `"a b"^2` mean something elsewhere; here they would
    /// add a word.
    fn suffix(&mut self) -> Option<&'t str> {
        let mut distance = None;
        while self.rest.starts_with(['~', '*', '^']) {
            let bare = self.rest.trim_start_matches(['~', '*', '^']);
            let (marks, _) = self.rest.split_at(self.rest.len() - bare.len());
            let weight = marks.contains('^');
            let after = bare.trim_start_matches(|c: char| c.is_ascii_digit() || (weight && c == '.'));
            let suffix = self.take(self.rest.len() - after.len());
            let digits = suffix.trim_start_matches(['~', '*', '^']);
            if suffix.len() == digits.len() + 1 && suffix.starts_with('~') && !digits.is_empty() && distance.is_none() {
                distance = Some(digits);
            } else {
                self.remarks.say(Remark::BehindQuote, suffix);
            }
        }
        distance
    }

    /// The words between the quotation mark ahead and its partner, and the bytes that both take.
    pub(super) fn quoted(&mut self) -> Option<(String, usize)> {
        if self.quotes_end {
            return None;
        }
        let opening = self.rest.chars().next()?.len_utf8();
        let inside = self.rest.get(opening..)?;
        let Some(end) = inside.find(is_quote) else {
            self.quotes_end = true;
            return None;
        };
        let (words, closing) = inside.split_at_checked(end)?;
        let closing = closing.chars().next()?.len_utf8();
        let words: Vec<&str> = words.split(is_space).filter(|w| !w.is_empty()).collect();
        Some((words.join(" "), opening + end + closing))
    }
}

/// Double marks of every script open and close phrases, any with any: people paste mixed ones.
/// Single marks never do: `Shia’`, `Ba'ath`, `the generals'`.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂'
    )
}
