//! Who published the report, where the source says so: the claims of all rules, weighed.

use super::draft::{Draft, OutletClaim};
use super::phrases::Phrases;
use super::text::fold;
use crate::report::{Role, Stated};
use std::cmp::Reverse;

pub(super) use super::press::is_press_name;

// How telling a place is: the site's own words about itself beat the agency in a dateline.
pub(super) const TITLE: u8 = 10;
pub(super) const COPYRIGHT: u8 = 9;
pub(super) const POLICY: u8 = 8;
pub(super) const MASTHEAD: u8 = 7;
pub(super) const APP: u8 = 6;
pub(super) const BESIDE_DATE: u8 = 5;
pub(super) const DATELINE: u8 = 4;
pub(super) const SOURCE: u8 = 3;
pub(super) const SIGNATURE: u8 = 2;
const BYLINE: u8 = 1;
/// The company behind an outlet (`Delta Media Network`), when nothing names the outlet itself.
pub(super) const COMPANY: u8 = 0;

/// Splits a page title into headline and site name (`Envoy lands in Quito | The Daily Example`).
pub(super) fn split_title(title: &str) -> (&str, Option<&str>) {
    // Few lines have one of the signs at all.
    if !title.contains(['|', '–', '—', '-', ':', '·', '»']) {
        return (title, None);
    }
    for sign in [" | ", " – ", " — ", " - ", " :: ", " · ", " » "] {
        let Some(at) = title.rfind(sign) else {
            continue;
        };
        let (headline, site) = (
            title.get(..at).unwrap_or(title),
            title.get(at + sign.len()..).unwrap_or_default(),
        );
        let words = site.split_whitespace().count();
        if headline.split_whitespace().count() >= 3 && (1..=7).contains(&words) {
            return (headline.trim(), Some(site.trim()));
        }
    }
    (title, None)
}

/// The name of the site in a page title that has the headline too, on whichever side of it.
pub(super) fn site_beside<'t>(title: &'t str, headline: &str) -> Option<&'t str> {
    let signs = [" | ", " – ", " — ", " - ", " :: ", " · ", " » ", ": "];
    let sides = signs
        .iter()
        .flat_map(|sign| [title.split_once(sign), title.rsplit_once(sign)])
        .flatten();
    let mut sites = sides.filter_map(|(first, last)| {
        let site = match (fold(first) == headline, fold(last) == headline) {
            (true, false) => last.trim(),
            (false, true) => first.trim(),
            _ => return None,
        };
        (1..=7).contains(&site.split_whitespace().count()).then_some(site)
    });
    // `Exclusive: Envoy lands in Quito`
    let phrases = Phrases::get();
    sites.find(|site| {
        let folded = fold(site);
        !phrases.is_section(&folded) && !phrases.is_kind_of_notice(&folded) && !phrases.is_made_of_furniture(&folded)
    })
}

/// Claims the site name of a page title; of several parts (`Port Board > News View`) the first.
pub(super) fn claim_title(draft: &mut Draft<'_>, index: usize, site: &str) {
    let name = site.split_once(" > ").map_or(site, |(name, _)| name);
    draft.claim_outlet(index, name, TITLE, "outlet-title");
}

