//! Whether an event tells again of a meeting that is known.

use super::*;

impl Drafts {
    /// The meeting that an event tells again.
    pub(super) fn same(
        &self,
        clause: &Clause<'_, '_, '_>,
        event: &Event,
        members: &[Member],
        nearest: &[Hint],
    ) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (place, draft) in self.drafts.iter().enumerate().rev() {
            let has = |who: usize| draft.people.iter().any(|known| known.who == who);
            let shared = members.iter().filter(|member| has(member.who)).count();
            if shared == 0 || draft.call != event.call && shared < 2 {
                continue;
            }
            let within = shared == members.len() || shared == draft.people.len();
            let apart = days_apart(&draft.hints, nearest)
                && (event.earlier || event.other || draft.earlier || days_apart_surely(&draft.hints, nearest));
            let past =
                event.earlier != draft.earlier && (event.earlier || draft.earlier) && !clause.parsed.passage.caption;
            if apart || past {
                continue;
            }
            let fits = match shared {
                1 => {
                    let lone = members.len() == 1 || draft.people.len() == 1;
                    let both_unnamed =
                        (members.len() == 1 && event.unnamed) || (draft.people.len() == 1 && draft.unnamed);
                    lone && both_unnamed
                        && !event.other
                        && (members.len() == 1 || draft.leads)
                        && place + 2 >= self.drafts.len()
                }
                2 if !within => !event.other,
                _ => true,
            };
            // A call is another meeting than a visit, unless the text leaves it open.
            let kinds = draft.call == event.call || !event.other;
            if fits && kinds && best.is_none_or(|(_, known)| shared > known) {
                best = Some((place, shared));
            }
        }
        best.map(|(place, _)| place)
    }
}
