//! What the page of a report adds to its words: evidence, quotations, links between reports, forms.

use crate::served::TestSite;
use readout::search::Params;

const SEED: &str = "/reports/45e50149b2bb228b";

fn asked(path: &str, name: &str, value: &str) -> String {
    format!("{path}?{}", Params::default().with(name, value))
}

#[test]
fn every_value_opens_its_evidence_without_a_script() {
    let page = TestSite::seeds().get(SEED);
    let opened = page.attributes("button.why", "popovertarget");
    assert_eq!(page.attributes(".evidence[popover]", "id"), opened);
    for label in page.attributes("button.why", "aria-label") {
        assert!(label.starts_with("Evidence for "), "{label}");
    }
    let of = |label: &str| {
        let button = format!("button.why[aria-label='Evidence for {label}']");
        page.one(&format!("#{}", page.attribute(&button, "popovertarget")))
    };
    let outlet = of("the outlet");
    assert!(
        outlet.contains("Kurdistan24 ©Copyright 2021") || outlet.contains("ERBIL (Kurdistan 24)"),
        "{outlet}"
    );
    assert!(of("the byline").contains("author_image Wladimir van Wilgenburg"));
    assert!(of("the day of publication").contains("Line 1 of the source, read by the rule date-line"));
    assert!(
        of("the meeting of Masrour Barzani and Karl Harris")
            .contains("on Sunday also met with Brigadier General Karl Harris")
    );
    assert!(of("Tags").contains("Kurdistan Ministry of Peshmerga Sirwan Barzani"));
    // Whoever wants to know more is led to the line and to what the rule is.
    let known = TestSite::seeds().get("/about").attributes("[id]", "id");
    for link in page.attributes(".evidence a[href*='#rule-']", "href") {
        let (_, fragment) = link.split_once('#').unwrap();
        assert!(known.contains(&fragment.to_owned()), "{link}");
    }
}

#[test]
fn a_quotation_is_found_marked_and_gone_to() {
    let site = TestSite::seeds();
    // Other quotation marks, other dashes, other white space.
    let page = site.get(&asked(
        SEED,
        "quote",
        "ERBIL (Kurdistan 24) —  Peshmerga Major‑General Sirwan",
    ));
    assert_eq!(
        page.one(".quoted"),
        "ERBIL (Kurdistan 24) – Peshmerga Major-General Sirwan"
    );
    assert!(
        page.one(".quotation")
            .starts_with("This report contains the quotation: go to it")
    );
    assert_eq!(page.attribute(".quotation a", "href"), "#quote");
    assert!(
        page.attributes("#quote", "autofocus").len() == 1,
        "the browser scrolls there"
    );
    let page = site.get(&asked(SEED, "quote", "“We held a meeting with Col. Bolles”"));
    assert_eq!(page.one(".quoted"), "We held a meeting with Col. Bolles");
}

#[test]
fn a_quotation_may_reach_over_paragraphs_and_hits() {
    let site = TestSite::seeds();
    let page = site.get(&asked(
        SEED,
        "quote",
        "Baghdad and Erbil. After a Peshmerga delegation visited Baghdad",
    ));
    assert_eq!(
        page.all(".quoted"),
        ["Baghdad and Erbil.", "After a Peshmerga delegation visited Baghdad"],
        "the pointer between them is no part of what is quoted"
    );
    let page = site.get(&(SEED.to_owned() + "?q=security"));
    assert!(!page.all(".pointer mark").is_empty());
    assert!(
        page.all(".pointer a a, .pointer .hops").is_empty(),
        "a link holds no link"
    );
    let page = site.get(&asked(SEED, "quote", "joint brigades"));
    assert_eq!(page.all(".pointer a .quoted"), ["joint brigades"]);
    assert_eq!(page.all(".pointer > #quote").len(), 1);
    assert!(page.all(".pointer a #quote").is_empty());
    let address = asked(SEED, "quote", "tweeted on Monday") + "&q=monday";
    let page = site.get(&address);
    assert_eq!(page.all("mark"), ["tweeted on", "Monday"]);
    assert_eq!(page.attributes("mark.quoted", "class").len(), 2);
    assert_eq!(page.attributes("mark", "id"), ["h1"]);
}

