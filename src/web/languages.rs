//! Languages by name: a reader looks for Arabic, not for `ar`.

/// The languages that reports are found to be in, and their neighbours, by BCP 47 tag.
const NAMES: [(&str, &str); 64] = [
    ("af", "Afrikaans"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("ckb", "Kurdish (Sorani)"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gu", "Gujarati"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("kmr", "Kurdish (Kurmanji)"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("ky", "Kyrgyz"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("ms", "Malay"),
    ("nb", "Norwegian (Bokmål)"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("yi", "Yiddish"),
    ("zh", "Chinese"),
];

/// The language of our own words.
const OWN: &str = "en";

/// What a page has to say of the language of words in it: nothing where it is the page's own.
pub(super) fn other(lang: Option<String>) -> Option<String> {
    lang.filter(|lang| lang != OWN)
}

/// The name of a language in English; its tag where none is known. What follows the language in the
/// tag stands in brackets: `English (en-gb)`.
pub(super) fn name(tag: &str) -> String {
    let language = tag.split('-').next().unwrap_or_default();
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(language));
    match known {
        Some((_, name)) if language.len() == tag.len() => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({tag})"),
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn languages_have_names() {
        assert_eq!(name("en"), "English");
        assert_eq!(name("EN"), "English");
        assert_eq!(name("ckb"), "Kurdish (Sorani)");
        assert_eq!(name("en-gb"), "English (en-gb)");
        assert_eq!(name("tlh"), "tlh");
        assert_eq!(name(""), "");
    }
}
