use super::{Field, Notice, Property};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The most words that `NEAR` and `"…"~` let stand between.
pub(super) const MAX_DISTANCE: u32 = 100;

/// Why a piece was ignored or read otherwise than it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    WithoutLetters,
    Dangling,
    NoField,
    NoValue,
    NoDate,
    Reversed,
    NoProperty,
    NoPlace,
    InnerMinus,
    ManyMinus,
    /// `–word`, `!word`.
    OddMinus,
    Caret,
    NoPattern,
    BesideWildcards,
    ExactFuzzy,
    NoEdits,
    ManyEdits,
    QuotedWildcards,
    BehindQuote,
    OneWord,
    NoDistance,
    NearNumber,
    Far,
    Nearest,
    NearAsAnd,
    NearUneven,
    Outside,
    ExcludedOriginal,
    LonelyOriginal,
    LongPlus,
}

/// What the parser remarks, gathered by kind so that a query of a thousand stray marks gives one
/// sentence, not a thousand.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks {
    pieces: BTreeMap<Remark, Pieces>,
    pub(super) open_quote: Option<char>,
    pub(super) open_groups: usize,
    pub(super) stray_closes: usize,
    pub(super) empty_groups: usize,
    pub(super) too_deep: usize,
}

#[derive(Clone, Debug, Default)]
struct Pieces {
    named: Vec<String>,
    count: usize,
}

/// Pieces that a notice names before it says how many more there are.
const NAMED: usize = 5;
/// Characters of a piece that a notice shows.
const SHOWN: usize = 40;

impl Remarks {
    pub(super) fn say(&mut self, remark: Remark, piece: &str) {
        let pieces = self.pieces.entry(remark).or_default();
        pieces.count += 1;
        if pieces.named.len() < NAMED {
            let mut shown: String = piece.chars().take(SHOWN).collect();
            if shown.len() < piece.len() {
                shown.push('…');
            }
            pieces.named.push(shown);
        }
    }

    pub(super) fn into_notices(self, max_depth: usize) -> Vec<Notice> {
        let mut notices: Vec<Notice> = self
            .pieces
            .iter()
            .map(|(remark, pieces)| Notice::new(format!("{pieces} {}", remark.tail())))
            .collect();
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

impl Remark {
    /// The sentence behind the pieces.
    fn tail(self) -> String {
        let tail = match self {
            Remark::WithoutLetters => "was ignored: it has no letter or digit.",
            Remark::Dangling => "was ignored: an operator needs something to join. (In lower case it is a word.)",
            Remark::NoField => {
                let fields = Field::ALL.iter().map(|(_, name)| *name);
                return among("names no field and was read as plain words; fields are", fields);
            }
            Remark::NoValue => "was read as a word: a field needs its value right after the colon.",
            Remark::NoDate => {
                "names no days and was read as plain words; write date:2022, date:2022-07, date:2022-07-04 or \
                 date:2022-07-04..2022-08-01."
            }
            Remark::Reversed => "was read the other way round: it ended before it began.",
            Remark::NoProperty => {
                let properties = Property::ALL.iter().map(|(_, name)| *name);
                return among("was read as plain words; has: knows", properties);
            }
            Remark::NoPlace => "was read as plain words; what cleaning set aside is in:original.",
            Remark::InnerMinus => "was read without its minus; to exclude it, put the minus before the field.",
            Remark::ManyMinus => "was read with a single minus.",
            Remark::OddMinus => "was excluded: the sign in front of it was read as a minus.",
            Remark::Caret => "was read as plain words, side by side: ^ gives no weight here.",
            Remark::NoPattern => {
                "was read as a plain word: * and ? need at least two letters or digits of a word beside them, ~ a word \
                 before it."
            }
            Remark::BesideWildcards => "was read as a pattern alone: beside * and ?, the signs = and ~ add nothing.",
            Remark::ExactFuzzy => "was read without its =, for ~ asks for other spellings.",
            Remark::NoEdits => "was read as this spelling only: ~0 allows no other letter.",
            Remark::ManyEdits => "was read with ~2: more than two letters cannot differ.",
            Remark::QuotedWildcards => {
                "was read as it stands: wildcards stand for nothing inside quotation marks; patterns can be joined by \
                 NEAR."
            }
            Remark::BehindQuote => {
                "was ignored behind a quotation mark: there, only ~ with a number of words means something."
            }
            Remark::OneWord => "was read without its distance: it has no two words to be near each other.",
            Remark::NoDistance => "was read as an exact phrase: ~0 allows no word between.",
            Remark::NearNumber => "was read as a plain word: NEAR takes a whole number, as in NEAR/10.",
            Remark::Far => return format!("was read with {MAX_DISTANCE}, the greatest distance there is."),
            Remark::Nearest => "was read as NEAR/1, the smallest distance there is.",
            Remark::NearAsAnd => {
                "was read as AND: NEAR joins words, patterns, phrases, and groups of them joined by OR, in the same \
                 field."
            }
            Remark::NearUneven => "differ in one row: the greatest distance was used for all of it.",
            Remark::Outside => {
                "was asked of the whole report: para: and sent: keep together nothing but words of the text, and met: \
                 nothing but names."
            }
            Remark::ExcludedOriginal => {
                "was ignored: what cleaning set aside is left out unless in:original asks for it."
            }
            Remark::LongPlus => {
                "was read without its plus: it is too long to be asked for beside words that may be missing."
            }
            Remark::LonelyOriginal => "was ignored: nothing stands beside it that could be looked for.",
        };
        tail.to_owned()
    }
}

fn among(start: &str, names: impl Iterator<Item = &'static str>) -> String {
    let mut text = start.to_owned();
    for (n, name) in names.enumerate() {
        let _ = write!(text, "{} {name}", if n > 0 { "," } else { "" });
    }
    text.push('.');
    text
}

/// `“a”, “b” and 3 more`.
impl std::fmt::Display for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, piece) in self.named.iter().enumerate() {
            write!(f, "{}“{piece}”", if n > 0 { ", " } else { "" })?;
        }
        let more = self.count - self.named.len();
        if more > 0 {
            write!(f, " and {more} more")?;
        }
        Ok(())
    }
}