#[test]
fn what_was_not_said_is_said_not_to_be_there() {
    let site = TestSite::seeds();
    for lookalike in [
        "We hold a meeting with Col. Bolles",
        "eld a meeting",
        "we held a meeting",
        "<b>bold</b> \"claims\"",
    ] {
        let page = site.get(&asked(SEED, "quote", lookalike));
        assert_eq!(page.status, 200);
        assert!(page.all(".quoted, #quote").is_empty(), "{lookalike}");
        assert!(
            page.one(".absent")
                .starts_with("This report does not contain the quotation."),
            "{lookalike}"
        );
        assert_eq!(page.one(".quotation blockquote"), lookalike);
        assert!(page.all("b").is_empty());
    }
    let page = site.get(&asked(SEED, "quote", "All Rights Reserved"));
    assert!(
        page.one(".absent").contains("which was taken for: furniture"),
        "{}",
        page.one(".absent")
    );
    let byline = site.get(&asked(SEED, "quote", "Wladimir van Wilgenburg"));
    assert!(
        byline.one(".absent").contains("taken for: byline"),
        "{}",
        byline.one(".absent")
    );
    assert!(
        page.attribute(".absent a", "href")
            .starts_with(&format!("{SEED}/original#L"))
    );
}

#[test]
fn reports_lead_to_one_another() {
    let site = TestSite::seeds();
    let page = site.get("/reports/877e7492e3bd1938");
    assert_eq!(page.attributes("#links ~ .reports a", "href")[0], SEED);
    assert_eq!(page.one(".meta .when"), "not before 4 July 2022");
    assert!(
        page.one(".facts section:first-child")
            .contains("Not before 4 July 2022: it points to Peshmerga commander discusses")
    );
    assert!(
        page.attributes("time", "datetime").is_empty(),
        "programs would take it for the day of publication"
    );
    let page = site.get(SEED);
    assert!(page.all(".after h3").contains(&"Cited by".to_owned()));
    assert!(
        page.attributes("#links ~ .reports a", "href")
            .contains(&"/reports/877e7492e3bd1938".to_owned())
    );
    let reasons = page.all("[aria-labelledby=related] .reason");
    assert!(
        reasons.iter().any(|reason| reason.contains("Karl Harris")),
        "{reasons:?}"
    );
}

#[test]
fn what_is_not_held_is_wanted() {
    let site = TestSite::seeds();
    let page = site.get("/wanted");
    assert_eq!(page.all(".wanted > li").len(), 3);
    let first = page.one(".wanted > li:first-child h2");
    assert_eq!(
        first,
        "Peshmerga Ministry delegation visits Baghdad to discuss security cooperation, joint brigades"
    );
    assert!(
        page.one(".wanted > li:first-child > p")
            .starts_with("2 reports point to it.")
    );
    assert_eq!(page.all(".wanted > li:first-child .citers li").len(), 2);
    let json = site.get("/wanted.json?limit=2").json();
    assert_eq!(json["total"], 3);
    assert_eq!(json["wanted"][0]["title"], first);
    assert_eq!(json["wanted"][0]["count"], 2);
    assert_eq!(json["wanted"][0]["citers"].as_array().unwrap().len(), 2);
    assert_eq!(json["next"], "/wanted.json?limit=2&page=2");
    let rest = site.get("/wanted.json?page=2&limit=2").json();
    assert_eq!(
        (rest["wanted"].as_array().unwrap().len(), &rest["next"]),
        (1, &serde_json::Value::Null)
    );
    for bad in [
        "page=0",
        "page=x",
        "limit=0",
        "limit=101",
        "limit=9999",
        "page=-1",
        "limit=99999999999999999999",
    ] {
        assert_eq!(site.get(&format!("/wanted?{bad}")).status, 400, "{bad}");
    }
    for beyond in ["page=9999", "page=99999999999999999999", "page=000099999"] {
        assert_eq!(site.get(&format!("/wanted?{beyond}")).status, 404, "{beyond}");
    }
    // As many at once as the document of the addresses says.
    let most = site.get("/wanted.json?limit=100");
    assert_eq!((most.status, most.header("x-robots-tag")), (200, "noindex"));
    let parameters = &site.get("/api.json").json()["paths"]["/wanted.json"]["get"]["parameters"];
    assert_eq!(parameters[1]["$ref"], "#/components/parameters/short_limit");
    let kept = |query: &str| {
        let page = site.get(&format!("/wanted{query}"));
        (page.one("title"), page.all("meta[name=robots]").is_empty())
    };
    assert_eq!(kept(""), ("Wanted reports – Readout".to_owned(), true));
    assert_eq!(kept("?page=1&limit=50"), kept(""));
    assert_eq!(kept("?limit=2"), ("Wanted reports – Readout".to_owned(), false));
    assert_eq!(kept("?page=2"), ("Wanted reports, page 2 – Readout".to_owned(), false));
    assert!(
        site.get("/wanted?page=9")
            .one(".nothing")
            .contains("ends before this page")
    );
    let full = TestSite::with(&[(
        "a.txt",
        "The envoy met the minister\n\nThe envoy met the minister on Monday.",
    )]);
    assert!(full.get("/wanted").one(".nothing").contains("Nothing is wanted"));
}

