//! `Read more: …`: a pointer to one other report.

use super::draft::Draft;
use super::text::pattern;
use crate::report::{Role, Stated};
use regex::Regex;
use std::sync::LazyLock;

const RULE: &str = "pointer";

/// The words that point, in the languages of the press; a colon or dash must follow the weaker ones.
static POINTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[\s►▶»>→•*\-–\[(]*(?:",
        r"(?:read|see|watch|listen|view)\s+(?:more|also|next|here|further|related|too)(?:\s+(?:on|about|here))?",
        r"|(?:also|must)[\s-]+(?:read|see|watch)|more\s+(?:on\s+this|here|to\s+read)|read\s+(?:the\s+)?(?:full\s+)?(?:story|article|report|background)|related(?:\s+(?:story|article|news|reading|coverage|report))?|background|recommended|don'?t\s+miss|in\s+case\s+you\s+missed\s+it|icymi|further\s+reading|up\s+next|read|see",
        r"|(?:à\s+)?lire\s+(?:aussi|également|plus)|à\s+lire|lisez\s+aussi|voir\s+aussi|sur\s+le\s+même\s+sujet",
        r"|(?:lea|lee|leer|vea|ver)\s+(?:también|más|además|tambien|mas)|(?:también\s+)?(?:te|le)\s+puede\s+interesar|más\s+información|nota\s+relacionada|relacionad[ao]s?",
        r"|(?:leia|veja)\s+(?:também|mais)|saiba\s+mais",
        r"|(?:lesen|sehen)\s+sie\s+(?:auch|mehr|dazu)|lesen\s+sie\s+auch|mehr\s+(?:dazu|zum\s+thema)|siehe\s+auch|auch\s+interessant",
        r"|leggi\s+(?:anche|di\s+più)|vedi\s+anche|approfondimento|lees\s+ook|läs\s+(?:också|även)|czytaj\s+(?:także|też|również)|zobacz\s+także|čtěte\s+také|citește\s+și|baca\s+juga",
        r"|(?:ayrıca\s+)?okuyun|[iİı]lg[iİı]l[iİı]\s+haber|bunu\s+da\s+okuyun|devamını\s+oku|ayrıca\s+bakınız",
        r"|(?:читайте|смотрите|читать|см\.?)\s+(?:также|ещё|еще|подробнее)|по\s+теме|читайте\s+також|дивіться\s+також",
        r"|(?:اقرأ|اقرا|إقرأ|شاهد|طالع)\s+(?:[أا]يض[اً\x{64b}]{1,2}|المزيد|كذلك)|للمزيد|ذات\s+صلة|بیشتر\s+بخوانید|همچنین\s+بخوانید|مطلب\s+مرتبط|زیاتر\s+بخوێنەوە|هەروەها\s+بخوێنەوە|بخوێنەوە",
        r"|延伸阅读|相关阅读|相关新闻|更多阅读|阅读更多|関連記事|あわせて読みたい|관련\s*기사",
        r")\s*([:：|»>→►‣\]]|\s[-–—]|\.{3}|…|)\s*(\S.*)$"
    ))
});

/// The title that a line points to, without its brackets.
pub(super) fn title(text: &str) -> Option<&str> {
    // `Envoy lands in Quito - Read more`
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(\S.{10,150}?)\s*[-–—|]\s*read\s+more\W*$"));
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let may_point = end.len().checked_sub("more".len()).and_then(|at| end.get(at..));
    if may_point.is_some_and(|end| end.eq_ignore_ascii_case("more"))
        && let Some(title) = BEHIND.captures(text).and_then(|found| found.get(1))
    {
        return Some(title.as_str());
    }
    let found = POINTER.captures(text)?;
    let title = found.get(2)?.as_str();
    let has_sign = found.get(1).is_some_and(|sign| !sign.as_str().is_empty());
    // Without a sign only words that hardly begin a sentence (`Read also PM Barzani …`) point, and
    // what they point to begins with a capital.
    let opening = text.get(..found.get(2)?.start())?.to_lowercase();
    let strong = [
        "read more",
        "read also",
        "also read",
        "see also",
        "lire aussi",
        "lire également",
        "leia também",
        "lea también",
        "lesen sie auch",
        "leggi anche",
        "читайте также",
        "اقرأ أيض",
    ]
    .iter()
    .any(|words| opening.contains(words));
    // `Read more on: talks, trade` lists tags.
    if opening.contains("more on") && title.contains(',') {
        return None;
    }
    let capital = title
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase());
    if !(has_sign || (strong && capital && !title.ends_with('.'))) {
        return None;
    }
    let title = title.trim_matches(|c: char| c.is_whitespace() || matches!(c, ']' | '[' | '»' | '>' | '→'));
    // `Background: the two sides had met before.` is text.
    let words = title.split_whitespace().count();
    let sentence = title.ends_with('.') && !strong;
    ((3..=40).contains(&words) && !sentence || !title.is_ascii() && !title.is_empty() && !sentence).then_some(title)
}

/// Labels pointers and keeps their titles.
pub(super) fn label(draft: &mut Draft<'_>) {
    for piece in draft.pieces.iter_mut().filter(|piece| piece.is_open()) {
        if let Some(title) = title(&piece.text) {
            draft
                .read_more
                .push(Stated::new(title.to_owned(), piece.number, piece.text.clone(), RULE));
            piece.set(Role::ReadMore, RULE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn pointers() {
        for (line, points_to) in [
            ("Read More: Ministers meet in Basra", Some("Ministers meet in Basra")),
            ("Also read | Envoy lands in Quito", Some("Envoy lands in Quito")),
            ("READ ALSO Envoy lands in Quito", Some("Envoy lands in Quito")),
            ("[Read more: Envoy lands in Quito]", Some("Envoy lands in Quito")),
            (
                "Lire aussi : Le ministre reçu à Rabat",
                Some("Le ministre reçu à Rabat"),
            ),
            ("اقرأ أيضاً: وزير الخارجية يصل بغداد", Some("وزير الخارجية يصل بغداد")),
            ("Read more than one letter, he said.", None),
            ("Background: the two had met before.", None),
            ("Related", None),
            ("See you in Basra", None),
            ("Reading: the minister's new hobby", None),
        ] {
            assert_eq!(title(line), points_to, "{line}");
        }
    }
}
