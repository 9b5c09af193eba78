//! The terms of the field `people`, by what they answer. Their parts are kept apart by NULs:
//!
//! | kind | then | answers |
//! |---|---|---|
//! | `a` | where the name is filed, its slug, the name | who there is, by name |
//! | `f` | slug, a name as printed | how a person is called |
//! | `o` | slug, slug of an office, the office as printed | what a person was |
//! | `m` | slug, key of a meeting, its name | where a person took part |
//! | `w` | slug, slug of another, key of a meeting | whom a person met |
//!
//! Most of an index's terms are of the last two kinds, and few reports have each. So what stands
//! before in a term is not said again in the key ([`brief`]), and who met whom not with the name that
//! each report has for it.

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
            add(&["m", one, &brief(key, &id, &[one]), &id]);
            let others = people.iter().take(COMPANY).filter(|other| *other != one && n < COMPANY);
            for other in others {
                let key = brief(key, &id, &[one, other]);
                if key.ends_with(ITSELF) {
                    add(&["w", one, other, &key, &id]);
                } else {
                    add(&["w", one, other, &key]);
                }
            }
        }
    }
    terms
}

/// Stands in a key for the name of the meeting, which follows; no slug has it.
const ITSELF: &str = "=";
/// Stand in a key for the people under whom it is filed; no slug has them.
const OWN: [&str; 2] = ["<", ">"];

/// A key ([`crate::report::MeetingKey::stem`]) with signs for what its term says anyway.
fn brief(key: &str, id: &str, people: &[&str]) -> String {
    let part = |part| match people.iter().position(|own| *own == part) {
        Some(place) => OWN.get(place).copied().unwrap_or(part),
        None if part == id => ITSELF,
        None => part,
    };
    key.split(' ').map(part).collect::<Vec<_>>().join(" ")
}

/// The end of a term behind its people: what is one for all terms of one meeting, day first; and its name
/// as the report tells it, which terms of two people have only where no other report can tell of it.
pub(super) fn meeting(end: &str) -> (&str, Option<&str>) {
    match end.split_once(BETWEEN) {
        // Nobody else can tell of it.
        Some((key, id)) if key.ends_with(ITSELF) => (end, Some(id)),
        Some((key, id)) => (key, Some(id)),
        None => (end, None),
    }
}

/// What the terms of one person begin with that are of the meeting which this key of two is of.
pub(super) fn of_one(person: &str, other: &str, key: &str) -> String {
    let part = |part| if OWN.get(1) == Some(&part) { other } else { part };
    let key: Vec<&str> = key.split(' ').map(part).collect();
    ["m", person, &key.join(" "), ""].join("\0")
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
    fn a_key_does_not_say_again_what_stands_before() {
        let stem = "2025-04-24 meeting ann-lee bo-dahl ~";
        let two = brief(stem, "x.3", &["bo-dahl", "ann-lee"]);
        assert_eq!(two, "2025-04-24 meeting > < ~");
        assert_eq!(meeting(&two), (two.as_str(), None));
        let one = brief(stem, "x.3", &["bo-dahl"]);
        assert_eq!(of_one("bo-dahl", "ann-lee", &two), format!("m\0bo-dahl\0{one}\0"));
        assert_eq!(meeting(&format!("{one}\0x.3")), (one.as_str(), Some("x.3")));
        let alone = brief("~2025-04-24/~/~ call ann-lee bo-dahl x.3", "x.3", &["cy-ek"]);
        let end = format!("{alone}\0x.3");
        assert_eq!(end, "~2025-04-24/~/~ call ann-lee bo-dahl =\0x.3");
        assert_eq!(meeting(&end), (end.as_str(), Some("x.3")));
    }

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
