//! Who took part as desks list it: a line that says so (`In attendance`, `The delegation comprised:`), and then a
//! line with a bullet or a letter for each.

use super::*;
use crate::extract::passage::Passage;
use crate::extract::words::lowered;

/// A line that begins no longer list.
const SHORT: usize = 60;

/// People of one list that are kept: each is compared with those before.
const MOST_LISTED: usize = 200;

/// What a list that is being read is of.
#[derive(Default)]
pub(super) struct Listing {
    open: bool,
    /// The meeting that the words before it told.
    of: Option<usize>,
    found: Vec<Member>,
    told: Vec<Evidence>,
}

impl Drafts {
    /// A new passage: whether it goes on with a list, ends one, or begins one by its heading.
    pub(super) fn begin_listed(&mut self, passage: &Passage<'_>) {
        if self.listing.open && !is_item(passage.text) && !is_side(passage.text) {
            self.end_list();
        }
        if passage
            .heading
            .is_some_and(|heading| heading.len() <= SHORT && is_head(heading))
        {
            self.open_list();
        }
    }

    /// The passage may end with the words before a list.
    pub(super) fn end_listed(&mut self, passage: &Passage<'_>) {
        let text = passage.text.trim_end();
        // The words before the colon, of the last sentence alone.
        let last = text.rsplit(['.', '!', '?']).next().unwrap_or_default();
        if self.listing.open {
            return;
        }
        let leads =
            text.ends_with(':') && is_head(last) || text.len() <= SHORT && !text.ends_with('.') && is_head(text);
        if leads && !passage.caption && !passage.headline && !is_item(text) {
            self.open_list();
        }
    }

    fn open_list(&mut self) {
        let of = self
            .current
            .filter(|current| self.drafts.get(*current).is_some_and(|draft| !draft.earlier));
        self.listing = Listing {
            open: true,
            of,
            ..Listing::default()
        };
    }

    /// Reads a line of a list: whoever is named first in it, and who is with them. Whether it was one.
    pub(super) fn listed(&mut self, clause: &Clause<'_, '_, '_>) -> bool {
        if !self.listing.open || !is_item(clause.parsed.passage.text) {
            return false;
        }
        if clause.sentence.words.start > 0 || self.listing.found.len() >= MOST_LISTED {
            return true;
        }
        let mut side = clause.right(0);
        if side.mentions.is_empty() {
            let named = |named: &Named| named.who.is_some() && !named.mention.name.is_empty();
            side.mentions.extend(clause.sentence.mentions.iter().position(named));
        }
        let members: Vec<Member> = self
            .who(clause, &side.mentions)
            .into_iter()
            .map(|(who, named)| member(clause, who, named, PRESENT))
            .collect();
        if self.listing.told.len() < MOST_TOLD && !members.is_empty() {
            let words = clause.words(&clause.sentence.words);
            self.listing.told.push(clause.parsed.passage.evidence(words, PRESENT));
        }
        for member in members {
            if !self.listing.found.iter().any(|known| known.who == member.who) {
                self.listing.found.push(member);
            }
        }
        true
    }

    /// Those listed took part in the meeting that was told before the list, or in one that nothing else tells.
    pub(super) fn end_list(&mut self) {
        let listing = std::mem::take(&mut self.listing);
        let place = match listing.of.filter(|of| self.drafts.get(*of).is_some()) {
            Some(of) => of,
            None if listing.found.len() < 2 || self.drafts.len() >= MOST => {
                self.pending.extend(listing.found);
                return;
            }
            None => self.nameless(),
        };
        self.current = Some(place);
        let Some(draft) = self.drafts.get_mut(place) else {
            return;
        };
        for member in listing.found {
            if !draft.people.iter().any(|known| known.who == member.who) {
                draft.people.push(member);
            }
        }
        let room = MOST_TOLD.saturating_sub(draft.told.len());
        draft.told.extend(listing.told.into_iter().take(room));
    }

