//! Finding what was meant: names, synonyms, slips, questions, and what is said about each.

use crate::site::{TestIndex, made};
use readout::report::Role;
use readout::search::Results;

/// What was also looked for, as `typed: word, word`.
fn widened(results: &Results) -> Vec<String> {
    let said = results.widened.iter();
    said.map(|widening| format!("{}: {}", widening.typed, widening.also.join(", ")))
        .collect()
}

fn talks() -> TestIndex {
    TestIndex::of(&[
        made("iran", "Talks on water")
            .says("The ministers met Nechirvan Barzani, who thanked them.")
            .entry(),
        made("eran", "Talks on trade")
            .says("On Monday Nechervan Barzani received the envoys of three states.")
            .entry(),
        made("kurdish", "گفتوگۆ")
            .says("نێچیرڤان بارزانی پێشوازی لە وەفدێک کرد")
            .entry(),
        made("arabic", "محادثات").says("التقى نيجيرفان بارزاني بالوفد").entry(),
        made("sudani", "A visit")
            .says("In Baghdad they saw Mohammed Shia al-Sudani and his aides.")
            .entry(),
        made("sudan", "Aid for Sudan")
            .says("Help for Sudan came from Kenya, they said in Khartoum.")
            .entry(),
        made("muhammad", "A speech")
            .says("Then the guest, Muhammad Karim, spoke of rivers.")
            .entry(),
        made("daesh", "A fight")
            .says("They spoke of the fight against Daesh and its cells.")
            .entry(),
        made("state", "A warning")
            .says("Cells of the Islamic State are active, the general told them.")
            .entry(),
        made("is", "A bridge")
            .says("This is a bridge and it is long; us it pleases.")
            .entry(),
        made("states", "A treaty")
            .says("Envoys of the United States signed it with the prime minister.")
            .entry(),
        made("initial", "A guest")
            .says("The guest was Kevin Leahy, in the city for two days.")
            .entry(),
        made("spaced", "Peshmerga on parade")
            .says("Units of the Peshmerga marched past the Peshmarga ministry.")
            .entry(),
    ])
}

#[test]
fn a_name_typed_one_way_finds_the_others_and_says_so() {
    let index = talks();
    let all = ["arabic", "eran", "iran", "kurdish"];
    for typed in ["nechirvan", "Nechervan", "Neçirvan", "نێچیرڤان", "نيجيرفان"] {
        index.check(&format!("q={typed}"), &all);
        let results = index.search(&format!("q={typed}"));
        assert_eq!(results.widened.len(), 1, "{typed}: {:?}", results.widened);
        assert_eq!(results.widened[0].switch, ("names", "exact"));
    }
    // As typed comes first, whatever else is rarer or shorter.
    assert_eq!(index.search("q=nechervan").hits[0].id.as_str(), "eran");
    assert_eq!(index.search("q=nechirvan").hits[0].id.as_str(), "iran");
    index.check("q=barzani", &all);
    index.check("q=%D8%A8%D8%A7%D8%B1%D8%B2%D8%A7%D9%86%DB%8C", &all);
    index.check("q=mohamed", &["muhammad", "sudani"]);
    index.check("q=Peshmarga", &["spaced"]);
}

#[test]
fn what_widens_can_be_switched_off() {
    let index = talks();
    for exact in ["q=nechirvan&names=exact", "q=%3Dnechirvan", "q=%22nechirvan%22"] {
        index.check(exact, &["iran"]);
        assert_eq!(widened(&index.search(exact)), [""; 0], "{exact}");
    }
    index.check("q=isis", &["daesh", "state"]);
    index.check("q=isis&synonyms=off", &[]);
    assert_eq!(widened(&index.search("q=isis&synonyms=off")), [""; 0]);
    // What is excluded is excluded as typed.
    index.check("q=barzani+-nechirvan&names=exact", &["eran"]);
}

#[test]
fn particles_and_initials_may_be_left_out() {
    let index = talks();
    for typed in ["al-sudani", "el-Sudani", "al sudani", "sudani", "As-Sudani"] {
        index.check(&format!("q={typed}"), &["sudani"]);
    }
    // A country is not its people.
    index.check("q=sudan", &["sudan"]);
    index.check("q=Kevin+M.+Leahy", &["initial"]);
    assert_eq!(
        widened(&index.search("q=Kevin+M.+Leahy")),
        ["Kevin M. Leahy: Kevin Leahy"]
    );
}

#[test]
fn other_words_for_the_same_only_where_they_are_safe() {
    let index = talks();
    index.check("q=daesh", &["daesh", "state"]);
    index.check("q=islamic+state", &["daesh", "state"]);
    index.check("q=%22islamic+state%22", &["state"]);
    // `us` and `is` are words of their own.
    index.check("q=US", &["is", "states"]);
    assert_eq!(index.search("q=US").hits[0].id.as_str(), "is");
    index.check("q=us", &["is"]);
    index.check("q=united+states", &["states"]);
    index.check("q=is", &["is"]);
    index.check("q=PM", &["states"]);
}

