//! `sources.toml`: what is wrong in it is named by line.

use readout::sources::Mapping;

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (mapping, faults) = Mapping::parse(text);
    let lines = text.matches('\n').count() + 1;
    let mut last = 1;
    for (line, fault) in faults {
        assert!((last..=lines).contains(&line), "line {line} of {lines}: {fault}");
        last = line;
        assert!(
            !fault.is_empty() && fault.len() < 1_000 && !fault.contains(char::is_control),
            "{fault:?}"
        );
    }
    let fields = mapping.of("agency-1.jsonl");
    assert!(mapping.is_empty() || mapping != Mapping::default());
    assert_eq!(fields.key(), mapping.of("agency-1.jsonl").key());
}