/// A byline that is the outlet itself (`By Kurdistan 24 Staff`), or names it behind the author
/// (`By Ana Sousa, Harbour Post`), says little, but something.
pub(super) fn claim_byline(draft: &mut Draft<'_>) {
    let Some(byline) = draft.byline.clone() else {
        return;
    };
    let at = |draft: &Draft<'_>| {
        let line = byline.evidence.line;
        draft.pieces.iter().position(|piece| piece.number == line)
    };
    let index = at(draft).unwrap_or(0);
    for end in [" Staff", " staff", " Desk", " Web Desk", " News Desk", " Newsroom"] {
        if let Some(name) = byline.value.strip_suffix(end)
            && !matches!(
                fold(name).as_str(),
                "news" | "web" | "our" | "the" | "special" | "online" | "digital" | "editorial" | ""
            )
        {
            draft.claim_outlet(index, name, BYLINE, "outlet-byline");
        }
    }
    let line = draft
        .pieces
        .get(index)
        .map(|piece| piece.text.clone())
        .unwrap_or_default();
    if let Some((author, name)) = line.rsplit_once(", ")
        && author.contains(' ')
        && is_press_name(name)
    {
        draft.claim_outlet(index, name, BYLINE, "outlet-byline");
    }
    let value = byline.value.strip_prefix("From ").unwrap_or(&byline.value);
    if super::masthead::is_body(value) {
        // The desk of a body that signs alone is the body; behind an author it is where the author works.
        let author_above = index.checked_sub(1).and_then(|above| draft.pieces.get(above));
        let name = match value.strip_suffix(" Public Affairs") {
            Some(body) if !author_above.is_some_and(|piece| piece.is(Role::Byline)) => body,
            _ => value,
        };
        draft.claim_outlet(index, name, BYLINE, "outlet-byline");
    }
}

/// A company that its release names before the colon of the headline, and again as the first words of the text.
pub(super) fn claim_company(draft: &mut Draft<'_>) {
    const FORMS: [&str; 16] = [
        "asa", "as", "ab", "ag", "se", "sa", "plc", "ltd", "limited", "inc", "corp", "gmbh", "oyj", "nv", "spa", "pjsc",
    ];
    let Some((name, _)) = draft
        .headline
        .as_ref()
        .and_then(|headline| headline.value.split_once(": "))
    else {
        return;
    };
    let is_company = name.rsplit_once(' ').is_some_and(|(_, form)| {
        let form = form.replace('.', "");
        !form.starts_with(char::is_lowercase) && FORMS.contains(&form.to_lowercase().as_str())
    });
    let name = name.to_owned();
    let mut body = draft.pieces.iter().enumerate().skip(draft.body.start);
    let lead = body.find(|(_, piece)| piece.is(Role::Paragraph));
    if let Some((index, _)) = lead.filter(|(_, lead)| is_company && lead.text.starts_with(&name)) {
        draft.claim_outlet(index, &name, SOURCE, "outlet-company");
    }
}

/// Without the year and the word before a name, and the company's form or the desk behind it:
/// `Copyright, The Courier`, `2025 The Courier`, `The Courier Co`, `Trade Bank – Newsroom`.
pub(super) fn trimmed(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let year = name
            .get(..5)
            .filter(|year| year.ends_with(' ') && year.trim_end().bytes().all(|b| b.is_ascii_digit()));
        let front = ["Copyright", "copyright", "©", "T.C."]
            .iter()
            .find_map(|front| name.strip_prefix(front));
        let back = [
            " Co",
            " Ltd",
            " Limited",
            " Inc",
            " LLC",
            " plc",
            " GmbH",
            " Pvt",
            " Pty",
            " Sdn Bhd",
            " Sdn. Bhd",
            " Publishing Pvt",
            " Publications Pvt",
            " Publishing Ltd",
            " Publications Ltd",
            " – Newsroom",
            " - Newsroom",
            " | Newsroom",
            " Newsroom",
        ];
        let bare = name.strip_suffix('.').unwrap_or(name);
        let before = |back: &&str| {
            let (front, end) = bare.split_at_checked(bare.len().checked_sub(back.len())?)?;
            end.eq_ignore_ascii_case(back).then_some(front)
        };
        let back = back.iter().filter_map(before).min_by_key(|front| front.len());
        // `Ministry of Electricity – Media Office`
        let desk = [" – ", " - ", " | "].iter().find_map(|sign| name.rsplit_once(sign));
        let desk = desk.filter(|(_, desk)| {
            let folded = fold(desk);
            is_generic(&folded)
                || [" office", " desk", " team", " section", " unit"]
                    .iter()
                    .any(|end| folded.ends_with(end))
        });
        let back = back
            .or(desk.map(|(name, _)| name))
            .or_else(|| super::desks::of_desk_in_turkish(name));
        let shorter = match (year, front, back) {
            (Some(_), ..) => name.get(5..),
            (_, Some(front), _) => front.starts_with([' ', ',', ':']).then_some(front),
            (.., back) => back,
        };
        match shorter.map(|shorter| shorter.trim_matches([' ', ',', ':', '.'])) {
            Some(shorter) if shorter.contains(char::is_alphabetic) && shorter.len() < name.len() => name = shorter,
            _ => return name,
        }
    }
}

