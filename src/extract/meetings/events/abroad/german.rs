//! German: the verb may stand last, and the subject behind it.

use super::*;

pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize, class: Class) -> Option<Event> {
    let at_host = clause.says(at, &["gast"]) && clause.says(at + 1, &["bei", "beim"]);
    if clause.says(at, &["gast", "besuch"]) && (clause.says(at.wrapping_sub(1), &["zu"]) || at_host) {
        return if is_unreal(clause, at) { None } else { guest(clause, at) };
    }
    if clause.says(at, &["gast"]) {
        return None;
    }
    if class.is(Class::TALK) && clause.at(at)?.is_capital() {
        let off = is_unreal(clause, at) || is_only_planned(clause, at);
        return if off { None } else { talk(clause, at) };
    }
    if is_unreal(clause, at) || is_tomorrow(clause) {
        return None;
    }
    if clause.says(at, &["gefolgt"]) {
        return invited(clause, at);
    }
    if class.is(Class::COMPANY) || clause.says(at, &["beisein", "anwesenheit", "gegenwart"]) {
        return company(clause, at);
    }
    if class.is(Class::ATTEND) {
        return attend(clause, at);
    }
    class
        .is(Class::MEET | Class::RECEIVE)
        .then(|| meet(clause, at))
        .flatten()
}

/// A modal or a negation anywhere in the sentence: it frames the verb at its end.
fn is_unreal(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let words = clause.sentence.words.clone();
    let own = own(clause, at);
    words.into_iter().any(|here| {
        let inside = || {
            clause
                .sentence
                .mentions
                .iter()
                .any(|named| named.mention.whole.contains(&here))
        };
        own.contains(&here)
            && clause.class(here).is(Class::UNREAL)
            && clause.at(here).is_some_and(|token| token.shape == Shape::Lower)
            && !(clause.says(here, &["nicht"]) && clause.says(here + 1, &["nur"]))
            && !is_other_next(clause, here)
            && !inside()
    })
}

/// `Am morgigen Donnerstag reist sie weiter, wo sie X trifft`: the day holds for what depends on it, too.
fn is_tomorrow(clause: &Clause<'_, '_, '_>) -> bool {
    clause.any(clause.sentence.words.clone(), &["morgigen", "übermorgen"])
}

/// `Ihrer Einladung gefolgt waren X und Y`: guests of whoever was told of.
fn invited(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let own = own(clause, at);
    let people = all_in(clause, own.clone());
    if people.is_empty() || !clause.any(own, &["einladung"]) {
        return None;
    }
    let whose = clause.any(clause.sentence.words.start..at, &["ihrer", "seiner"]);
    let side = Side {
        mentions: people,
        end: at + 1,
        ..Side::default()
    };
    let mut event = build(clause, at, Side::default(), side, Sort::Meeting);
    event.pronoun = Pronoun::One;
    event.other = true;
    whose.then_some(event)
}

/// `ein für Januar geplantes Treffen`, `die abgesagte Sitzung`
fn is_only_planned(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let stems = [
        "geplant",
        "abgesagt",
        "verschoben",
        "vereinbart",
        "angesetzt",
        "vorgesehen",
        "angekündigt",
    ];
    clause
        .before(at)
        .is_some_and(|before| before.shape == Shape::Lower && stems.iter().any(|stem| before.text.starts_with(stem)))
}

/// `die nächsten Schritte`: no time to come.
fn is_other_next(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    clause.says(at, &["nächste", "nächsten", "nächster", "nächstes"])
        && !clause.class(at + 1).is(Class::DAY | Class::MONTH)
        && !clause.says(
            at + 1,
            &[
                "woche", "wochen", "monat", "monate", "monaten", "jahr", "jahre", "jahren", "tage", "tagen",
            ],
        )
}

/// The part of the sentence between words that begin another clause.
fn own(clause: &Clause<'_, '_, '_>, at: usize) -> Range<usize> {
    let turn = |here: usize| {
        clause
            .before(here)
            .is_some_and(|last| last.gap.has(Gap::COMMA) || last.gap.has(Gap::QUOTE))
            && clause.says(
                here,
                &[
                    "nachdem", "bevor", "während", "dass", "weil", "wobei", "wo", "um", "sagte", "so", "teilte",
                    "aber", "doch",
                ],
            )
            || clause.before(here).is_some_and(|last| last.gap.has(Gap::SEMICOLON))
    };
    let words = clause.sentence.words.clone();
    let start = (words.start + 1..=at)
        .rev()
        .find(|here| turn(*here))
        .unwrap_or(words.start);
    let end = (at + 1..words.end).find(|here| turn(*here)).unwrap_or(words.end);
    start..end
}

