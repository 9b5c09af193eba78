//! Whole reports, made up, each with one trap that single lines do not show.

use super::{Familiar, clean};
use crate::report::{Report, ReportId, Role, Stated, Title};
use crate::sources::{Encoding, Form, Source};

fn read(text: &str) -> Report {
    let source = Source {
        id: ReportId::from_stem("case"),
        path: "case.txt".to_owned(),
        bytes: text.as_bytes().to_vec(),
        text: text.to_owned(),
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: String::new(),
        broken: None,
    };
    clean(&source, &Familiar::default())
}

/// The report of these lines, one role for each.
#[track_caller]
fn check(lines: &[(Role, &str)]) -> Report {
    let text: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    let report = read(&text.join("\n"));
    for (line, (role, text)) in report.lines.iter().zip(lines) {
        assert_eq!(line.roles, [*role], "by {}: {text}", line.rule);
    }
    report
}

fn said(stated: Option<&Stated<String>>) -> Option<&str> {
    stated.map(|stated| stated.value.as_str())
}

fn headline(report: &Report) -> Option<&str> {
    match &report.title {
        Title::Printed(stated) => Some(&stated.value),
        Title::Supplied(_) => None,
    }
}

fn day(report: &Report) -> Option<String> {
    report.published.as_ref().map(|stated| stated.value.to_string())
}

use Role::{Byline, Caption, Date, Furniture, Headline, Paragraph, Tags};

const LEAD: &str = "Harbour Minister Ana Sousa received Fleet Commissioner Li Wei in Porto on Monday to talk about freight, her office said.";
const MORE: &str =
    "The two sides reviewed the ferry line that was closed last winter and agreed to send engineers to both banks.";

#[test]
fn what_stands_below_the_date_is_no_headline() {
    let head = (Headline, "Sousa visits the docks for talks on freight");
    for caption in [
        "Ana Sousa and Li Wei in Porto",
        "Harbour Minister Ana Sousa",
        "Ana Sousa with Commissioner Li Wei in Porto",
    ] {
        let lines = [
            head,
            (Date, "1 June 2023"),
            (Caption, caption),
            (Paragraph, LEAD),
            (Paragraph, MORE),
        ];
        let report = check(&lines);
        assert_eq!((report.byline, report.tags), (None, Vec::new()), "{caption}");
    }
    let report = check(&[
        head,
        (Byline, "By Tom Hale"),
        (Date, "1 June 2023"),
        (Caption, "Ana Sousa and Li Wei in Porto"),
        (Paragraph, LEAD),
        (Paragraph, MORE),
    ]);
    assert_eq!(report.tags, Vec::new());
    // Who is not in the text may have written it.
    let report = check(&[
        head,
        (Date, "1 June 2023"),
        (Byline, "Vera Lind"),
        (Paragraph, LEAD),
        (Paragraph, MORE),
    ]);
    assert_eq!(said(report.byline.as_ref()), Some("Vera Lind"));
    // A name above the date is that of the site.
    let own = "Sousa and Li look for freight in Porto";
    let report = read(&format!(
        "The Delta Voice Online\n1 June 2023\n{own}\nBy Tom Hale\n{LEAD}\n{MORE}"
    ));
    assert_eq!(headline(&report), Some(own));
}

#[test]
fn the_only_line_above_the_date_is_the_headline() {
    for (line, below) in [
        ("Harbour minister meets fleet commissioner", "Source: Delta Wire"),
        ("Minister Sousa receives Li Wei", "Photo by: Vera Lind"),
        ("Japan-Iraq Foreign Ministers' Meeting", "June 1, 2023"),
        ("McAvoy, DeSouza meet FitzRoy", "June 1, 2023"),
        ("Ministers Meet", "June 1, 2023"),
    ] {
        let report = read(&format!(
            "{line}\n{below}\nJune 1, 2023\n{LEAD} The ministers meet again in May.\n{MORE}"
        ));
        assert_eq!(headline(&report), Some(line));
    }
    for menu in [
        "Politics Economy Society Sports Culture World",
        "NewsAfricaAsiaUS & Canada",
    ] {
        let report = read(&format!("{menu}\nJune 1, 2023\n{LEAD}\n{MORE}"));
        assert_eq!(headline(&report), None, "{menu}");
    }
}