/// The outlet that the strongest place names, as it is printed in full.
pub(super) fn choose(draft: &Draft<'_>) -> Option<Stated<String>> {
    let claims: Vec<&OutletClaim> = draft.outlets.iter().filter(|claim| may_be_name(draft, claim)).collect();
    // Signatures and bylines may help to spell a name; alone they are believed only of the press.
    let firm = |claim: &&&OutletClaim| claim.weight >= SOURCE || is_press_name(&claim.stated.value);
    let best = *claims
        .iter()
        .filter(firm)
        .max_by_key(|claim| (claim.weight, Reverse(claim.stated.evidence.line)))?;
    // `Ministry of Ports of the Republic of Ruritania` at the top is `© Ministry of Ports`; a dateline
    // or a masthead that has the very name may have it in the better spelling.
    let fuller = claims.iter().filter(|claim| {
        matches!(claim.weight, TITLE | COPYRIGHT | MASTHEAD | BESIDE_DATE)
            && claim.stated.value.chars().count() > best.stated.value.chars().count()
            && key(&claim.stated.value) != key(&best.stated.value)
            && contains_words(&claim.stated.value, &best.stated.value)
    });
    if let Some(fuller) = fuller.max_by_key(|claim| (claim.stated.value.len(), Reverse(claim.stated.evidence.line))) {
        return Some(fuller.stated.clone());
    }
    // `(DNA)` in the dateline, `Delta News Agency` elsewhere
    let in_full = claims.iter().find(|claim| {
        let (short, full) = (&best.stated.value, &claim.stated.value);
        claim.weight < best.weight
            && (is_short_for(short, full) || claim.weight == MASTHEAD && spells_out(draft, claim, short))
    });
    if let Some(in_full) = in_full {
        return Some(in_full.stated.clone());
    }
    let same = claims
        .iter()
        .filter(|claim| key(&claim.stated.value) == key(&best.stated.value));
    // With its article, where any place has one.
    let with_article = same
        .clone()
        .find(|claim| claim.stated.value.chars().count() > best.stated.value.chars().count());
    let better = same
        .clone()
        .find(|claim| matches!(claim.weight, DATELINE | MASTHEAD) && best.weight != TITLE);
    Some(with_article.or(better).unwrap_or(&best).stated.clone())
}

fn key(name: &str) -> String {
    let folded = fold(name);
    let bare = ["the ", "el ", "al ", "la ", "le ", "il "]
        .iter()
        .find_map(|article| folded.strip_prefix(article));
    bare.unwrap_or(&folded).replace(' ', "")
}

/// Letters that begin the words of a name.
pub(super) fn is_short_for(letters: &str, name: &str) -> bool {
    let of = |all: bool| -> String {
        let words = name
            .split_whitespace()
            .filter(|word| all || word.starts_with(char::is_uppercase));
        words.filter_map(|word| word.chars().next()).collect()
    };
    letters.len() >= 3 && (letters == of(true) || letters == of(false))
}

/// The masthead has the letters beside the name, and nothing else: `Port News Exchange (PNX)`, `PNX | Port News
/// Exchange`.
fn spells_out(draft: &Draft<'_>, claim: &OutletClaim, letters: &str) -> bool {
    let line = claim.stated.evidence.line;
    let Some(piece) = draft.pieces.iter().find(|piece| piece.number == line) else {
        return false;
    };
    let name = fold(&claim.stated.value);
    let rest = piece
        .fold
        .strip_prefix(&name)
        .or_else(|| piece.fold.strip_suffix(&name));
    letters.len() >= 2
        && letters
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && rest.is_some_and(|rest| rest.trim() == fold(letters))
}

