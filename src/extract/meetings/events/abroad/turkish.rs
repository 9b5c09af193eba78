//! Turkish: the verb stands last, and everybody before it.

use super::*;

pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize, class: Class) -> Option<Event> {
    let before = |words: &[&str]| clause.says(at.wrapping_sub(1), words);
    let verb = clause.at(at)?;
    if clause.any(at..(at + 3).min(clause.sentence.words.end), &["değil"]) {
        return None;
    }
    let receives = verb.is_one_of(&["etti", "edildi", "etmiş", "etmişti", "edilmişti"])
        && before(&["kabul", "ziyaret", "misafir"])
        || verb.text.starts_with("ağırla")
        || verb.is_one_of(&["karşıladı", "karşıladılar", "karşılandı"]);
    let came = ["geldi", "geldiler", "gelmiş", "gelmişti", "gelmişlerdi"];
    let ate = ["yedi", "yediler", "yemiş", "yemişti", "yemişlerdi"];
    let meets = verb.is_one_of(&came) && before(&["araya"])
        // `çalışma yemeği yemişti`
        || verb.is_one_of(&ate) && before(&["yemek", "yemeği", "yemeğini", "yemeğinde"])
        // `bir telefon görüşmesi yaptı`
        || verb.is_one_of(&["yaptı", "yaptılar", "gerçekleştirdi", "gerçekleştirdiler"])
            && before(&["görüşme", "görüşmesi", "görüşmeler", "toplantı", "toplantısı"])
        || class.is(Class::MEET) && !verb.is_one_of(&came) && !verb.is_one_of(&ate);
    // `X’in hazır bulunduğu görüşmede`: what is told of the noun behind has its subject in the genitive.
    let relative = verb.is_one_of(&["bulunduğu", "katıldığı", "aldığı", "ettiği"]);
    // `X’in başkanlığında yapılan toplantıda`
    if verb.says("başkanlığında") {
        let head = all_with_owners(clause, clause.sentence.words.start..at)
            .into_iter()
            .next_back()
            .filter(|nth| clause.mention(*nth).is_some_and(|named| named.mention.whole.end == at))?;
        return present(clause, at, vec![head]);
    }
    let attends = verb.text.starts_with("katıldı")
        || verb.text.starts_with("katılmış")
        || verb.is_one_of(&["bulundu", "bulundular"])
        || verb.is_one_of(&["bulunduğu", "bulunmuştu"]) && before(&["hazır"])
        || verb.is_one_of(&["aldı", "aldılar", "aldığı", "almıştı"]) && before(&["yer"])
        || verb.is_one_of(&["etti", "ettiği"]) && before(&["eşlik"])
        || verb.is_one_of(&["yaptı", "yaptılar"]) && before(&["sahipliği"]);
    if !(receives || meets || attends) {
        return None;
    }
    let words = start(clause, at)..at;
    if relative {
        let people = all_with_owners(clause, words);
        return (!people.is_empty()).then(|| present(clause, at, people)).flatten();
    }
    let people = all_in(clause, words);
    if attends {
        return (!people.is_empty()).then(|| present(clause, at, people)).flatten();
    }
    // `kararı memnuniyetle karşıladı`
    if verb.text.starts_with("karşıla") && people.len() < 2 {
        return None;
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

/// All who are named between these words, whoever stands in the genitive included.
fn all_with_owners(clause: &Clause<'_, '_, '_>, words: Range<usize>) -> Vec<usize> {
    let within = |nth: &usize| {
        clause.mention(*nth).is_some_and(|named| {
            let core = &named.mention.core;
            named.who.is_some() && words.start <= core.start && core.end <= words.end
        })
    };
    (0..clause.sentence.mentions.len()).filter(within).collect()
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
