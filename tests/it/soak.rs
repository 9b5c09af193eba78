//! An archive that runs for long, while readers of every kind come and files come, change and go: what it takes
//! of memory, descriptors and threads stays as it was.
//!
//! ```sh
//! READOUT_LONG=1 cargo test --release --test it soak -- --nocapture
//! ```
//!
//! takes an hour; by default it is some hundred rounds.

use crate::hostile::wire::Wire;
use crate::program::{Server, is_long, readout};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const REPORTS: usize = 200;
/// Rounds in which it may still take what it will keep: pages that are kept are bounded, and so is what is
/// known of names.
const WARM: usize = 20;
const ROUNDS: usize = 25;
/// How often as many again are waited for.
const MORE: usize = 4;
/// The same where there is time.
const WARM_FOR: Duration = Duration::from_secs(10 * 60);
const FOR: Duration = Duration::from_secs(60 * 60);
/// Between two lines that tell of it.
const TELLING: Duration = Duration::from_secs(5 * 60);
/// What memory may grow by: what an allocator keeps is never quite the same.
const SLACK: u64 = 16 * 1024 * 1024;

fn page(n: usize, version: usize) -> String {
    format!(
        "Envoy Ana Sousa{n} receives Piet Borg{} in Lun{}\n\n{} June {}\n\nLUN{n} - The envoy Ana Sousa{n} met Piet \
         Borg{} on Monday, for the {version}th time.\n\nRead More: Envoy Ana Sousa{} receives Piet Borg{} in Lun{}\n\n\
         Harbour letters, every day\n",
        n % 17,
        n % 9,
        n % 28 + 1,
        2000 + n % 20,
        n % 17,
        n + 1,
        (n + 1) % 17,
        (n + 1) % 9,
    )
}

/// What the program holds, by the account of the system.
#[derive(Clone, Copy, Debug)]
struct Held {
    bytes: u64,
    descriptors: usize,
    threads: usize,
}

impl Held {
    /// Once nobody is connected any more, which the system says.
    fn by(server: &Server) -> Self {
        let folder = format!("/proc/{}", server.id());
        let start = Instant::now();
        loop {
            let status = fs::read_to_string(format!("{folder}/status")).unwrap();
            let of = |name: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
                line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
            };
            let descriptors: Vec<_> = fs::read_dir(format!("{folder}/fd"))
                .unwrap()
                .filter_map(|one| fs::read_link(one.unwrap().path()).ok())
                .collect();
            // One that listens, and one of the runtime's own pair.
            let is_socket = |to: &&std::path::PathBuf| to.to_string_lossy().starts_with("socket:");
            let sockets = descriptors.iter().filter(is_socket).count();
            let held = Self {
                bytes: of("RssAnon:") * 1024,
                descriptors: descriptors.len(),
                threads: usize::try_from(of("Threads:")).unwrap(),
            };
            if sockets <= SOCKETS || start.elapsed() > Duration::from_secs(60) {
                return held;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Sockets of a server to which nobody is connected: the one that listens, and pairs by which signals come.
const SOCKETS: usize = 3;

/// One round of everything that readers do.
fn round(address: &str, reports: &Path, n: usize) -> usize {
    // A new connection each time, and one that is kept for many requests.
    let mut wire = Wire::open(address);
    let mut answered = 0;
    let m = n % 400;
    for path in [
        "/".to_owned(),
        format!("/search?q=envoy+number{m}&page={}", m % 3 + 1),
        format!("/search?q=lun{m}*+OR+%22ana+sousa{m}%22&sort=newest"),
        format!("/search.json?q=met&from={}&limit=100", 2000 + m % 20),
        format!("/search?q=sosua{m}+borgg"),
        format!("/search?q=(((a+OR+b)+-c{m}"),
        format!("/people/ana-sousa{m}"),
        "/people?q=borg".to_owned(),
        "/network".to_owned(),
        "/meetings?sort=newest".to_owned(),
        "/wanted".to_owned(),
        "/feed.xml?q=envoy".to_owned(),
        "/search.csv?q=envoy&limit=100".to_owned(),
        format!("/suggest?q=an{m}"),
        format!("/reports/r{m}"),
        format!("/reports/r{m}.txt"),
        "/sitemap.xml".to_owned(),
        "/about".to_owned(),
        format!("/nothing/{m}"),
        "/static/../Cargo.toml".to_owned(),
    ] {
        wire.send(format!("GET {path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n").as_bytes());
        let answer = wire.answer(false).expect("an answer");
        assert!(answer.status < 500, "{path}: {answer:?}");
        answered += 1;
    }
    // One that hangs up in the midst of its request, and one that does not wait for its answer.
    Wire::open(address).send(b"GET /search?q=envoy HTTP/1.1\r\nHo");
    Wire::open(address).send(b"GET /search?q=envoy&limit=100 HTTP/1.1\r\nHost: a\r\n\r\n");
    // Files come, change and go, now and then.
    if n.is_multiple_of(10) {
        let turn = n / 10;
        fs::write(
            reports.join(format!("new{}.txt", turn % 7)),
            page(1_000 + turn % 7, turn),
        )
        .unwrap();
        fs::write(
            reports.join(format!("r{}.txt", turn % REPORTS)),
            page(turn % REPORTS, turn),
        )
        .unwrap();
        let _ = fs::remove_file(reports.join(format!("new{}.txt", (turn + 3) % 7)));
    }
    answered
}

#[test]
fn nothing_grows_with_time() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path();
    for n in 0..REPORTS {
        fs::write(reports.join(format!("r{n}.txt")), page(n, 1)).unwrap();
    }
    // As README.md has it for servers that run for long.
    let mut command = readout();
    command
        .env("MALLOC_ARENA_MAX", "4")
        .env("MALLOC_MMAP_THRESHOLD_", "131072")
        .env("MALLOC_TRIM_THRESHOLD_", "131072")
        .args(["--log", "warn", "--reports"])
        .arg(reports);
    let server = Server::started(&mut command);
    let start = Instant::now();
    let (mut n, mut answered) = (0, 0);
    let mut go_on = |rounds: usize, time: Duration| {
        let (first, mut told) = (n, Instant::now());
        while if is_long() {
            start.elapsed() < time
        } else {
            n < first + rounds
        } {
            answered += round(server.address(), reports, n);
            n += 1;
            if told.elapsed() > TELLING {
                told = Instant::now();
                println!("{:?}: {answered} requests, {:?}", start.elapsed(), Held::by(&server));
            }
        }
        (answered, Held::by(&server))
    };
    let (mut before, mut warm) = go_on(WARM, WARM_FOR);
    let (mut after, mut end) = go_on(ROUNDS, FOR);
    println!("after {before} requests {warm:?}; after {after} {end:?}");
    // A slow machine may still be warming up after some hundred requests; what leaks goes on and on.
    for _ in 0..if is_long() { 0 } else { MORE } {
        if end.bytes <= warm.bytes + SLACK {
            break;
        }
        (before, warm) = (after, end);
        (after, end) = go_on(ROUNDS, FOR);
        println!("after {before} requests {warm:?}; after {after} {end:?}");
    }
    assert!(end.descriptors <= warm.descriptors + 8, "{warm:?} {end:?}");
    assert!(end.threads <= warm.threads + 2, "{warm:?} {end:?}");
    assert!(end.bytes <= warm.bytes + SLACK, "{warm:?} {end:?}");
}
