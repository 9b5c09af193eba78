//! Small files that hold much, and large ones that hold nothing: read so far and no farther.

use super::{TEXT, folder, served};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

/// So much is in a bomb.
const MUCH: usize = 10 << 30;

/// What the server may have in memory at most.
const MEMORY: u64 = 500 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One byte so many times, packed member by member.
fn gzip_bomb(byte: u8, much: usize) -> Vec<u8> {
    let member = 4 << 20;
    gzip(&vec![byte; member]).repeat(much / member)
}

/// A frame of Zstandard with this window, and blocks that each stand for 128 KiB of a byte.
fn zstd_bomb(window: u8, byte: u8) -> Vec<u8> {
    let block = 128 << 10;
    let mut bomb = vec![0x28, 0xB5, 0x2F, 0xFD, 0, window];
    for nth in (0..MUCH / block).rev() {
        let header = (u32::try_from(block).unwrap() << 3) | (1 << 1) | u32::from(nth == 0);
        bomb.extend_from_slice(&header.to_le_bytes()[..3]);
        bomb.push(byte);
    }
    bomb
}

#[test]
fn what_unpacks_without_end_is_cut_and_named() {
    let (folder, reports) = folder();
    let write = |name: &str, bytes: &[u8]| fs::write(reports.join(name), bytes).unwrap();
    // A file is read that is no larger than the limit.
    let small = 800 << 20;
    write("text.txt.gz", &gzip_bomb(b'a', small));
    write("zeros.txt.gz", &gzip_bomb(0, small));
    write("page.html.gz", &gzip_bomb(b' ', small));
    write("large.txt.gz", &gzip_bomb(b'a', MUCH));
    write("lines.jsonl.gz", &gzip_bomb(b'\n', MUCH));
    write("line.jsonl.gz", &gzip_bomb(0, MUCH));
    write("blank.json.gz", &gzip_bomb(b' ', MUCH));
    write("deep.json.gz", &gzip_bomb(b'[', MUCH));
    write("text.txt.zst", &zstd_bomb(0x50, b'a'));
    write("lines.jsonl.zst", &zstd_bomb(0x50, b'\n'));
    write("line.jsonl.zst", &zstd_bomb(0x50, b'{'));
    // Two terabytes are to be kept in mind, and 128 MiB.
    write("window.txt.zst", &zstd_bomb(0xFF, b'a'));
    write("large.txt.zst", &zstd_bomb(0x88, b'a'));
    write("twice.txt.gz", &gzip(&gzip(TEXT.as_bytes())));
    let said = served(&folder, &reports, 1_000_000);
    for name in [
        "text.txt.gz",
        "zeros.txt.gz",
        "page.html.gz",
        "text.txt.zst",
        "large.txt.zst",
    ] {
        said.names(name, "unpacks to more than the limit");
    }
    for name in [
        "lines.jsonl.gz",
        "line.jsonl.gz",
        "blank.json.gz",
        "lines.jsonl.zst",
        "line.jsonl.zst",
    ] {
        said.names(name, "no report in");
    }
    said.names("deep.json.gz", "no report in");
    said.names("large.txt.gz", "larger than the limit");
    said.names("window.txt.zst", "cannot be unpacked");
    said.names("twice.txt.gz", "binary, not text");
    let peak = said.server.peak_memory();
    assert!(peak < MEMORY, "{peak} bytes");
}

#[test]
fn what_was_never_written_to_is_not_read_to_its_end() {
    let (folder, reports) = folder();
    for name in [
        "text.txt",
        "page.html",
        "lines.jsonl",
        "array.json",
        "sources.toml",
        "good.meta.toml",
    ] {
        let file = fs::File::create(reports.join(name)).unwrap();
        if let Err(error) = file.set_len(1 << 40) {
            return println!("not run: no file can be so large here ({error})");
        }
    }
    let said = served(&folder, &reports, 1_000_000);
    said.names("text.txt", "larger than the limit");
    said.names("page.html", "larger than the limit");
    said.names("lines.jsonl", "no report in");
    said.names("array.json", "neither an array nor an object");
    said.names("sources.toml", "larger than the limit");
    said.names("good.meta.toml", "larger than the limit");
    let peak = said.server.peak_memory();
    assert!(peak < MEMORY, "{peak} bytes");
}

#[test]
fn what_is_nested_without_end_is_read_or_named() {
    let (folder, reports) = folder();
    let size = 1 << 19;
    let write = |name: &str, bytes: &str| fs::write(reports.join(name), bytes).unwrap();
    let of = |unit: &str| unit.repeat(size / unit.len());
    write("divs.html", &of("<div>"));
    write("worded.html", &format!("<html><body>{}<p>{TEXT}", of("<div>")));
    write("array.json", &of("["));
    write("object.json", &of("{\"a\":"));
    write("value.json", &format!("{{\"text\":\"a\",\"b\":{}", of("[")));
    write(
        "lines.jsonl",
        &format!("{}\n{{\"id\":\"last\",\"text\":\"A lantern.\"}}\n", of("[")),
    );
    write("authority.toml", &format!("a = {}", of("[")));
    let said = served(&folder, &reports, 1_000_000);
    said.names("divs.html", "no text");
    said.names("array.json", "element 1");
    said.names("object.json", "");
    said.names("value.json", "breaks off");
    said.names("lines.jsonl", "line 1");
    said.names("authority.toml", "no TOML");
    for id in ["last", "worded"] {
        let found = ureq::get(format!("{}/reports/{id}", said.server.url())).call().unwrap();
        assert_eq!(found.status(), 200, "{id}");
    }
    let peak = said.server.peak_memory();
    assert!(peak < MEMORY, "{peak} bytes");
}
