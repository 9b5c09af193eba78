//! What an office comes down to: `Prime Minister of Iraq` is a prime minister, and of Iraq.

use super::*;
use crate::extract::words::lowered;

/// A title without the sign and the article at its ends.
pub(super) fn trimmed(parsed: &Parsed<'_, '_>, title: &Range<usize>) -> Range<usize> {
    let mut title = title.clone();
    let article = |at: usize| {
        parsed
            .tokens
            .get(at)
            .is_some_and(|token| token.is_one_of(&["the", "a", "an", "his", "her", "its", "their"]))
    };
    while title.len() > 1 && article(title.start) {
        title.start += 1;
    }
    title
}

/// The heads of the offices of a mention; those that mean the same have one word.
pub(super) fn heads(parsed: &Parsed<'_, '_>, mention: &Mention) -> Vec<&'static str> {
    let mut heads = Vec::new();
    for title in &mention.titles {
        let words: Vec<_> = title
            .clone()
            .filter_map(|at| parsed.tokens.get(at))
            .map(|token| lowered(token.text.trim_end_matches('.')))
            .collect();
        for (at, word) in words.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .map_or("", |word| &**word);
            for part in word.split('-') {
                if let Some(head) = head(part, before).filter(|head| !heads.contains(head)) {
                    heads.push(head);
                }
            }
        }
    }
    heads
}

/// One word for offices that stand for each other.
pub(super) fn head(word: &str, before: &str) -> Option<&'static str> {
    Some(match word {
        "pm" | "premier" | "taoiseach" => "prime minister",
        "fm" | "eam" => "minister",
        "minister" | "ministerin" | "ministro" | "ministra" | "ministre"
            if matches!(before, "prime" | "primer" | "primera" | "primo") =>
        {
            "prime minister"
        }
        "minister" | "ministro" | "ministra" | "ministre" | "bakan" | "bakanı" | "ministerin" => "minister",
        word if word.ends_with("minister") || word.ends_with("ministerin") => "minister",
        "president" | "presidente" | "presidenta" | "président" | "présidente" | "präsident" | "präsidentin"
        | "cumhurbaşkanı" | "presidentessa"
            if !matches!(before, "vice") =>
        {
            "president"
        }
        "general" | "gen" | "generalleutnant" | "generalmajor" | "général" | "generale" | "orgeneral"
        | "korgeneral"
            if !matches!(
                before,
                "secretary" | "consul" | "director" | "attorney" | "governor" | "prosecutor"
            ) =>
        {
            "general"
        }
        "admiral" | "adm" | "almirante" | "amiral" | "ammiraglio" => "admiral",
        "colonel" | "col" | "coronel" | "cnel" | "colonnello" | "oberst" | "albay" => "colonel",
        "captain" | "capt" => "captain",
        "major" | "maj" => "major",
        "brigadier" | "brig" => "brigadier",
        "lieutenant" | "lt" => "lieutenant",
        "commander" | "cmdr" | "commandant" => "commander",
        "ambassador" | "embajador" | "embajadora" | "ambassadeur" | "ambassadrice" | "botschafter"
        | "botschafterin" | "büyükelçi" | "büyükelçisi" | "embaixador" | "embaixadora" | "ambasciatore"
        | "ambasciatrice" => "ambassador",
        "envoy" | "representative" | "envoyé" => "envoy",
        "consul" => "consul",
        "governor" | "gov" | "gobernador" | "gouverneur" | "vali" | "valisi" | "governador" | "gobernadora"
        | "gouverneure" | "governadora" | "governatore" => "governor",
        "mayor"
        | "alcalde"
        | "alcaldesa"
        | "maire"
        | "bürgermeister"
        | "bürgermeisterin"
        | "oberbürgermeister"
        | "oberbürgermeisterin"
        | "sindaco"
        | "sindaca"
        | "prefeito"
        | "prefeita"
        | "mairesse"
        | "bourgmestre" => "mayor",
        "préfet" | "préfète" | "prefetto" | "prefetta" => "prefect",
        "landrat" | "landrätin" => "district head",
        "king" | "rey" | "roi" => "king",
        "queen" | "reina" | "reine" => "queen",
        "prince" => "prince",
        "princess" => "princess",
        "emir" | "emira" => "emir",
        "sultan" => "sultan",
        "pope" | "pontiff" | "papa" => "pope",
        "patriarch" => "patriarch",
        "archbishop" | "arzobispo" | "arcebispo" | "archevêque" | "arcivescovo" | "erzbischof" => "archbishop",
        "bishop" | "obispo" | "vescovo" => "bishop",
        "cardinal" | "cardinale" => "cardinal",
        "imam" => "imam",
        "sheikh" | "shaikh" => "sheikh",
        "rabbi" => "rabbi",
        "senator" | "sen" => "senator",
        "speaker" => "speaker",
        "chancellor" | "kanzler" | "kanzlerin" | "bundeskanzler" | "bundeskanzlerin" => "chancellor",
        "chair" | "chairman" | "chairwoman" | "chairperson" => "chair",
        "secretary" | "secretario" | "secretaria" | "secrétaire" | "secretário" | "secretária" | "segretario"
        | "segretaria" => "secretary",
        "director" | "directeur" | "directora" => "director",
        "commissioner" => "commissioner",
        "chief" => "chief",
        "head" if !matches!(before, "deputy" | "vice" | "former" | "section") => "head",
        "rector" | "rektor" | "rektorin" | "rectora" | "recteur" | "rectrice" | "reitor" | "reitora" | "rettore"
        | "rettrice" => "rector",
        "ceo" => "chief executive",
        "spokesman" | "spokesperson" | "spokeswoman" => "spokesperson",
        "adviser" | "advisor" => "adviser",
        "coordinator" => "coordinator",
        "lawmaker" | "mp" | "legislator" | "parliamentarian" => "lawmaker",
        "judge" => "judge",
        "chargé" | "charge" => "chargé",
        "nuncio" => "nuncio",
        "dean" => "dean",
        "premierministre" => "prime minister",
        _ => return None,
    })
}

/// Capitalised words of offices, folded: whose they are.
pub(super) fn of<'r>(parsed: &Parsed<'_, '_>, titles: impl Iterator<Item = &'r Range<usize>>) -> Vec<String> {
    let tokens = titles.flat_map(Clone::clone).filter_map(|at| parsed.tokens.get(at));
    let capital = tokens
        .filter(|token| token.is_capital() && !token.class.is_title() && !token.class.is(Class::MOD | Class::FUNC));
    capital.map(|token| stem(&token.text.to_lowercase())).collect()
}

/// `Iraqi` and `Iraq`, `Turkish` and `Turkey`: the first letters tell.
pub(super) fn stem(word: &str) -> String {
    word.chars().take(4).collect()
}

/// Whether a stem is of a country or people, not of a ministry.
pub(super) fn is_owner(stem: &str) -> bool {
    !matches!(
        stem,
        "fore" | "affa" | "inte" | "defe" | "heal" | "fina" | "repu" | "mini" | "stat" | "gene" | "coun"
    )
}