    /// Makes a meeting of those who were told of as present, where its own sentence named nobody.
    pub(super) fn nameless(&mut self) -> usize {
        let (hints, place, call) = self.scene.take().unwrap_or_default();
        let mut draft = Draft {
            place: place.or(self.pending_place.take()),
            told: std::mem::take(&mut self.pending_told),
            leads: true,
            call,
            ..Draft::default()
        };
        for member in std::mem::take(&mut self.pending) {
            if !draft.people.iter().any(|known| known.who == member.who) {
                draft.people.push(member);
            }
        }
        let hints = if hints.is_empty() {
            std::mem::take(&mut self.pending_hints)
        } else {
            hints
        };
        draft.add_hints(hints, true);
        draft.told.truncate(MOST_TOLD);
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Where and when people met whom nothing names before they are listed.
    pub(super) fn set_scene(&mut self, clause: &Clause<'_, '_, '_>, dates: &Dates) {
        if clause.tongue().is_known() {
            self.set_scene_abroad(clause, dates);
            return;
        }
        if self.scene.is_some() || !self.drafts.is_empty() {
            return;
        }
        let mut nouns = false;
        let told = clause.sentence.words.clone().find(|at| {
            nouns |= clause.class(*at).is(Class::TALK);
            clause.at(*at).is_some_and(|token| {
                token.shape == Shape::Lower
                    && (token.says("met")
                        || token.says("came") && clause.says(at + 1, &["together"])
                        || token.says("shared") && clause.any(at + 1..at + 4, &["table"])
                        || token.is_one_of(&["gathered", "assembled", "convened"])
                        || token.says("sat") && clause.says(at + 1, &["down"])
                        || nouns && token.says("held") && clause.says(at.wrapping_sub(1), &["was", "were"])
                        || token.class.is(Class::TALK) && clause.any(at + 1..at + 4, &["held", "took"]))
            }) && !is_denied(clause, *at)
                && !clause.any(
                    at.saturating_sub(4)..*at,
                    &["will", "to", "not", "would", "should", "never"],
                )
        });
        if let Some(trigger) = told {
            let place = place::find(clause, trigger, &(trigger..trigger + 1));
            let call = clause.any(
                trigger.saturating_sub(2)..trigger,
                &["video", "telephone", "phone", "virtual", "online"],
            );
            if self.paragraphs <= 1 {
                self.lead_here = (trigger..trigger + 6).any(|at| clause.says(at, &["here"]));
                self.lead_place.clone_from(&place);
            }
            self.scene = Some((hints(clause, dates, trigger), place, call));
        }
    }
}

/// `Por República Dominicana:`: of which side those are whom the list goes on with.
fn is_side(text: &str) -> bool {
    let text = text.trim();
    let words = [
        "por ",
        "pela ",
        "pelo ",
        "pour ",
        "per ",
        "für ",
        "côté ",
        "for ",
        "from ",
        "del lado ",
        "da parte ",
    ];
    let lower = lowered(text.get(..text.floor_char_boundary(SHORT)).unwrap_or_default());
    text.len() <= SHORT && text.ends_with(':') && words.iter().any(|word| lower.starts_with(word))
}

/// A line of a list: behind a bullet, a dash or a letter in parentheses.
pub(super) fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(['▶', '➡', '🔹', '🔸', '📌', '✅']) {
        return rest.trim_start_matches('\u{fe0f}').starts_with([' ', '\u{a0}']);
    }
    if let Some(rest) = text.strip_prefix(['•', '*', '-', '–', '—', '·', '▪', '◦', '‣', '●', '○', '■', '►', '✓'])
    {
        return rest.starts_with([' ', '\t', '\u{a0}']);
    }
    let inside = text.strip_prefix('(').unwrap_or(text);
    inside.split_once(')').is_some_and(|(mark, rest)| {
        (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_alphanumeric()) && rest.starts_with(' ')
    })
}

/// Whether words lead to those who took part, and not to those who stayed away or are still to come.
fn is_head(text: &str) -> bool {
    const PRESENT: [&str; 54] = [
        "presentes",
        "presente",
        "asistieron",
        "asistentes",
        "participaron",
        "participantes",
        "concurrieron",
        "acompañaron",
        "integraron",
        "integraban",
        "integrada",
        "delegación",
        "comitiva",
        "participaram",
        "acompanharam",
        "delegação",
        "présents",
        "présentes",
        "participaient",
        "participants",
        "délégation",
        "composée",
        "presenti",
        "partecipanti",
        "delegazione",
        "composta",
        "anwesend",
        "anwesende",
        "teilnehmer",
        "teilnehmende",
        "katılanlar",
        "katılımcılar",
        "heyette",
        "present",
        "attendance",
        "attending",
        "attended",
        "attendees",
        "participants",
        "participated",
        "comprised",
        "comprises",
        "comprising",
        "consisted",
        "consisting",
        "composed",
        "included",
        "includes",
        "including",
        "delegation",
        "accompanied",
        "represented",
        "joined",
        "flanked",
    ];
    let lower = lowered(text);
    let mut present = false;
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        if AWAY.contains(&word) {
            return false;
        }
        present |= PRESENT.contains(&word);
    }
    present
}

/// Words in the heads of lists of those who were not there, or of what is no list of people.
const AWAY: [&str; 36] = [
    "no",
    "não",
    "pas",
    "non",
    "nicht",
    "ausentes",
    "ausente",
    "absents",
    "assenti",
    "assente",
    "abwesend",
    "entschuldigt",
    "excusés",
    "invitados",
    "convidados",
    "invités",
    "propuestas",
    "temas",
    "acuerdos",
    "decisões",
    "not",
    "absent",
    "apologies",
    "expected",
    "will",
    "would",
    "invited",
    "scheduled",
    "due",
    "regrets",
    "agenda",
    "speakers",
    "proposals",
    "demands",
    "agreement",
    "measures",
];

/// A short line that says that those listed below it were not there.
pub(super) fn is_head_of_others(text: &str) -> bool {
    text.len() <= SHORT
        && lowered(text)
            .split(|c: char| !c.is_alphabetic())
            .any(|word| AWAY.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_heads() {
        for text in [
            "• Ana Sousa, mayor",
            "- Ms. Ana Sousa",
            "(a) The mayor, Ana Sousa;",
            "▶\u{fe0f} Mme Ana Sousa",
            "b) Ana Sousa",
        ] {
            assert!(is_item(text), "{text}");
        }
        for text in [
            "Ana Sousa (left) spoke",
            "-5 degrees",
            "1. The Chair welcomed everyone.",
            "(Wire) Ana Sousa met",
        ] {
            assert!(!is_item(text), "{text}");
        }
        for text in [
            "In attendance",
            "Those present:",
            "The delegation comprised:",
            "En la reunión estuvieron presentes por Chile:",
            "Étaient présents :",
        ] {
            assert!(is_head(text), "{text}");
        }
        for text in [
            "Not present",
            "Apologies from those who should have attended",
            "Those present will be:",
            "No estuvieron presentes:",
            "Ausentes:",
            "Key points",
        ] {
            assert!(!is_head(text), "{text}");
        }
    }
}