#[test]
fn the_last_paragraph_may_end_with_the_sign_of_an_agency() {
    for last in [
        "Fleet Commander Omar Al-Yaha attended the meeting. (end)",
        "The Commissioner praised the dockers of the town during the meeting (QNA)",
        "The Commissioner underlined the role of the harbour during the meeting --SPA",
        "The Commissioner thanked the dockers, the ministry reported during the meeting. - BERNAMA",
    ] {
        check(&[
            (Headline, "Sousa and Li talk about freight"),
            (Date, "1 June 2023"),
            (Paragraph, LEAD),
            (Paragraph, MORE),
            (Paragraph, last),
        ]);
    }
    // Without a verb in the past it is still what is seen.
    check(&[
        (Headline, "Sousa and Li talk about freight"),
        (Date, "1 June 2023"),
        (Paragraph, LEAD),
        (Caption, "The Commissioner with dockers during the meeting"),
        (Paragraph, MORE),
    ]);
}

#[test]
fn short_sentences_below_a_list_are_of_the_report() {
    let list = [
        (Furniture, "Editor's picks"),
        (Furniture, "Why Narva wants its ferry"),
        (Furniture, "The quiet wolf"),
    ];
    let told = [
        (Paragraph, "Sousa invited Li to Braga in the autumn."),
        (Paragraph, "“We will not close it again,” Sousa told reporters."),
        (Paragraph, MORE),
    ];
    let above = [
        (Headline, "Sousa and Li talk about freight"),
        (Date, "1 June 2023"),
        (Paragraph, LEAD),
    ];
    check(&[&above[..], &list, &told].concat());
    // Each headline of the list may have a sentence of its own.
    let teasers = [
        (Furniture, "Related stories"),
        (Furniture, "A ferry for Narva"),
        (Furniture, "The old one sank."),
        (Furniture, "The quiet wolf"),
        (Furniture, "It was seen again."),
        (Paragraph, MORE),
    ];
    check(&[&above[..], &teasers, &[(Paragraph, LEAD.split_at(8).1)]].concat());
}

#[test]
fn a_place_may_have_a_line_to_itself() {
    let place = |line: &str| {
        let report = read(&format!(
            "Sousa and Li talk about freight\n1 June 2023\n{line}\n{LEAD}\n{MORE}"
        ));
        let (outlet, place) = (report.outlet.as_ref(), report.dateline_place.as_ref());
        assert_eq!(report.byline, None, "{line}");
        (said(place).map(str::to_owned), said(outlet).map(str::to_owned))
    };
    for (line, town) in [
        ("ANKARA", "Ankara"),
        ("ISTANBUL/ANKARA", "Istanbul/Ankara"),
        ("Porto", "Porto"),
        ("Porto, Portugal", "Porto"),
    ] {
        assert_eq!(place(line), (Some(town.to_owned()), None), "{line}");
    }
    // A word of the text that is no place in it may be a keyword.
    for line in ["POLITICS", "COMMISSIONER", "Braga", "Press Release"] {
        assert_eq!(place(line).0, None, "{line}");
    }
    let report = read(
        "وزير الموانئ يستقبل السفير\n5 فبراير 2023\nعمان - بترا\nاستقبل وزير الموانئ اليوم الأحد سفير البلاد في عمان وبحث معه شؤون النقل.\nوأكد الوزير أهمية الخط البحري في المرحلة المقبلة.",
    );
    assert_eq!(said(report.dateline_place.as_ref()), Some("عمان"));
    assert_eq!(said(report.outlet.as_ref()), Some("بترا"));
    let supplied = read(&format!("1 June 2023\nANKARA\n{LEAD}\n{MORE}")).title.to_string();
    assert!(supplied.starts_with("[Harbour Minister Ana Sousa"), "{supplied}");
}

#[test]
fn a_place_may_stand_on_the_date_line() {
    for (line, place, outlet) in [
        ("JUBA - 19 Sep 2022", Some("Juba"), None),
        ("Baku, June 1, AZERTAC", Some("Baku"), Some("AZERTAC")),
        ("Updated - June 1, 2023 08:12 am IST - CHISINAU", Some("Chisinau"), None),
        ("Brussels, 4 July 2022", None, None),
        ("4 July 2022 | SECURITY", None, None),
    ] {
        let report = read(&format!("Sousa and Li talk about freight\n{line}\n{LEAD}\n{MORE}"));
        assert_eq!(said(report.dateline_place.as_ref()), place, "{line}");
        assert_eq!(said(report.outlet.as_ref()), outlet, "{line}");
    }
}

