use crate::search::{Correction, FacetCount, Missing, Notice, Params, PersonCard, Results, Widening};
use crate::web::links::results;
use crate::web::show;
use std::mem::take;

/// Other spellings that stand in the sentence; the others can be unfolded.
const NAMED: usize = 6;

/// Everything that is said beside the results: what was ignored, widened or not found, and the one
/// click that has it the other way.
pub(super) struct Said {
    pub notices: Vec<Told>,
    pub widened: Vec<Widened>,
    /// Nothing has all the words, so these have some.
    pub relaxed: bool,
    pub missing: Vec<Without>,
    pub corrections: Vec<Meant>,
    pub person: Option<Card>,
}

/// A sentence, and the link that undoes what it says.
pub(super) struct Told {
    pub text: String,
    pub undo: Option<Link>,
}

/// A link with its words.
pub(super) struct Link {
    pub label: String,
    pub href: String,
}

/// What was looked for beyond what was typed.
pub(super) struct Widened {
    pub typed: String,
    pub also: Vec<String>,
    pub rest: Vec<String>,
    pub undo: Link,
}

/// A part that no report has.
pub(super) struct Without {
    pub part: String,
    pub undo: Option<Link>,
}

/// A query that was perhaps meant.
pub(super) struct Meant {
    pub query: String,
    pub reports: String,
    pub href: String,
}

/// The person whose name was searched.
pub(super) struct Card {
    pub person: Named,
    pub others: Vec<Named>,
}

/// A name that leads to the reports that have it.
pub(super) struct Named {
    pub name: String,
    pub reports: String,
    pub href: String,
}

impl Said {
    /// Takes what the results say out of them.
    pub(super) fn new(params: &Params, results: &mut Results, page: usize) -> Self {
        let told = |notice: Notice| Told::new(params, notice);
        Self {
            notices: take(&mut results.notices).into_iter().map(told).collect(),
            widened: take(&mut results.widened)
                .into_iter()
                .filter(|widening| !widening.also.is_empty())
                .map(|widening| Widened::new(params, widening))
                .collect(),
            relaxed: results.relaxed,
            missing: take(&mut results.missing)
                .into_iter()
                .map(|missing| Without::new(params, missing))
                .collect(),
            corrections: take(&mut results.corrections)
                .into_iter()
                .map(|correction| Meant::new(params, correction))
                .collect(),
            // Said once; further pages are read for their results, and whoever narrowed to the
            // person knows.
            person: results
                .person
                .take()
                .filter(|card| page == 1 && !params.all("person").any(|name| name.trim() == card.name))
                .map(Card::new),
        }
    }
}

impl Told {
    fn new(params: &Params, notice: Notice) -> Self {
        Self {
            text: notice.text,
            undo: notice.undo.map(|undo| Link {
                href: results(&params.with(undo.parameter, &undo.value)),
                label: undo.label,
            }),
        }
    }
}

impl Widened {
    fn new(params: &Params, widening: Widening) -> Self {
        let (parameter, value) = widening.switch;
        let mut also = widening.also;
        // To unfold a single one would take more room than to name it.
        let named = if also.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
        let rest = also.split_off(also.len().min(named));
        Self {
            typed: widening.typed,
            also,
            rest,
            undo: Link {
                label: match parameter {
                    "synonyms" => "without other words",
                    _ => "only as typed",
                }
                .to_owned(),
                href: results(&params.with(parameter, value)),
            },
        }
    }
}

impl Without {
    fn new(params: &Params, missing: Missing) -> Self {
        let reports = show::count(missing.count as u64, "report", "reports");
        Self {
            part: missing.part,
            undo: (!missing.without.is_empty()).then(|| Link {
                label: format!("search without it ({reports})"),
                href: results(&params.with("q", &missing.without)),
            }),
        }
    }
}

impl Meant {
    fn new(params: &Params, correction: Correction) -> Self {
        Self {
            href: results(&params.with("q", &correction.query)),
            query: correction.query,
            reports: show::count(correction.count as u64, "report", "reports"),
        }
    }
}

impl Card {
    fn new(card: PersonCard) -> Self {
        Self {
            person: Named::new(card.name, card.count),
            others: card
                .others
                .into_iter()
                .map(|FacetCount { value, count }| Named::new(value, count))
                .collect(),
        }
    }
}

impl Named {
    fn new(name: String, count: u64) -> Self {
        Self {
            href: show::person_path(&name),
            reports: show::count(count, "report", "reports"),
            name,
        }
    }
}