fn contains_words(long: &str, short: &str) -> bool {
    format!(" {} ", fold(long)).contains(&format!(" {} ", fold(short)))
}

/// What stands where names of outlets do, and is none: `(UPDATED)`, a section, a domain of the web.
fn may_be_name(draft: &Draft<'_>, claim: &OutletClaim) -> bool {
    let name = &claim.stated.value;
    let folded = fold(name);
    let is_domain = !name.contains(' ')
        && name
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphabetic()))
        && name.is_ascii()
        && claim.weight <= DATELINE;
    !is_domain
        && !is_generic(&folded)
        && !draft.phrases.is_kind_of_notice(&folded)
        && !matches!(
            folded.as_str(),
            "updated"
                | "update"
                | "upd"
                | "lead"
                | "exclusive"
                | "correction"
                | "corrected"
                | "news"
                | "adds"
                | "recasts"
        )
        && (claim.weight != MASTHEAD || !draft.phrases.is_section(&folded) || super::masthead::is_body(name))
}

/// Words that any outlet's page has: `Press and Information Team`, `All News`, `Prime Minister's News`, a street,
/// a state.
pub(super) fn is_generic(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "local",
        "all",
        "news",
        "public",
        "affairs",
        "office",
        "press",
        "information",
        "team",
        "and",
        "in",
        "the",
        "of",
        "communications",
        "communication",
        "media",
        "newsroom",
        "desk",
        "latest",
        "breaking",
        "home",
        "prime",
        "minister's",
        "minister",
        "ministers",
        "president's",
        "department",
        "section",
        "service",
        "unit",
        "centre",
        "center",
        "region",
        "regional",
        "world",
        "national",
        "politics",
        "s",
        "releases",
        "release",
        "statements",
        "bulletin",
        "division",
        "directorate",
        "relations",
        "external",
    ];
    let state = [
        "republic of ",
        "kingdom of ",
        "state of ",
        "islamic republic of ",
        "government of ",
    ];
    let country = state.iter().find_map(|state| folded.strip_prefix(state));
    if super::desks::is_desk(folded) {
        return true;
    }
    let street = [" street", " avenue", " road", " boulevard", " square", " lane"]
        .iter()
        .any(|end| folded.ends_with(end));
    street || country.is_some_and(|rest| !rest.contains(' ')) || folded.split(' ').all(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_trimmings() {
        for (name, bare) in [
            ("2025 The Steppe Courier", "The Steppe Courier"),
            ("Copyright, The Benue Trumpet", "The Benue Trumpet"),
            ("The Chao Phraya Mail Co", "The Chao Phraya Mail"),
            ("Continental Trade Bank – Newsroom", "Continental Trade Bank"),
            ("Copyright", "Copyright"),
            ("T.C. Rize Valiliği", "Rize Valiliği"),
            ("Rize Belediyesi Basın Yayın Müdürlüğü", "Rize Belediyesi"),
            ("Rize Orman Bölge Müdürlüğü", "Rize Orman Bölge Müdürlüğü"),
            ("Steppe Courier Sdn. Bhd.", "Steppe Courier"),
            ("STEPPE COURIER PUBLISHING PVT LTD", "STEPPE COURIER"),
            ("1843", "1843"),
        ] {
            assert_eq!(trimmed(name), bare);
        }
        for name in [
            "Local",
            "All News",
            "Press and Information Team",
            "Kimathi Street",
            "Republic of Iraq",
        ] {
            assert!(is_generic(&fold(name)), "{name}");
        }
        assert!(!is_generic(&fold("Harbour News")));
    }

    #[test]
    fn page_titles() {
        assert_eq!(
            split_title("Envoy lands in Quito | The Daily Example"),
            ("Envoy lands in Quito", Some("The Daily Example"))
        );
        assert_eq!(split_title("Envoy lands in Quito"), ("Envoy lands in Quito", None));
    }
}
