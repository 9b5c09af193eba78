use super::lexer::{Token, tokens};
use super::remarks::Remarks;
use super::{Field, Match, Notice, Query};

/// How deep parentheses may nest; deeper ones are ignored, and named.
pub const MAX_DEPTH: usize = 32;
/// The longest query, in characters.
pub const MAX_QUERY_CHARS: usize = 2_000;

/// Reads a query in which all words must match. It never fails: what it cannot read is a word, or
/// ignored and named in a notice.
///
/// `NOT` and `-` bind tightest, then `AND` and juxtaposition, then `OR`.
#[must_use]
pub fn parse(text: &str) -> (Query, Vec<Notice>) {
    parse_with(text, Match::All)
}

/// Reads a query in which juxtaposed words must `matching` all or any.
///
/// With [`Match::Any`] an `AND` still means all, and what is excluded stays excluded:
/// `a b -c` is `(a OR b) -c`.
#[must_use]
pub fn parse_with(text: &str, matching: Match) -> (Query, Vec<Notice>) {
    let mut remarks = Remarks::default();
    let tokens = tokens(text, &mut remarks);
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        matching,
        skipped_opens: 0,
        remarks,
    };
    let query = parser.top().unwrap_or(Query::All);
    (query, parser.remarks.into_notices(MAX_DEPTH))
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    matching: Match,
    /// Parentheses opened beyond [`MAX_DEPTH`], whose partners mean nothing either.
    skipped_opens: usize,
    remarks: Remarks,
}

/// An operand, and whether a written `AND` joins it to the one before.
struct Operand {
    query: Query,
    joined: bool,
}

impl Parser {
    /// A whole query: whatever follows a stray `)` is read on.
    fn top(&mut self) -> Option<Query> {
        let mut chains = Vec::new();
        loop {
            self.alternatives(0, None, &mut chains);
            if self.tokens.next().is_none() {
                break;
            }
            self.remarks.stray_closes += 1;
        }
        close(chains, self.matching)
    }

    /// `a b OR c`, up to `)` or the end. `chains` are the alternatives so far; the last goes on.
    fn alternatives(&mut self, depth: usize, field: Option<Field>, chains: &mut Vec<Vec<Operand>>) {
        if chains.is_empty() {
            chains.push(Vec::new());
        }
        // The operator that waits for its right side.
        let mut waiting: Option<&'static str> = None;
        loop {
            match self.tokens.peek() {
                None => break,
                Some(Token::Close) if self.skipped_opens > 0 => {
                    self.skipped_opens -= 1;
                    self.tokens.next();
                }
                Some(Token::Close) => break,
                Some(Token::Open) if depth >= MAX_DEPTH => self.skip_open(),
                Some(operator @ (Token::And | Token::Or)) => {
                    let name = if *operator == Token::And { "AND" } else { "OR" };
                    let nothing_before = chains.last().is_none_or(Vec::is_empty);
                    if nothing_before || waiting.is_some() {
                        self.remarks.dangling.push(name.to_owned());
                    } else {
                        waiting = Some(name);
                    }
                    self.tokens.next();
                }
                Some(_) => {
                    if let Some(query) = self.operand(depth, field) {
                        let joined = waiting == Some("AND");
                        if waiting == Some("OR") {
                            chains.push(Vec::new());
                        }
                        waiting = None;
                        if let Some(chain) = chains.last_mut() {
                            chain.push(Operand { query, joined });
                        }
                    }
                }
            }
        }
        if let Some(name) = waiting {
            self.remarks.dangling.push(name.to_owned());
        }
    }

    /// A word, phrase or group with what negates it.
    fn operand(&mut self, depth: usize, field: Option<Field>) -> Option<Query> {
        let mut negated = false;
        let mut nots = 0_usize;
        while let Some(token @ (Token::Not | Token::Minus)) = self.tokens.peek() {
            nots += usize::from(*token == Token::Not);
            negated = !negated;
            self.tokens.next();
        }
        let query = self.primary(depth, field);
        if query.is_none() && nots > 0 {
            self.remarks.dangling.push("NOT".to_owned());
        }
        query.map(|query| if negated { Query::negate(query) } else { query })
    }

