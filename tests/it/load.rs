//! More than can be served, clients that take their time, and what changes or ends meanwhile. What is
//! held is that every answer is whole and says what it is; how fast they come is printed only.

use crate::hostile::wire::{Answer, Wire};
use crate::program::{Server, is_long, readout};
use crate::site::seeds_folder;
use std::fs;
use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn ask(wire: &mut Wire, path: &str) -> Option<Answer> {
    wire.send(format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes());
    wire.answer(false)
}

/// Answers of one kind and another.
#[derive(Default)]
struct Counts {
    good: AtomicUsize,
    refused: AtomicUsize,
}

impl Counts {
    /// A whole answer is good, or says that it is too much and when to come back.
    #[track_caller]
    fn count(&self, answer: &Answer) {
        match answer.status {
            200 => self.good.fetch_add(1, Ordering::Relaxed),
            429 | 503 => {
                assert!(answer.header("retry-after").parse::<u32>().is_ok(), "{answer:?}");
                self.refused.fetch_add(1, Ordering::Relaxed)
            }
            _ => panic!("{answer:?}"),
        };
    }

    fn both(&self) -> (usize, usize) {
        (self.good.load(Ordering::Relaxed), self.refused.load(Ordering::Relaxed))
    }
}

/// Ends those who ask for as long as nothing is done, also where a test fails.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// One that dribbles its request, one that asks for much and reads nothing, one that says nothing.
struct Slow {
    stream: TcpStream,
    kind: usize,
}

impl Slow {
    fn open(address: &str, kind: usize) -> Option<Self> {
        let mut stream = TcpStream::connect(address).ok()?;
        stream.set_nonblocking(true).unwrap();
        let first = match kind % 3 {
            0 => "GET / HTTP/1.1\r\nHost: a\r\nX-A: ".to_owned(),
            // A page that is kept: it is the reading that is put off here, not the making.
            1 => "GET /reports/45e50149b2bb228b HTTP/1.1\r\nHost: a\r\n\r\n".repeat(400),
            _ => String::new(),
        };
        let _ = stream.write(first.as_bytes());
        Some(Self { stream, kind })
    }

    /// Goes on being slow; false where the server has had enough of it.
    fn goes_on(&mut self) -> bool {
        match self.kind % 3 {
            0 => match self.stream.write(b"x") {
                Err(error) => error.kind() == ErrorKind::WouldBlock,
                Ok(_) => true,
            },
            _ => true,
        }
    }
}

#[test]
fn slow_clients_keep_nobody_out() {
    let (places, slow) = if is_long() { (1_024, 5_000) } else { (250, 750) };
    let server = Server::logging(&[
        "--reports",
        crate::site::seeds_folder().to_str().unwrap(),
        "--max-connections",
        &places.to_string(),
    ]);
    let address = server.address();
    let done = AtomicBool::new(false);
    let (full, counts) = (AtomicBool::new(false), Counts::default());
    let (mut longest, mut renewed) = (Duration::ZERO, 0);
    thread::scope(|scope| {
        let slowly = scope.spawn(|| {
            let mut all: Vec<Slow> = (0..slow).filter_map(|kind| Slow::open(address, kind)).collect();
            full.store(true, Ordering::Relaxed);
            let mut renewed = 0;
            while !done.load(Ordering::Relaxed) {
                let mut again = true;
                for one in &mut all {
                    if !one.goes_on() && std::mem::take(&mut again) {
                        renewed += 1;
                        *one = Slow::open(address, one.kind).unwrap();
                    }
                }
                // Dribbling is slow, and so is coming again: one of them, once in so long.
                thread::sleep(Duration::from_millis(50));
            }
            assert_eq!(all.len(), slow);
            renewed
        });
        while !full.load(Ordering::Relaxed) {
            thread::yield_now();
        }
        let _ends = Done(&done);
        // Told to come again, an honest client comes again: it is let in in the end, however many are slow.
        while counts.both().0 < 100 && counts.both().1 < 2_000 {
            let start = Instant::now();
            match ask(&mut Wire::open(address), "/search?q=leahy") {
                Some(answer) => counts.count(&answer),
                // On a machine that takes a second from connecting to asking, it was one of the slow.
                None => drop(counts.refused.fetch_add(1, Ordering::Relaxed)),
            }
            longest = longest.max(start.elapsed());
        }
        done.store(true, Ordering::Relaxed);
        renewed = slowly.join().unwrap();
    });
    let (good, refused) = counts.both();
    println!(
        "{slow} slow clients at {places} places ({renewed} sent away): {good} others answered, {refused} told to come again, the slowest in {longest:?}"
    );
    assert_eq!(good, 100);
}

