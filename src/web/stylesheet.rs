//! A style sheet without what only its writers need, for it is a third of what a first visit loads.

/// The sheet without comments, line breaks, and spaces and semicolons that mean nothing; strings stay.
pub(super) fn minified(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
            continue;
        }
        if c == '"' {
            let end = rest.chars().skip(1).position(|c| c == '"');
            let string: String = rest.chars().take(end.map_or(usize::MAX, |end| end + 2)).collect();
            rest = rest.get(string.len()..).unwrap_or_default();
            out.push_str(&string);
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            // A space before a colon is part of a selector; one behind it never is.
            c if c.is_whitespace() => {
                if !out.ends_with(['{', '}', ';', ',', ':', ' ']) && !out.is_empty() {
                    out.push(' ');
                }
            }
            '{' | '}' | ';' => {
                let kept = out
                    .trim_end_matches(if c == '}' { [' ', ';'] } else { [' ', ' '] })
                    .len();
                out.truncate(kept);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_is_left() {
        let check = |written: &str, sent: &str| assert_eq!(minified(written), sent);
        check(
            "a { b: c; }\n\n  d > e,\n  f :hover { g: h, i; j: k }\n",
            "a{b:c}d > e,f :hover{g:h,i;j:k}",
        );
        check("/* why */ a { b: 1px\n 2px; } /* open", "a{b:1px 2px}");
        check("a::after { content: \" ; } ×\"; }", "a::after{content:\" ; } ×\"}");
        check(
            "@media (x: y) { a { w: calc(1px - 2 * var(--z)); } }",
            "@media (x:y){a{w:calc(1px - 2 * var(--z))}}",
        );
        check("", "");
        check("a { b: \"c", "a{b:\"c");
    }

    #[test]
    fn nothing_but_space_comments_and_last_semicolons_is_taken_away() {
        for sheet in [
            include_str!("../../static/readout.css"),
            include_str!("../../static/meet.css"),
            include_str!("../../static/record.css"),
        ] {
            let sent = minified(sheet);
            assert_eq!(minified(&sent), sent, "it is as short as it gets");
            let (mut spoken, mut rest) = (String::new(), sheet);
            while let Some((before, behind)) = rest.split_once("/*") {
                spoken.push_str(before);
                rest = behind.split_once("*/").unwrap().1;
            }
            spoken.push_str(rest);
            let bare = |text: &str| text.split_whitespace().collect::<String>().replace(";}", "}");
            assert_eq!(bare(&sent), bare(&spoken));
        }
    }
}
