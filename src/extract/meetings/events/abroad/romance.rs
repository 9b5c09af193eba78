//! Spanish, Portuguese, French and Italian: subject, verb, and who was met behind it.

use super::company::company;
use super::side;
use super::subject::{INFINITIVES, came_for_it, delegates, is_cleft, means_both, subject};
use super::*;
use crate::extract::people::Named;

pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize, class: Class) -> Option<Event> {
    let purpose = clause.says(at, &INFINITIVES) && !is_cleft(clause, at);
    if is_unreal(clause, at) || purpose && !came_for_it(clause, at) {
        return None;
    }
    if class.is(Class::COMPANY) {
        return company(clause, at);
    }
    if clause.says(at, &side::SIGNS) {
        return side::signed(clause, at);
    }
    if let Some(event) = side::event(clause, at) {
        return Some(event);
    }
    if class.is(Class::RECEIVE)
        && let Some(event) = receive(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::MEET)
        && let Some(event) = meet(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::ATTEND)
        && let Some(event) = attend(clause, at)
    {
        return Some(event);
    }
    class.is(Class::TALK).then(|| talk(clause, at)).flatten()
}

/// `no`, `devait`: near before the verb, and in its own clause; a noun of meeting is still to come where the
/// verb of its sentence is of the future.
fn is_unreal(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let from = at.saturating_sub(6).max(clause.sentence.words.start);
    for here in (from..at).rev() {
        let Some(token) = clause.at(here) else { break };
        if token.gap.has(Gap::SEMICOLON) || token.gap.has(Gap::QUOTE) || token.gap.has(Gap::COMMA) {
            break;
        }
        if token.class.is(Class::UNREAL) && !(token.says("antes") && clause.says(here + 1, &["había"])) {
            return true;
        }
    }
    clause.class(at).is(Class::TALK)
        && clause
            .sentence
            .words
            .clone()
            .skip_while(|here| *here < at)
            .take(24)
            // `Tras la reunión, X declaró que el próximo lunes …`: what was said is another thing.
            .take_while(|here| {
                let says = clause.class(*here).is(Class::SAY) && !clause.class(*here).is(Class::UNREAL | Class::TALK);
                !(says && clause.at(*here).is_some_and(|token| token.shape == Shape::Lower))
            })
            .any(|here| {
                clause.at(here).is_some_and(|token| {
                    let future = ["rá", "rán", "rão", "ra", "ront", "rà", "ranno"];
                    token.shape == Shape::Lower && token.class.is(Class::UNREAL)
                        || token.shape == Shape::Lower
                            && token.text.len() > 3
                            && future.iter().any(|ending| token.text.ends_with(ending))
                            && (token.text.len() > 6
                                || token.is_one_of(&["será", "serán", "sera", "sarà", "aura", "terá", "tendrá"]))
                            && token.class == Class::default()
                        || token.is_one_of(&["será", "serán", "sera", "sarà", "aura", "terá", "tendrá"])
                })
            })
}

