//! Articles and little words that belong to names, and that one outlet prints and another does not.

/// Whether a folded word is a particle wherever it stands next to a name: al, bin, van, de …
#[must_use]
pub fn is_particle(folded: &str) -> bool {
    article(folded)
        || kin(folded).is_some()
        || matches!(
            folded,
            "van"
                | "von"
                | "der"
                | "den"
                | "ter"
                | "zu"
                | "zur"
                | "de"
                | "del"
                | "della"
                | "di"
                | "da"
                | "dos"
                | "das"
                | "du"
                | "des"
                | "la"
                | "le"
                | "av"
                | "af"
                | "dal"
                | "dalla"
                | "lo"
                | "آل"
                | "ال"
                | "فان"
                | "فون"
        )
}

/// Whether a folded word is a particle where a hyphen joins it to a name and only there: the article
/// that took the first sound of the name, `as-Sadr`, `ash-Shara`. Alone `as` and `at` are English.
#[must_use]
pub fn is_joined_particle(folded: &str) -> bool {
    is_particle(folded)
        || matches!(
            folded,
            "an" | "ar"
                | "as"
                | "ash"
                | "at"
                | "ath"
                | "az"
                | "adh"
                | "ad"
                | "es"
                | "er"
                | "en"
                | "ed"
                | "et"
                | "ez"
                | "esh"
                | "ech"
                | "ach"
                | "ul"
                | "ol"
                | "il"
                | "i"
                | "e"
                | "ur"
                | "us"
                | "ud"
                | "un"
                | "uz"
                | "l"
                | "d"
        )
}

/// Whether two folded particles stand for one another: `al` and `ash`, `bin` and `ibn`.
#[must_use]
pub fn particles_agree(one: &str, other: &str) -> bool {
    let is_article = |word: &str| article(word) || (is_joined_particle(word) && !is_particle(word));
    one == other
        || (is_article(one) && is_article(other))
        || kin(one).is_some_and(|kin_one| kin(other) == Some(kin_one))
}

fn article(folded: &str) -> bool {
    matches!(folded, "al" | "el" | "ul" | "ال")
}

#[derive(PartialEq, Eq)]
enum Kin {
    Son,
    Daughter,
    Father,
    Mother,
}

fn kin(folded: &str) -> Option<Kin> {
    Some(match folded {
        "bin" | "ibn" | "ben" | "بن" | "ابن" => Kin::Son,
        "bint" | "بنت" => Kin::Daughter,
        "abu" | "abou" | "aboo" | "abo" | "ابو" | "ابي" | "ابا" | "ئەبو" | "ئەبوو" | "يەبو" => {
            Kin::Father
        }
        "umm" | "oum" | "um" | "ام" => Kin::Mother,
        _ => return None,
    })
}