/// A place without a descriptor is none: nobody could give it up for the next.
#[test]
fn there_are_no_more_places_than_the_system_has_descriptors() {
    let serving = |limit: &str, log: &Path| {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit {limit} && exec \"$0\" \"$@\"")])
            .arg(readout().get_program())
            .args(["serve", "--log", "warn", "--reports"])
            .arg(seeds_folder())
            .stderr(fs::File::create(log).unwrap());
        Server::started(&mut command)
    };
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let server = serving("-n 300", &log);
    let _idle: Vec<TcpStream> = (0..200)
        .filter_map(|_| TcpStream::connect(server.address()).ok())
        .collect();
    let start = Instant::now();
    while ask(&mut Wire::open(server.address()), "/healthz").is_none_or(|answer| answer.status != 200) {
        assert!(start.elapsed() < Duration::from_secs(120), "nobody gives up a place");
    }
    let said = fs::read_to_string(&log).unwrap();
    assert!(said.contains("for 1024 connections; there are places for 33"), "{said}");
    // Where only the lower of the two limits is so low, it is raised.
    let server = serving("-S -n 300", &log);
    // It has begun to serve once it answers.
    assert_eq!(ask(&mut Wire::open(server.address()), "/healthz").unwrap().status, 200);
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.id())).unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .unwrap();
    let [soft, hard] = [0, 1].map(|nth| line.split_whitespace().nth(nth).unwrap().parse().unwrap_or(u64::MAX));
    assert_eq!(soft, hard.min(1_024 + 1_024 + 256), "{line}");
    assert_eq!(fs::read_to_string(&log).unwrap(), "");
}

#[test]
fn ten_times_what_it_can_serve_is_answered_or_refused_in_order() {
    // All have a place: what is short is time.
    let server = Server::logging(&[
        "--reports",
        seeds_folder().to_str().unwrap(),
        "--max-connections",
        "4000",
    ]);
    let address = server.address();
    // What it can serve: as many at once as it works on.
    let load = |clients: usize, each: usize| {
        let counts = Counts::default();
        let start = Instant::now();
        thread::scope(|scope| {
            for client in 0..clients {
                let counts = &counts;
                let asking = move || {
                    let mut wire = Wire::open(address);
                    for n in 0..each {
                        let path = format!("/search?q=leahy+OR+{client}x{n}&limit=100");
                        let answer = ask(&mut wire, &path).expect("an answer");
                        counts.count(&answer);
                        // As who found no place is told.
                        if answer.header("connection") == "close" {
                            wire = Wire::open(address);
                        }
                    }
                };
                thread::Builder::new()
                    .stack_size(512 * 1024)
                    .spawn_scoped(scope, asking)
                    .unwrap();
            }
        });
        (counts.both(), start.elapsed())
    };
    let ((served, refused), took) = load(4, 25);
    assert_eq!((served, refused), (100, 0));
    let rate = served as f64 / took.as_secs_f64();
    // Ten times as many at once as it has places for questions under way and in line.
    let (clients, each) = if is_long() { (3_000, 20) } else { (600, 4) };
    let ((good, refused), took) = load(clients, each);
    println!(
        "it serves {rate:.0} a second; asked {} at once by {clients}: {good} answered ({:.0} a second), {refused} refused, none hung",
        clients * each,
        good as f64 / took.as_secs_f64()
    );
    assert_eq!(good + refused, clients * each);
    assert!(good > 0);
    // And it is none the worse for it.
    let ((served, refused), _) = load(4, 5);
    assert_eq!((served, refused), (20, 0));
}