/// `hat X empfangen`, `empfing X Y`, `traf sich mit X`, `wurde von X empfangen`.
fn meet(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    let own = own(clause, at);
    let participle = token.is_one_of(&[
        "getroffen",
        "empfangen",
        "zusammengekommen",
        "zusammengetroffen",
        "gesprochen",
        "ausgetauscht",
        "beraten",
        "besucht",
        "gewechselt",
    ]);
    let helper = || {
        let words = [
            "hat", "haben", "hatte", "hatten", "wurde", "wurden", "worden", "ist", "sind", "war", "waren", "habe",
        ];
        clause.any(own.clone(), &words)
    };
    if token.is_one_of(&["treffen", "sprechen"]) && token.is_capital() || participle && !helper() {
        return None;
    }
    if token.says("zusammen") && !clause.any(own.clone(), &["kam", "kamen", "traf", "trafen", "kommt", "kommen"]) {
        return None;
    }
    let people: Vec<usize> = all_in(clause, own.start..if participle { at } else { own.end })
        .into_iter()
        .filter(|nth| !is_about(clause, *nth))
        .collect();
    if people.is_empty() {
        // `Die beiden Minister hatten sich in Wien getroffen`
        let meets = [
            "getroffen",
            "trafen",
            "zusammengekommen",
            "zusammengetroffen",
            "begegnet",
            "zusammen",
        ];
        let both = token.is_one_of(&meets)
            && clause.any(own.start..at, &["beide", "beiden"])
            && clause.any(own, &["sich", "einander", "zusammen"]);
        let mut event = build(clause, at, Side::default(), Side::default(), Sort::Meeting);
        event.pronoun = Pronoun::All;
        return both.then_some(event);
    }
    if people.len() == 1 {
        let side = listed(clause, people.first().copied()?);
        // `war sie`, and not `waren sie`
        let singular = own.clone().any(|here| {
            let verbs = [
                "kam",
                "war",
                "hat",
                "hatte",
                "traf",
                "wurde",
                "empfing",
                "sprach",
                "ist",
                "kommt",
                "trifft",
                "telefonierte",
            ];
            clause.says(here, &["sie"]) && clause.says(here.wrapping_sub(1), &verbs)
        });
        let plural = clause.any(own.clone(), &["beide"]) || !singular && clause.any(own, &["sie"]);
        let mut event = build(clause, at, Side::default(), side, Sort::Meeting);
        event.pronoun = if plural { Pronoun::All } else { Pronoun::One };
        let he = clause.any(clause.sentence.words.clone(), &["er", "sie"])
            || clause
                .sentence
                .mentions
                .iter()
                .any(|named| named.mention.name.is_empty());
        return he.then_some(event);
    }
    let talks = clause.class(at).is(Class::MEET);
    let with = |nth: &usize| governor(clause, *nth).is_some_and(|before| clause.class(before).is(Class::WITH));
    // `Am Montag kam sie mit X und Y zusammen`: whoever was told of before.
    let first = people.first().copied()?;
    let side = listed(clause, first);
    let by = |nth: &usize| governor(clause, *nth).is_some_and(|before| clause.class(before).is(Class::BY));
    // `wo sie von X und Y begrüßt wurde`
    let passive = || {
        by(&first) && clause.any(own.clone(), &["wurde", "worden", "ist"]) && clause.any(own.clone(), &["er", "sie"])
    };
    if passive() && people.iter().all(|nth| side.mentions.contains(nth)) {
        let mut event = build(clause, at, Side::default(), side, Sort::Meeting);
        event.pronoun = Pronoun::One;
        return Some(event);
    }
    if with(&first) && people.iter().all(|nth| side.mentions.contains(nth)) && has_pronoun(clause, &own, first) {
        let mut event = build(clause, at, Side::default(), side, Sort::Meeting);
        event.pronoun = Pronoun::One;
        return Some(event);
    }
    // `sprach über X`: nobody was met.
    let spoken = token.is_one_of(&["sprach", "sprachen", "spricht", "gesprochen", "beriet", "tauschte"]);
    if spoken && talks && !people.iter().any(with) && !clause.any(own, &["miteinander", "und"]) {
        return None;
    }
    (people.len() > 1).then(|| meeting(clause, at, &people)).flatten()
}

/// `kam sie`, `war er`: the subject right behind the finite verb, and before those who are named.
fn has_pronoun(clause: &Clause<'_, '_, '_>, own: &Range<usize>, first: usize) -> bool {
    let end = clause
        .mention(first)
        .map_or(own.start, |named| named.mention.whole.start);
    let subject = |here: usize| {
        clause.says(here, &["er", "sie"]) && clause.class(here - 1).is(Class::VERB | Class::MEET | Class::HOLD)
    };
    // `Mit X sprach sie am Montag`
    let behind =
        || (end.max(own.start + 1)..own.end).any(|here| subject(here) && clause.class(here - 1).is(Class::MEET));
    (own.start + 1..end).any(subject) || behind()
}

/// `war bei X zu Gast`
fn guest(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let own = own(clause, at);
    // `war bei X zu Gast`, `Zu Gast bei X war Y`
    let at_whose = own.clone().any(|here| clause.says(here, &["bei", "beim"]));
    let people = all_in(clause, own.clone());
    (at_whose && people.len() > 1 && clause.any(own, &["war", "waren", "ist", "sind"]))
        .then(|| meeting(clause, at, &people))
        .flatten()
}