#[test]
fn what_is_most_likely_held_says_so_on_the_wanted_list() {
    let site = TestSite::with(&[
        (
            "a.txt",
            "Harbour minister opens the new ferry line to the islands\n\nThe minister opened the line on Monday.\n",
        ),
        (
            "b.txt",
            "Islands complain about the price of tickets\n\nThe islands complained to the minister on Friday.\n\n\
             Read More: Harbour minister opens new ferry line to the islands\n",
        ),
    ]);
    let page = site.get("/wanted");
    assert_eq!(page.all(".wanted > li").len(), 1);
    assert!(page.text().contains("Most likely meant"), "{}", page.text());
    assert_eq!(site.get("/wanted.json").json()["wanted"][0]["likely"]["id"], "a");
    assert!(
        site.get("/reports/b")
            .one(".pointer")
            .starts_with("Read more, most likely")
    );
}

#[test]
fn a_report_that_points_to_much_is_opened_once() {
    let mut text = "Envoy opens the harbour\n\nThe envoy opened the harbour on Monday.\n".to_owned();
    for n in 1..=4_000 {
        text.push_str(&format!("\nRead More: Harbour story number {n} of very many\n"));
    }
    let site = TestSite::with(&[("many.txt", text)]);
    let page = site.get("/reports/many");
    assert_eq!(page.all(".pointer").len(), 4_000);
    assert_eq!(page.all("#links ~ .reports > li").len(), 51);
    assert!(
        page.all("#links ~ .reports > li")
            .concat()
            .contains("and 3,950 more in the text")
    );
    // Once for each of a hundred would be more than a request may take.
    let json = site.get("/wanted.json?limit=100").json();
    assert_eq!(
        (&json["total"], json["wanted"].as_array().unwrap().len()),
        (&4_000.into(), 100)
    );
    assert!(
        json["wanted"][0]["title"]
            .as_str()
            .unwrap()
            .starts_with("Harbour story number")
    );
}

#[test]
fn a_citation_has_an_address_in_every_form() {
    let site = TestSite::seeds();
    let page = site.get(SEED);
    let forms = page.attributes(".citing .tags a", "href");
    assert_eq!(forms.len(), 6);
    for form in forms {
        let answer = site.get(&form);
        assert_eq!(answer.status, 200, "{form}");
        assert!(
            answer.text().contains("http://localhost/reports/45e50149b2bb228b"),
            "{form}"
        );
        assert!(
            answer
                .text()
                .contains("06beba3f9ae1e3b0e3f78cb26469dcf5665ff642a5d6d9f7d43edc2d05545746"),
            "{form}"
        );
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        let old = form.replace("/reports/", "/reports/002_");
        assert_eq!(
            (site.get(&old).status, site.get(&old).header("location")),
            (308, &*form)
        );
        assert_eq!(site.get(&form.replace("45e5", "45e6")).status, 404);
    }
    assert_eq!(
        site.get(&format!("{SEED}.csl.json")).json()[0]["type"],
        "article-newspaper"
    );
}

#[test]
fn programs_read_what_the_page_is_about() {
    let page = TestSite::seeds().get(SEED);
    let meta = |name: &str| page.attribute(&format!("meta[name='{name}']"), "content");
    assert_eq!(meta("DC.type"), "newspaperArticle");
    assert_eq!(meta("citation_publication_date"), "2022/07/04");
    assert_eq!(page.attribute("meta[property='og:type']", "content"), "article");
    let data: Vec<serde_json::Value> = page
        .all("script[type='application/ld+json']")
        .iter()
        .map(|json| serde_json::from_str(json).unwrap())
        .collect();
    assert_eq!(data[0]["@type"], "NewsArticle");
    assert_eq!(data[0]["datePublished"], "2022-07-04");
    assert_eq!(data[1]["@type"], "BreadcrumbList");
}

#[test]
fn no_report_breaks_out_of_its_page() {
    let site = TestSite::with(&[(
        "bad.txt",
        "Envoy </script><script>alert(1)</script> met the \"minister\" <!-- today\n\nBy Ann \"<img src=x>\" Other\n\n\
         The envoy met the minister </title><script>alert(2)</script> on Monday & spoke of the dam.\n\n\
         Read More: Talks </a><script>alert(3)</script> go on in the capital\n",
    )]);
    for path in [
        "/reports/bad",
        "/reports/bad?q=envoy",
        "/reports/bad?quote=the+%22minister%22+%3C%21--",
        "/reports/bad/original",
        "/wanted",
        "/",
    ] {
        let page = site.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.all("script:not([type])").len(), 1, "{path}");
        assert!(page.all("img").is_empty(), "{path}");
        for json in page.all("script[type]") {
            serde_json::from_str::<serde_json::Value>(&json).unwrap();
        }
    }
}

