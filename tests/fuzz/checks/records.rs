//! Files of records, with what their fields are called: `sources.toml`, a line `===`, then the file. Without
//! that line all is the file.

use super::hold;
use readout::clean::{Familiar, clean};
use readout::sources::{Mapping, Source, records_in};
use sha2::{Digest, Sha256};

/// Between the mapping and the records.
const BREAK: &[u8] = b"\n===\n";

/// The longest record that is read.
const MAX_BYTES: u64 = 20_000;

pub(crate) fn check(bytes: &[u8]) {
    let at = bytes.windows(BREAK.len()).position(|window| window == BREAK);
    let (names, file) = match at {
        Some(at) => (&bytes[..at], &bytes[at + BREAK.len()..]),
        None => (&bytes[..0], bytes),
    };
    let (mapping, _) = Mapping::parse(&String::from_utf8_lossy(names));
    for path in ["a.jsonl", "a.json", "a.jsonl.gz", "a.json.zst"] {
        let packed = path.ends_with("gz") || path.ends_with("zst");
        let mut all = Vec::new();
        let problems = records_in(path, file, &mapping, MAX_BYTES, &mut |found, bytes| {
            all.push((found, bytes.to_vec()));
        });
        for problem in &problems {
            assert!(
                !problem.reason.is_empty() && problem.reason.len() < 2_000,
                "{problem:?}"
            );
            assert!(!problem.reason.contains(char::is_control), "{problem:?}");
        }
        assert!(!all.is_empty() || !problems.is_empty(), "nothing is said");
        let mut paths: Vec<&str> = all.iter().map(|(found, _)| found.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), all.len(), "two have one path");
        for (found, bytes) in all {
            let within = found.within.as_ref().expect("a record");
            assert!(bytes.len() as u64 == found.size && found.size <= MAX_BYTES);
            let digest = Sha256::digest(&bytes);
            assert_eq!(digest[..8], within.digest.to_be_bytes());
            if !packed {
                let start = usize::try_from(within.offset()).expect("it is in memory");
                assert_eq!(file[start..start + bytes.len()], bytes, "it stands elsewhere");
            }
            let source = Source::record(&found, bytes).expect("what is listed can be read");
            hold::source(&source);
            let report = clean(&source, &Familiar::default());
            hold::report(&source, &report);
            hold::inferred(&report);
        }
    }
}
