use super::lexer::{Token, tokens};
use super::print::nesting;
use super::remarks::{Remark, Remarks};
use super::{Field, Match, Notice, Query, Unit};

mod any;
mod near;
#[cfg(test)]
mod tests;

/// How deep parentheses may nest; deeper ones are ignored, and named.
pub const MAX_DEPTH: usize = 32;
/// The longest query, in characters.
pub const MAX_QUERY_CHARS: usize = 2_000;

/// Reads a query in which all words must match. It never fails: what it cannot read is a word, or
/// ignored and named in a notice.
///
/// `NOT` and `-` bind tightest, then `NEAR`, then `AND` and juxtaposition, then `OR`.
#[must_use]
pub fn parse(text: &str) -> (Query, Vec<Notice>) {
    parse_with(text, Match::All)
}

/// Reads a query in which juxtaposed words must `matching` all or any.
///
/// With [`Match::Any`] an `AND` still means all, what is excluded stays excluded, `+` still asks,
/// and `date:` and `has:` still narrow: `a b -c date:2022` is `(a OR b) -c date:2022`, and `a +b` is
/// `b (a OR b)`. The query prints as what reads the same with [`Match::All`].
#[must_use]
pub fn parse_with(text: &str, matching: Match) -> (Query, Vec<Notice>) {
    let mut remarks = Remarks::default();
    let tokens = tokens(text, &mut remarks);
    let mut deepest = MAX_DEPTH;
    loop {
        let mut parser = Parser {
            tokens: tokens.clone().into_iter().peekable(),
            matching,
            deepest,
            skipped_opens: 0,
            original: false,
            remarks: remarks.clone(),
        };
        let query = parser.top();
        // What is printed may need parentheses where none were typed (`a +b` with any word), and
        // it must be readable too.
        if deepest == 0 || nesting(&query.to_string()) <= MAX_DEPTH {
            return (query, parser.remarks.into_notices(deepest));
        }
        deepest /= 2;
    }
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    matching: Match,
    /// How deep parentheses may nest.
    deepest: usize,
    /// Parentheses opened beyond that, whose partners mean nothing either.
    skipped_opens: usize,
    /// A group just closed held nothing but `in:original`, which counts for what it stands in.
    original: bool,
    remarks: Remarks,
}

/// An operand, and how it stands beside the others.
struct Operand {
    query: Query,
    /// A written `AND` joins it to the one before.
    joined: bool,
    /// It stands behind a `+`.
    required: bool,
}

/// Operands side by side.
#[derive(Default)]
struct Chain {
    operands: Vec<Operand>,
    /// `in:original` stands among them.
    original: bool,
}

impl Chain {
    fn is_empty(&self) -> bool {
        self.operands.is_empty() && !self.original
    }
}

impl Parser {
    /// A whole query: whatever follows a stray `)` is read on.
    fn top(&mut self) -> Query {
        let mut chains = vec![Chain::default()];
        loop {
            self.alternatives(0, None, &mut chains);
            if self.tokens.next().is_none() {
                break;
            }
            self.remarks.stray_closes += 1;
        }
        self.close(chains).unwrap_or(Query::All)
    }

    /// `a b OR c`, up to `)` or the end. `chains` are the alternatives so far; the last goes on.
    fn alternatives(&mut self, depth: usize, field: Option<Field>, chains: &mut Vec<Chain>) {
        // The operator that waits for its right side.
        let mut waiting: Option<&'static str> = None;
        // Whether what came after it was `in:original`, which needs no operator.
        let mut answered = false;
        loop {
            match self.tokens.peek() {
                None => break,
                Some(Token::Close) if self.skipped_opens > 0 => {
                    self.skipped_opens -= 1;
                    self.tokens.next();
                }
                Some(Token::Close) => break,
                Some(Token::Open) if depth >= self.deepest => self.skip_open(),
                Some(operator @ (Token::And | Token::Or)) => {
                    let name = if *operator == Token::And { "AND" } else { "OR" };
                    let nothing_before = chains.last().is_none_or(Chain::is_empty);
                    if nothing_before || (waiting.is_some() && !answered) {
                        self.remarks.say(Remark::Dangling, name);
                    } else {
                        waiting = Some(name);
                        answered = false;
                    }
                    self.tokens.next();
                }
                Some(Token::Near(_)) => {
                    self.remarks.say(Remark::Dangling, "NEAR");
                    self.tokens.next();
                }
                Some(_) => {
                    let operand = if self.tokens.next_if_eq(&Token::Original).is_some() {
                        self.original = true;
                        None
                    } else {
                        self.near(depth, field)
                    };
                    let original = std::mem::take(&mut self.original);
                    if operand.is_none() && !original {
                        continue;
                    }
                    if waiting == Some("OR") {
                        chains.push(Chain::default());
                        waiting = None;
                    }
                    if let Some(chain) = chains.last_mut() {
                        chain.original |= original;
                        if let Some((query, plus)) = operand {
                            let required = plus && (self.matching == Match::All || any::is_small(&query));
                            if plus && !required {
                                self.remarks.say(Remark::LongPlus, &format!("+({query})"));
                            }
                            chain.operands.push(Operand {
                                query,
                                joined: waiting.take() == Some("AND"),
                                required,
                            });
                        } else {
                            answered = true;
                        }
                    }
                }
            }
        }
        if let Some(name) = waiting.filter(|_| !answered) {
            self.remarks.say(Remark::Dangling, name);
        }
    }

