//! Days told from the day of publication: `yesterday`, `esta mañana`; and on which day somebody spoke of it.

use super::roles::Clause;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Shape, Token};
use crate::extract::tongue::Tongue;
use crate::extract::words::lowered;

/// Days before publication that a word tells.
pub(super) fn ago(clause: &Clause<'_, '_, '_>, at: usize, token: &Token<'_>) -> Option<i32> {
    if token.owns || token.is_capital() && at > clause.sentence.words.start {
        return None;
    }
    let word = lowered(token.text);
    // In German it is a place.
    if word == "hier" && clause.tongue() == Tongue::German {
        return None;
    }
    let behind = |words: &[&str]| clause.says(at.wrapping_sub(1), words);
    Some(match &*word {
        "today" | "hoy" | "aujourd'hui" | "aujourd’hui" | "heute" | "hoje" | "oggi" | "bugün" => 0,
        "yesterday" | "ayer" | "hier" | "gestern" | "ontem" | "ieri" | "dün" => -1,
        "anteayer" | "antier" | "avant-hier" | "vorgestern" | "anteontem" | "altroieri" | "evvelsi" => -2,
        "tonight" | "stamattina" | "stamane" | "stamani" | "stasera" => 0,
        "morning" | "afternoon" | "evening" if behind(&["this"]) => 0,
        "mattina" | "pomeriggio" | "sera" if behind(&["questa", "questo"]) => 0,
        "matin" | "soir" | "après-midi" if behind(&["ce", "cet"]) => 0,
        "mañana" | "tarde" | "noche" | "mediodía" if behind(&["esta", "este"]) => 0,
        "manhã" | "tarde" | "noite" if behind(&["esta", "nesta"]) => 0,
        _ => return None,
    })
}

/// The day on which somebody told of it: `informó el lunes la cancillería`, `teilte das Amt am Montag mit`; what
/// somebody said of a day is told behind a small word: `dijo que el lunes …`.
pub(super) fn is_told_on(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    let says = |at: usize| {
        let class = clause.class(at);
        class.is(Class::SAY)
            && !class.is(Class::HOLD | Class::MEET | Class::TALK)
            && clause.at(at).is_some_and(|token| token.shape == Shape::Lower)
    };
    let close = at.saturating_sub(4).max(clause.sentence.words.start)..at;
    let said = close.rev().take_while(|here| *here != trigger).find(|here| says(*here));
    clause.tongue().is_known()
        && said.is_some_and(|said| {
            !clause.any(
                said + 1..at,
                &["que", "qu'il", "qu'elle", "che", "dass", "haber", "avoir", "aver"],
            )
        })
}

/// Another verb of meeting stands between, whose day it is: `fue recibido el lunes por X, y Y se reunió con Z`.
pub(super) fn is_of_another(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    let romance = matches!(
        clause.tongue(),
        Tongue::Spanish | Tongue::Portuguese | Tongue::French | Tongue::Italian
    );
    let meets = |here: usize| {
        clause.class(here).is(Class::MEET | Class::RECEIVE)
            && !clause.class(here).is(Class::TALK | Class::FUNC)
            && clause.at(here).is_some_and(|token| token.shape == Shape::Lower)
    };
    // `reçu, lundi, par X, et Y s’était entretenu`: a clause of its own behind the day.
    let parted = || {
        let link = (at + 1..trigger).any(|here| {
            clause.says(here, &["et", "y", "e", "ed"])
                && clause.before(here).is_some_and(|last| last.gap.has(Gap::COMMA))
        });
        link && (at.saturating_sub(trigger - at)..at).any(meets)
    };
    romance && ((at.min(trigger) + 1..at.max(trigger)).any(meets) || at < trigger && parted())
}
