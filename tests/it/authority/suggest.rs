//! Names that may mean the same: for review, with reasons, and never against what the reports say.

use super::meets;
use crate::program::{readout, run};
use crate::site::{Made, made};
use readout::archive::alike::{Likely, Names};
use readout::extract::authority::{Authority, NameKind};
use readout::report::Stated;
use std::fs;

fn likely(authority: &str, reports: Vec<Made>) -> Vec<Likely> {
    let (authority, faults) = Authority::parse(authority).unwrap();
    assert_eq!(faults, []);
    let mut names = Names::default();
    for made in reports {
        names.learn(&made.entry());
    }
    names.likely(&authority)
}

/// `name: variant, variant` of each suggestion.
fn short(likely: &[Likely]) -> Vec<String> {
    let variants = |likely: &Likely| {
        let names = likely.variants.iter().map(|(name, _)| name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    likely
        .iter()
        .map(|likely| format!("{}: {}", likely.name, variants(likely)))
        .collect()
}

#[track_caller]
fn check(one: &str, other: &str, expected: bool) {
    for (one, other) in [(one, other), (other, one)] {
        let found = likely("", vec![made("a", "A").person(one), made("b", "B").person(other)]);
        assert_eq!(found.len(), usize::from(expected), "{one}, {other}: {found:?}");
    }
}

#[test]
fn spellings_of_one_name_are_suggested_and_other_names_are_not() {
    check("Nechirvan Barzani", "Nechervan Barzani", true);
    check("Mohammed Shia al-Sudani", "Muhammad Shia Sudani", true);
    check("Mohammed Shia al-Sudani", "Mohammed al-Sudani", true);
    check("Kevin Leahy", "Kevin C. Leahy", true);
    check("K. Leahy", "Kevin Leahy", true);
    check("نیچیرڤان بارزانی", "Nechirvan Barzani", true);
    check("Masrour Barzani", "Nechirvan Barzani", false);
    check("Masrour Barzani", "Masrour Ahmed", false);
    check("Karl Harris", "Kevin Harris", false);
    // Alone, a surname is anybody's.
    check("Barzani", "Masrour Barzani", false);
}

#[test]
fn what_the_reports_share_is_the_reason_and_what_they_tell_apart_is_none() {
    let minister = |mut made: Made| {
        let office = Stated::new("Minister".to_owned(), 1, "Minister", "test");
        made.entry_mut().facts.people[0].offices.push(office);
        made
    };
    let reports = || {
        vec![
            minister(made("a", "A").met(&["Tomas Oravec", "Ana Sousa", "Piet Maas"], "")),
            made("b", "B").person("Tomas Oravec"),
            minister(made("c", "C").met(&["Thomas Orawec", "Ana Sousa"], "")),
            made("d", "D").met(&["Oravec", "Piet Maas"], ""),
        ]
    };
    let found = likely("", reports());
    assert_eq!(short(&found), ["Tomas Oravec: Thomas Orawec, Oravec"]);
    assert_eq!(
        found[0].variants[0].1,
        [
            "spelt alike: Thomas / Tomas, Orawec / Oravec",
            "both are called: Minister",
            "both met: Ana Sousa",
            "never in one report together (2 and 1)"
        ]
    );
    assert_eq!(
        found[0].variants[1].1,
        [
            "only one of them has: Tomas",
            "both met: Piet Maas",
            "never in one report together (2 and 1)"
        ]
    );
    // A report that names both means two.
    let mut together = reports();
    together.push(made("e", "E").person("Tomas Oravec").person("Thomas Orawec"));
    assert_eq!(short(&likely("", together)), ["Tomas Oravec: Oravec"]);
    // So does the archivist.
    let not = "[[person]]\nname = \"Tomas Oravec\"\nnot = [\"thomas orawec\"]\n";
    assert_eq!(short(&likely(not, reports())), ["Tomas Oravec: Oravec"]);
    let two = "[[person]]\nname = \"Tomas Oravec\"\n[[person]]\nname = \"Thomas Orawec\"\n";
    assert_eq!(short(&likely(two, reports())), ["Tomas Oravec: Oravec"]);
}

#[test]
fn the_order_of_files_makes_no_difference_and_no_name_is_suggested_twice() {
    let names = [
        "Masrour Barzani",
        "Masrur Barzani",
        "Masrour Barzany",
        "Masrour M. Barzani",
    ];
    let reports = |order: [usize; 4]| order.map(|n| made(&n.to_string(), "A").person(names[n])).into();
    let found = short(&likely("", reports([0, 1, 2, 3])));
    for order in [[3, 2, 1, 0], [1, 3, 0, 2]] {
        assert_eq!(short(&likely("", reports(order))), found);
    }
    let listed = found.join(", ").replace(": ", ", ");
    let mut listed: Vec<&str> = listed.split(", ").collect();
    let all = listed.len();
    listed.sort_unstable();
    listed.dedup();
    assert_eq!(listed.len(), all, "{found:?}");
}

#[test]
fn bodies_and_places_are_suggested_by_their_spelling_alone_when_it_is_whole() {
    let found = likely(
        "",
        vec![
            made("a", "A")
                .organisation("Harbour Board")
                .organisation("Northern Harbour Board"),
            made("b", "B").organisation("Harbor Board"),
        ],
    );
    assert_eq!(short(&found), ["Harbor Board: Harbour Board"]);
    assert_eq!(found[0].kind, NameKind::Organisation);
}

#[test]
fn what_is_suggested_can_be_pasted_and_then_holds() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", &meets("Tomas Oravec", "Piet Vermeulen"));
    write("b.txt", &meets("Tomas Oravec", "Lena Maas"));
    write("c.txt", &meets("Thomas Oravec", "Piet Vermeulen"));
    let authority = |what: &str| {
        let output = run(readout()
            .args(["--log", "warn", "authority", what, "--reports"])
            .arg(folder.path()));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, suggested, _) = authority("suggest");
    assert_eq!(code, Some(0));
    assert!(suggested.starts_with("# 1 suggestion to review."), "{suggested}");
    assert!(
        suggested.contains("    \"Thomas Oravec\", # spelt alike: Thomas / Tomas; "),
        "{suggested}"
    );
    assert_eq!(authority("suggest").1, suggested);
    write("authority.toml", &suggested);
    assert_eq!(
        authority("check"),
        (
            Some(0),
            "1 person, no organisations, no places, no sidecars.\n".to_owned(),
            String::new()
        )
    );
    let (_, after, _) = authority("suggest");
    assert!(after.starts_with("# no suggestions"), "{after}");
    // To an entry that is there already, variants are added by hand.
    write("d.txt", &meets("Tomass Oravec", "Lena Maas"));
    let (_, after, _) = authority("suggest");
    assert!(
        after
            .contains("# Add to the variants of \"Tomas Oravec\" in line 3:\n# variants = [\n#     \"Tomass Oravec\","),
        "{after}"
    );
}

#[test]
fn check_names_file_and_line_and_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    write("sub/a.txt", &meets("Tomas Oravec", "Piet Vermeulen"));
    write("sub/a.meta.toml", "\ntitel = \"A\"\n");
    write("sub/b.meta.toml", "");
    write(
        "authority.toml",
        "[[person]]\nname = 3\n[[person]]\nname = \"X\"\nreports = [\"z\"]\n",
    );
    let output = run(readout().args(["authority", "check", "--reports"]).arg(folder.path()));
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 5, "{printed}");
    for (line, begins) in lines.iter().zip([
        "authority.toml:2: `name` is a number",
        "authority.toml:3: “X” names the report z, which is not held",
        "sub/a.meta.toml:2: `titel` is unknown",
        "sub/b.meta.toml: there is no report beside it",
        "1 person, no organisations, no places, 2 sidecars.",
    ]) {
        assert!(line.starts_with(begins), "{line}");
    }
    let why = String::from_utf8(output.stderr).unwrap();
    assert_eq!(why, "readout: 4 places are to be mended in the archivist's files\n");
}
