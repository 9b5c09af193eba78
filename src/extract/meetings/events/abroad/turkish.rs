//! Turkish: the verb stands last, and everybody before it.

use super::*;

pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize, class: Class) -> Option<Event> {
    let before = |words: &[&str]| clause.says(at.wrapping_sub(1), words);
    let verb = clause.at(at)?;
    if clause.any(at..(at + 3).min(clause.sentence.words.end), &["değil"]) {
        return None;
    }
    let receives = verb.is_one_of(&["etti", "edildi"]) && before(&["kabul", "ziyaret", "misafir"])
        || verb.text.starts_with("ağırla");
    let meets = verb.says("geldi") && before(&["araya"])
        || verb.says("geldiler") && before(&["araya"])
        // `bir telefon görüşmesi yaptı`
        || verb.is_one_of(&["yaptı", "yaptılar", "gerçekleştirdi", "gerçekleştirdiler"])
            && before(&["görüşme", "görüşmesi", "görüşmeler", "toplantı", "toplantısı"])
        || class.is(Class::MEET) && !verb.text.starts_with("geldi");
    let attends = verb.text.starts_with("katıldı")
        || verb.text.starts_with("bulundu")
        || verb.is_one_of(&["aldı", "aldılar"]) && before(&["yer"])
        || verb.says("etti") && before(&["eşlik"])
        || verb.is_one_of(&["yaptı", "yaptılar"]) && before(&["sahipliği"]);
    if !(receives || meets || attends) {
        return None;
    }
    let people = all_in(clause, start(clause, at)..at);
    if attends {
        return (!people.is_empty()).then(|| present(clause, at, people)).flatten();
    }
    if people.len() == 1 {
        let side = Side {
            mentions: people,
            end: at + 1,
            unnamed: clause.any(start(clause, at)..at, &["heyeti", "heyetini", "heyetle"]),
            ..Side::default()
        };
        // Whoever is told of already is not named again.
        let pronoun = if side.unnamed { Pronoun::None } else { Pronoun::One };
        let mut event = build(clause, at, Side::default(), side, Sort::Meeting);
        event.pronoun = pronoun;
        return Some(event);
    }
    meeting(clause, at, &people)
}

/// Where the clause begins: behind the verb before.
fn start(clause: &Clause<'_, '_, '_>, at: usize) -> usize {
    let words = clause.sentence.words.clone();
    (words.start..at)
        .rev()
        .find(|here| {
            clause.at(*here).is_some_and(|token| {
                token.shape == Shape::Lower
                    && token.class.is(Class::VERB)
                    && (token.gap.has(Gap::COMMA) || token.gap.has(Gap::SEMICOLON))
            })
        })
        .map_or(words.start, |verb| verb + 1)
}
