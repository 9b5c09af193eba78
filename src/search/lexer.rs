use super::Field;
use super::remarks::Remarks;

/// The smallest pieces of a query that mean something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` right before what it excludes.
    Minus,
    /// `field:` right before a phrase or a group; before a word it is part of the word.
    Field(Field),
    Word(Option<Field>, String),
    Phrase(String),
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
    /// Reads one piece. `glued`: it stands right behind a minus, so it is no operator.
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
            _ if is_minus(first) => self.minus(),
            _ if is_quote(first) => self.phrase(first),
            _ => self.piece(glued),
        }
        true
    }

    fn single(&mut self, c: char, token: Token) {
        self.skip(c.len_utf8());
        self.tokens.push(token);
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn minus(&mut self) {
        let after = self.rest.trim_start_matches(is_minus);
        let (signs, _) = self.rest.split_at(self.rest.len() - after.len());
        let dashes = signs.len();
        let piece_end = |c: char| is_space(c) || c == ')';
        if after.is_empty() || after.starts_with(piece_end) {
            self.remarks.without_letters.push(signs.to_owned());
            self.skip(dashes);
            return;
        }
        if signs != "-" {
            let piece: String = self.rest.chars().take_while(|c| !is_space(*c) && *c != ')').collect();
            if signs.chars().count() > 1 {
                self.remarks.many_minus.push(piece);
            } else {
                self.remarks.odd_minus.push(piece);
            }
        }
        self.skip(dashes);
        let before = self.tokens.len();
        self.tokens.push(Token::Minus);
        self.step(true);
        // `-& word`: what was to be excluded is ignored, so the minus must not pass on.
        if self.tokens.len() == before + 1 {
            self.tokens.truncate(before);
        }
    }

    fn phrase(&mut self, quote: char) {
        let Some((words, length)) = self.quoted() else {
            self.remarks.open_quote.get_or_insert(quote);
            self.skip(quote.len_utf8());
            return;
        };
        self.skip(length);
        if words.chars().any(char::is_alphanumeric) {
            self.tokens.push(Token::Phrase(words));
        } else {
            self.remarks.without_letters.push(format!("\"{words}\""));
        }
        // `"a b"~3` and `"a b"*` mean something elsewhere; here they would add a word.
        if self.rest.starts_with(['~', '*', '^']) {
            let end = self.piece_end();
            let (suffix, _) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
            self.remarks.wildcards.push(suffix.to_owned());
            self.skip(end);
        }
    }

    /// The words between the quotation mark ahead and its partner, and the bytes that both take.
    fn quoted(&mut self) -> Option<(String, usize)> {
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

    fn piece_end(&self) -> usize {
        self.rest
            .find(|c: char| is_space(c) || matches!(c, '(' | ')') || is_quote(c))
            .unwrap_or(self.rest.len())
    }

    /// A run without spaces, quotation marks and parentheses: operator, field, or word.
    fn piece(&mut self, glued: bool) {
        let end = self.piece_end();
        let (piece, _): (&'t str, _) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.skip(end);
        match piece {
            "AND" if !glued => return self.tokens.push(Token::And),
            "OR" if !glued => return self.tokens.push(Token::Or),
            "NOT" if !glued => return self.tokens.push(Token::Not),
            _ => {}
        }
        let Some((name, value)) = piece.split_once(':') else {
            return self.word(None, piece, piece);
        };
        match Field::parse(name) {
            Some(field) if !value.is_empty() => self.fielded(field, piece, value),
            Some(field) if self.group_or_phrase_ahead() => self.tokens.push(Token::Field(field)),
            Some(_) => {
                self.remarks.no_value.push(piece.to_owned());
                self.word(None, name, piece);
            }
            // An address is one thing; a time of day or a score is no field either.
            None if value.starts_with("//") || !looks_like_a_name(name) => {
                self.word(None, piece, piece);
            }
            None if glued => {
                // What is excluded is excluded together.
                self.tokens.push(Token::Open);
                let before = self.tokens.len();
                self.unknown(piece);
                if self.tokens.len() == before {
                    self.tokens.truncate(before - 1);
                } else {
                    self.tokens.push(Token::Close);
                }
            }
            None => self.unknown(piece),
        }
    }

    /// The words of `Gen.:`, `foo:bar`.
    fn unknown(&mut self, piece: &str) {
        self.remarks.no_field.push(piece.to_owned());
        for part in piece.split(':') {
            let part = part.trim_start_matches(is_minus);
            if !part.is_empty() {
                self.word(None, part, part);
            }
        }
    }

    fn fielded(&mut self, field: Field, piece: &str, value: &str) {
        let bare = value.trim_start_matches(is_minus);
        if bare.len() < value.len() && bare.chars().any(char::is_alphanumeric) {
            self.remarks.inner_minus.push(piece.to_owned());
        }
        self.word(Some(field), bare, piece);
    }

    fn word(&mut self, field: Option<Field>, word: &str, piece: &str) {
        if !word.chars().any(char::is_alphanumeric) {
            self.remarks.without_letters.push(piece.to_owned());
            return;
        }
        if word.contains(['*', '~']) {
            self.remarks.wildcards.push(piece.to_owned());
        }
        if word.contains('^') {
            self.remarks.carets.push(piece.to_owned());
        }
        // A word that looks like an operator would be one when the query is printed and read again.
        let word = match word {
            "AND" | "OR" | "NOT" => word.to_lowercase(),
            _ => word.to_owned(),
        };
        self.tokens.push(Token::Word(field, word));
    }

    fn group_or_phrase_ahead(&mut self) -> bool {
        match self.rest.chars().next() {
            Some('(') => true,
            Some(c) if is_quote(c) => self
                .quoted()
                .is_some_and(|(words, _)| words.chars().any(char::is_alphanumeric)),
            _ => false,
        }
    }
}

/// Control characters part words too: they are litter from copying.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The minus, and what phones and other search boxes put in its place: an en dash, the minus sign
/// of mathematics, an exclamation mark.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '–' | '−' | '!')
}

/// Double marks of every script open and close phrases, any with any: people paste mixed ones.
/// Single marks never do: `Shia’`, `Ba'ath`, `the generals'`.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂'
    )
}

/// Letters without digits: what could have been meant as a field (`foo:`, `Gen.:`).
fn looks_like_a_name(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_numeric)
}