/// `über X`, `für X`: whom the talk was about; `nach Angaben von X`.
fn is_about(clause: &Clause<'_, '_, '_>, nth: usize) -> bool {
    governor(clause, nth).is_some_and(|before| {
        clause.says(
            before,
            &[
                "über", "für", "gegen", "wegen", "als", "um", "durch", "vor", "nach", "seit", "aus", "des",
            ],
        )
    })
}

/// `bei einem Treffen mit X`, `Gespräch zwischen X und Y`.
fn talk(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    for here in at + 1..(at + 12).min(clause.sentence.words.end) {
        if ends(clause, here) {
            return None;
        }
        let between = clause.says(here, &["zwischen"]);
        if between || clause.class(here).is(Class::WITH) {
            let nth = ahead(clause, here + 1, |class| !class.is(Class::OF))?;
            let right = listed(clause, nth);
            if between {
                return (right.mentions.len() > 1).then(|| build(clause, at, Side::default(), right, Sort::Meeting));
            }
            let own = own(clause, at);
            let mut left: Vec<usize> = all_in(clause, own.start..at)
                .into_iter()
                .filter(|nth| !is_about(clause, *nth))
                .take(1)
                .collect();
            // `In einem Telefonat mit X hat Y …`: the subject right behind the finite verb.
            if left.is_empty() {
                let behind = all_in(clause, right.end..own.end).into_iter().next();
                let finite = |nth: &usize| {
                    governor(clause, *nth).is_some_and(|verb| {
                        clause
                            .class(verb)
                            .is(Class::VERB | Class::HOLD | Class::SAY | Class::MEET)
                            && clause.at(verb).is_some_and(|token| token.shape == Shape::Lower)
                    })
                };
                left.extend(behind.filter(finite));
            }
            let side = Side {
                mentions: left,
                end: at,
                ..Side::default()
            };
            let mut event = build(clause, at, side, right, Sort::Meeting);
            event.left.retain(|nth| !event.right.contains(nth));
            return complete(clause, event);
        }
        if clause.class(here).is(Class::MEET | Class::RECEIVE | Class::ATTEND) && !clause.class(here).is(Class::TALK) {
            return None;
        }
    }
    None
}

/// `begleitet von X`, `im Beisein von X`
fn company(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    // `In Begleitung von X waren Y und Z`
    if clause.says(at, &["begleitung"]) {
        let verb =
            (at + 1..own(clause, at).end).find(|here| clause.says(*here, &["waren", "war", "befanden", "reisten"]));
        if let Some(verb) = verb {
            let people = all_in(clause, verb + 1..own(clause, at).end);
            return (!people.is_empty()).then(|| present(clause, at, people)).flatten();
        }
    }
    let by = (at + 1..(at + 8).min(clause.sentence.words.end))
        .find(|here| clause.class(*here).is(Class::BY))
        .or_else(|| {
            (own(clause, at).start..at)
                .rev()
                .find(|here| clause.class(*here).is(Class::BY))
        });
    let from = by.map_or(at + 1, |by| by + 1);
    let nth = ahead(clause, from, |_| true)?;
    present(clause, at, listed(clause, nth).mentions)
}

/// `nahm … teil`, `anwesend waren X und Y`, `X war dabei`
fn attend(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let own = own(clause, at);
    let be = || clause.any(own.clone(), &["war", "waren", "ist", "sind"]);
    let told = match clause.at(at)?.text {
        "teil" => clause.any(own.clone(), &["nahm", "nahmen", "nimmt", "nehmen"]),
        "dabei" | "Dabei" | "anwesend" | "Anwesend" | "zugegen" => be(),
        "eingeladen" | "Eingeladen" => {
            let talk = own
                .clone()
                .any(|here| clause.class(here).is(Class::TALK) || clause.says(here, &["runde", "empfang"]));
            talk && clause.any(own.clone(), &["hatte", "hatten"])
        }
        "saß" | "saßen" => clause.any(own.clone(), &["tisch"]),
        // `Der Delegation gehörten X und Y an`
        "gehörten" | "gehörte" => clause.any(
            own.clone(),
            &[
                "delegation",
                "abordnung",
                "runde",
                "teilnehmern",
                "teilnehmenden",
                "gesprächsteilnehmern",
            ],
        ),
        _ => true,
    };
    if !told {
        return None;
    }
    // `saß für den Betriebsrat X am Tisch`
    let stands_for = |nth: usize| governor(clause, nth).is_some_and(|before| clause.says(before, &["für"]));
    let people: Vec<usize> = all_in(clause, own)
        .into_iter()
        .filter(|nth| !is_about(clause, *nth) || stands_for(*nth))
        .collect();
    (!people.is_empty()).then(|| present(clause, at, people)).flatten()
}
