use super::{Field, Notice};
use std::fmt::Write;

/// What the parser ignored or read otherwise than it looks, gathered by kind so that a query of a
/// thousand stray marks gives one sentence, not a thousand.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub(super) without_letters: Vec<String>,
    pub(super) dangling: Vec<String>,
    pub(super) no_field: Vec<String>,
    pub(super) no_value: Vec<String>,
    pub(super) inner_minus: Vec<String>,
    pub(super) wildcards: Vec<String>,
    pub(super) many_minus: Vec<String>,
    /// `–word`, `!word`.
    pub(super) odd_minus: Vec<String>,
    pub(super) carets: Vec<String>,
    pub(super) open_quote: Option<char>,
    pub(super) open_groups: usize,
    pub(super) stray_closes: usize,
    pub(super) empty_groups: usize,
    pub(super) too_deep: usize,
}

/// Pieces that a notice names before it says how many more there are.
const NAMED: usize = 5;

impl Remarks {
    pub(super) fn into_notices(self, max_depth: usize) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut say = |pieces: &[String], tail: &str| {
            if !pieces.is_empty() {
                notices.push(Notice::new(format!("{} {tail}", list(pieces))));
            }
        };
        say(&self.without_letters, "was ignored: it has no letter or digit.");
        say(
            &self.dangling,
            "was ignored: an operator needs something to join. (In lower case it is a word.)",
        );
        say(&self.no_field, &no_field());
        say(
            &self.no_value,
            "was read as a word: a field needs its value right after the colon.",
        );
        say(
            &self.inner_minus,
            "was read without its minus; to exclude it, put the minus before the field.",
        );
        say(&self.many_minus, "was read with a single minus.");
        say(
            &self.odd_minus,
            "was excluded: the sign in front of it was read as a minus.",
        );
        say(
            &self.carets,
            "was read as plain words, side by side: ^ gives no weight here.",
        );
        say(
            &self.wildcards,
            "was read as a plain word: * and ~ stand for nothing here.",
        );
        if let Some(quote) = self.open_quote {
            notices.push(Notice::new(format!(
                "A quotation mark ({quote}) without its partner was ignored."
            )));
        }
        for (count, text) in [
            (
                self.open_groups,
                "An opening parenthesis without its partner was closed at the end.",
            ),
            (
                self.stray_closes,
                "A closing parenthesis without its partner was ignored.",
            ),
            (self.empty_groups, "Empty parentheses were ignored."),
        ] {
            if count > 0 {
                notices.push(Notice::new(text));
            }
        }
        if self.too_deep > 0 {
            notices.push(Notice::new(format!(
                "Parentheses nested deeper than {max_depth} were ignored; what is in them is searched."
            )));
        }
        notices
    }
}

fn no_field() -> String {
    let mut text = "names no field and was read as plain words; fields are".to_owned();
    for (n, (_, name)) in Field::ALL.iter().enumerate() {
        let _ = write!(text, "{} {name}", if n > 0 { "," } else { "" });
    }
    text.push('.');
    text
}

/// `“a”, “b” and 3 more`, each cut to a length that a line can show.
fn list(pieces: &[String]) -> String {
    let mut text = String::new();
    for (n, piece) in pieces.iter().take(NAMED).enumerate() {
        if n > 0 {
            text.push_str(", ");
        }
        let short: String = piece.chars().take(40).collect();
        let cut = if short.len() < piece.len() { "…" } else { "" };
        let _ = write!(text, "“{short}{cut}”");
    }
    if pieces.len() > NAMED {
        let _ = write!(text, " and {} more", pieces.len() - NAMED);
    }
    text
}