    fn primary(&mut self, depth: usize, mut field: Option<Field>) -> Option<Query> {
        loop {
            match self.tokens.peek()? {
                Token::And | Token::Or | Token::Not | Token::Minus | Token::Close => return None,
                // A group behind a minus or a field: its first word gets them.
                Token::Open if depth >= MAX_DEPTH => self.skip_open(),
                Token::Open => return self.group(depth, field),
                Token::Field(own) => {
                    field = Some(*own);
                    self.tokens.next();
                }
                Token::Word(..) | Token::Phrase(_) => break,
            }
        }
        match self.tokens.next()? {
            Token::Word(own, word) => Some(Query::Word(own.or(field), word)),
            Token::Phrase(words) => Some(Query::Phrase(field, words)),
            _ => None,
        }
    }

    fn group(&mut self, depth: usize, field: Option<Field>) -> Option<Query> {
        self.tokens.next();
        let mut chains = Vec::new();
        self.alternatives(depth + 1, field, &mut chains);
        if self.tokens.next().is_none() {
            self.remarks.open_groups += 1;
        }
        let query = close(chains, self.matching);
        if query.is_none() {
            self.remarks.empty_groups += 1;
        }
        query
    }

    fn skip_open(&mut self) {
        self.tokens.next();
        self.skipped_opens += 1;
        self.remarks.too_deep += 1;
    }
}

/// Alternatives as one query; `None` when there is nothing in them.
fn close(chains: Vec<Vec<Operand>>, matching: Match) -> Option<Query> {
    let parts: Vec<Query> = chains
        .into_iter()
        .filter(|chain| !chain.is_empty())
        .map(|chain| match matching {
            Match::All => Query::and(chain.into_iter().map(|operand| operand.query).collect()),
            Match::Any => any(chain),
        })
        .collect();
    (!parts.is_empty()).then(|| Query::or(parts))
}

