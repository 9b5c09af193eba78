//! Any text at all: every form is whole, and what is read back is what went in.

use super::*;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "{",
        "}",
        "\\",
        "%",
        "\"",
        "“",
        "”",
        "&",
        "<b>",
        "\r\n",
        "\n",
        "\t",
        "~",
        "^",
        "_",
        "$",
        "#",
        ",",
        ";",
        ".",
        "?",
        "and",
        " ",
        "ديدار",
        "\u{202e}",
        "🤝",
        "\u{2028}",
        "@article{x,",
        "TY  - ",
        "ER  - ",
        "é",
        "a",
        "Ana",
        "van",
        "Jr.",
        "24",
        "\u{0}",
        "]]>",
        "</script>",
        "'",
        "-",
        "[",
        "]",
        "=",
        "\u{feff}",
    ]);
    prop_oneof![
        prop::collection::vec(hard, 0..12).prop_map(|parts| parts.concat()),
        any::<String>(),
        Just("x".repeat(10_000)),
    ]
}

prop_compose! {
    fn made()(
        title in words(),
        outlet in prop::option::of(words()),
        byline in prop::option::of(words()),
        section in prop::option::of(words()),
        tags in prop::collection::vec(words(), 0..3),
        supplied in any::<bool>(),
        dated in prop::option::of((-4000i16..9000, 1i8..=12, 1i8..=28)),
        lang in prop::option::of("[a-zA-Z-]{0,8}"),
    ) -> Made {
        let mut made = Made::titled(&title);
        made.report.outlet = outlet.map(stated);
        made.report.byline = byline.map(stated);
        made.report.section = section.map(stated);
        made.report.tags = tags.into_iter().map(stated).collect();
        made.report.published = dated.map(|(y, m, d)| stated(jiff::civil::date(y, m, d)));
        made.facts.lang = lang.map(Language);
        if supplied { made.supplied() } else { made }
    }
}

proptest! {
    #[test]
    fn every_form_is_whole(made in made()) {
        let work = made.work();
        for style in Style::ALL {
            let text = text(&work, style);
            prop_assert!(!text.contains(char::is_control), "{text:?}");
            prop_assert!(!text.starts_with(' ') && !text.contains("  "), "{text:?}");
            prop_assert_eq!(text.matches(&made.address).count(), 1);
            prop_assert_eq!(text.contains("n.d."), work.day().is_none() || work.title().contains("n.d."));
        }

        let record = ris(&work);
        let lines: Vec<&str> = record.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        prop_assert!(lines.iter().all(|line| !line.contains(char::is_control)));
        prop_assert!(lines.iter().all(|line| line.get(2..6) == Some("  - ")), "{record:?}");
        prop_assert_eq!(lines[0], "TY  - NEWS");
        prop_assert_eq!(lines.iter().filter(|line| line.starts_with("ER  - ")).count(), 1);

        let json = csl_json(&work);
        prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&json.to_string()).unwrap(), &json);
        prop_assert_eq!(&json[0]["title"], &work.title());
        prop_assert_eq!(json[0].get("issued").is_some(), work.day().is_some());
    }

    #[test]
    fn bibtex_is_one_entry_with_the_title_in_it(made in made()) {
        let text = bibtex(&made.work());
        // As BibTeX counts them, which knows no backslash.
        let depth = text.chars().fold(0i32, |depth, c| depth + match c { '{' => 1, '}' => -1, _ => 0 });
        prop_assert_eq!(depth, 0);
        let entry = read_back::entry(&made);
        let authors = made.work().authors();
        match entry.author() {
            Ok(read) => prop_assert_eq!(read.len(), authors.len()),
            Err(_) => prop_assert!(authors.is_empty()),
        }
        // Hyphens in a row are a dash to TeX, and to its readers.
        if !made.work().title().contains("--") {
            prop_assert_eq!(
                biblatex::ChunksExt::format_verbatim(entry.get("title").unwrap()),
                made.work().title()
            );
        }
    }
}
