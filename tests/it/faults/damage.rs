//! Files of the index that are not as they were written.

use super::{Chance, as_it_is, page, told, write_pages};
use crate::program::{is_long, readout, run};
use crate::site::config;
use readout::archive::Archive;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What is done to a file.
#[derive(Clone, Copy, Debug)]
enum Harm {
    Flip,
    Cut,
    Empty,
    Zero,
    Garbage,
    Grow,
    Remove,
    Folder,
}

const HARMS: [Harm; 8] = [
    Harm::Flip,
    Harm::Cut,
    Harm::Empty,
    Harm::Zero,
    Harm::Garbage,
    Harm::Grow,
    Harm::Remove,
    Harm::Folder,
];

impl Harm {
    fn to(self, path: &Path, chance: &mut Chance) {
        let mut bytes = fs::read(path).unwrap();
        // Files of the engine are read-only.
        fs::remove_file(path).unwrap();
        match self {
            Harm::Flip if !bytes.is_empty() => {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
            Harm::Flip => {}
            Harm::Cut => bytes.truncate(chance.below(bytes.len())),
            Harm::Empty => bytes.clear(),
            Harm::Zero => bytes.fill(0),
            Harm::Garbage => bytes.iter_mut().for_each(|byte| *byte = chance.below(256) as u8),
            Harm::Grow => bytes.extend_from_slice(b"more"),
            Harm::Remove => return,
            Harm::Folder => return fs::create_dir(path).unwrap(),
        }
        fs::write(path, bytes).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
}

/// An index of several segments, in which some reports were taken out.
fn made(folder: &Path) {
    let reports = folder.join("reports");
    write_pages(&reports, 8);
    let archive = Archive::open(&config(folder)).unwrap();
    for n in 8..14 {
        fs::write(reports.join(format!("r{n}.txt")), page(n)).unwrap();
        archive.sync_at(&[&format!("r{n}.txt")]).unwrap();
    }
    fs::write(reports.join("r3.txt"), page(33)).unwrap();
    fs::remove_file(reports.join("r5.txt")).unwrap();
    fs::write(
        reports.join("authority.toml"),
        "[[person]]\nname = \"Ana Sousa1\"\nvariants = [\"A. Sousa1\"]\n",
    )
    .unwrap();
    fs::write(reports.join("bad.txt"), "\u{0}\u{1}").unwrap();
    archive.sync().unwrap();
}

/// Starts as a person would, who does what a refusal says.
fn started(folder: &Path, what: &str) -> BTreeMap<String, String> {
    let config = config(folder);
    let mut command = readout();
    command
        .args(["index", "--log", "warn", "--reports"])
        .arg(&config.reports);
    let output = run(command.arg("--index").arg(&config.index));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panic"), "{what}: {said}");
    if !output.status.success() {
        let tells = ["--index", "remove it", "permissions"]
            .iter()
            .any(|hint| said.contains(hint));
        assert!(output.status.code().is_some() && tells, "{what}: {said}");
        println!("{what}: {}", said.trim());
        match fs::metadata(&config.index) {
            Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(&config.index).unwrap(),
            _ => {}
        }
    }
    // Served at once, as `readout` does; then in step.
    let archive = Archive::begin(&config).unwrap_or_else(|error| panic!("{what}: {error}"));
    archive.bring_all().unwrap_or_else(|error| panic!("{what}: {error}"));
    told(&archive)
}

#[test]
fn whatever_is_damaged_the_archive_heals_or_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    made(folder.path());
    let (index, whole) = (folder.path().join("index"), folder.path().join("whole"));
    fs::rename(&index, &whole).unwrap();
    let expected = super::fresh(folder.path());
    let reports = as_it_is(&folder.path().join("reports"));
    let names: Vec<PathBuf> = files(&whole)
        .iter()
        .map(|file| file.strip_prefix(&whole).unwrap().to_owned())
        .collect();
    let mut chance = Chance::new();
    let rounds = if is_long() { 500 } else { 15 };
    let mut kinds = BTreeMap::<String, usize>::new();
    for round in 0..rounds {
        copy(&whole, &index);
        // Every kind of file in turn, for there are many of some.
        let ending = |name: &Path| {
            let bare = name.extension().or(name.file_name()).unwrap();
            bare.to_string_lossy().into_owned()
        };
        let mut all: Vec<String> = names.iter().map(|name| ending(name)).collect();
        all.sort();
        all.dedup();
        let kind = &all[round % all.len()];
        let of_kind: Vec<&PathBuf> = names.iter().filter(|name| ending(name) == *kind).collect();
        let name = of_kind[chance.below(of_kind.len())];
        let harm = HARMS[chance.below(HARMS.len())];
        *kinds.entry(kind.clone()).or_default() += 1;
        let what = format!("round {round}: {harm:?} of {}", name.display());
        harm.to(&index.join(name), &mut chance);
        assert!(
            started(folder.path(), &what) == expected,
            "{what}: it says something else"
        );
        // What was put aside has served.
        for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().starts_with("index") {
                fs::remove_dir_all(entry.path()).unwrap();
            }
        }
    }
    assert!(
        as_it_is(&folder.path().join("reports")) == reports,
        "the reports are as they were"
    );
    println!("{rounds} damages healed: {kinds:?}");
}

/// So short that the engine panics over it, which nobody should read in a log.
#[test]
fn a_file_that_is_cut_to_a_stump_is_said_to_be() {
    let folder = TempDir::new().unwrap();
    made(folder.path());
    let (index, whole) = (folder.path().join("index"), folder.path().join("whole"));
    fs::rename(&index, &whole).unwrap();
    let expected = super::fresh(folder.path());
    let mut kinds = BTreeMap::new();
    for file in files(&whole.join("segments")) {
        let name = file.strip_prefix(&whole).unwrap().to_owned();
        if let Some(kind) = name.extension().filter(|kind| *kind != "json" && *kind != "lock") {
            kinds.insert(kind.to_owned(), name);
        }
    }
    assert!(kinds.len() > 5, "{kinds:?}");
    for name in kinds.values() {
        copy(&whole, &index);
        fs::File::options()
            .write(true)
            .open(index.join(name))
            .unwrap()
            .set_len(5)
            .unwrap();
        assert!(
            started(folder.path(), &name.display().to_string()) == expected,
            "{}",
            name.display()
        );
        for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().starts_with("index") {
                fs::remove_dir_all(entry.path()).unwrap();
            }
        }
    }
}

/// A file in which a length is another, so that the engine would look beyond its end.
#[test]
fn a_length_that_was_changed_is_said_to_be() {
    let folder = TempDir::new().unwrap();
    made(folder.path());
    let (index, whole) = (folder.path().join("index"), folder.path().join("whole"));
    fs::rename(&index, &whole).unwrap();
    let expected = super::fresh(folder.path());
    let is_norm = |file: &&PathBuf| file.extension().is_some_and(|kind| kind == "fieldnorm");
    let all = files(&whole);
    let norm = all.iter().find(is_norm).unwrap().strip_prefix(&whole).unwrap();
    copy(&whole, &index);
    let mut bytes = fs::read(index.join(norm)).unwrap();
    // The engine's footer ends with its length and a mark; before it, the file has the length of its own.
    let (rest, end) = bytes.split_at(bytes.len() - 8);
    let footer = u32::from_le_bytes(end[..4].try_into().unwrap()) as usize;
    let last = rest.len() - footer - 1;
    bytes[last] ^= 0x80;
    fs::write(index.join(norm), bytes).unwrap();
    assert!(started(folder.path(), "a length") == expected);
}