fn receive(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let direct = (at + 1..at + 8)
        .take_while(|here| !ends(clause, *here) && !is_turn(clause, *here))
        .find(|here| clause.class(*here).is(Class::BY));
    // `è stato sentito al telefono dal ministro`
    if clause.says(at, &["sentito", "sentita", "sentiti"]) && !clause.any(at..at + 5, &["telefono", "telefonicamente"])
    {
        return None;
    }
    // `ha recibido por primera vez a X`
    let has = clause.says(
        at.wrapping_sub(1),
        &[
            "ha", "han", "había", "habían", "a", "ont", "avait", "avaient", "hanno", "aveva", "tem", "tinha",
        ],
    );
    let participle = clause.at(at).is_some_and(|token| {
        let word = token.text.to_lowercase();
        [
            "ido", "ida", "idos", "idas", "çu", "çue", "çus", "çues", "li", "lie", "lis", "uto", "uta", "uti", "ute",
            "lto", "lta", "lti",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
    });
    let passive = is_passive(clause, at) || participle && direct.is_some() && !has;
    let mut left = subject(clause, at);
    if left.mentions.is_empty() && passive {
        left.mentions = delegates(clause, at);
    }
    // `per il sottosegretario X, accolto da Y`: told of whoever stands right before the comma.
    if left.mentions.is_empty() && passive && clause.before(at).is_some_and(|last| last.gap.has(Gap::COMMA)) {
        let before = |named: &Named| named.who.is_some() && named.mention.whole.end == at;
        left.mentions.extend(clause.sentence.mentions.iter().position(before));
    }
    let nth = if passive {
        let by = (at + 1..at + 20)
            .take_while(|here| !ends(clause, *here))
            .find(|here| clause.class(*here).is(Class::BY))?;
        ahead(clause, by, |class| {
            class.is(Class::BY) || !class.is(Class::OF | Class::PREP)
        })?
    } else {
        // `recibió a X`; `recibió del embajador una carta` is none.
        ahead(clause, at + 1, |class| {
            !class.is(Class::OF | Class::WITH | Class::BY) || class.is(Class::COMPANY)
        })
        .or_else(|| head_of_guests(clause, at))
        .or_else(|| side::bearer(clause, at))?
    };
    let right = listed(clause, nth);
    finish(clause, at, left, right)
}

/// `a reçu une délégation conduite par X`, `recibió a una delegación encabezada por X`
pub(super) fn head_of_guests(clause: &Clause<'_, '_, '_>, at: usize) -> Option<usize> {
    let near = |from: usize, far: usize| (from..from + far).take_while(|here| !ends(clause, *here));
    let guests = near(at + 1, 6).find(|here| clause.class(*here).is(Class::UNNAMED))?;
    let led = near(guests + 1, 10).find(|here| {
        clause.says(
            *here,
            &[
                "conduite",
                "dirigée",
                "menée",
                "présidée",
                "encabezada",
                "presidida",
                "liderada",
                "dirigida",
                "chefiada",
                "guidata",
                "presieduta",
            ],
        )
    })?;
    let by = near(led + 1, 2).find(|here| clause.class(*here).is(Class::BY))?;
    ahead(clause, by, |class| {
        class.is(Class::BY) || !class.is(Class::OF | Class::PREP)
    })
}

fn meet(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    // `se vio con X`; who saw somebody has not met.
    if clause.says(at, &["visti"]) && !clause.any(at.saturating_sub(3)..at, &["si"]) {
        return None;
    }
    if clause.says(at, &["vio", "vieron", "visto"])
        && !(clause.any(at.saturating_sub(3)..at, &["se"]) && clause.any(at + 1..at + 10, &["con"]))
    {
        return None;
    }
    let left = subject(clause, at);
    let with = (at + 1..at + REACH)
        .take_while(|here| !ends(clause, *here))
        .find(|here| clause.class(*here).is(Class::WITH));
    let accept = |class: Class| !class.is(Class::OF | Class::BY);
    let direct = ahead(clause, at + 1, accept);
    let nth = direct.or_else(|| ahead(clause, with? + 1, |class| !class.is(Class::OF)));
    let Some(nth) = nth else {
        // `X y Y se reunieron`
        let mut event = build(clause, at, left, Side::default(), Sort::Meeting);
        event.unnamed = false;
        // `les deux ministres algérien et italien`: not just those who were told of last.
        let whose = clause.says(
            at.wrapping_sub(1),
            &["était", "étaient", "habían", "erano", "haviam", "tinham"],
        ) && clause.class(at.wrapping_sub(2)).is(Class::MOD | Class::PEOPLE);
        if event.left.is_empty() && !whose && means_both(clause, at) {
            event.pronoun = Pronoun::All;
            return Some(event);
        }
        return (event.left.len() >= 2).then_some(event);
    };
    let right = listed(clause, nth);
    // `Se reunieron en Quito X y Y`, `une rencontre a réuni X et Y`
    let governed = governor(clause, nth).is_some_and(|before| clause.class(before).is(Class::WITH));
    if left.mentions.is_empty() && right.mentions.len() >= 2 && !governed {
        return Some(build(clause, at, Side::default(), right, Sort::Meeting));
    }
    finish(clause, at, left, right)
}

/// `sostuvo una reunión con X`, `durante un encuentro con X`, `entretien entre X et Y`.
fn talk(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let held = (at.saturating_sub(10).max(clause.sentence.words.start)..at).any(|here| {
        clause.class(here).is(Class::HOLD) && clause.at(here).is_some_and(|token| token.shape == Shape::Lower)
    });
    // `s'est entretenu en visioconférence avec X`: the verb tells it.
    let by_video = [
        "visioconférence",
        "videoconferencia",
        "videoconferência",
        "videoconferenza",
    ];
    if clause.says(at, &by_video) && !held {
        return None;
    }
    let mut found = None;
    for here in at + 1..(at + 16).min(clause.sentence.words.end) {
        if ends(clause, here) {
            break;
        }
        if clause.says(here, &["entre", "tra", "fra"]) {
            found = ahead(clause, here + 1, |_| true).map(|nth| (nth, true));
            break;
        }
        // `a rendu une visite au maire X`
        let visited =
            held && clause.says(at, &["visite", "visita"]) && clause.says(here, &["à", "au", "a", "al", "ao"]);
        // `presentó sus cartas credenciales ante el presidente X`
        let letters = clause.says(at, &["credenciales", "credenciais", "créance", "credenziali"])
            && clause.says(
                here,
                &["ante", "perante", "devant", "davanti", "a", "al", "ao", "à", "au"],
            );
        if letters && here < at + 8 {
            found = ahead(clause, here, |_| true).map(|nth| (nth, false));
            break;
        }
        if visited && here < at + 5 {
            found = ahead(clause, here, |_| true).map(|nth| (nth, false));
            break;
        }
        if clause.class(here).is(Class::WITH) {
            found = ahead(clause, here + 1, |class| !class.is(Class::OF)).map(|nth| (nth, false));
            break;
        }
        let inside = clause
            .sentence
            .mentions
            .iter()
            .any(|named| named.mention.whole.contains(&here));
        if !inside && (is_turn(clause, here) || clause.class(here).is(Class::MEET | Class::RECEIVE | Class::ATTEND)) {
            break;
        }
    }
    if let Some(event) = side::visit_of(clause, at).filter(|_| found.is_none()) {
        return Some(event);
    }
    // `falava numa audiência que concedeu a X`
    let found = found.or_else(|| side::granted_to(clause, at).map(|nth| (nth, false)));
    let left = subject(clause, at);
    match found {
        Some((nth, true)) => {
            let right = listed(clause, nth);
            (right.mentions.len() > 1).then(|| build(clause, at, Side::default(), right, Sort::Meeting))
        }
        Some((nth, false)) => finish(clause, at, left, listed(clause, nth)),
        None => (held && left.mentions.len() > 1).then(|| build(clause, at, left, Side::default(), Sort::Meeting)),
    }
}

fn attend(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    if token.is_one_of(&[
        "presencia",
        "presença",
        "présence",
        "presenza",
        "participación",
        "participação",
        "participation",
        "partecipazione",
        "asistencia",
    ]) {
        let of = (at + 1..at + 3).any(|here| clause.class(here).is(Class::OF));
        return of.then(|| company(clause, at)).flatten();
    }
    if token.is_one_of(&["part", "parte", "partie"]) {
        let took = [
            "pris",
            "prend",
            "prenait",
            "preso",
            "prendono",
            "presero",
            "prese",
            "tomaron",
            "tomó",
            "toman",
            "formaron",
            "formaban",
            "forman",
            "tomaram",
            "tomou",
            "fizeram",
            "faziam",
            "fazia",
            "facevano",
            "faisaient",
            "faisait",
            "font",
            "prirent",
            "prit",
        ];
        if !clause.any(at.saturating_sub(3)..at, &took) {
            return None;
        }
    }
    if !side::is_presence(clause, at) {
        return None;
    }
    if clause.says(at, &["contou", "contaram", "contó", "contaron"]) {
        return company(clause, at);
    }
    // `estaban`, `formaban`, `fazia` alone tell of much else.
    if token.is_one_of(&["estaban", "formaban", "faziam", "fazia"])
        && !clause.any(at + 1..at + 3, &["presentes", "presente"])
    {
        return None;
    }
    // `Faisaient partie de la délégation : X, Y et Z`
    let colon = (at..at + 9).find(|here| clause.at(*here).is_some_and(|token| token.gap.has(Gap::COLON)));
    let told = |nth: &Named| nth.who.is_some();
    let free = colon.filter(|colon| {
        !clause
            .sentence
            .mentions
            .iter()
            .any(|named| told(named) && (at..*colon).contains(&named.mention.whole.start))
    });
    // `assiste` is of the present in French too.
    let behind = ahead(clause, free.map_or(at + 1, |colon| colon + 1), |class| {
        !class.is(Class::OF | Class::WITH | Class::BY | Class::PREP) || class.is(Class::TALK)
    });
    let left = clause.left(at);
    let near = left
        .mentions
        .last()
        .and_then(|nth| clause.mention(*nth))
        .is_some_and(|named| named.mention.whole.end + 6 >= at);
    if near {
        // `X acompañó a Y`
        return present(clause, at, left.mentions);
    }
    present(clause, at, listed(clause, behind?).mentions)
}

pub(super) fn finish(clause: &Clause<'_, '_, '_>, at: usize, left: Side, right: Side) -> Option<Event> {
    let pronoun = if left.mentions.is_empty() && clause.left(at).guest {
        Pronoun::Guest
    } else {
        Pronoun::None
    };
    let mut event = build(clause, at, left, right, Sort::Meeting);
    event.left.retain(|nth| !event.right.contains(nth));
    event.unnamed = false;
    event.pronoun = pronoun;
    complete(clause, event)
}
