//! The language that a page names, held against its letters.

use super::Claim;
use crate::report::{Language, Line, Role, Stated, Warning};
use crate::sources::What;

/// Languages that are written with other letters than Latin ones, by their first part.
const OTHER_LETTERS: [&str; 24] = [
    "ar", "fa", "ckb", "ur", "ps", "he", "yi", "ru", "uk", "bg", "el", "hy", "ka", "zh", "ja", "ko", "hi", "bn", "ta",
    "th", "am", "ti", "mk", "be",
];

/// The language, where the letters of the text do not speak against it: templates are often made in
/// another language than the reports in them.
pub(super) fn language(claims: &[Claim], lines: &[Line], warnings: &mut Vec<Warning>) -> Option<Stated<String>> {
    let (mut latin, mut all) = (0_usize, 0_usize);
    for line in lines.iter().filter(|line| line.is(Role::Paragraph)).take(20) {
        for c in line.text.chars().filter(|c| c.is_alphabetic()) {
            all += 1;
            latin += usize::from(c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
        }
    }
    for claim in claims.iter().filter(|claim| claim.what == What::Lang) {
        let tag = claim.text.replace('_', "-");
        if !Language::is_tag(&tag) {
            continue;
        }
        let main = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let other = OTHER_LETTERS.contains(&main.as_str()) && !tag.to_ascii_lowercase().contains("latn");
        // Kurdish and Serbian, among others, are written with more than one kind of letters.
        let either = ["ku", "sr", "uz", "az", "kk", "mn", "pa", "kmr"].contains(&main.as_str());
        let is_against = all >= 40 && !either && if other { latin * 10 > all * 9 } else { latin * 10 < all };
        if is_against {
            warnings.push(Warning {
                line: Some(claim.number),
                text: format!("the page says that it is in “{tag}”, but its letters are others"),
            });
            continue;
        }
        return Some(claim.stated(tag));
    }
    None
}