#[test]
fn days_that_need_a_second_look() {
    let of = |date: &str, lead: &str| {
        day(&read(&format!(
            "Sousa and Li talk about freight\n{date}\n{lead}\n{MORE}"
        )))
    };
    assert_eq!(of("14:05 July 4, 2022", LEAD).as_deref(), Some("2022-07-04"));
    let on = |weekday: &str| of("03/04/2025", &LEAD.replace("on Monday", weekday));
    // 3 April 2025 was a Thursday, 4 March a Tuesday.
    assert_eq!(on("on Thursday").as_deref(), Some("2025-04-03"));
    assert_eq!(on("on Wednesday").as_deref(), Some("2025-04-03"));
    assert_eq!(on("nesta quinta-feira").as_deref(), Some("2025-04-03"));
    assert_eq!(on("on Tuesday").as_deref(), Some("2025-03-04"));
    for weekday in [
        "on Friday",
        "next Thursday",
        "on Thursday after talks on Friday",
        "na quinta",
    ] {
        assert_eq!(on(weekday), None, "{weekday}");
    }
    let arabic = read(
        "وزير الموانئ يستقبل السفير\nالرياض 02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م واس\nاستقبل وزير الموانئ اليوم سفير البلاد في الرياض وبحث معه شؤون النقل.\nوأكد الوزير أهمية الخط البحري في المرحلة المقبلة.",
    );
    assert_eq!(day(&arabic).as_deref(), Some("2024-11-04"));
    assert_eq!(said(arabic.dateline_place.as_ref()), Some("الرياض"));
    assert_eq!(said(arabic.outlet.as_ref()), Some("واس"));
    let persian = read(
        "دیدار وزیر بنادر با سفیر\n۱۴۰۳/۰۸/۲۱\nوزیر بنادر امروز در تهران با سفیر این کشور دیدار کرد و درباره حمل و نقل گفت‌وگو کردند.\nدو طرف بر ادامه گفت‌وگوها تاکید کردند.",
    );
    assert_eq!(day(&persian).as_deref(), Some("2024-11-11"));
}

#[test]
fn authors_beside_dates() {
    let of = |line: &str| {
        let report = read(&format!("Sousa and Li talk about freight\n{line}\n{LEAD}\n{MORE}"));
        (said(report.byline.as_ref()).map(str::to_owned), day(&report))
    };
    for line in [
        "June 1, 2023 | Vera Lind",
        "Vera Lind · 1 June 2023 · 3 min read",
        "1 June 2023, Vera Lind",
        "June 1, 2023 - Vera Lind",
        "Submitted by Vera Lind on June 1, 2023 - 10:12",
    ] {
        let expected = (Some("Vera Lind".to_owned()), Some("2023-06-01".to_owned()));
        assert_eq!(of(line), expected, "{line}");
    }
    // A person of the report, a body, a section; software.
    for line in [
        "1 June 2023, Ana Sousa",
        "June 1, 2023 | Harbour Ministry",
        "June 1, 2023 | Foreign Affairs",
        "June 1, 2023 | Climate Change",
        "Submitted by admin on 1 June 2023",
        "Submitted by webmaster on Thu, 06/01/2023 - 10:12",
    ] {
        assert_eq!(of(line), (None, Some("2023-06-01".to_owned())), "{line}");
    }
    let barred = read(&format!(
        "Sousa and Li talk about freight\nVera Lind   |\n1 June 2023\n{LEAD}\n{MORE}"
    ));
    assert_eq!(said(barred.byline.as_ref()), Some("Vera Lind"));
}

#[test]
fn tags_end_where_other_things_begin() {
    let tags = |below: &str| -> Vec<String> {
        let text = format!("Sousa and Li talk about freight\n1 June 2023\n{LEAD}\n{MORE}\n{below}");
        read(&text).tags.into_iter().map(|tag| tag.value).collect()
    };
    for below in [
        "Sign up for our newsletter",
        "Read more stories",
        "Fuel prices fall in Tallinn",
    ] {
        assert_eq!(tags(&format!("Topics\nFreight\n{below}")), ["Freight"], "{below}");
    }
    assert_eq!(
        tags("Tags\nBureau of Near Eastern Affairs\nFreight"),
        ["Bureau of Near Eastern Affairs", "Freight"]
    );
    assert_eq!(tags("ISSUED BY THE HARBOUR OFFICE OF PORTO"), [] as [&str; 0]);
    assert_eq!(tags("Tags: Porto/ Freight"), ["Porto", "Freight"]);
    check(&[
        (Headline, "Sousa and Li talk about freight"),
        (Date, "1 June 2023"),
        (Paragraph, LEAD),
        (Paragraph, MORE),
        (Tags, "Topics"),
        (Tags, "Freight"),
        (Furniture, "Read more stories"),
    ]);
}

