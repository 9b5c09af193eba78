use super::{Field, Property, Span, Unit};

/// What was asked, as a tree. It knows no engine; `index::lower` translates it.
///
/// Words are kept as typed: folding and stemming are the engine's business.
///
/// [`Query::and`], [`Query::or`], [`Query::negate`], [`Query::near`], [`Query::within`] and
/// [`Query::original`] keep it in normal form: no `And` directly in an `And`, no `Or` in an `Or`, no
/// `Not` in a `Not`, no group of one, nothing in a `Within` but words of the text, no `Original` in
/// an `Original`, and `All` only alone or as all that an `Original` holds. In that form
/// [`std::fmt::Display`] prints a query that parses back to the same tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Query {
    /// Every report: nothing was asked.
    All,
    /// `word`: in any of its forms (stemmed), with variants of names and synonyms unless they are
    /// switched off. One that the analyzer splits (`al-Sudani`) is matched as neighbouring words.
    Word(Option<Field>, String),
    /// `=word`: this spelling only; case and diacritics do not matter.
    Exact(Option<Field>, String),
    /// `"a b"`: these words in these spellings (unstemmed), one after the other.
    Phrase(Option<Field>, String),
    /// `"a b"~3`: these words, stemmed, in any order, with at most so many other words between them.
    Close(Option<Field>, String, u32),
    /// `pre*`, `w?ldcard`: `*` stands for any number of letters, `?` for one.
    Pattern(Option<Field>, String),
    /// `word~`, `word~2`: up to so many letters (1 or 2) other, missing, too many or swapped.
    Fuzzy(Option<Field>, String, u8),
    /// `a NEAR/10 b`: all of these with at most so many words between one and the next, in any
    /// order. The parts are words, patterns, phrases, or an `Or` of them.
    Near(Vec<Query>, u32),
    /// `para:(…)`, `sent:(…)`: what is inside holds within a single paragraph or sentence; `met:(…)`:
    /// within the names of those who took part in one meeting.
    Within(Unit, Box<Query>),
    /// `in:original …`: looked for in the whole original, with what cleaning set aside.
    Original(Box<Query>),
    /// `date:…`, `before:…`, `after:…`: reports that are surely or possibly of these days.
    Dated(Span),
    /// `has:caption`: reports in which something is there.
    Has(Property),
    /// All of these.
    And(Vec<Query>),
    /// At least one of these.
    Or(Vec<Query>),
    /// Reports that do not match.
    Not(Box<Query>),
}

