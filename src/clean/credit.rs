//! Credits of editors, contributors and translators.

use super::draft::Draft;
use super::text::pattern;
use crate::report::Role;
use regex::Regex;
use std::sync::LazyLock;

const RULE: &str = "credit-editor";

static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[\s(\[*_—–-]*(?:",
        r"(?:(?:additional|further|extra|sub-?)\s+)?(?:reporting|reported|writing|written|(?:sub-?)?edited|editing|translated|translation|compiled|compilation|produced|production|proofread|fact-?checked|reviewed|adapted|rewritten|curated|copy-?edited)\s*(?:and\s+\w+\s+)?(?:by\b|:)",
        r"|(?:editor|editors|sub-?editor|translator|web\s+editor|contributors?|editing|translation|translated|مترجم|redacción|edición|redaktion|redakteur(?:in)?|redazione|editör|haber\s+editörü|traducción|traduit|traduction|übersetzung|çeviri|редактор|перевод|редакция|переклад|تحرير|ترجمة|المحرر|تحریر|ویراستار|ترجمه|وەرگێڕان|责任编辑|编辑|责编|编译|翻译|編集)\s*[:：/]",
        r"|(?:editado|traducido|editado|traduzido|traduit|édité|bearbeitet|übersetzt|a\s+cura|tradotto)\s+(?:por|par|von|da|di)\b",
        r"|editor[’']?s?\s+note\b|correction\s*[:(]|clarification\s*:|this\s+(?:story|article|report)\s+(?:has\s+been|was)\s+(?:updated|corrected|amended|edited|translated|originally|first)|an\s+earlier\s+version\s+of\s+this",
        r"|(?:this|the)\s+(?:interview|conversation|transcript|speech|statement)\s+(?:was|has\s+been)\s+.*(?:edited|condensed|translated)",
        r"|(?:with\s+)?(?:inputs?|files|contributions?|reporting|agency\s+inputs|agencies)\s+from\b|—?\s*with\s+(?:agencies|agency\s+inputs|inputs)",
        r"|[\p{Lu}][^.!?]+\s+(?:also\s+)?contributed\s+(?:to\s+(?:this|the)\s+(?:report|story|article|reporting)|reporting|from\s+\p{Lu})",
        r")"
    ))
});

/// Agency initials at the foot: `SB/MNA`, `fk.gb`, `(AA/ts)`.
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[(\[]?(?:/\p{Ll}+|\p{L}{1,6}(?:/|\.)\p{L}{1,6}(?:(?:/|\.)\p{L}{1,6})?\.?)[)\]]?(?:\s*\([^)]*\))?$")
});

/// `Tammy Pruitt covers the military for the Courier.`
static COVERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}[\p{L}.’'-]+\s+){2,3}(?:covers\s|writes\s+about|reports\s+on|is\s+(?:a|an|the|our)\s+(?:[\w-]+\s+)*(?:reporter|correspondent|editor|journalist|columnist|writer|contributor|freelancer?|fellow|analyst))",
    )
});

/// A note on the author below the text (`Ana Sousa is the author of …`), and agency initials.
pub(super) fn label_foot(draft: &mut Draft<'_>) {
    let author = draft
        .byline
        .as_ref()
        .map(|byline| byline.value.clone())
        .unwrap_or_default();
    let half = draft.pieces.len() / 2;
    for piece in draft.pieces.iter_mut().skip(half).filter(|piece| piece.is_open()) {
        let covers = COVERS.is_match(&piece.text);
        let of_author = covers
            || author
                .split([',', '&'])
                .flat_map(|part| part.split(" and "))
                .map(str::trim)
                .filter(|name| name.contains(' '))
                .any(|name| {
                    piece.text.strip_prefix(name).is_some_and(|rest| {
                        let rest = rest.trim_start_matches(',').trim_start();
                        [
                            "is ",
                            "was ",
                            "has ",
                            "covers ",
                            "writes ",
                            "reports ",
                            "reported ",
                            "can be ",
                            "contributed ",
                        ]
                        .iter()
                        .any(|verb| rest.starts_with(verb))
                    })
                });
        if of_author || INITIALS.is_match(&piece.text) {
            piece.set(Role::Editor, "credit-foot");
        }
    }
}

/// `(Reporting by …; Editing by …)`, `Edited by …`, `… contributed to this report.`
pub(super) fn label(draft: &mut Draft<'_>) {
    for piece in draft.pieces.iter_mut().filter(|piece| piece.is_open()) {
        if piece.shape.words <= 60
            && CREDIT.is_match(&piece.text)
            && (piece.shape.words <= 25 || !piece.shape.starts_quote)
        {
            piece.set(Role::Editor, RULE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        for line in [
            "Edited by NA",
            "(Reporting by Ana Sousa; Editing by Li Wei)",
            "Ana Sousa in Quito contributed to this report.",
            "Translation: Li Wei",
            "تحرير: أحمد علي",
            "责任编辑：李伟",
            "With inputs from agencies",
        ] {
            assert!(CREDIT.is_match(line), "{line}");
        }
        for line in [
            "Editors met the minister on Monday.",
            "Reporting restrictions were lifted.",
            "The editor said no.",
        ] {
            assert!(!CREDIT.is_match(line), "{line}");
        }
    }
}
