//! Words near each other.

use super::super::lexer::Token;
use super::super::remarks::Remark;
use super::{Field, Parser, Query};

impl Parser {
    /// `a NEAR/5 b NEAR/5 c`, and whether a `+` stands before any of it.
    pub(super) fn near(&mut self, depth: usize, field: Option<Field>) -> Option<(Query, bool)> {
        let (first, mut required) = self.operand(depth, field)?;
        let mut done = Vec::new();
        let mut place = place(&first);
        let mut row = vec![first];
        let mut distance = 0;
        while let Some(Token::Near(number)) = self.tokens.next_if(|token| matches!(token, Token::Near(_))) {
            let name = format!("NEAR/{number}");
            let Some((next, plus)) = self.operand(depth, field) else {
                self.remarks.say(Remark::Dangling, "NEAR");
                continue;
            };
            required |= plus;
            let there = self::place(&next);
            if let Some(common) = common(place, there) {
                place = Some(common);
                if distance != 0 && distance != number {
                    self.remarks
                        .say(Remark::NearUneven, &format!("NEAR/{distance}, {name}"));
                }
                distance = distance.max(number);
            } else {
                self.remarks.say(Remark::NearAsAnd, &name);
                done.push(Query::near(std::mem::take(&mut row), distance));
                distance = 0;
                place = there;
            }
            row.push(next);
        }
        done.push(Query::near(row, distance));
        Some((Query::and(done), required))
    }
}

/// Where something stands that other words can be near to: in a field of the text, or in any.
type Place = Option<Field>;

/// `None` where nothing can be near it.
fn place(query: &Query) -> Option<Place> {
    match query {
        Query::Word(field, _)
        | Query::Exact(field, _)
        | Query::Phrase(field, _)
        | Query::Pattern(field, _)
        | Query::Fuzzy(field, ..) => Some(*field).filter(|field| !matches!(field, Some(Field::Lang | Field::Id))),
        Query::Or(parts) => {
            let mut places = parts
                .iter()
                .map(|part| place(part).filter(|_| !matches!(part, Query::Or(_))));
            let first = places.next()??;
            places.try_fold(first, |common, place| {
                place.map(|place| common.filter(|_| common == place))
            })
        }
        _ => None,
    }
}

/// Where both can stand; `None` where they never meet.
fn common(one: Option<Place>, other: Option<Place>) -> Option<Place> {
    match (one?, other?) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => Some(one.or(other)),
    }
}
