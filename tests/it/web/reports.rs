use crate::served::TestSite;
use crate::site::{made, seeds_folder};
use readout::report::{ReportId, Stated};
use std::fs;

#[test]
fn a_report_is_set_for_reading() {
    let page = TestSite::seeds().get("/reports/45e50149b2bb228b");
    assert_eq!(page.status, 200);
    assert_eq!(
        page.one("h1"),
        "Peshmerga commander discusses Iraqi-Kurdish cooperation with coalition official"
    );
    assert!(
        page.one(".standfirst")
            .contains("We discussed the continuous cooperation")
    );
    assert_eq!(page.one("article .meta .outlet"), "Kurdistan 24");
    assert!(page.one("article .meta").contains("By Wladimir van Wilgenburg"));
    assert_eq!(page.attributes("time", "datetime")[0], "2022-07-04");
    assert_eq!(
        page.attribute("link[rel=canonical]", "href"),
        "http://localhost/reports/45e50149b2bb228b"
    );
    assert_eq!(page.all("figcaption").len(), 1, "the repeated caption is hidden");
    let ids = page.attributes(".body p[id]", "id");
    let expected: Vec<String> = (1..=9).map(|n| format!("p{n}")).collect();
    assert_eq!(ids, expected);
    assert_eq!(page.attribute("#p3 a", "href"), "#p3");
    assert!(page.one("#p3").starts_with("Major-General Barzani also underlined"));
    assert_eq!(page.all(".pointer").len(), 3);
    assert!(!page.text().contains("All Rights Reserved"), "furniture is set aside");
    let citations = page.all(".cite");
    assert_eq!(citations.len(), 3);
    assert!(
        citations[0].starts_with(
            "van Wilgenburg, Wladimir. “Peshmerga commander discusses Iraqi-Kurdish cooperation with coalition \
             official.” Kurdistan 24, July 4, 2022. http://localhost/reports/45e50149b2bb228b."
        ),
        "{citations:?}"
    );
    let tags = page.all(".facts .tags a");
    assert_eq!(tags.len(), 6);
    assert!(tags.contains(&"Ministry of Peshmerga".to_owned()));
}

#[test]
fn a_citation_holds_together_in_any_script_and_leads_here_from_anywhere() {
    let site = TestSite::with(&[(
        "one.txt",
        "زيارة إلى العاصمة\n\nالتقى الوزير المبعوث يوم الاثنين للحديث عن التجارة بين البلدين.",
    )]);
    let path = site.get("/search.json").json()["results"][0]["id"]
        .as_str()
        .map(|id| format!("/reports/{id}"))
        .unwrap();
    let page = site.get(&path);
    assert_eq!(page.attributes(".cite", "dir"), ["ltr"; 3]);
    assert!(page.all(".cite bdi").len() >= 3);
    assert_eq!(page.attributes(".cite a", "href"), [&*path; 3]);
    assert_eq!(page.all(".cite a"), [&*format!("http://localhost{path}"); 3]);
    let page = site.get_with(&path, &[("x-forwarded-proto", "https")]);
    assert_eq!(page.all(".cite a")[0], format!("https://localhost{path}"));
}

#[test]
fn a_date_shows_its_evidence() {
    let page = TestSite::seeds().get("/reports/45e50149b2bb228b");
    assert!(page.one(".proof li:first-child q").contains("2022-07-04"));
    assert!(page.one(".proof li:first-child").contains("Line 1"));
    assert!(!page.all(".proof code").is_empty());
    assert!(
        page.attributes(".proof a", "href")
            .contains(&"/reports/45e50149b2bb228b/original#L1".to_owned())
    );
}

#[test]
fn a_pointer_leads_to_the_report_that_is_held() {
    let page = TestSite::seeds().get("/reports/877e7492e3bd1938");
    let links = page.attributes(".pointer a", "href");
    assert_eq!(links.len(), 2);
    assert_eq!(links[0], "/reports/45e50149b2bb228b");
    assert!(links[1].starts_with("/search?q=title"), "{links:?}");
    assert!(page.one(".credit").contains("Edited by"));
}

