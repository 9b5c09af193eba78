//! The terms of the field `people`, by what they answer. Their parts are kept apart by NULs:
//!
//! | kind | then | answers |
//! |---|---|---|
//! | `a` | where the name is filed, its slug, the name | who there is, by name |
//! | `f` | slug, a name as printed | how a person is called |
//! | `o` | slug, slug of an office, the office as printed | what a person was |
//! | `m` | slug, key of a meeting, its name | where a person took part |
//! | `w` | slug, slug of another, key of a meeting, its name | whom a person met |

use crate::index::follow::Touched;
use crate::index::meetings::Told;
use crate::report::{Entry, slug};
use crate::search::names::is_joined_particle;
use std::collections::BTreeSet;

/// Between the parts of a term.
pub(super) const BETWEEN: char = '\0';
/// A term has an end, and so has a name.
const LONGEST: usize = 300;
/// People of one meeting who are said to have met each other; the heads are among them.
const COMPANY: usize = 24;
/// Words behind a name that are none of it.
const GENERATIONS: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// The terms of the field `people` of a report.
pub(in crate::index) fn terms(entry: &Entry, told: &[Told<'_>]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut add = |parts: &[&str]| {
        if parts
            .iter()
            .all(|part| part.len() <= LONGEST && !part.contains(BETWEEN))
        {
            terms.insert(parts.join("\0"));
        }
    };
    for person in &entry.facts.people {
        let own = slug(&person.name);
        if own.is_empty() {
            continue;
        }
        add(&["a", &filed(&own), &own, &person.name]);
        for form in &person.forms {
            add(&["f", &own, &form.evidence.words]);
        }
        for office in &person.offices {
            add(&["o", &own, &slug(&office.value), &office.value]);
        }
    }
    for one in told {
        let (key, id, meeting) = (one.stem(), one.id.to_string(), one.meeting);
        let mut people: Vec<String> = Vec::new();
        for person in &meeting.people {
            let own = slug(&person.name);
            if !own.is_empty() && !people.contains(&own) {
                people.push(own);
            }
        }
        for (n, one) in people.iter().enumerate() {
            add(&["m", one, key, &id]);
            let others = people.iter().take(COMPANY).filter(|other| *other != one && n < COMPANY);
            for other in others {
                add(&["w", one, other, key, &id]);
            }
        }
    }
    terms
}

/// Who is named, and who took part in meetings.
pub(in crate::index) fn touched(touched: &mut Touched, entry: &Entry) {
    let slugs = entry.facts.people.iter().map(|person| slug(&person.name));
    touched.people.extend(slugs.filter(|own| !own.is_empty()));
    let met = entry.facts.meetings.iter().flat_map(|meeting| &meeting.people);
    touched.met.extend(met.map(|person| slug(&person.name)));
}

/// Where a slug is filed: by its last word and then from the first. An article before the last word is
/// passed over, as is what tells father from son: `mohammed-shia-al-sudani` is under `sudani`.
pub(super) fn filed(slug: &str) -> String {
    let (names, generation) = match slug.rsplit_once('-') {
        Some((names, last)) if GENERATIONS.contains(&last) => (names, last),
        _ => (slug, ""),
    };
    let (before, last) = names.rsplit_once('-').unwrap_or(("", names));
    let before = match before.rsplit_once('-') {
        Some((names, particle)) if is_joined_particle(particle) => names,
        None if is_joined_particle(before) => "",
        _ => before,
    };
    let parts = [last, before, generation];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The last word under which a slug is filed.
pub(super) fn surname(slug: &str) -> String {
    let filed = filed(slug);
    filed.split(' ').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_by_their_last_word() {
        for (slug, expected) in [
            ("mohammed-shia-al-sudani", "sudani mohammed-shia"),
            ("kevin-leahy", "leahy kevin"),
            ("bashar-ash-shara", "shara bashar"),
            ("leahy", "leahy"),
            ("al-sudani", "sudani"),
            ("نيجيرفان-بارزاني", "بارزاني نيجيرفان"),
            ("malcolm-x", "x malcolm"),
            ("john-kelly-jr", "kelly john jr"),
            ("al", "al"),
        ] {
            assert_eq!(filed(slug), expected, "{slug}");
        }
    }
}
