//! A name alone above the headline, where nothing else says whose page it is.

use super::draft::Draft;
use super::masthead::{TOP, is_told, ordinary};
use super::shape::Shape;
use super::text::{fold, pattern};
use super::{lone_place, outlet};
use crate::report::Role;
use regex::Regex;
use std::sync::LazyLock;

/// Where nothing else says whose page it is, a name that stands alone above the headline does: `Fellowship of
/// Southern Churches`. A name of two words may as well be a section's, unless the page begins with it.
pub(super) fn claim(draft: &mut Draft<'_>) {
    let Some(headline) = draft.headline.as_ref().filter(|_| outlet::choose(draft).is_none()) else {
        return;
    };
    let line = headline.evidence.line;
    let above = draft.pieces.iter().take(TOP).take_while(|piece| piece.number < line);
    let lone = above.enumerate().find_map(|(index, piece)| {
        let plain = piece.is_only(Role::Kicker) || piece.is_only(Role::Furniture);
        let name = lone_name(&piece.text, draft).filter(|_| plain)?;
        let words = name.split_whitespace().count();
        (words > 2 || words == 2 && index == 0).then(|| (index, ordinary(name)))
    });
    if let Some((index, name)) = lone {
        draft.claim_outlet(index, &name, outlet::SOURCE, "outlet-above-headline");
    }
}

/// The name in a line that is one, without what is set off behind it.
fn lone_name<'t>(text: &'t str, draft: &Draft<'_>) -> Option<&'t str> {
    const SIGNS: [&str; 9] = [" — ", " – ", " - ", " | ", " » ", " :: ", " > ", " › ", " ("];
    const SMALL: &str = "of and the for de del la las los du des di da do dos das dei dello della delle degli y e et und der die für an am";
    let cut = SIGNS.iter().filter_map(|sign| text.find(sign)).min();
    let name = text.get(..cut.unwrap_or(text.len()))?.trim();
    // `Portal do Governo dos Açores`
    let name = ["Portal do ", "Portal da ", "Portal del ", "Portal of "]
        .iter()
        .find_map(|front| name.strip_prefix(front))
        .unwrap_or(name);
    // `Eng Рус Fra`
    if name.split_whitespace().all(|word| word.chars().count() <= 4) {
        return None;
    }
    let shape = Shape::of(name);
    let mut words = name.split_whitespace();
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) || word == "&" || SMALL.split(' ').any(|small| small == word);
    let folded = fold(name);
    let phrases = draft.phrases;
    let generic = |word: &str| phrases.is_section(word) || phrases.is_kind_of_notice(word) || outlet::is_generic(word);
    let known = generic(&folded) || phrases.is_made_of_furniture(&folded) || folded.split(' ').all(generic);
    let told = is_told(name) || NO_NAME.is_match(&folded);
    let written =
        shape.has_case && shape.words <= 12 && !shape.ends_sentence && !shape.ends_colon && !shape.starts_quote;
    let digits = name.bytes().any(|byte| byte.is_ascii_digit()) || name.contains([',', ';', ':', '?', '!']);
    // `HOMEABOUT USNEWS`: a menu whose words lost what stood between them.
    let glued = |word: &str| {
        let known = |part: &str| generic(part) || phrases.is_made_of_furniture(part);
        word.char_indices()
            .skip(1)
            .any(|(at, _)| word.split_at_checked(at).is_some_and(|(a, b)| known(a) && known(b)))
    };
    let glued = folded.split(' ').any(glued);
    (written && !glued && !digits && words.all(is_name) && !known && !told && lone_place::alone(name).is_none())
        .then_some(name)
}

/// What a text is, and who wrote it, rather than whose page it stands on.
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:photo|foto|video|by|from|story|letter|note|exclusive|special|breaking|latest|press|media|official|public|weekly|daily|monthly|annual|in pictures|top|more|read|home|news|politics|world)\b|\b(?:release|statement|communiqué|communique|notice|interview|digest|analysis|opinion|politics|news|update|updates|summary|report|brief|desk|correspondent|writer|editor|reporter|affairs|cooperation|security|relations|diplomacy|policy|office|service|services|team|presidency|ministry|region)$",
    )
});