#[test]
fn a_slip_is_put_right_in_one_click() {
    let index = talks();
    let offered = |address: &str| -> Vec<String> {
        let corrections = index.search(address).corrections;
        corrections.into_iter().map(|correction| correction.query).collect()
    };
    assert_eq!(offered("q=ministres"), ["ministers"]);
    assert_eq!(offered("q=%22united+sttaes%22"), ["\"united states\""]);
    assert_eq!(offered("q=guest+rivrs"), ["guest rivers"]);
    assert_eq!(offered("q=guest"), [""; 0]);
}

#[test]
fn the_word_without_hits_is_named() {
    let index = talks();
    let results = index.search("q=envoys+zeppelin");
    assert_eq!(results.total, 0);
    let [missing] = results.missing.as_slice() else {
        panic!("{results:?}");
    };
    assert_eq!(
        (missing.part.as_str(), missing.without.as_str(), missing.count),
        ("zeppelin", "envoys", 2)
    );
}

#[test]
fn a_question_is_answered_by_any_of_its_words() {
    let index = talks();
    let results = index.search("q=what+did+the+envoys+of+Kenya+sign%3F");
    assert!(results.relaxed && results.total > 1, "{results:?}");
    assert!(
        results
            .notices
            .iter()
            .any(|notice| notice.text.contains("what, did, the, of")),
        "{:?}",
        results.notices
    );
    // With an operator it was meant so.
    assert!(!index.search("q=envoys+kenya+zeppelin+-rivers+bridge").relaxed);
    assert_eq!(index.search("q=envoys+kenya").total, 0);
}

#[test]
fn of_any_words_the_common_ones_are_passed_over_and_named() {
    let index = talks();
    let results = index.search("q=is+the+zeppelin+a+bridge&match=any");
    assert_eq!(results.total, 1);
    assert_eq!(results.notices.len(), 1, "{:?}", results.notices);
    // In capitals they are names.
    assert!(index.search("q=IS+zeppelin&match=any").notices.is_empty());
    // Where there is nothing else, they are searched.
    assert!(index.search("q=is+the&match=any").total > 1);
}

#[test]
fn a_person_has_a_card_and_takes_nothing_away() {
    let index = TestIndex::of(&[
        made("a", "One")
            .says("They met Karl Harris.")
            .person("Karl Harris")
            .entry(),
        made("b", "Two")
            .says("They met Karl Harris.")
            .person("Karl Harris")
            .entry(),
        made("c", "Three")
            .says("They met Ann Harris.")
            .person("Ann Harris")
            .entry(),
    ]);
    let card = |address: &str| {
        index
            .search(address)
            .person
            .map(|card| (card.name, card.count, card.others.len()))
    };
    assert_eq!(card("q=karl+harris"), Some(("Karl Harris".to_owned(), 2, 0)));
    assert_eq!(card("q=harris"), Some(("Karl Harris".to_owned(), 2, 1)));
    assert_eq!(card("q=%22ann+harris%22"), Some(("Ann Harris".to_owned(), 1, 0)));
    assert_eq!(card("q=karl"), None);
    assert_eq!(card("q=met"), None);
    assert_eq!(index.search("q=harris").total, 3);
}

/// In an archive of many names, a search for a rare one finds it and little else.
#[test]
fn variants_never_flood() {
    const FIRST: [&str; 12] = [
        "Ba", "Der", "Gol", "Ka", "Lam", "Mor", "Na", "Per", "Sal", "Tor", "Var", "Zim",
    ];
    const MIDDLE: [&str; 10] = ["ber", "da", "kov", "li", "man", "no", "ras", "ste", "tin", "wel"];
    const LAST: [&str; 10] = ["a", "eau", "er", "i", "ing", "o", "off", "oud", "sen", "ul"];
    let name = |n: usize| format!("{}{}{}", FIRST[n % 12], MIDDLE[n / 12 % 10], LAST[n / 120 % 10]);
    // Each name in two or three reports of 3,000, beside ordinary words.
    let reports: Vec<_> = (0..3_000)
        .map(|n| {
            let text = format!(
                "The minister met {} and {} in the city; talks on trade, water and roads went on.",
                name(n * 7 % 1_200),
                name(n * 11 % 1_200)
            );
            made(&format!("r{n}"), "A meeting in the city").says(&text).entry()
        })
        .collect();
    let index = TestIndex::of(&reports);
    let (mut exact, mut found, mut worst) = (0, 0, (0.0, String::new()));
    for n in (0..1_200).step_by(7) {
        let name = name(n);
        let own = index.search(&format!("q={name}&names=exact&limit=1")).total;
        let all = index.search(&format!("q={name}&limit=1"));
        assert!(all.total >= own && own > 0, "{name}: {own} of {}", all.total);
        exact += own;
        found += all.total;
        let share = all.total as f64 / own as f64;
        if share > worst.0 {
            worst = (share, format!("{name}: {own} of {}, {:?}", all.total, all.widened));
        }
    }
    let precision = f64::from(u32::try_from(exact).unwrap()) / f64::from(u32::try_from(found).unwrap());
    println!(
        "names: {exact} as typed of {found} found, precision {precision:.3}; worst {}",
        worst.1
    );
    assert!(precision > 0.9, "{precision}: {}", worst.1);
    // Ordinary words have no variants at all.
    for word in ["minister", "city", "water", "roads"] {
        assert!(index.search(&format!("q={word}&limit=1")).widened.is_empty(), "{word}");
    }
}

