//! What Romance languages tell beside the plain verb of meeting: before whom something was said, whose visit was
//! received, who sat at the table, who spoke for which side.

use super::romance::head_of_guests;
use super::subject::subject;
use super::*;

/// Events that no class of the word tells by itself.
pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if clause.says(at, &["ospiti"]) {
        return hosted(clause, at);
    }
    if clause.class(at).is(Class::TALK) {
        return before_whom(clause, at).or_else(|| at_table(clause, at));
    }
    None
}

/// `X e Y, ospiti del sindaco Z`: they met at the last one’s.
fn hosted(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if !clause.before(at)?.gap.has(Gap::COMMA) || !clause.class(at + 1).is(Class::OF) {
        return None;
    }
    let mut people = all_in(clause, clause.sentence.words.start..at);
    let host = ahead(clause, at + 1, |_| true)?;
    people.extend(listed(clause, host).mentions);
    (people.len() > 1).then(|| meeting(clause, at, &people)).flatten()
}

/// `Lo hizo ante X y Y, en un encuentro que se alargó`: those before whom somebody spoke.
fn before_whom(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let article = ["un", "una", "um", "uma", "num", "numa", "une"];
    if !clause.says(at.wrapping_sub(1), &article) {
        return None;
    }
    let start = clause.sentence.words.start;
    let words = ["ante", "devant", "perante", "davanti"];
    let before = (at.saturating_sub(40).max(start)..at).find(|here| {
        clause.says(*here, &words) && !clause.any(here + 1..at, &["ante", "devant", "perante", "davanti"])
    })?;
    let first = ahead(clause, before + 1, |_| true)?;
    let right = listed(clause, first);
    let far = right.end + 4 < at;
    if far || !right.mentions.iter().all(|nth| ends_before(clause, *nth, at)) {
        return None;
    }
    let mut event = build(clause, at, subject(clause, before), right, Sort::Meeting);
    event.unnamed = false;
    event.left.retain(|nth| !event.right.contains(nth));
    if event.left.is_empty() {
        event.pronoun = Pronoun::One;
    }
    Some(event)
}

fn ends_before(clause: &Clause<'_, '_, '_>, nth: usize, at: usize) -> bool {
    clause.mention(nth).is_some_and(|named| named.mention.core.end <= at)
}

/// `a visita de cortesia do embaixador X ao governador Y`
pub(super) fn visit_of(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if !clause.says(at, &["visita", "visite"]) {
        return None;
    }
    let of = (at + 1..at + 5).find(|here| clause.class(*here).is(Class::OF))?;
    let visitor = [of, of + 2].into_iter().find_map(|from| {
        ahead(clause, from, |class| class.is(Class::OF)).filter(|nth| starts_by(clause, *nth, of + 6))
    })?;
    let end = clause.mention(visitor)?.mention.whole.end;
    if !clause.says(end, &["a", "al", "ao", "à", "au", "alla"]) {
        return None;
    }
    let host = ahead(clause, end, |class| class.is(Class::PREP | Class::ARTICLE))
        .filter(|nth| starts_by(clause, *nth, end + 4))?;
    let mut event = build(
        clause,
        at,
        Side {
            mentions: vec![visitor],
            end: at,
            ..Side::default()
        },
        listed(clause, host),
        Sort::Meeting,
    );
    event.unnamed = false;
    Some(event)
}

fn starts_by(clause: &Clause<'_, '_, '_>, nth: usize, at: usize) -> bool {
    clause.mention(nth).is_some_and(|named| named.mention.whole.start <= at)
}

/// Verbs of signing.
pub(super) const SIGNS: [&str; 13] = [
    "firmaron",
    "suscribieron",
    "rubricaron",
    "assinaram",
    "rubricaram",
    "signé",
    "signèrent",
    "paraphé",
    "firmato",
    "firmarono",
    "sottoscritto",
    "firmado",
    "suscrito",
];

/// `X e Y hanno firmato`: who put their names to something side by side.
pub(super) fn signed(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let left = subject(clause, at);
    (left.mentions.len() > 1).then(|| build(clause, at, left, Side::default(), Sort::Meeting))
}

/// `Al tavolo anche X`: a sentence without a verb.
fn at_table(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let start = clause.sentence.words.start;
    if at != start + 1 || !clause.says(at, &["tavolo"]) || !clause.says(start, &["al"]) {
        return None;
    }
    let nth = ahead(clause, at + 1, |class| !class.is(Class::OF | Class::WITH))?;
    present(clause, at, listed(clause, nth).mentions)
}

