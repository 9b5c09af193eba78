use super::*;

/// A query as its operators are understood: `&`, `|`, `!` and brackets.
fn shape(query: &Query) -> String {
    let field = |field: &Option<Field>| field.map_or(String::new(), |f| f.name().to_owned() + ":");
    let join = |parts: &[Query], by: &str| {
        let parts: Vec<String> = parts.iter().map(shape).collect();
        format!("[{}]", parts.join(by))
    };
    match query {
        Query::All => "*".to_owned(),
        Query::Word(f, word) => format!("{}{word}", field(f)),
        Query::Phrase(f, words) => format!("{}<{words}>", field(f)),
        Query::And(parts) => join(parts, " & "),
        Query::Or(parts) => join(parts, " | "),
        Query::Not(part) => format!("!{}", shape(part)),
        other => other.to_string(),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let (query, notices) = parse(text);
    assert_eq!(shape(&query), expected, "{text}");
    assert_eq!(notices, [], "{text}");
}

/// What is read in spite of a fault, and a part of what is said about it.
#[track_caller]
fn check_said(text: &str, expected: &str, said: &[&str]) {
    let (query, notices) = parse(text);
    assert_eq!(shape(&query), expected, "{text}");
    assert_eq!(notices.len(), said.len(), "{text}: {notices:?}");
    for (notice, part) in notices.iter().zip(said) {
        assert!(notice.text.contains(part), "{text}: {notice}");
    }
}

#[test]
fn words_phrases_and_operators() {
    check("", "*");
    check("  leahy  ", "leahy");
    check("a b c", "[a & b & c]");
    check("a AND b", "[a & b]");
    check("a OR b c OR d", "[a | [b & c] | d]");
    check("a b AND c OR d", "[[a & b & c] | d]");
    check("NOT a", "!a");
    check("NOT NOT a", "a");
    check("a NOT b OR c", "[[a & !b] | c]");
    check("a -b -\"c d\" -(e OR f)", "[a & !b & !<c d> & ![e | f]]");
    check("(leahy OR harris) -barzani", "[[leahy | harris] & !barzani]");
    check("((a)) (b c)", "[a & b & c]");
    check("a and or not b", "[a & and & or & not & b]");
    check("a(b)c\"d\"e", "[a & b & c & <d> & e]");
}

#[test]
fn quotation_marks_and_apostrophes() {
    for text in ["\"a b\"", "“a b”", "„a b“", "«a b»", "»a b«", "“a  b\""] {
        check(text, "<a b>");
    }
    check("shia' al-sudani", "[shia' & al-sudani]");
    check("Shia’ Ba'ath 'quoted'", "[Shia’ & Ba'ath & 'quoted']");
    check("\"the generals' visit\"", "<the generals' visit>");
}

#[test]
fn fields() {
    check("title:visit", "title:visit");
    check(
        "TITLE:visit outlet:\"Kurdistan 24\"",
        "[title:visit & outlet:<Kurdistan 24>]",
    );
    check("title:(a OR -b body:c)", "[title:a | [!title:b & body:c]]");
    check("-person:leahy", "!person:leahy");
    check("10:30 https://rudaw.net/a", "[10:30 & https://rudaw.net/a]");
}

#[test]
fn what_cannot_be_read_is_named() {
    check_said("Maj. Gen.: Leahy", "[Maj. & Gen. & Leahy]", &["“Gen.:” names no field"]);
    check_said("foo:bar", "[foo & bar]", &["“foo:bar” names no field"]);
    check_said("-foo:bar", "![foo & bar]", &["names no field"]);
    check_said("title: visit", "[title & visit]", &["“title:” was read as a word"]);
    check_said("title:-visit", "title:visit", &["without its minus"]);
    check_said("a & b – c", "[a & b & c]", &["“&”, “–” was ignored"]);
    check_said("- *", "*", &["“-”, “*”"]);
    check_said("-& a", "a", &["“&”"]);
    check_said("--a", "!a", &["“--a”"]);
    check_said("\"…\" a", "a", &["no letter or digit"]);
    check_said("say \"a b", "[say & a & b]", &["quotation mark (\")"]);
    check_said("AND a OR", "a", &["“AND”, “OR” was ignored"]);
    check_said("a OR OR b NOT", "[a | b]", &["“OR”, “NOT”"]);
    check_said("(a OR b", "[a | b]", &["opening parenthesis"]);
    check_said("a OR b) c", "[a | [b & c]]", &["closing parenthesis"]);
    check_said("a () -( )", "a", &["Empty parentheses"]);
}

#[test]
fn depth_and_length_are_no_danger() {
    let deep = format!("{}a OR b{} c", "(".repeat(2_000), ")".repeat(2_000));
    check_said(&deep, "[[a | b] & c]", &["deeper than 32"]);
    for evil in ["(", "-(", "NOT ", "title:(", "\"", "a:", "-", "( OR ", "«-"] {
        let _ = parse(&evil.repeat(50_000));
    }
    let (_, notices) = parse(&"& ".repeat(1_000));
    assert_eq!(notices.len(), 1);
    assert!(notices.iter().all(|notice| notice.text.len() < 200));
}

#[test]
fn any_word() {
    let check = |text: &str, expected: &str| {
        assert_eq!(shape(&parse_with(text, Match::Any).0), expected, "{text}");
    };
    check("a b", "[a | b]");
    check("a b -c", "[[a | b] & !c]");
    check("a AND b c", "[[a & b] | c]");
    check("-a -b", "[!a & !b]");
    check("(a b) (c d)", "[a | b | c | d]");
    check("a b OR c", "[a | b | c]");
}

#[test]
fn plus() {
    check("+a b", "[a & b]");
    check(
        "+(a OR b) +\"c d\" +title:e title:+f",
        "[[a | b] & <c d> & title:e & title:f]",
    );
    check("para:title:+a para:+b", "[para:(title:a) & para:(b)]");
    check("C++ a+b c+", "[C++ & a+b & c+]");
    check_said("-+a", "!a", &["single minus"]);
    check_said("+ a", "a", &["“+” was ignored"]);
}

#[test]
fn exact_words_patterns_and_fuzzy_words() {
    check("=Barzani title:=visit", "[=Barzani & title:=visit]");
    check("=title:visit title:=\"a b\"", "[title:=visit & title:<a b>]");
    check(
        "-pesh* body:w?ldcard title:*stan",
        "[!pesh* & body:w?ldcard & title:*stan]",
    );
    check("barzany~ caption:leehy~2 x~1", "[barzany~ & caption:leehy~2 & x~]");
    check("title:(pesh* =b c~)", "[title:pesh* & title:=b & title:c~]");
    check("What did the general say?", "[What & did & the & general & say?]");
    check_said("a* b", "[a & b]", &["“a*” was read as a plain word"]);
    check_said("word~9", "word~2", &["“word~9” was read with ~2"]);
}

#[test]
fn distances() {
    check("\"a b\"~3", "\"a b\"~3");
    check("title:„a b“~3", "title:\"a b\"~3");
    check("a NEAR/5 b", "a NEAR/5 b");
    check("a NEAR b", "a NEAR/10 b");
    check("a NEAR/5 b NEAR/5 c d", "[a NEAR/5 b NEAR/5 c & d]");
    check("(a OR \"b c\") NEAR/2 de* x", "[(a OR \"b c\") NEAR/2 de* & x]");
    check("title:(a NEAR/3 b)", "title:a NEAR/3 title:b");
    check("a OR b NEAR/3 c", "[a | b NEAR/3 c]");
    check("-(a NEAR/3 b)", "!a NEAR/3 b");
    check("near NEARBY title:NEAR", "[near & NEARBY & title:near]");
    check_said("\"a b\"~0", "<a b>", &["~0"]);
    check_said("\"a\"~3", "<a>", &["no two words"]);
    check_said("\"a b\"~", "<a b>", &["“~” was ignored"]);
    check_said("\"a b\"~3~4", "\"a b\"~3", &["“~4” was ignored"]);
    check_said("\"a b\"^2.5 c", "[<a b> & c]", &["“^2.5” was ignored"]);
    check_said("\"a b\"~999", "\"a b\"~100", &["was read with 100"]);
    check_said("\"pesh* a\"", "<pesh* a>", &["inside quotation marks"]);
    check_said("a NEAR/0 b", "a NEAR/1 b", &["“NEAR/0” was read as NEAR/1"]);
    check_said("a NEAR/99999 b", "a NEAR/100 b", &["“NEAR/99999” was read with 100"]);
    check_said("a NEAR/x b", "[a & near/x & b]", &["NEAR takes a whole number"]);
    check_said("a NEAR/2 b NEAR/7 c", "a NEAR/7 b NEAR/7 c", &["greatest distance"]);
    check_said("NEAR a NEAR", "a", &["“NEAR”, “NEAR” was ignored"]);
    check_said("a NEAR/3 -b", "[a & !b]", &["“NEAR/3” was read as AND"]);
    check_said("a NEAR/3 (b c) NEAR/3 d", "[a & b & c & d]", &["“NEAR/3”, “NEAR/3”"]);
    check_said("a NEAR/3 date:2022-07-04", "[a & date:2022-07-04]", &["read as AND"]);
    check_said(
        "title:a NEAR/3 b NEAR/3 body:c",
        "[title:a NEAR/3 b & body:c]",
        &["read as AND"],
    );
    check_said("a NEAR/3 b NEAR/3 id:c", "[a NEAR/3 b & id:c]", &["read as AND"]);
}

#[test]
fn paragraphs_and_sentences() {
    check("para:(a b) c", "[para:(a b) & c]");
    check("SENT:(a -b OR \"c d\")", "sent:(a -b OR \"c d\")");
    check("para:\"a b\" para:a -sent:b", "[para:(\"a b\") & para:(a) & !sent:(b)]");
    check("title:(sent:(a body:b))", "sent:(title:a body:b)");
    check("para:title:a sent:=b", "[para:(title:a) & sent:(=b)]");
    check("para:(a in:original)", "in:original para:(a)");
    let said = &["“date:2022-07-04” was asked of the whole report"];
    check_said("para:(a date:2022-07-04 b)", "[para:(a b) & date:2022-07-04]", said);
    check_said("para:(a OR has:tag)", "[para:(a) | has:tag]", &["“has:tag”"]);
    check_said("para:(a sent:(b c))", "[para:(a) & sent:(b c)]", &["“sent:(b c)”"]);
    check_said(
        "para:(outlet:a -outlet:b)",
        "[outlet:a & !outlet:b]",
        &["“outlet:a”, “outlet:b”"],
    );
    check_said(
        "para:-sent:a",
        "sent:(a)",
        &["“para:-sent:a” was read without its minus", "asked of the whole report"],
    );
    check_said("para:sent:a", "sent:(a)", &["“para:sent:a”"]);
    check_said("para:in:original a", "in:original a", &["“para:in:original”"]);
    check_said("para:(in:original) a", "in:original a", &["“para:(in:original)”"]);
    check_said("para: a", "[para & a]", &["“para:” was read as a word"]);
    check_said("-para:foo:bar", "!para:(foo bar)", &["names no field"]);
    check_said("para:-(a b)", "para:(a b)", &["without its minus"]);
}

#[test]
fn meetings() {
    check("met:(a b) c", "[met:(a b) & c]");
    check(
        "MET:a met:\"a b\" -met:(a OR bc*)",
        "[met:(a) & met:(\"a b\") & !met:(a OR bc*)]",
    );
    check("met:(a -b)", "met:(a -b)");
    check("met:(a in:original)", "in:original met:(a)");
    let said = &[
        "“title:b” was asked of the whole report: para: and sent: keep together nothing but words of the text, and met: nothing but names.",
    ];
    check_said("met:(a title:b)", "[met:(a) & title:b]", said);
    check_said("met:(a para:(b c))", "[met:(a) & para:(b c)]", &["“para:(b c)”"]);
    check_said("para:(a met:b)", "[para:(a) & met:(b)]", &["“met:(b)”"]);
    check_said(
        "met: a",
        "[met & a]",
        &["“met:” was read as a word: a field needs its value"],
    );
}

#[test]
fn dates_and_properties() {
    check("date:2022 a", "[date:2022-01-01..2022-12-31 & a]");
    check("-date:2022-07-04..2022-08-01", "!date:2022-07-04..2022-08-01");
    check("before:2022-07 AFTER:2020", "[date:..2022-06-30 & date:2021-01-01..]");
    check("has:caption -has:ORG", "[has:caption & !has:org]");
    check("title:(a date:2022-07-04)", "[title:a & date:2022-07-04]");
    check_said(
        "date:2023..2022",
        "date:2022-01-01..2023-12-31",
        &["the other way round"],
    );
    check_said(
        "date:2022-02-30",
        "[date & 2022-02-30]",
        &["“date:2022-02-30” names no days"],
    );
    check_said("-before:noon", "![before & noon]", &["names no days"]);
    check_said("after: noon", "[after & noon]", &["“after:” was read as a word"]);
    check_said("has:picture", "[has & picture]", &["title, date, outlet"]);
}

#[test]
fn the_whole_original() {
    check("in:original", "in:original");
    check("(in:original)", "in:original");
    check("a b IN:Original", "in:original a b");
    check("in:original a OR b", "[in:original a | b]");
    check("(a OR b) in:original", "in:original (a OR b)");
    check("a (b in:original)", "[a & in:original b]");
    check("a (in:original)", "in:original a");
    check("a in:original (b in:original) in:original", "in:original a b");
    check("a AND in:original AND b", "in:original a b");
    check("a AND in:original OR b", "[in:original a | b]");
    check("+in:original a", "in:original a");
    check_said(
        "a in:trash",
        "[a & in & trash]",
        &["“in:trash” was read as plain words"],
    );
    check_said("a -in:original", "a", &["“in:original” was ignored"]);
    check_said("a NOT (in:original)", "a", &["“in:original” was ignored"]);
    check_said("a OR in:original", "a", &["nothing stands beside it"]);
}

#[test]
fn any_word_with_what_narrows() {
    let check = |text: &str, expected: &str| {
        assert_eq!(shape(&parse_with(text, Match::Any).0), expected, "{text}");
    };
    check("a b +c", "[c & [a | b | c]]");
    check("+a +b", "[a & b]");
    check("+a +b c -d", "[a & b & [a | b | c] & !d]");
    check("a AND +b c", "[b & [b | [a & b] | c]]");
    check("a b date:2022-07-04 has:tag", "[[a | b] & date:2022-07-04 & has:tag]");
    check("+date:2022-07-04", "date:2022-07-04");
    check("a NEAR/3 b c", "[a NEAR/3 b | c]");
    check("(a b) NEAR/3 c", "(a OR b) NEAR/3 c");
    check("para:(a b) c", "[para:(a OR b) | c]");
    check("a b -c in:original", "in:original (a OR b) -c");
    check("a -b AND -c", "[a & !b & !c]");
}

/// Where printing needs a parenthesis that was not typed, the query must still be read again.
#[test]
fn the_deepest_query_is_readable_when_printed() {
    for (open, close) in [
        ("(a OR b ", ")"),
        ("(a +b ", ")"),
        ("-(a date:2022 ", ")"),
        ("para:(x OR has:tag -", ")"),
    ] {
        let text = format!("{}c in:original{}", open.repeat(33), close.repeat(33));
        for matching in [Match::All, Match::Any] {
            let (query, _) = parse_with(&text, matching);
            assert_eq!(parse(&query.to_string()).0, query, "{text}");
        }
    }
}

/// What `+` asks for stands twice in a query of any word; nested, it would double each time.
#[test]
fn nested_pluses_stay_small() {
    let (query, notices) = parse_with(&"+(a ".repeat(32), Match::Any);
    assert!(query.to_string().len() < 10_000);
    assert!(
        notices.iter().any(|notice| notice.text.contains("without its plus")),
        "{notices:?}"
    );
    assert_eq!(parse(&query.to_string()).0, query);
}
