mod quoted;

use self::quoted::is_quote;
use super::period::Days;
use super::remarks::{MAX_DISTANCE, Remark, Remarks};
use super::term::{has_letters, is_minus, is_sign, term};
use super::{Field, Property, Query, Unit};

/// The distance of a bare `NEAR`.
const NEAR: u32 = 10;

/// The smallest pieces of a query that mean something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    /// `-` right before what it excludes.
    Minus,
    /// `+` right before what must match.
    Plus,
    /// `field:` right before a phrase or a group; before a word it is part of the term.
    Field(Field),
    /// `para:`, `sent:` right before what they keep together.
    Unit(Unit),
    /// `in:original`.
    Original,
    /// A word, phrase, pattern … : all that stands on its own.
    Term(Query),
}

/// Reads a query as tokens, in one pass. What cannot be read is a word or a remark, never an error.
pub(super) fn tokens(text: &str, remarks: &mut Remarks) -> Vec<Token> {
    let mut lexer = Lexer {
        rest: text,
        quotes_end: false,
        tokens: Vec::new(),
        remarks,
    };
    while lexer.step(false) {}
    lexer.tokens
}

struct Lexer<'t, 'r> {
    rest: &'t str,
    /// No quotation mark ahead has a partner: spares looking again.
    quotes_end: bool,
    tokens: Vec<Token>,
    remarks: &'r mut Remarks,
}