#[test]
fn an_address_that_asks_too_often_is_told_when_to_come_again() {
    let server = Server::logging(&[
        "--reports",
        crate::site::seeds_folder().to_str().unwrap(),
        "--rate-limit",
        "1",
        "--trusted-proxy",
        "127.0.0.1,10.0.0.0/8",
    ]);
    let mut wire = Wire::open(server.address());
    let mut from = |client: &str| {
        wire.send(format!("GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {client}\r\n\r\n").as_bytes());
        wire.answer(false).unwrap()
    };
    let mut answers: Vec<Answer> = (0..60).map(|_| from("192.0.2.1")).collect();
    let counts = Counts::default();
    answers.iter().for_each(|answer| counts.count(answer));
    assert!(answers.iter().take(5).all(|answer| answer.status == 200), "a burst");
    let refused = answers.remove(answers.iter().position(|answer| answer.status == 429).unwrap());
    assert!(refused.text().contains("Try again in"), "{}", refused.text());
    assert_eq!(from("192.0.2.2").status, 200, "another address");
    for _ in 0..60 {
        assert_eq!(
            ask(&mut wire, "/healthz").unwrap().status,
            200,
            "whoever watches over it may ask"
        );
    }
}

/// Clients that ask one thing after the other until they are told to stop; each answer is whole.
fn asking(address: &str, clients: usize, done: &AtomicBool, answered: &AtomicUsize, meanwhile: impl FnOnce()) {
    thread::scope(|scope| {
        for client in 0..clients {
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    // Some stay, some come anew each time.
                    let Ok(stream) = TcpStream::connect(address) else {
                        return;
                    };
                    let mut wire = Wire::on(stream);
                    for n in 0..(client % 2) * 50 + 1 {
                        let path = format!("/search?q=leahy&limit={}", n % 20 + 1);
                        match ask(&mut wire, &path) {
                            Some(answer) => {
                                assert_eq!(answer.status, 200, "{answer:?}");
                                answered.fetch_add(1, Ordering::Relaxed);
                            }
                            // Closed between two requests, with no byte of an answer: it may ask again.
                            None => break,
                        }
                        if done.load(Ordering::Relaxed) {
                            return;
                        }
                    }
                }
            });
        }
        let _ends = Done(done);
        meanwhile();
    });
}

#[test]
fn no_request_is_cut_off_when_it_is_told_to_end() {
    let mut server = Server::logging(&["--reports", crate::site::seeds_folder().to_str().unwrap()]);
    let address = server.address().to_owned();
    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    asking(&address, 16, &done, &answered, || {
        while answered.load(Ordering::Relaxed) < 200 {
            thread::yield_now();
        }
        // In the midst of it.
        server.signal("TERM");
        assert_eq!(server.wait(), Some(0));
        assert!(TcpStream::connect(&address).is_err(), "nobody new is let in");
    });
    let log = server.log();
    let logged = log.lines().filter(|line| line.contains("path=")).count();
    let answered = answered.load(Ordering::Relaxed);
    println!("{answered} requests answered, {logged} taken");
    assert_eq!(answered, logged, "each one that was taken was answered whole");
    assert!(!log.contains("cut off"), "{log}");
}