#[test]
fn lines_of_the_original_are_chosen() {
    let site = TestSite::seeds();
    let rows = |query: &str| {
        site.get(&format!("{SEED}/original{query}"))
            .all(".ledger tbody tr")
            .len()
    };
    assert_eq!(
        (rows(""), rows("?show=kept"), rows("?show=aside"), rows("?show=x")),
        (34, 15, 19, 34)
    );
    let page = site.get(&format!("{SEED}/original?show=aside"));
    assert_eq!(page.one("nav [aria-current]"), "Set aside 19");
    assert_eq!(page.attributes("nav.sorts a", "href").len(), 3);
}

#[test]
fn an_original_of_many_lines_is_told_in_pages() {
    let mut text = "Envoy meets the mayor\n\nThe envoy met the mayor.\n".to_owned();
    for n in 0..6_000 {
        text.push_str(&format!("\nParagraph number {n} says that the talks went on.\n"));
    }
    text.push_str("\nAt the end Ana Sousa met Piet Borg in Oslo.\n");
    let site = TestSite::with(&[("a.txt", &text)]);
    let first = site.get("/reports/a/original");
    assert_eq!(first.attributes("tr", "id").last().unwrap(), "L4999");
    assert!(first.text().contains("Lines 1 to 5,000 of 12,005"), "{}", first.text());
    assert_eq!(first.attributes(".pager a", "href"), ["/reports/a/original?page=2"]);
    let last = site.get("/reports/a/original?show=kept&page=3");
    assert_eq!(last.attributes("tr", "id").last().unwrap(), "L12005");
    assert_eq!(
        last.attributes(".pager a", "href"),
        ["/reports/a/original?show=kept&page=2"]
    );
    let evidence = site.get("/reports/a").attributes(".evidence a", "href");
    assert!(
        evidence.iter().any(|href| href == "/reports/a/original?page=3#L12005"),
        "{evidence:?}"
    );
    assert_eq!(site.get("/reports/a/original?page=4").status, 404);
    // Where nothing but signs is asked for, nothing is said not to be there.
    let page = site.get("/reports/a?quote=%25");
    assert!(page.one(".quotation").contains("nothing was looked for"));
}

#[test]
fn a_wanted_headline_is_searched_by_its_words() {
    let site = TestSite::with(&[
        (
            "a.txt",
            "Harbour minister meets fishing unions\n\nThe minister met the unions on Friday.\n\n\
             Read More: Mayor of Lagos opens long-awaited rail link (OR not) to \"old\" harbour - Delta News\n",
        ),
        (
            "b.txt",
            "Mayor of Lagos opens the rail link to the old harbour\n\nThe mayor opened the link on Tuesday.\n",
        ),
    ]);
    for (page, link) in [("/wanted", ".wanted p a"), ("/reports/a", ".pointer a")] {
        let results = site.get(&site.get(page).attribute(link, "href"));
        assert_eq!(
            results.attributes(".hit a", "href")[0].split('?').next(),
            Some("/reports/b")
        );
        assert!(
            results.all(".notices li").is_empty(),
            "{:?}",
            results.all(".notices li")
        );
    }
}

#[test]
fn a_pointer_to_its_own_report_is_no_link_and_says_its_title_once() {
    let site = TestSite::with(&[(
        "a.txt",
        "Governor receives the trade delegation\n\nThe governor received the delegation on Monday.\n\n\
         Read More: Governor receives the trade delegation\n\nThe delegation will travel on to the coast.\n",
    )]);
    let page = site.get("/reports/a");
    assert_eq!(page.one(".pointer"), "Points to Governor receives the trade delegation");
    assert!(page.all(".pointer a").is_empty());
}

#[test]
fn a_record_of_nothing_is_called_untitled_for_want_of_words() {
    let site = TestSite::with(&[(
        "a.jsonl",
        r#"{"id":"none","title":"","body":""}
{"id":"odd","title":"A harbour opens","body":"It opened.","lang":"no tag"}"#,
    )]);
    assert!(site.get("/reports/none").one(".supplied").contains("no words"));
    // The line that a warning leads to is on that page, whatever is shown on this one.
    let page = site.get("/reports/odd/original?show=kept");
    let line = page.attribute(".notices a", "href");
    let (path, id) = line.split_once('#').unwrap();
    assert!(site.get(path).attributes("tr", "id").contains(&id.to_owned()), "{line}");
}
