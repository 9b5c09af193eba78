//! HTTP/1.1 as bytes on a socket: what is sent is exactly what is written, whatever a client would
//! refuse to send, and what comes back is read to the letter.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// No answer may take longer. Far more than any needs, on any machine; a hang ends with it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the server.
pub struct Wire {
    stream: BufReader<TcpStream>,
}

/// An answer, as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The request that it answers, as our server says; nothing where the frame itself answered.
    pub fn id(&self) -> &str {
        self.header("x-request-id")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Wire {
    pub fn open(address: &str) -> Self {
        Self::on(TcpStream::connect(address).unwrap())
    }

    pub fn on(stream: TcpStream) -> Self {
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self {
            stream: BufReader::new(stream),
        }
    }

    /// The server may hang up before it has everything.
    pub fn send(&mut self, bytes: &[u8]) {
        match self.stream.get_mut().write_all(bytes) {
            Err(error) if is_closed(error.kind()) => {}
            result => result.unwrap(),
        }
    }

    /// The next answer, or nothing where the connection has ended. What is no HTTP is a panic.
    pub fn answer(&mut self, to_head: bool) -> Option<Answer> {
        let status = self.line()?;
        let mut words = status.splitn(3, ' ');
        let version = words.next().unwrap();
        assert!(
            ["HTTP/1.1", "HTTP/1.0"].contains(&version),
            "no status line: {status:?}"
        );
        let status: u16 = words.next().unwrap().parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let line = self.line().expect("headers that end");
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').expect("a header");
            assert!(name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'), "{line:?}");
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer {
            status,
            headers,
            body: Vec::new(),
        };
        assert_eq!(answer.header("transfer-encoding"), "", "answers here are whole");
        if to_head || [204, 304].contains(&status) {
            return Some(answer);
        }
        let length = answer.header("content-length").parse();
        answer.body = vec![0; length.expect("a length")];
        self.stream.read_exact(&mut answer.body).expect("as much as was said");
        Some(answer)
    }

    /// A line without its end; nothing where the connection has ended in order.
    fn line(&mut self) -> Option<String> {
        let mut line = Vec::new();
        match self.stream.read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) if is_closed(error.kind()) => return None,
            Err(error) => panic!("no answer in {PATIENCE:?}: {error}"),
        }
        let line = String::from_utf8(line).expect("a head of plain text");
        Some(line.strip_suffix("\r\n").expect("lines end with CRLF").to_owned())
    }
}

fn is_closed(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ConnectionReset | ErrorKind::BrokenPipe | ErrorKind::ConnectionAborted
    )
}