/// Juxtaposed operands as alternatives, what `AND` joins together, and what is excluded left out
/// of all of them.
fn any(chain: Vec<Operand>) -> Query {
    let mut runs: Vec<Vec<Query>> = Vec::new();
    for Operand { query, joined } in chain {
        match runs.last_mut() {
            Some(run) if joined => run.push(query),
            _ => runs.push(vec![query]),
        }
    }
    let (excluded, wanted): (Vec<Query>, Vec<Query>) = runs
        .into_iter()
        .map(Query::and)
        .partition(|query| matches!(query, Query::Not(_)));
    let mut parts = Vec::with_capacity(excluded.len() + 1);
    if !wanted.is_empty() {
        parts.push(Query::or(wanted));
    }
    parts.extend(excluded);
    Query::and(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query as its operators are understood: `&`, `|`, `!` and brackets.
    fn shape(query: &Query) -> String {
        let field = |field: &Option<Field>| field.map_or(String::new(), |f| f.name().to_owned() + ":");
        let join = |parts: &[Query], by: &str| {
            let parts: Vec<String> = parts.iter().map(shape).collect();
            format!("[{}]", parts.join(by))
        };
        match query {
            Query::All => "*".to_owned(),
            Query::Word(f, word) => format!("{}{word}", field(f)),
            Query::Phrase(f, words) => format!("{}<{words}>", field(f)),
            Query::And(parts) => join(parts, " & "),
            Query::Or(parts) => join(parts, " | "),
            Query::Not(part) => format!("!{}", shape(part)),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (query, notices) = parse(text);
        assert_eq!(shape(&query), expected, "{text}");
        assert_eq!(notices, [], "{text}");
    }

    /// What is read in spite of a fault, and a part of what is said about it.
    #[track_caller]
    fn check_said(text: &str, expected: &str, said: &[&str]) {
        let (query, notices) = parse(text);
        assert_eq!(shape(&query), expected, "{text}");
        assert_eq!(notices.len(), said.len(), "{text}: {notices:?}");
        for (notice, part) in notices.iter().zip(said) {
            assert!(notice.0.contains(part), "{text}: {notice}");
        }
    }

    #[test]
    fn words_phrases_and_operators() {
        check("", "*");
        check("  leahy  ", "leahy");
        check("a b c", "[a & b & c]");
        check("a AND b", "[a & b]");
        check("a OR b c OR d", "[a | [b & c] | d]");
        check("a b AND c OR d", "[[a & b & c] | d]");
        check("NOT a", "!a");
        check("NOT NOT a", "a");
        check("a NOT b OR c", "[[a & !b] | c]");
        check("a -b -\"c d\" -(e OR f)", "[a & !b & !<c d> & ![e | f]]");
        check("(leahy OR harris) -barzani", "[[leahy | harris] & !barzani]");
        check("((a)) (b c)", "[a & b & c]");
        check("a and or not b", "[a & and & or & not & b]");
        check("a(b)c\"d\"e", "[a & b & c & <d> & e]");
    }

    #[test]
    fn quotation_marks_and_apostrophes() {
        for text in ["\"a b\"", "“a b”", "„a b“", "«a b»", "»a b«", "“a  b\""] {
            check(text, "<a b>");
        }
        check("shia' al-sudani", "[shia' & al-sudani]");
        check("Shia’ Ba'ath 'quoted'", "[Shia’ & Ba'ath & 'quoted']");
        check("\"the generals' visit\"", "<the generals' visit>");
    }

    #[test]
    fn fields() {
        check("title:visit", "title:visit");
        check(
            "TITLE:visit outlet:\"Kurdistan 24\"",
            "[title:visit & outlet:<Kurdistan 24>]",
        );
        check("title:(a OR -b body:c)", "[title:a | [!title:b & body:c]]");
        check("-person:leahy", "!person:leahy");
        check("10:30 https://rudaw.net/a", "[10:30 & https://rudaw.net/a]");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        check_said("Maj. Gen.: Leahy", "[Maj. & Gen. & Leahy]", &["“Gen.:” names no field"]);
        check_said("foo:bar", "[foo & bar]", &["“foo:bar” names no field"]);
        check_said("-foo:bar", "![foo & bar]", &["names no field"]);
        check_said("title: visit", "[title & visit]", &["“title:” was read as a word"]);
        check_said("title:-visit", "title:visit", &["without its minus"]);
        check_said("a & b – c", "[a & b & c]", &["“&”, “–” was ignored"]);
        check_said("- *", "*", &["“-”, “*”"]);
        check_said("-& a", "a", &["“&”"]);
        check_said("--a", "!a", &["“--a”"]);
        check_said("peshm*", "peshm*", &["“peshm*” was read as a plain word"]);
        check_said("\"a b\"~3", "<a b>", &["“~3”"]);
        check_said("\"…\" a", "a", &["no letter or digit"]);
        check_said("say \"a b", "[say & a & b]", &["quotation mark (\")"]);
        check_said("AND a OR", "a", &["“AND”, “OR” was ignored"]);
        check_said("a OR OR b NOT", "[a | b]", &["“OR”, “NOT”"]);
        check_said("(a OR b", "[a | b]", &["opening parenthesis"]);
        check_said("a OR b) c", "[a | [b & c]]", &["closing parenthesis"]);
        check_said("a () -( )", "a", &["Empty parentheses"]);
    }

    #[test]
    fn depth_and_length_are_no_danger() {
        let deep = format!("{}a OR b{} c", "(".repeat(2_000), ")".repeat(2_000));
        check_said(&deep, "[[a | b] & c]", &["deeper than 32"]);
        for evil in ["(", "-(", "NOT ", "title:(", "\"", "a:", "-", "( OR ", "«-"] {
            let _ = parse(&evil.repeat(50_000));
        }
        let (_, notices) = parse(&"& ".repeat(1_000));
        assert_eq!(notices.len(), 1);
        assert!(notices.iter().all(|notice| notice.0.len() < 200));
    }

    #[test]
    fn any_word() {
        let check = |text: &str, expected: &str| {
            assert_eq!(shape(&parse_with(text, Match::Any).0), expected, "{text}");
        };
        check("a b", "[a | b]");
        check("a b -c", "[[a | b] & !c]");
        check("a AND b c", "[[a & b] | c]");
        check("-a -b", "[!a & !b]");
        check("(a b) (c d)", "[a | b | c | d]");
        check("a b OR c", "[a | b | c]");
    }
}
