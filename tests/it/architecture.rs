//! The layers of the project: each names only those below it.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first.
const LAYERS: [&str; 9] = [
    "report", "sources", "clean", "extract", "search", "index", "archive", "web", "cli",
];

/// Words that only one layer may use, and what is said when another does.
const OWNED: [(&str, &str, &str); 2] = [
    ("tantivy::", "index", "only index names tantivy"),
    ("axum::", "web", "only web names axum"),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of each layer without comments, as (layer, file, line number, line).
fn code() -> Vec<(String, PathBuf, usize, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let layer = inside.components().next().unwrap().as_os_str();
        let layer = layer.to_str().unwrap().trim_end_matches(".rs").to_owned();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            code.push((layer.clone(), inside.to_owned(), number + 1, line.to_owned()));
        }
    }
    code
}

fn height(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

#[test]
fn a_layer_names_only_those_below_it() {
    for (layer, file, number, line) in code() {
        let Some(own) = height(&layer) else { continue };
        for named in line.split("crate::").skip(1) {
            // `use crate::{a, b}` would hide from this test.
            let name: String = named.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let below = height(&name).unwrap_or_else(|| panic!("{file:?}:{number}: write crate::LAYER::…: {line}"));
            assert!(below <= own, "{file:?}:{number}: {layer} must not name {name}: {line}");
        }
    }
}

#[test]
fn every_folder_is_a_layer() {
    for (layer, file, _, _) in code() {
        let known = height(&layer).is_some() || matches!(layer.as_str(), "lib" | "main");
        assert!(known, "{file:?} belongs to no layer of the list");
    }
}

#[test]
fn engines_are_named_where_they_belong() {
    for (layer, file, number, line) in code() {
        for (word, owner, rule) in OWNED {
            let names = line.contains(word) && !line.contains(&format!("_{word}"));
            assert!(!names || layer == owner, "{file:?}:{number}: {rule}: {line}");
        }
    }
}

/// Articles are read in one place. The index reads its own folder, which holds no articles; pages
/// and assets are compiled in.
#[test]
fn only_sources_reads_articles() {
    for (layer, file, number, line) in code() {
        let reads = ["std::fs", "fs::read", "File::open", "walkdir", "WalkDir"]
            .iter()
            .any(|word| line.contains(word));
        let own_folder = layer == "index" && (file.ends_with("home.rs") || file.ends_with("open.rs"));
        // The file of synonyms is a setting.
        let own_folder = own_folder || layer == "cli" && file.ends_with("args.rs");
        assert!(
            !reads || layer == "sources" || own_folder,
            "{file:?}:{number}: only sources reads articles: {line}"
        );
    }
}
