//! A plain client that keeps its connection: nothing but the socket stands between it and the server.

use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

pub(crate) struct Client {
    address: String,
    stream: Option<BufReader<TcpStream>>,
    body: Vec<u8>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            stream: None,
            body: Vec::new(),
        }
    }

    /// Asks for a path; the status, and the body until the next question.
    pub(crate) fn get(&mut self, path: &str) -> Result<(u16, &[u8])> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(120)))?;
            self.stream = Some(BufReader::with_capacity(64 * 1024, stream));
        }
        match self.ask(path) {
            Ok((status, keeps)) => {
                if !keeps {
                    self.stream = None;
                }
                Ok((status, &self.body))
            }
            Err(error) => {
                self.stream = None;
                Err(error)
            }
        }
    }

    fn ask(&mut self, path: &str) -> Result<(u16, bool)> {
        let stream = self.stream.as_mut().ok_or_else(|| Error::other("no connection"))?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length, mut chunked, mut keeps) = (String::new(), None, false, true);
        stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Error::other(format!("no answer to {path}: {line:?}")))?;
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse::<u64>().ok(),
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "connection" => keeps = !value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        self.body.clear();
        if chunked {
            loop {
                line.clear();
                stream.read_line(&mut line)?;
                let size = u64::from_str_radix(line.trim(), 16).map_err(Error::other)?;
                stream.by_ref().take(size).read_to_end(&mut self.body)?;
                line.clear();
                stream.read_line(&mut line)?;
                if size == 0 {
                    break;
                }
            }
        } else {
            stream.by_ref().take(length.unwrap_or(0)).read_to_end(&mut self.body)?;
        }
        Ok((status, keeps))
    }

    /// The JSON at a path.
    pub(crate) fn json(&mut self, path: &str) -> Result<serde_json::Value> {
        let (status, body) = self.get(path)?;
        if status != 200 {
            return Err(Error::other(format!("{path} answers {status}")));
        }
        serde_json::from_slice(body).map_err(Error::other)
    }
}
