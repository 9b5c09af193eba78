//! Names the rules by which an index was made. The rules are the source of every layer that a report
//! passes through, so no version number can be forgotten.

use super::schema::Fields;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/report"]
struct ReportRules;

#[derive(RustEmbed)]
#[folder = "src/sources"]
struct SourceRules;

#[derive(RustEmbed)]
#[folder = "src/clean"]
struct CleanRules;

#[derive(RustEmbed)]
#[folder = "src/extract"]
struct ExtractRules;

#[derive(RustEmbed)]
#[folder = "src/index"]
struct IndexRules;

/// How names are filed.
#[derive(RustEmbed)]
#[folder = "src/search/names"]
struct NameRules;

/// The crates that rules lean on: another version of a stemmer or of a language detector reads the
/// same words otherwise.
const CRATES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"));

/// The fingerprint of schema and rules, as 64 hexadecimal digits.
pub(super) fn fingerprint() -> String {
    let mut hasher = blake3::Hasher::new();
    // As JSON: its debug form shows a hash map, in another order each time.
    let schema = serde_json::to_string(&Fields::schema().0).unwrap_or_default();
    hasher.update(schema.as_bytes());
    add::<ReportRules>(&mut hasher);
    add::<SourceRules>(&mut hasher);
    add::<CleanRules>(&mut hasher);
    add::<ExtractRules>(&mut hasher);
    add::<IndexRules>(&mut hasher);
    add::<NameRules>(&mut hasher);
    hasher.update(CRATES.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Adds names and digests, in the order of the names; the digests are made when compiling.
fn add<Rules: RustEmbed>(hasher: &mut blake3::Hasher) {
    for name in Rules::iter() {
        hasher.update(name.as_bytes());
        if let Some(file) = Rules::get(&name) {
            hasher.update(&file.metadata.sha256_hash());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_covers_every_layer_and_is_stable() {
        assert!(ReportRules::get("mod.rs").is_some());
        assert!(SourceRules::get("mod.rs").is_some());
        assert!(CleanRules::get("mod.rs").is_some());
        assert!(ExtractRules::get("mod.rs").is_some());
        assert!(IndexRules::get("words.rs").is_some());
        assert!(NameRules::get("keys.rs").is_some());
        assert_eq!(fingerprint(), fingerprint());
    }
}