#[test]
fn what_the_site_says_below_the_text_is_none_of_it() {
    let above = [
        (Headline, "Sousa and Li talk about freight"),
        (Byline, "By Vera Lind"),
        (Date, "1 June 2023"),
        (Paragraph, LEAD),
        (Paragraph, MORE),
    ];
    for below in [
        &[
            "2 thoughts on “Sousa and Li talk about freight”",
            "Levan says:",
            "June 4, 2023 at 9:12 am",
            "Thanks for this one, it was a great read and I liked it.",
        ][..],
        &[
            "One response to “Sousa and Li talk about freight”",
            "Levan says:",
            "I was there on that day as well.",
        ],
        &[
            "About Vera Lind",
            "Vera has told of harbours for ten years and lives in Braga with two cats.",
        ],
        &["This is the official website of the harbour."],
        &["Copying of materials without a link to the source is prohibited."],
        &["By signing up, you agree to the terms"],
    ] {
        let below = below.iter().map(|line| (Furniture, *line));
        let lines: Vec<(Role, &str)> = above.into_iter().chain(below).collect();
        check(&lines);
    }
    // What others say of a website is told.
    let told = "The text of the agreement stands on the official website of the harbour, the office said.";
    check(&[&above[..], &[(Paragraph, told)]].concat());
    let report = read(&format!(
        "Sousa and Li talk about freight\n1 June 2023\n{LEAD}\n{MORE}\nFollow us on Google News"
    ));
    assert_eq!(report.outlet, None);
    let blog = read(&format!(
        "« Older post\nNewer post »\nSousa and Li talk about freight\n1 June 2023\n{LEAD}\n{MORE}"
    ));
    assert_eq!(blog.section, None);
    assert!(blog.lines.iter().take(2).all(|line| line.is(Furniture)));
}

#[test]
fn titles_without_what_stands_before_them() {
    for dateline in [
        "PORTO, June 1 (Xinhua) -- ",
        "ST. LOUIS (AP) — ",
        "ST. JOHN'S, Antigua -- ",
    ] {
        let title = read(&format!("{dateline}{LEAD}\n{MORE}")).title.to_string();
        assert!(title.starts_with("[Harbour Minister Ana"), "{title}");
    }
    let report = read(&format!(
        "# Sousa and Li talk about freight\n1 June 2023\n{LEAD}\n{MORE}"
    ));
    assert_eq!(headline(&report), Some("Sousa and Li talk about freight"));
}

#[test]
fn a_company_names_itself_in_its_release() {
    let of = |name: &str| {
        let report = read(&format!(
            "{name}: Chief executive meets harbour minister\n1 June 2023\n{name} (FJK) informs that its chief executive met the harbour minister in Porto.\n{MORE}"
        ));
        said(report.outlet.as_ref()).map(str::to_owned)
    };
    assert_eq!(of("Fjord Kabel ASA").as_deref(), Some("Fjord Kabel ASA"));
    assert_eq!(of("Ana Sousa"), None);
}

#[test]
fn a_name_alone_above_the_headline_is_whose_page_it_is() {
    let outlet = |above: &str| {
        let report = read(&format!(
            "{above}\n\nBishops and elders keep a promise by the river\n\nA promise made last year was kept when leaders of \
             five churches met the mayor, Ana Sousa, in Porto on Monday. They spoke for an hour.\n"
        ));
        said(report.outlet.as_ref()).map(str::to_owned)
    };
    for (above, name) in [
        ("Fellowship of Southern Churches", "Fellowship of Southern Churches"),
        ("ALLIED HIGH COMMAND NORTH", "Allied High Command North"),
        ("Caribbean Rowing Circle » Latest", "Caribbean Rowing Circle"),
        ("Il Messaggio dello Stretto", "Il Messaggio dello Stretto"),
    ] {
        assert_eq!(outlet(above).as_deref(), Some(name), "{above}");
    }
    for above in [
        "Amid a long dry season",
        "PRESS RELEASE",
        "Letter From The River",
        "Security Cooperation",
        "Middle East News",
        "Eng Fra Esp Por",
        "HOMEABOUT USTHE MAYORNEWSGALLERY",
        "No. 12 of the Year",
    ] {
        assert_eq!(outlet(above), None, "{above}");
    }
}