/// `recebeu os cumprimentos de despedida do embaixador X`, `recibió las cartas credenciales de X`: whoever brought it.
pub(super) fn bearer(clause: &Clause<'_, '_, '_>, at: usize) -> Option<usize> {
    let brought = [
        "cumprimentos",
        "cumprimento",
        "credenciais",
        "credenciales",
        "credenziali",
        "créance",
        "saludo",
        "saludos",
        "saluto",
        "hommages",
        "visite",
        "visita",
    ];
    let what = (at + 1..at + 12)
        .take_while(|here| !ends(clause, *here))
        .find(|here| clause.says(*here, &brought))?;
    let of = (what + 1..what + 5).find(|here| clause.class(*here).is(Class::OF))?;
    let nth = ahead(clause, of, |class| {
        class.is(Class::OF) || !class.is(Class::PREP | Class::WITH | Class::BY)
    })?;
    let start = clause.mention(nth)?.mention.whole.start;
    (start < of + 12).then_some(nth)
}

/// `uma audiência que concedeu a X`, `l’audience qu’il a accordée à une délégation conduite par X`
pub(super) fn granted_to(clause: &Clause<'_, '_, '_>, at: usize) -> Option<usize> {
    let gave = [
        "concedeu",
        "concedió",
        "concedida",
        "concesse",
        "concessa",
        "accordée",
        "accordé",
        "otorgó",
        "otorgada",
    ];
    let given = (at + 1..at + 6)
        .take_while(|here| !ends(clause, *here))
        .find(|here| clause.says(*here, &gave))?;
    let to = (given + 1..given + 6)
        .take_while(|here| !ends(clause, *here))
        .find(|here| clause.says(*here, &["a", "à", "ao", "al", "au", "alla"]))?;
    ahead(clause, to, |class| class.is(Class::PREP | Class::ARTICLE))
        .filter(|nth| {
            clause
                .mention(*nth)
                .is_some_and(|named| named.mention.whole.start < to + 6)
        })
        .or_else(|| head_of_guests(clause, to.saturating_sub(1)))
}

/// Guests, or those who came as one: what is led or made up of people.
pub(super) fn is_of_guests(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let start = clause.sentence.words.start;
    let groups = ["grupo", "groupe", "gruppo", "equipo", "comitiva", "cortège", "corteo"];
    let by = (at + 1..at + 3).any(|here| clause.class(here).is(Class::BY) || clause.says(here, &["de", "da", "do"]));
    by && (at.saturating_sub(8).max(start)..at)
        .any(|here| clause.class(here).is(Class::UNNAMED | Class::TALK) || clause.says(here, &groups))
}

/// Words that tell of who was there only beside others: `Por la empresa lo hicieron X y Y`, `contou com X`, `presidió
/// el acto X`, `avaient pris place X et Y`.
pub(super) fn is_presence(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let start = clause.sentence.words.start;
    if clause.says(at, &["hicieron", "hizo"]) {
        return clause.says(at.wrapping_sub(1), &["lo"]) && clause.says(start, &["por", "en"]);
    }
    if clause.says(at, &["contou", "contaram", "contó", "contaron"]) {
        let gathered = (start..at).any(|here| {
            clause.class(here).is(Class::TALK | Class::UNNAMED) || clause.says(here, &["grupo", "comitiva", "evento"])
        });
        return gathered && clause.class(at + 1).is(Class::WITH);
    }
    if clause.says(at, &["table"]) {
        return clause.says(start, &["autour"]) && clause.at(at).is_some_and(|token| token.gap.has(Gap::COLON));
    }
    if clause.says(
        at,
        &[
            "presidió",
            "presidiu",
            "presieduto",
            "presiedeva",
            "présidé",
            "présidait",
        ],
    ) {
        return (at + 1..at + 5).any(|here| {
            clause.class(here).is(Class::TALK)
                || clause.says(here, &["acto", "ato", "sesión", "sessão", "mesa", "lavori"])
        });
    }
    if clause.says(at, &["place"]) {
        let took = clause.says(at.wrapping_sub(1), &["pris"]);
        return took && clause.any(start..at, &["table", "tables"]);
    }
    !clause.says(at, &["ospiti"])
}