#[test]
fn suggestions_are_by_frequency() {
    let index = TestIndex::of(&[
        made("a", "Harvest talks").person("Karl Harris").place("Harare").entry(),
        made("b", "Harbour opens")
            .person("Karl Harris")
            .outlet("The Harbinger")
            .entry(),
    ]);
    let texts = |typed: &str| -> Vec<String> {
        let found = index.snapshot.suggest(typed, 10).unwrap();
        found
            .into_iter()
            .map(|suggestion| format!("{} {}", suggestion.kind, suggestion.text))
            .collect()
    };
    assert_eq!(texts("har")[0], "person Karl Harris");
    assert_eq!(texts("har").len(), 5);
    assert_eq!(texts("karl ha"), ["person Karl Harris"]);
    assert_eq!(texts("talks with kar"), ["word talks with Karl Harris"]);
    assert_eq!(texts(""), [""; 0]);
    assert_eq!(texts("…"), [""; 0]);
    assert_eq!(texts("zzz"), [""; 0]);
}

#[test]
fn wildcards_have_a_bound_and_it_is_said() {
    let many: Vec<String> = (0..600)
        .map(|n| {
            format!(
                "zeb{}{}",
                char::from(b'a' + (n / 26) as u8),
                char::from(b'a' + (n % 26) as u8)
            )
        })
        .collect();
    let index = TestIndex::of(&[
        made("a", "Words").says(&many.join(" ")).entry(),
        made("b", "One").says("zebra").entry(),
    ]);
    let results = index.search("q=zeb*");
    assert_eq!(results.total, 2);
    assert!(
        results
            .notices
            .iter()
            .any(|notice| notice.text.contains("600 words; the 500 most frequent")),
        "{:?}",
        results.notices
    );
    index.check("q=z%3Fbra", &["a", "b"]);
    assert_eq!(index.search("q=zebrq~").notices, []);
    let walks: Vec<String> = (0..40).map(|n| format!("ze{n}*")).collect();
    let refused = index
        .snapshot
        .search(&crate::site::request(&format!("q={}", walks.join("+"))));
    assert!(refused.unwrap_err().to_string().contains("fewer wildcards"));
}

#[test]
fn what_was_typed_stands_first_even_in_passing() {
    let filler = "Talks on roads, water and trade went on in the city for days. ".repeat(200);
    let mut reports = vec![
        made("passing", "A long week")
            .says(&format!("{filler} One guest met Nechirvan there."))
            .entry(),
        made("named", "Nechervan")
            .says("They saw Nechervan. Then Nechervan met Nechervan.")
            .entry(),
    ];
    reports.extend((0..20).map(|n| {
        made(&format!("r{n}"), "A week")
            .says("They saw Nechirvan on a road.")
            .entry()
    }));
    let index = TestIndex::of(&reports);
    let results = index.search("q=nechirvan&limit=50");
    assert_eq!(results.total, 22);
    assert_eq!(results.hits.last().unwrap().id.as_str(), "named");
}

#[test]
fn a_word_that_says_nothing_moves_no_other() {
    let index = talks();
    // A lone tatweel folds to nothing; the synonym for the two words behind it must stay theirs.
    index.check("q=%D9%80%D9%80+islamic+state", &["daesh", "state"]);
    index.check("q=%D9%80%D9%80+islamic+state+cells", &["daesh", "state"]);
}

#[test]
fn wildcards_reach_what_was_set_aside() {
    let index = TestIndex::of(&[made("a", "A title")
        .says("A harvest.")
        .line(Role::Furniture, "Newsletter signup")
        .entry()]);
    index.check("q=newslet*", &[]);
    for typed in ["newslet*", "n%3Fwsletter", "newslettr~", "newsletter"] {
        index.check(&format!("q={typed}+in:original"), &["a"]);
    }
}
