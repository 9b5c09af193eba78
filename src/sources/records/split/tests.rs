use super::*;
use proptest::prelude::*;

/// Elements with their numbers, and what is wrong; read in small buffers.
fn told(text: &str, limit: u64) -> Vec<String> {
    let mut all = Vec::new();
    let input = io::BufReader::with_capacity(3, text.as_bytes());
    let is_record = |bytes: &[u8]| memchr::memmem::find(bytes, b"\"text\"").is_some();
    let read = elements(input, limit, &is_record, &mut |told| {
        all.push(match told {
            Told::Element(part) => {
                let start = usize::try_from(part.offset).unwrap();
                let bytes = part.bytes.unwrap_or(b"too long");
                assert!(part.bytes.is_none() || text.as_bytes()[start..].starts_with(bytes));
                format!("{} {}", part.number, String::from_utf8_lossy(bytes))
            }
            Told::Wrong(after, what) => format!("after {after}: {what}"),
        });
    });
    all.extend(read.err().map(|error| format!("broken: {error}")));
    all
}

#[test]
fn arrays_objects_and_what_holds_an_array_are_told_apart() {
    assert_eq!(
        told("\u{feff} [ {\"a\": \"]}\\\"\"} , 7,\n{\"b\": [{}]}]\n", 99),
        ["1 {\"a\": \"]}\\\"\"}", "2 7", "3 {\"b\": [{}]}"]
    );
    assert_eq!(
        told("{\"text\": \"x\", \"l\": [{}]}", 99),
        ["1 {\"text\": \"x\", \"l\": [{}]}"]
    );
    assert_eq!(
        told(
            "{\"n\": 2, \"t\": [1], \"d\": {\"hits\": [{\"a\": 1}, {\"b\": 2}]}, \"z\": null}",
            99
        ),
        ["1 {\"a\": 1}", "2 {\"b\": 2}"]
    );
    // However long what holds them is.
    assert_eq!(
        told("{\"n\": \"2345678901234567890\", \"a\": [{\"a\": 1}, {\"b\": 2}]}", 12),
        ["1 {\"a\": 1}", "2 {\"b\": 2}"]
    );
    // As some exporters write them.
    assert_eq!(told("{\"a\": 1}\n{\"b\": 2}\n", 99), ["1 {\"a\": 1}", "2 {\"b\": 2}"]);
    assert_eq!(told(" \n", 99), [] as [&str; 0]);
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    assert_eq!(
        told("[{\"a\": 1}, {\"long\": \"23456789\"}, {\"b\": }]", 12),
        ["1 {\"a\": 1}", "2 too long", "3 {\"b\": }"]
    );
    assert_eq!(
        told("[{\"a\": 1}, {\"b\"", 99),
        ["1 {\"a\": 1}", "broken: element 2 does not end"]
    );
    assert_eq!(
        told("[{\"a\": 1},", 99)[1],
        "broken: the file breaks off behind element 1"
    );
    assert_eq!(
        told("{\"a\": [{}], \"b\": [{}]}", 99)[1],
        "after 1: `b` is a second array of objects; only `a` is read"
    );
    assert_eq!(
        told("{\"a\": [1]}", 99),
        ["after 0: an object with no text and no array of objects in it"]
    );
    assert_eq!(told("{\"a\": ", 99), ["broken: the file breaks off within the object"]);
    assert_eq!(told("text", 99), ["after 0: neither an array nor an object"]);
}

#[test]
fn lines_end_at_line_feeds_only() {
    let mut all = Vec::new();
    let text = "\u{feff}a\r\n\nlonger than it may be\nb";
    lines(io::BufReader::with_capacity(3, text.as_bytes()), 5, |part| {
        let bytes = part.bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        all.push((part.number, part.offset, bytes));
    })
    .unwrap();
    let line = |text: &str| Some(text.to_owned());
    assert_eq!(
        all,
        [(1, 3, line("a\r")), (2, 6, line("")), (3, 7, None), (4, 29, line("b"))]
    );
}

proptest! {
    #[test]
    fn nothing_panics_and_all_of_an_array_is_read(text in "[\\[\\]{}\":,a1 \\\\]{0,60}") {
        told(&text, 8);
        let elements = told(&format!("[{{\"x\": \"{}\"}}, 2]", text.replace(['\\', '"'], "")), 99);
        prop_assert_eq!(elements.len(), 2);
    }
}
