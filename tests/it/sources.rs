//! What stands in a folder: files of every kind, good and bad; a bad one harms no other.

use readout::sources::{DEFAULT_MAX_BYTES, Folder, FolderError};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const TEXT: &str = "Envoy meets the mayor\n\nThe envoy met the mayor on Monday in the town hall.";

fn folder(write: impl Fn(&Path)) -> (TempDir, Folder) {
    let temp = TempDir::new().unwrap();
    write(temp.path());
    let folder = Folder::open(temp.path(), 1_000).unwrap();
    (temp, folder)
}

#[test]
fn bad_files_are_named_with_their_reason_and_the_others_are_read() {
    let (_temp, folder) = folder(|root| {
        fs::write(root.join("good.txt"), TEXT).unwrap();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/deep.txt"), TEXT).unwrap();
        fs::write(root.join("empty.txt"), "").unwrap();
        fs::write(root.join("blank.txt"), " \n\u{a0}\n").unwrap();
        fs::write(root.join("picture.txt"), b"\x89PNG\0\0\x01").unwrap();
        fs::write(root.join("scan.pdf"), "%PDF").unwrap();
        fs::write(root.join("large.txt"), "x".repeat(1_001)).unwrap();
        fs::write(root.join(".hidden.txt"), TEXT).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            std::os::unix::fs::symlink(root.join("nowhere"), root.join("dangling.txt")).unwrap();
            std::os::unix::fs::symlink(root, root.join("loop")).unwrap();
            fs::write(root.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), TEXT).unwrap();
        }
    });
    let scan = folder.scan();
    let mut problems: Vec<(String, String)> = scan
        .problems
        .iter()
        .map(|p| (p.path.clone(), p.reason.clone()))
        .collect();
    let mut read = Vec::new();
    for found in &scan.found {
        match folder.read(found) {
            Ok(source) => read.push(source.path),
            Err(problem) => problems.push((problem.path, problem.reason)),
        }
    }
    assert_eq!(read, ["a/b/deep.txt", "good.txt"]);
    let reason = |name: &str| {
        problems
            .iter()
            .find(|(path, _)| path == name)
            .map(|(_, reason)| reason.as_str())
            .unwrap_or_else(|| panic!("{name} is not named: {problems:?}"))
    };
    assert_eq!(reason("empty.txt"), "empty");
    assert_eq!(reason("blank.txt"), "empty");
    assert_eq!(reason("picture.txt"), "binary, not text");
    assert!(reason("scan.pdf").contains("not a kind of file"));
    assert!(reason("large.txt").contains("1001 bytes"));
    #[cfg(unix)]
    {
        assert!(reason("dangling.txt").contains("leads nowhere"));
        assert!(reason("loop").contains("not followed"));
        assert!(reason("caf\\xE9.txt").contains("not UTF-8"));
    }
}

#[test]
fn every_encoding_reads_as_the_same_text_and_keeps_its_bytes() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let mark = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        mark.into_iter()
            .chain(
                text.encode_utf16()
                    .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }),
            )
            .collect()
    };
    let text = "Visit to the café\n\nThe envoy said “yes” – and left.";
    let cases: [(&str, Vec<u8>); 5] = [
        ("utf8.txt", text.as_bytes().to_vec()),
        ("bom.txt", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("le.txt", utf16(text, false)),
        ("be.txt", utf16(text, true)),
        (
            "ansi.txt",
            b"Visit to the caf\xe9\n\nThe envoy said \x93yes\x94 \x96 and left.".to_vec(),
        ),
    ];
    let (_temp, folder) = folder(|root| {
        for (name, bytes) in &cases {
            fs::write(root.join(name), bytes).unwrap();
        }
    });
    for found in folder.scan().found {
        let source = folder.read(&found).unwrap();
        assert_eq!(source.text, text, "{}", source.path);
        assert_eq!(
            source.bytes,
            cases.iter().find(|(name, _)| *name == source.path).unwrap().1
        );
        assert_eq!(source.digest.len(), 64);
    }
}

#[test]
fn an_id_claimed_twice_is_kept_twice_and_said() {
    let (_temp, folder) = folder(|root| {
        fs::create_dir(root.join("copies")).unwrap();
        fs::write(root.join("copies/001_abc.txt"), TEXT).unwrap();
        fs::write(root.join("002_abc.txt"), TEXT).unwrap();
    });
    let scan = folder.scan();
    let id = |path: &str| {
        scan.found
            .iter()
            .find(|found| found.path == path)
            .unwrap()
            .id
            .to_string()
    };
    assert_eq!(id("002_abc.txt"), "abc", "the file nearer to the top keeps the id");
    assert!(id("copies/001_abc.txt").starts_with("abc-"));
    assert!(
        scan.problems
            .iter()
            .any(|problem| problem.path == "copies/001_abc.txt" && problem.reason.contains("abc-"))
    );
}

/// The ids that the files of these paths get, `path=id`.
fn ids_of(paths: &[&str]) -> Vec<String> {
    let (_temp, folder) = folder(|root| {
        for path in paths {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, TEXT).unwrap();
        }
    });
    let found = folder.scan().found;
    found.iter().map(|f| format!("{}={}", f.path, f.id)).collect()
}

#[test]
fn a_suffixed_id_may_be_taken_too() {
    let two = ids_of(&["abc.txt", "sub/abc.txt"]);
    let suffixed = two[1].strip_prefix("sub/abc.txt=").unwrap().to_owned();
    let real = format!("{suffixed}.txt");
    let mut ids: Vec<String> = ids_of(&["abc.txt", "sub/abc.txt", &real])
        .iter()
        .map(|line| line.rsplit_once('=').unwrap().1.to_owned())
        .collect();
    assert_eq!(ids[0], suffixed, "the file of that name has the id: {ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn a_name_that_is_the_id_beats_one_behind_an_ordinal() {
    let ids = ids_of(&["000_abc.txt", "sub/abc.txt"]);
    assert_eq!(ids[1], "sub/abc.txt=abc");
    assert!(ids[0].starts_with("000_abc.txt=abc-"), "{ids:?}");
}

#[test]
fn a_folder_that_cannot_be_used_says_what_to_do() {
    let temp = TempDir::new().unwrap();
    let missing = Folder::open(&temp.path().join("none"), DEFAULT_MAX_BYTES).unwrap_err();
    assert!(matches!(missing, FolderError::Missing(_)) && missing.to_string().contains("--reports"));
    fs::write(temp.path().join("file"), "x").unwrap();
    assert!(matches!(
        Folder::open(&temp.path().join("file"), DEFAULT_MAX_BYTES),
        Err(FolderError::NotAFolder(_))
    ));
}
