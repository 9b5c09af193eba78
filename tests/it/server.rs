//! The server as a process: how it starts, how it fails, how it ends.

use crate::program::{Server, readout, run};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn get(server: &Server, path: &str) -> (u16, String) {
    let mut response = ureq::get(format!("{}{path}", server.url())).call().unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), body)
}

#[test]
fn it_prints_its_address_and_serves() {
    let server = Server::seeds();
    assert!(
        server.line.starts_with("Readout serves 5 reports at http://127.0.0.1:"),
        "{}",
        server.line
    );
    assert!(server.line.ends_with('/'));
    let (status, body) = get(&server, "/");
    assert_eq!(status, 200);
    assert!(body.contains("<h1>"));
    assert_eq!(get(&server, "/healthz"), (200, "ok 5\n".to_owned()));
}

#[test]
fn it_ends_in_order_when_told_to() {
    for signal in ["TERM", "INT"] {
        let mut server = Server::seeds();
        assert_eq!(get(&server, "/").0, 200);
        server.signal(signal);
        assert_eq!(server.wait(), Some(0), "{signal}");
    }
}

#[test]
fn an_idle_connection_does_not_hold_up_the_end() {
    let mut server = Server::seeds();
    let mut idle = TcpStream::connect(server.address()).unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    let mut answer = [0; 64];
    assert!(idle.read(&mut answer).unwrap() > 0);
    // Browsers open connections before they need them.
    let _silent = TcpStream::connect(server.address()).unwrap();
    assert_eq!(get(&server, "/healthz").0, 200);
    let start = Instant::now();
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_half_sent_request_does_not_hold_up_the_end_for_ever() {
    let mut server = Server::seeds();
    let mut half = TcpStream::connect(server.address()).unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n").unwrap();
    assert_eq!(get(&server, "/healthz").0, 200);
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
}

#[test]
fn bad_requests_are_answered_and_do_no_harm() {
    let server = Server::seeds();
    let send = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        // The server may hang up on nonsense before it has all of it.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let close = "connection: close\r\n\r\n";
    assert_eq!(send(b"nonsense\r\n\r\n"), "HTTP/1.1 400 Bad Request");
    assert_eq!(
        send(format!("GET / HTTP/1.1\r\n{close}").as_bytes()),
        "HTTP/1.1 400 Bad Request"
    );
    assert_eq!(
        send(format!("GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n{close}").as_bytes()),
        "HTTP/1.1 400 Bad Request"
    );
    let promised = "%D9%85".repeat(2_000);
    assert_eq!(
        send(format!("GET /search?q={promised} HTTP/1.1\r\nhost: a\r\n{close}").as_bytes()),
        "HTTP/1.1 200 OK"
    );
    assert_eq!(send(b"GET / HTTP/1.0\r\n\r\n"), "HTTP/1.0 200 OK");
    let long = "x".repeat(25_000);
    assert_eq!(
        send(format!("GET /{long} HTTP/1.1\r\nhost: a\r\n{close}").as_bytes()),
        "HTTP/1.1 414 URI Too Long"
    );
    let heavy = format!("x-a: {}\r\n", "y".repeat(60_000));
    assert_eq!(
        send(format!("GET / HTTP/1.1\r\nhost: a\r\n{heavy}{close}").as_bytes()),
        "HTTP/1.1 431 Request Header Fields Too Large"
    );
    assert_eq!(get(&server, "/healthz").0, 200);
}

/// One line on stderr that begins with the name and holds these words; exit code 1.
#[track_caller]
fn check_refusal(output: &Output, words: &[&str]) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = stderr.lines().filter(|line| line.starts_with("readout: ")).collect();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(said.len(), 1, "{stderr}");
    for word in words {
        assert!(said[0].contains(word), "{word:?} in {stderr}");
    }
    assert!(output.stdout.is_empty());
}

fn serve(reports: &Path, index: &Path) -> Command {
    let mut command = readout();
    command
        .args(["--log", "error", "--listen", "127.0.0.1:0", "--reports"])
        .arg(reports)
        .arg("--index")
        .arg(index);
    command
}

#[test]
fn a_port_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(serve(&crate::site::seeds_folder(), folder.path()).args(["--listen", &address]));
    check_refusal(&output, &[&address, "already in use", "--listen"]);
}

#[test]
fn an_address_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(serve(&crate::site::seeds_folder(), folder.path()).args(["--listen", "nowhere"]));
    check_refusal(&output, &["nowhere", "--listen"]);
}

#[test]
fn a_folder_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&mut serve(&folder.path().join("nothing"), &folder.path().join("index")));
    check_refusal(&output, &["nothing", "does not exist", "--reports"]);
}

#[test]
fn a_file_where_the_folder_should_be() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file.txt");
    fs::write(&file, "text").unwrap();
    let output = run(&mut serve(&file, &folder.path().join("index")));
    check_refusal(&output, &["file.txt", "--reports"]);
}

#[test]
fn a_folder_without_a_readable_report() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    let output = run(&mut serve(&reports, &folder.path().join("index")));
    check_refusal(&output, &["holds no report", "--reports"]);
    fs::write(reports.join("picture.txt"), b"PNG\0\0").unwrap();
    fs::write(reports.join("line\nbreak.txt"), b"").unwrap();
    let output = run(&mut serve(&reports, &folder.path().join("index")));
    check_refusal(&output, &["no readable report", "empty", "--reports"]);
}

#[test]
fn an_index_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    // Tests may run as root, whom no permission stops; a file in the way does.
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    for index in [file.clone(), file.join("index")] {
        let output = run(&mut serve(&crate::site::seeds_folder(), &index));
        check_refusal(&output, &["file", "--index"]);
    }
}

#[test]
fn environment_variables_say_the_same_as_flags() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(readout()
        .args(["--log", "error"])
        .env("READOUT_REPORTS", folder.path().join("from-env"))
        .env("READOUT_INDEX", folder.path().join("index"))
        .env("READOUT_LISTEN", "127.0.0.1:0"));
    check_refusal(&output, &["from-env"]);
}