#[test]
fn a_supplied_title_says_so() {
    let page = TestSite::seeds().get("/reports/7244e11d86438f72");
    let title = page.one("h1");
    assert!(title.starts_with('[') && title.ends_with(']'), "{title}");
    assert!(page.one(".supplied").contains("no headline"));
}

#[test]
fn a_kicker_above_and_no_outlet() {
    let page = TestSite::seeds().get("/reports/14db0a9034ee1588");
    assert_eq!(page.one("article .kicker"), "Amid ongoing ISIS threats");
    assert!(page.one("article .meta").contains("Outlet not stated"));
}

#[test]
fn the_ledger_has_every_line() {
    let page = TestSite::seeds().get("/reports/45e50149b2bb228b/original");
    assert_eq!(page.status, 200);
    assert_eq!(page.all(".ledger tbody tr").len(), 34);
    assert_eq!(page.one("#L1 .role"), "date, section");
    assert_eq!(page.one("#L8 .role"), "repeated");
    assert!(!page.one("#L8 .rule").is_empty());
    let aside = page.attributes("tr.aside", "id");
    assert_eq!(aside.len(), 1 + 3 + 15);
    assert!(page.all(".tally li").contains(&"furniture 15".to_owned()));
    assert_eq!(
        page.attribute("link[rel=canonical]", "href"),
        "http://localhost/reports/45e50149b2bb228b"
    );
}

#[test]
fn the_source_is_untouched() {
    let site = TestSite::seeds();
    let files = fs::read_dir(seeds_folder()).unwrap().map(|entry| entry.unwrap().path());
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let (_, id) = path.file_stem().unwrap().to_str().unwrap().split_once('_').unwrap();
        let page = site.get(&format!("/reports/{id}.txt"));
        assert_eq!(page.status, 200);
        assert_eq!(page.body, fs::read(&path).unwrap());
        assert_eq!(page.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        let digest = site.get(&format!("/reports/{id}.json")).json()["sha256"].clone();
        assert_eq!(page.header("x-source-sha256"), digest);
    }
}

