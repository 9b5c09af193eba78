//! Arguments and what they print.

use crate::program::{readout, run};
use crate::site::seeds_folder;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn help_explains_each_flag_with_its_default() {
    for command in [&["--help"][..], &["serve", "--help"], &["index", "--help"]] {
        let output = run(readout().args(command));
        assert!(output.status.success());
        let help = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        for (flag, variable, default) in [
            ("--reports", "READOUT_REPORTS", "seeds"),
            ("--index", "READOUT_INDEX", ".readout"),
            ("--listen", "READOUT_LISTEN", "127.0.0.1:3000"),
            ("--max-bytes", "READOUT_MAX_BYTES", "16777216"),
            ("--log", "READOUT_LOG", "info"),
        ] {
            assert!(help.contains(flag), "{flag} in {help}");
            assert!(help.contains(&format!("[env: {variable}=")), "{variable} in {help}");
            assert!(help.contains(&format!("[default: {default}]")), "{default} in {help}");
        }
    }
    let help = text(&run(readout().arg("--help")).stdout);
    for command in ["serve", "index", "search", "inspect", "synonyms", "authority"] {
        assert!(help.contains(command), "{command} in {help}");
    }
}

#[test]
fn usage_errors_end_with_2() {
    for args in [
        &["--nonsense"][..],
        &["serve", "now"],
        &["search"],
        &["search", "minister", "--limit", "2"],
        &["search", "minister", "--limit=2"],
        &["search", "minister", "--reports", "seeds"],
        &["inspect"],
        &["authority"],
        &["authority", "merge"],
        &["--max-bytes", "many"],
    ] {
        let output = run(readout().args(args));
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn flags_stand_before_or_after_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    for after in [false, true] {
        let mut command = readout();
        command.args(["--log", "error"]);
        if after {
            command
                .arg("index")
                .arg("--reports")
                .arg(seeds_folder())
                .arg("--index")
                .arg(&index);
        } else {
            command
                .arg("--reports")
                .arg(seeds_folder())
                .arg("--index")
                .arg(&index)
                .arg("index");
        }
        let output = run(&mut command);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("5 reports"), "{}", text(&output.stdout));
    }
}

#[test]
fn search_prints_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let search = |words: &[&str]| {
        let output = run(readout()
            .args(["--log", "error", "--reports"])
            .arg(seeds_folder())
            .arg("--index")
            .arg(folder.path())
            .arg("search")
            .args(words));
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let found = search(&["peshmerga", "bolles"]);
    assert!(found.contains("1 report\n"), "{found}");
    assert!(found.contains("45e50149b2bb228b"), "{found}");
    assert!(search(&["nobodyhasthisname"]).starts_with("no reports\n"));
    // What is excluded looks like a flag and is none.
    assert!(search(&["leahy", "-barzani"]).contains("7244e11d86438f72"));
}

#[test]
fn the_archivist_edits_what_is_taken_for_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.txt");
    let built_in = run(readout().arg("synonyms"));
    assert!(built_in.status.success());
    let mut words = text(&built_in.stdout);
    assert!(words.contains("NATO = "), "{words}");
    words.push_str("\nenvoy = commander\n");
    std::fs::write(&file, &words).unwrap();
    let search = |query: &str, file: Option<&std::path::Path>| {
        let mut command = readout();
        command.args(["--log", "error", "--reports"]).arg(seeds_folder());
        command.arg("--index").arg(folder.path().join("index"));
        if let Some(file) = file {
            command.arg("--synonyms").arg(file);
        }
        run(command.args(["search", query]))
    };
    assert!(text(&search("envoy", None).stdout).starts_with("no report"));
    let found = text(&search("envoy", Some(&file)).stdout);
    assert!(found.contains("\n4 reports\n"), "{found}");
    // Said, with the way to have it otherwise.
    assert!(found.contains("(Also matched commander for “envoy”.)"), "{found}");
    // A line that cannot be read is named, and nothing starts.
    std::fs::write(&file, "one = two\nalone\n").unwrap();
    let refused = search("envoy", Some(&file));
    assert_eq!(refused.status.code(), Some(1));
    let why = text(&refused.stderr);
    assert!(why.contains("my.txt") && why.contains("line 2"), "{why}");
}