impl<'t> Lexer<'t, '_> {
    /// Reads one piece. `glued`: it stands right behind a sign, so it is no operator.
    fn step(&mut self, glued: bool) -> bool {
        if !glued {
            self.rest = self.rest.trim_start_matches(is_space);
        }
        let Some(first) = self.rest.chars().next() else {
            return false;
        };
        match first {
            '(' => self.single(first, Token::Open),
            ')' => self.single(first, Token::Close),
            _ if is_sign(first) => self.signs(),
            _ if is_quote(first) => self.phrase(first),
            _ => {
                let piece = self.take(self.piece_end());
                self.piece(piece, glued);
            }
        }
        true
    }

    fn single(&mut self, c: char, token: Token) {
        self.take(c.len_utf8());
        self.tokens.push(token);
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Reads with `token` in front of what comes of it. If nothing does, it must not pass on to
    /// what follows: `-& word`.
    fn before(&mut self, token: Token, read: impl FnOnce(&mut Self)) {
        let start = self.tokens.len();
        self.tokens.push(token);
        read(self);
        if self.tokens.len() == start + 1 {
            self.tokens.truncate(start);
        }
    }

    /// Minus and plus. Of several together a minus wins.
    fn signs(&mut self) {
        let after = self.rest.trim_start_matches(is_sign);
        let (signs, _) = self.rest.split_at(self.rest.len() - after.len());
        if after.is_empty() || after.starts_with(|c| is_space(c) || c == ')') {
            self.remarks.say(Remark::WithoutLetters, signs);
            self.take(signs.len());
            return;
        }
        let token = if signs.contains(is_minus) {
            Token::Minus
        } else {
            Token::Plus
        };
        if token == Token::Minus && signs != "-" {
            // More than a notice shows.
            let ahead = self.rest.chars().take(100);
            let piece: String = ahead.take_while(|c| !is_space(*c) && *c != ')').collect();
            let many = signs.chars().count() > 1;
            self.remarks
                .say(if many { Remark::ManyMinus } else { Remark::OddMinus }, &piece);
        }
        self.take(signs.len());
        self.before(token, |lexer| {
            lexer.step(true);
        });
    }

    fn piece_end(&self) -> usize {
        self.rest
            .find(|c: char| is_space(c) || matches!(c, '(' | ')') || is_quote(c))
            .unwrap_or(self.rest.len())
    }

    /// A run without spaces, quotation marks and parentheses: operator, field, or word.
    fn piece(&mut self, piece: &'t str, glued: bool) {
        if !glued && let Some(operator) = self.operator(piece) {
            return self.tokens.push(operator);
        }
        let Some((name, value)) = piece.split_once(':') else {
            return self.word(None, piece, piece);
        };
        match Unit::parse(name) {
            Some(unit) => self.unit(unit, name, piece, value),
            None => self.named(name, value, piece, glued),
        }
    }

    fn operator(&mut self, piece: &str) -> Option<Token> {
        let distance = match piece {
            "AND" => return Some(Token::And),
            "OR" => return Some(Token::Or),
            "NOT" => return Some(Token::Not),
            "NEAR" => return Some(Token::Near(NEAR)),
            _ => piece.strip_prefix("NEAR/")?,
        };
        if distance.is_empty() || !distance.bytes().all(|b| b.is_ascii_digit()) {
            self.remarks.say(Remark::NearNumber, piece);
            return None;
        }
        let number: u32 = distance.parse().unwrap_or(u32::MAX);
        if number > MAX_DISTANCE {
            self.remarks.say(Remark::Far, piece);
        } else if number == 0 {
            self.remarks.say(Remark::Nearest, piece);
        }
        Some(Token::Near(number.clamp(1, MAX_DISTANCE)))
    }

    /// `para:`, `sent:`, several of them as the last.
    fn unit(&mut self, mut unit: Unit, name: &str, piece: &'t str, mut value: &'t str) {
        while let Some((name, inner)) = value.trim_start_matches(is_sign).split_once(':')
            && let Some(inside) = Unit::parse(name)
        {
            self.remarks.say(Remark::Outside, piece);
            if value.starts_with(is_minus) {
                self.remarks.say(Remark::InnerMinus, piece);
            }
            (unit, value) = (inside, inner);
        }
        if let Some(value) = self.value(piece, value) {
            self.before(Token::Unit(unit), |lexer| {
                match value.split_once(':') {
                    // What is kept together is kept together with all its words.
                    Some((name, inner)) => lexer.named(name, inner, value, true),
                    None => lexer.word(None, value, piece),
                }
                if lexer.tokens.last() == Some(&Token::Original) {
                    lexer.remarks.say(Remark::Outside, piece);
                }
            });
        } else if self.group_or_phrase_ahead() {
            self.tokens.push(Token::Unit(unit));
        } else {
            self.remarks.say(Remark::NoValue, piece);
            self.word(None, name, piece);
        }
    }

    /// A value without its signs; `None` where nothing but signs is left.
    fn value(&mut self, piece: &str, value: &'t str) -> Option<&'t str> {
        let bare = value.trim_start_matches(is_sign);
        let signs = value.strip_suffix(bare).unwrap_or_default();
        let meant = !bare.trim_start_matches('=').is_empty();
        if signs.contains(is_minus) && (has_letters(bare) || !meant && self.group_or_phrase_ahead()) {
            self.remarks.say(Remark::InnerMinus, piece);
        }
        if !meant && bare.len() == 1 && self.rest.starts_with('(') {
            self.remarks.say(Remark::WithoutLetters, bare);
        }
        if signs.contains('+') && !signs.contains(is_minus) && has_letters(bare) {
            // In front of the `para:` that it may stand behind.
            let unit = self.tokens.pop_if(|token| matches!(token, Token::Unit(_)));
            self.tokens.push(Token::Plus);
            self.tokens.extend(unit);
        }
        meant.then_some(bare)
    }

    /// `name:value`.
    fn named(&mut self, name: &'t str, value: &'t str, piece: &'t str, glued: bool) {
        if let Some(field) = Field::parse(name) {
            if let Some(value) = self.value(piece, value) {
                self.word(Some(field), value, piece);
            } else if self.group_or_phrase_ahead() {
                self.tokens.push(Token::Field(field));
            } else {
                self.remarks.say(Remark::NoValue, piece);
                self.word(None, name, piece);
            }
            return;
        }
        let days = Days::parse(name);
        let (has, place) = (name.eq_ignore_ascii_case("has"), name.eq_ignore_ascii_case("in"));
        if (days.is_some() || has || place) && !has_letters(value) && !value.contains("..") {
            self.remarks.say(Remark::NoValue, piece);
            self.word(None, name, piece);
        } else if let Some(days) = days {
            match days.read(value) {
                Some((span, reversed)) => {
                    if reversed {
                        self.remarks.say(Remark::Reversed, piece);
                    }
                    self.tokens.push(Token::Term(Query::Dated(span)));
                }
                None => self.plain_words(Remark::NoDate, piece, glued),
            }
        } else if has {
            match Property::parse(value) {
                Some(property) => self.tokens.push(Token::Term(Query::Has(property))),
                None => self.plain_words(Remark::NoProperty, piece, glued),
            }
        } else if place {
            if value.eq_ignore_ascii_case("original") {
                self.original(piece);
            } else {
                self.plain_words(Remark::NoPlace, piece, glued);
            }
        } else if value.starts_with("//") || !looks_like_a_name(name) {
            // An address is one thing; a time of day or a score is no field either.
            self.word(None, piece, piece);
        } else if let Some(field) = name.strip_prefix('=').and_then(Field::parse) {
            // `=title:word`: the sign stands before what it means.
            if has_letters(value) {
                self.word(Some(field), &format!("={value}"), piece);
            } else {
                self.plain_words(Remark::NoField, piece, glued);
            }
        } else {
            self.plain_words(Remark::NoField, piece, glued);
        }
    }

    /// `in:original`, which no sign changes: it stands for itself.
    fn original(&mut self, piece: &str) {
        match self.tokens.last() {
            Some(Token::Minus) => self.remarks.say(Remark::ExcludedOriginal, piece),
            _ => self.tokens.push(Token::Original),
        }
    }

    /// The words of `Gen.:`, `foo:bar`. What is excluded is excluded together.
    fn plain_words(&mut self, remark: Remark, piece: &str, glued: bool) {
        self.remarks.say(remark, piece);
        let words = |lexer: &mut Self| {
            for part in piece.split(':') {
                let part = part.trim_start_matches(is_sign);
                if !part.is_empty() {
                    lexer.word(None, part, part);
                }
            }
        };
        if glued {
            let start = self.tokens.len();
            self.before(Token::Open, words);
            if self.tokens.len() > start {
                self.tokens.push(Token::Close);
            }
        } else {
            words(self);
        }
    }

    fn word(&mut self, field: Option<Field>, word: &str, piece: &str) {
        self.tokens
            .extend(term(field, word, piece, self.remarks).map(Token::Term));
    }

    fn group_or_phrase_ahead(&mut self) -> bool {
        match self.rest.chars().next() {
            Some('(') => true,
            Some(c) if is_quote(c) => self.quoted().is_some_and(|(words, _)| has_letters(&words)),
            _ => false,
        }
    }
}

/// Control characters part words too: they are litter from copying.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Letters without digits: what could have been meant as a field (`foo:`, `Gen.:`).
fn looks_like_a_name(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_numeric)
}