#[test]
fn names_are_read_anew_while_requests_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    for seed in fs::read_dir(crate::site::seeds_folder()).unwrap() {
        let seed = seed.unwrap().path();
        if seed.extension().is_some_and(|ending| ending == "txt") {
            fs::copy(&seed, folder.path().join(seed.file_name().unwrap())).unwrap();
        }
    }
    let server = Server::logging(&["--reports", Path::to_str(folder.path()).unwrap()]);
    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    asking(server.address(), 8, &done, &answered, || {
        let mut wire = Wire::open(server.address());
        for turn in 0..3 {
            let name = format!("General Number{turn}");
            put(
                "authority.toml",
                &format!("[[person]]\nname = \"{name}\"\nvariants = [\"Kevin Leahy\", \"Kevin C. Leahy\"]\n"),
            );
            // The bound is there so that a failure ends, too.
            let start = Instant::now();
            loop {
                let people = ask(&mut wire, "/people.json").expect("an answer");
                assert_eq!(people.status, 200);
                if people.text().contains(&name) {
                    break;
                }
                assert!(start.elapsed() < Duration::from_secs(60), "{}", people.text());
                thread::sleep(Duration::from_millis(20));
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    let answered = answered.load(Ordering::Relaxed);
    println!("{answered} requests answered while names changed three times");
    assert!(answered > 10, "{answered}");
}

#[test]
fn metrics_are_told_apart_from_the_archive() {
    let server = Server::logging(&[
        "--reports",
        crate::site::seeds_folder().to_str().unwrap(),
        "--metrics",
        "127.0.0.1:0",
    ]);
    let log = server.log();
    let (_, metrics) = log.split_once("metrics are told at http://").expect("said in the log");
    let address = metrics.split('/').next().unwrap();
    let mut archive = Wire::open(server.address());
    for _ in 0..3 {
        assert_eq!(ask(&mut archive, "/search?q=leahy").unwrap().status, 200);
    }
    assert_eq!(ask(&mut archive, "/reports/nothing").unwrap().status, 404);
    assert_eq!(
        ask(&mut archive, "/metrics").unwrap().status,
        404,
        "not at the archive's own address"
    );
    let answer = ask(&mut Wire::open(address), "/metrics").unwrap();
    assert!(
        answer
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    let text = answer.text();
    for line in [
        "readout_requests_total{route=\"/search\",status=\"2xx\"} 3",
        "readout_requests_total{route=\"/reports/{name}\",status=\"4xx\"} 1",
        "readout_requests_total{route=\"none\",status=\"4xx\"} 1",
        "readout_request_duration_seconds_count{route=\"/search\"} 3",
        "readout_search_stage_duration_seconds_count{stage=\"match\"} 3",
        "readout_rejected_total{reason=\"Busy\"} 0",
        "readout_connections_open 1",
        "readout_reports 5",
        "readout_index_pending 0",
        "readout_index_following 1",
        "# EOF",
    ] {
        assert!(text.lines().any(|said| said == line), "{line} is not in {text}");
    }
    let bytes = text
        .lines()
        .find_map(|line| line.strip_prefix("readout_index_size_bytes "));
    assert!(bytes.unwrap().parse::<u64>().unwrap() > 1_000, "{text}");
    assert!(text.contains("readout_build{version=\""), "{text}");
}

#[test]
fn a_log_of_json_has_an_object_on_each_line() {
    let server = Server::logging(&[
        "--reports",
        crate::site::seeds_folder().to_str().unwrap(),
        "--log-format",
        "json",
    ]);
    let mut wire = Wire::open(server.address());
    wire.send(b"GET /about%0a HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\n\r\n");
    let answer = wire.answer(false).unwrap();
    assert_eq!((answer.status, answer.id()), (404, "mine-1"));
    let log = server.log();
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let line = lines
        .into_iter()
        .find(|line| line["id"] == "mine-1")
        .expect("the request");
    assert_eq!(
        (&line["status"], &line["level"]),
        (&404.into(), &"INFO".into()),
        "{line}"
    );
    assert_eq!(line["method"], "GET");
}
