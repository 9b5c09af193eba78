//! Side by side, where any word will do.

use super::{Operand, Query};

/// Juxtaposed operands as alternatives, what `AND` joins together; what is excluded, what `+` asks
/// for, dates and properties left out of all of them.
pub(super) fn any(operands: Vec<Operand>) -> Query {
    let mut runs: Vec<Vec<Operand>> = Vec::new();
    for operand in operands {
        match runs.last_mut() {
            Some(run) if operand.joined => run.push(operand),
            _ => runs.push(vec![operand]),
        }
    }
    let (mut required, mut wanted, mut limits) = (Vec::new(), Vec::new(), Vec::new());
    // Whether an alternative says more than what is required anyway.
    let mut more = false;
    for run in runs {
        if run.iter().all(|operand| narrows(&operand.query)) {
            limits.extend(run.into_iter().map(|operand| operand.query));
            continue;
        }
        let asked: Vec<Query> = run
            .iter()
            .filter(|operand| operand.required && !narrows(&operand.query))
            .map(|operand| operand.query.clone())
            .collect();
        if asked.len() < run.len() {
            more = true;
            if run.len() > 1 {
                wanted.extend(asked.iter().cloned());
            }
        }
        required.extend(asked);
        wanted.push(Query::and(run.into_iter().map(|operand| operand.query).collect()));
    }
    let mut parts = required;
    if more || parts.is_empty() {
        let alternatives = Query::or(wanted);
        if alternatives != Query::All {
            parts.push(alternatives);
        }
    }
    parts.extend(limits);
    Query::and(parts)
}

/// What narrows rather than asks.
fn narrows(query: &Query) -> bool {
    matches!(query, Query::Not(_) | Query::Dated(_) | Query::Has(_))
}

/// The most parts of what a `+` asks for.
const MAX_PARTS: usize = 64;

/// Whether it may stand twice, as what `+` asks for must: in nested groups it would double, and
/// double again.
pub(super) fn is_small(query: &Query) -> bool {
    fn count(query: &Query, left: usize) -> Option<usize> {
        let left = left.checked_sub(1)?;
        match query {
            Query::And(parts) | Query::Or(parts) | Query::Near(parts, _) => {
                parts.iter().try_fold(left, |left, part| count(part, left))
            }
            Query::Not(part) | Query::Within(_, part) | Query::Original(part) => count(part, left),
            _ => Some(left),
        }
    }
    count(query, MAX_PARTS).is_some()
}