#[test]
fn the_source_says_its_character_set() {
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(
        "The envoy met the minister on Monday."
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let site = TestSite::with(&[
        ("latin.txt", b"The caf\xe9 where the envoy met the minister.".to_vec()),
        ("wide.txt", utf16.clone()),
        (
            "page.txt",
            b"<html><script>alert(1)</script> the envoy met the minister".to_vec(),
        ),
    ]);
    let kind = |id: &str| {
        site.get(&format!("/reports/{id}.txt"))
            .header("content-type")
            .to_owned()
    };
    assert_eq!(kind("latin"), "text/plain; charset=windows-1252");
    assert_eq!(kind("wide"), "text/plain; charset=utf-16");
    assert_eq!(kind("page"), "text/plain; charset=utf-8");
    assert_eq!(site.get("/reports/wide.txt").body, utf16);
}

#[test]
fn the_record_is_json() {
    let json = TestSite::seeds().get("/reports/45e50149b2bb228b.json").json();
    assert_eq!(json["id"], "45e50149b2bb228b");
    assert_eq!(json["url"], "/reports/45e50149b2bb228b");
    assert_eq!(json["path"], "002_45e50149b2bb228b.txt");
    assert_eq!(json["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(json["report"]["published"]["value"], "2022-07-04");
    assert!(json["facts"]["dated"]["proof"].is_array());
}

#[test]
fn old_links_lead_on() {
    let site = TestSite::seeds();
    for (old, new) in [
        ("/reports/000_a4d73e69304a257b", "/reports/a4d73e69304a257b"),
        (
            "/reports/000_a4d73e69304a257b?q=leahy",
            "/reports/a4d73e69304a257b?q=leahy",
        ),
        ("/reports/000_a4d73e69304a257b.txt", "/reports/a4d73e69304a257b.txt"),
        ("/reports/000_a4d73e69304a257b.json", "/reports/a4d73e69304a257b.json"),
        (
            "/reports/7_a4d73e69304a257b/original",
            "/reports/a4d73e69304a257b/original",
        ),
    ] {
        let page = site.get(old);
        assert_eq!((page.status, page.header("location")), (308, new));
    }
    assert_eq!(site.get("/reports/000_nothing").status, 404);
}

#[test]
fn an_address_that_a_report_had_while_another_had_its_id_leads_on() {
    let site = TestSite::with(&[("sub/visit.txt", "A visit\n\nThe envoy met the mayor.")]);
    let former = ReportId::from_stem("visit").beside("sub/visit.txt");
    for rest in ["", "?q=envoy", ".json", "/original"] {
        let page = site.get(&format!("/reports/{former}{rest}"));
        assert_eq!(
            (page.status, page.header("location")),
            (307, &*format!("/reports/visit{rest}"))
        );
    }
    assert_eq!(site.get("/reports/visit-01234567").status, 404);
    assert_eq!(site.get("/reports/nothing-01234567").status, 404);
}

#[test]
fn any_script_of_the_world_is_set_in_its_direction() {
    let site = TestSite::with(&[(
        "ديدار.txt",
        "استقبل رئيس الوزراء وفدا من التحالف الدولي\n\nاستقبل رئيس مجلس الوزراء في بغداد يوم الخميس قائد قوات التحالف الدولي لبحث التعاون الأمني.\n",
    )]);
    let page = site.get("/");
    let href = page.attribute(".hit a", "href");
    assert!(href.is_ascii(), "{href}");
    let page = site.get(&href);
    assert_eq!(page.status, 200);
    assert_eq!(page.attribute("h1", "dir"), "auto");
    assert_eq!(page.attribute("article.report", "lang"), "ar");
}

#[test]
fn words_in_another_language_than_the_page_say_which() {
    const TITLE: &str = "استقبل رئيس الوزراء وفدا من التحالف الدولي في بغداد";
    let site = TestSite::of_entries(&[
        made("a", TITLE)
            .lang("ar")
            .says("استقبل رئيس مجلس الوزراء قائد قوات التحالف.")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .meeting(|meeting| {
                let topic = "التعاون الأمني";
                meeting.topics.push(Stated::new(topic.to_owned(), 2, topic, "test"));
            })
            .entry(),
        made("b", "An envoy comes to the capital on Monday")
            .lang("en")
            .says("An envoy came.")
            .points_to(TITLE)
            .entry(),
    ]);
    let page = site.get("/search");
    assert_eq!(page.all(".hit h2").len(), 2);
    assert_eq!(page.attributes(".hit h2[lang]", "lang"), ["ar"]);
    assert_eq!(page.attributes(".hit .snippet[lang]", "lang"), ["ar"]);
    assert_eq!(site.get("/meetings").attribute(".meetings .snippet", "lang"), "ar");
    let links = site.get("/reports/b").attributes("#links ~ ul bdi[lang]", "lang");
    assert!(!links.is_empty() && links.iter().all(|lang| lang == "ar"), "{links:?}");
    assert!(site.get("/meetings/a.1").all("[lang=ar]").contains(&TITLE.to_owned()));
}

#[test]
fn what_was_searched_is_marked_and_can_be_unmarked() {
    let site = TestSite::seeds();
    let page = site.get("/reports/45e50149b2bb228b?q=bolles");
    let marks = page.all("article mark");
    assert_eq!(marks, ["Bolles", "Bolles"], "in the caption and in paragraph 2");
    assert!(page.one(".marked").starts_with("“bolles” is marked in 2 places."));
    assert_eq!(
        page.attributes(".marked a", "href"),
        ["#h1", "/reports/45e50149b2bb228b"]
    );
    assert_eq!(page.attributes("mark", "id"), ["h1", "h2"]);
    assert_eq!(page.attributes(".hops a", "href"), ["#h2", "#h1"]);
    assert_eq!(page.attribute("header input[name=q]", "value"), "bolles");
    let plain = site.get("/reports/45e50149b2bb228b");
    assert!(plain.all("mark, .marked").is_empty());
    let long = site.get(&format!("/reports/45e50149b2bb228b?q={}", "a".repeat(3_000)));
    assert_eq!((long.status, long.all("mark").len()), (200, 0));
}
