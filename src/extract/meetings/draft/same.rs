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
        let words = clause.sentence.words.clone();
        let year = event.vague
            && (event.trigger..(event.end + 6).min(words.end)).any(|at| {
                let year = clause.at(at).is_some_and(|token| {
                    token.text.len() == 4
                        && token.text.starts_with(['1', '2'])
                        && token.text.bytes().all(|byte| byte.is_ascii_digit())
                });
                year && clause.says(at.wrapping_sub(1), &["in"])
            });
        let elsewhere = clause
            .tongue()
            .is_known()
            .then(|| place::find(clause, event.trigger, &span(clause, event)));
        let elsewhere = elsewhere.flatten().filter(|_| dated_only(nearest));
        for (place, draft) in self.drafts.iter().enumerate().rev() {
            let has = |who: usize| draft.people.iter().any(|known| known.who == who);
            let shared = members.iter().filter(|member| has(member.who)).count();
            if shared == 0 || draft.call != event.call && shared < 2 {
                continue;
            }
            let within = shared == members.len() || shared == draft.people.len();
            let apart = days_apart_surely(&draft.hints, nearest)
                || days_apart(&draft.hints, nearest) && (event.earlier || event.other || draft.earlier);
            // `met him in Lima in 2021`
            let apart = apart || year && nearest.is_empty() && !draft.hints.is_empty() && !draft.vague;
            // `on Monday in Porto` and `on 14 May in Hanoi`
            let other_place = elsewhere
                .as_ref()
                .zip(draft.place.as_ref())
                .is_some_and(|(a, b)| a.value != b.value);
            let apart = apart || other_place && !draft.hints.is_empty() && !dated_only(&draft.hints);
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
                // `on Thursday X received Y and Z`, two of those whom W met on Tuesday.
                2 if !within => !event.other && !days_apart(&draft.hints, nearest),
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

/// A date is told, and no weekday.
fn dated_only(hints: &[Hint]) -> bool {
    let weekday = |hint: &Hint| matches!(hint, Hint::Weekday(..) | Hint::LastWeekday(..) | Hint::Ago(..));
    !hints.is_empty() && !hints.iter().any(weekday)
}