impl Query {
    /// All of `parts`; of none: every report.
    #[must_use]
    pub fn and(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::And(inner) => flat.extend(inner),
                Query::All => {}
                other => flat.push(other),
            }
        }
        Self::single(flat).unwrap_or_else(Query::And)
    }

    /// At least one of `parts`, where a part that asks nothing counts for nothing; of none: every
    /// report.
    #[must_use]
    pub fn or(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::Or(inner) => flat.extend(inner),
                Query::All => {}
                other => flat.push(other),
            }
        }
        Self::single(flat).unwrap_or_else(Query::Or)
    }

    /// What does not match `part`.
    #[must_use]
    pub fn negate(part: Query) -> Self {
        match part {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        }
    }

    /// All of `parts` with at most `distance` words between one and the next.
    #[must_use]
    pub fn near(parts: Vec<Query>, distance: u32) -> Self {
        Self::single(parts).unwrap_or_else(|parts| Query::Near(parts, distance))
    }

    /// `part` within one paragraph or sentence. What speaks of a whole report (dates, `has:`, an
    /// outlet, another `Within`) is set beside it: a report of 2022 is one in each of its
    /// paragraphs.
    #[must_use]
    pub fn within(unit: Unit, part: Query) -> Self {
        if part.stands_in(unit) {
            return Query::Within(unit, Box::new(part));
        }
        match part {
            Query::And(parts) => Self::and(Self::apart(unit, parts, Self::and)),
            Query::Or(parts) => Self::or(Self::apart(unit, parts, Self::or)),
            Query::Not(inner) => Self::negate(Self::within(unit, *inner)),
            Query::Original(inner) => Self::original(Self::within(unit, *inner)),
            other => other,
        }
    }

    /// The words among `parts` together, everything else on its own.
    fn apart(unit: Unit, parts: Vec<Query>, join: fn(Vec<Query>) -> Query) -> Vec<Query> {
        let (inside, outside): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.stands_in(unit));
        let mut apart = Vec::with_capacity(outside.len() + 1);
        if !inside.is_empty() {
            apart.push(Query::Within(unit, Box::new(join(inside))));
        }
        apart.extend(outside.into_iter().map(|part| Self::within(unit, part)));
        apart
    }

    /// `part`, looked for in the whole original.
    #[must_use]
    pub fn original(part: Query) -> Self {
        Query::Original(Box::new(part.without_original()))
    }

    fn without_original(self) -> Self {
        match self {
            Query::Original(part) => part.without_original(),
            Query::And(parts) => Self::and(parts.into_iter().map(Self::without_original).collect()),
            Query::Or(parts) => Self::or(parts.into_iter().map(Self::without_original).collect()),
            Query::Not(part) => Self::negate(part.without_original()),
            other => other,
        }
    }

    /// Whether it is made of nothing but what one such unit can hold: words, phrases and patterns of
    /// the report's own text, or for a meeting of no field at all.
    #[must_use]
    pub fn stands_in(&self, unit: Unit) -> bool {
        match self {
            Query::Word(field, _)
            | Query::Exact(field, _)
            | Query::Phrase(field, _)
            | Query::Close(field, ..)
            | Query::Pattern(field, _)
            | Query::Fuzzy(field, ..) => match field {
                None => true,
                Some(Field::Title | Field::Body | Field::Caption) => unit != Unit::Meeting,
                Some(_) => false,
            },
            Query::Near(parts, _) | Query::And(parts) | Query::Or(parts) => {
                parts.iter().all(|part| part.stands_in(unit))
            }
            Query::Not(part) => part.stands_in(unit),
            Query::All | Query::Within(..) | Query::Original(_) | Query::Dated(_) | Query::Has(_) => false,
        }
    }

    /// Whether anything in it says what a report should have: only then does a score say more than
    /// "not excluded".
    #[must_use]
    pub fn has_positive(&self) -> bool {
        match self {
            Query::All | Query::Not(_) | Query::Dated(_) | Query::Has(_) => false,
            Query::Word(..)
            | Query::Exact(..)
            | Query::Phrase(..)
            | Query::Close(..)
            | Query::Pattern(..)
            | Query::Fuzzy(..)
            | Query::Near(..) => true,
            Query::Within(_, part) | Query::Original(part) => part.has_positive(),
            Query::And(parts) | Query::Or(parts) => parts.iter().any(Query::has_positive),
        }
    }

    fn single(mut parts: Vec<Query>) -> Result<Query, Vec<Query>> {
        match parts.len() {
            0 => Ok(Query::All),
            1 => parts.pop().ok_or(parts),
            _ => Err(parts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Query {
        Query::Word(None, text.to_owned())
    }

    #[track_caller]
    fn check(query: &Query, printed: &str) {
        assert_eq!(query.to_string(), printed);
    }

    #[test]
    fn constructors_keep_the_normal_form() {
        let ab = || Query::and(vec![word("a"), word("b")]);
        check(&Query::near(vec![], 3), "");
        check(&Query::near(vec![word("a")], 3), "a");
        check(&Query::original(Query::original(ab())), "in:original a b");
        let inner = Query::or(vec![Query::original(word("a")), Query::original(Query::All)]);
        check(&Query::original(inner), "in:original a");
        check(&Query::and(vec![Query::All, word("a")]), "a");
    }

    #[test]
    fn a_paragraph_holds_only_words_of_the_text() {
        let para = |part| Query::within(Unit::Paragraph, part);
        let dated = || Query::Has(Property::Date);
        check(
            &para(Query::and(vec![word("a"), dated(), word("b")])),
            "para:(a b) has:date",
        );
        check(&para(Query::or(vec![word("a"), dated()])), "para:(a) OR has:date");
        check(&para(dated()), "has:date");
        check(&para(Query::negate(dated())), "-has:date");
        check(&para(Query::original(word("a"))), "in:original para:(a)");
        check(&para(para(word("a"))), "para:(a)");
        let outlet = Query::Word(Some(Field::Outlet), "x".to_owned());
        check(&para(Query::and(vec![word("a"), outlet])), "para:(a) outlet:x");
    }

    #[test]
    fn a_meeting_holds_only_names() {
        let met = |part| Query::within(Unit::Meeting, part);
        let title = || Query::Word(Some(Field::Title), "x".to_owned());
        check(
            &met(Query::and(vec![word("a"), title(), word("b")])),
            "met:(a b) title:x",
        );
        check(&met(Query::within(Unit::Paragraph, word("a"))), "para:(a)");
    }
}