    /// A word, phrase or group with its signs, and whether one of them is a `+`.
    fn operand(&mut self, depth: usize, field: Option<Field>) -> Option<(Query, bool)> {
        let mut negated = false;
        let mut nots = 0_usize;
        let mut plus = false;
        while let Some(sign) = self
            .tokens
            .next_if(|token| matches!(token, Token::Not | Token::Minus | Token::Plus))
        {
            nots += usize::from(sign == Token::Not);
            negated ^= sign != Token::Plus;
            plus |= sign == Token::Plus;
        }
        let query = self.primary(depth, field);
        if query.is_none() && (negated || nots > 0) {
            let grouped = std::mem::take(&mut self.original);
            if grouped || self.tokens.next_if_eq(&Token::Original).is_some() {
                self.remarks.say(Remark::ExcludedOriginal, "in:original");
            } else if nots > 0 {
                self.remarks.say(Remark::Dangling, "NOT");
            }
        }
        query.map(|query| match negated {
            true => (Query::negate(query), false),
            false => (query, plus),
        })
    }

    fn primary(&mut self, depth: usize, mut field: Option<Field>) -> Option<Query> {
        let mut unit: Option<Unit> = None;
        let query = loop {
            match self.tokens.peek()? {
                // A group behind a sign or a field: its first word gets them.
                Token::Open if depth >= self.deepest => self.skip_open(),
                Token::Open => match self.group(depth, field) {
                    Some(query) => break query,
                    None => {
                        if let Some(unit) = unit.filter(|_| self.original) {
                            self.remarks
                                .say(Remark::Outside, &format!("{}:(in:original)", unit.name()));
                        }
                        return None;
                    }
                },
                Token::Field(own) => {
                    field = Some(*own);
                    self.tokens.next();
                }
                Token::Unit(own) => {
                    unit = Some(*own);
                    self.tokens.next();
                }
                Token::Term(_) => match self.tokens.next()? {
                    Token::Term(query) => break in_field(query, field),
                    _ => return None,
                },
                _ => return None,
            }
        };
        Some(match unit {
            Some(unit) => self.within(unit, query),
            None => query,
        })
    }

    fn within(&mut self, unit: Unit, query: Query) -> Query {
        if !query.stands_in(unit) {
            self.name_outside(unit, &query);
        }
        Query::within(unit, query)
    }

    /// Names what a paragraph, sentence or meeting cannot hold.
    fn name_outside(&mut self, unit: Unit, query: &Query) {
        match query {
            Query::And(parts) | Query::Or(parts) => {
                for part in parts.iter().filter(|part| !part.stands_in(unit)) {
                    self.name_outside(unit, part);
                }
            }
            Query::Not(part) | Query::Original(part) => {
                if !part.stands_in(unit) {
                    self.name_outside(unit, part);
                }
            }
            other => self.remarks.say(Remark::Outside, &other.to_string()),
        }
    }

    fn group(&mut self, depth: usize, field: Option<Field>) -> Option<Query> {
        self.tokens.next();
        let mut chains = vec![Chain::default()];
        self.alternatives(depth + 1, field, &mut chains);
        if self.tokens.next().is_none() {
            self.remarks.open_groups += 1;
        }
        match self.close(chains) {
            Some(Query::Original(part)) if *part == Query::All => {
                self.original = true;
                None
            }
            None => {
                self.remarks.empty_groups += 1;
                None
            }
            query => query,
        }
    }

    fn skip_open(&mut self) {
        self.tokens.next();
        self.skipped_opens += 1;
        self.remarks.too_deep += 1;
    }

    /// Alternatives as one query; `None` when there is nothing in them.
    fn close(&mut self, chains: Vec<Chain>) -> Option<Query> {
        let mut parts = Vec::with_capacity(chains.len());
        let mut lonely = 0_usize;
        for Chain { operands, original } in chains {
            if operands.is_empty() {
                lonely += usize::from(original);
                continue;
            }
            let query = match self.matching {
                Match::All => Query::and(operands.into_iter().map(|operand| operand.query).collect()),
                Match::Any => any::any(operands),
            };
            parts.push(if original { Query::original(query) } else { query });
        }
        if parts.is_empty() {
            return (lonely > 0).then(|| Query::original(Query::All));
        }
        for _ in 0..lonely {
            self.remarks.say(Remark::LonelyOriginal, "in:original");
        }
        Some(Query::or(parts))
    }
}

/// A term in the field of its group, unless it names its own.
fn in_field(mut query: Query, group: Option<Field>) -> Query {
    match &mut query {
        Query::Word(field, _)
        | Query::Exact(field, _)
        | Query::Phrase(field, _)
        | Query::Close(field, ..)
        | Query::Pattern(field, _)
        | Query::Fuzzy(field, ..) => *field = field.or(group),
        _ => {}
    }
    query
}
