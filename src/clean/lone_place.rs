//! The place that stands apart from the text: on a line to itself, or beside the date.

use super::dateline::{is_label, is_name, is_outlet_word, ordinary_capitals};
use super::dates;
use super::draft::Draft;
use super::text::fold;

/// The place of a dateline that has a line to itself: capitals, a dash or a country behind them.
pub(super) fn alone(text: &str) -> Option<String> {
    let bare = text.trim_end_matches([' ', '-', '–', '—']);
    let (place, region) = bare
        .split_once(", ")
        .map_or((bare, None), |(place, region)| (place, Some(region)));
    let capitals = !place.chars().any(char::is_lowercase) && place.chars().filter(|c| c.is_uppercase()).count() >= 4;
    let shown = bare.len() < text.trim_end().len()
        || region.is_some_and(|region| region.chars().any(char::is_lowercase) && is_name(region, 4));
    (capitals && shown && is_name(place, 3) && !is_label(place)).then(|| ordinary_capitals(place))
}

/// A place, and the agency behind it where there is one.
type Place = (String, Option<String>);

/// The place that has the line between the date and the text to itself: `ANKARA`, `ISTANBUL/ANKARA`, `عمان - بترا`;
/// in ordinary letters, or with its country, only where the text says that something was there.
pub(super) fn below_date(draft: &Draft<'_>, index: usize) -> Option<Place> {
    let piece = draft.pieces.get(index)?;
    let text = piece.text.as_str();
    let dashes = [" - ", " – ", " — "];
    let agency = dashes.iter().find_map(|dash| text.split_once(dash));
    let agency = agency.filter(|(_, agency)| is_outlet_word(agency) || super::outlet::is_press_name(agency));
    let (place, agency) = agency.map_or((text, None), |(place, agency)| (place, Some(agency.to_owned())));
    let folded = fold(place);
    if !is_name(place, 3)
        || is_label(place)
        || draft.phrases.is_section(&folded)
        || draft.phrases.is_kind_of_notice(&folded)
        || draft.phrases.is_made_of_furniture(&folded)
    {
        return None;
    }
    let text: Vec<String> = draft
        .pieces
        .iter()
        .skip(index + 1)
        .filter(|piece| piece.is_body_like())
        .map(|piece| format!(" {} ", piece.fold))
        .collect();
    let stands = |words: &str| text.iter().any(|text| text.contains(&format!(" {words} ")));
    let told = |place: &str| {
        let place = fold(place);
        PLACED.iter().any(|before| stands(&format!("{before} {place}")))
    };
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    // A word of the text that is no place there is a keyword.
    let in_capitals = capitals && letters >= 4 && !place.contains([' ', ',', '.']) && (told(place) || !stands(&folded));
    let (town, country) = place
        .split_once(", ")
        .map_or((place, None), |(town, rest)| (town, Some(rest)));
    let fits = agency.is_some() || in_capitals || (!town.contains(',') && (told(town) || country.is_some_and(told)));
    (fits && letters >= 3).then(|| (ordinary_capitals(town), agency))
}

/// Small words before places, folded.
const PLACED: [&str; 14] = [
    "in", "at", "to", "from", "near", "a", "en", "em", "nach", "aus", "в", "из", "у", "في",
];

/// The place on a date line: in capitals before or behind the date, or with an agency behind it.
pub(super) fn beside_date(text: &str) -> Option<Place> {
    let text = super::date_line::without_hijri(text);
    let dates = dates::find(&text);
    let (first, last) = (dates.first()?, dates.last()?);
    let bare = |part: &str| -> String {
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '.' | '|' | ':' | '،'))
            .to_owned()
    };
    let before = bare(text.get(..first.span.start)?);
    let after = text.get(last.span.end..)?;
    let behind = after
        .rsplit(|c: char| c.is_whitespace() || c == '/')
        .next()
        .unwrap_or_default();
    let behind = bare(behind);
    let is_capital = |word: &str| word.chars().count() >= 4 && word.chars().all(|c| c.is_uppercase());
    let is_agency = is_outlet_word(&behind) || (is_capital(&behind) && !before.is_empty());
    let is_place = |place: &str| {
        is_name(place, 2)
            && !is_label(place)
            && place.split(' ').count() <= 3
            && !super::phrases::Phrases::get().is_section(&fold(place))
    };
    if is_place(&before) && (is_agency || is_capital(&before)) {
        return Some((ordinary_capitals(&before), is_agency.then_some(behind)));
    }
    // `Updated - 1 June 2023 08:12 am IST - CHISINAU`
    let set_off = after.trim_end().ends_with(&format!("- {behind}"));
    (set_off && is_capital(&behind) && is_place(&behind) && !is_outlet_word(&behind))
        .then(|| (ordinary_capitals(&behind), None))
}
