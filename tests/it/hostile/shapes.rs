//! Requests that no honest client sends. In each, `ID` stands for the request's name, and whatever
//! hides in a body calls itself `smuggled`.

/// Where the bytes of a request stand, and what it is.
pub struct Shape {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A request that hides in another.
const HIDDEN: &str = "GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Request-Id: smuggled\r\n\r\n";

pub fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut add = |name: &str, bytes: &[u8]| {
        shapes.push(Shape {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        });
    };
    for method in [
        "get",
        "Get",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PRI",
        "HEAD",
        "PROPFIND",
        "M-SEARCH",
        "GETGET",
        "G!#$%&'*+-.^_`|~T",
        "",
        "GE T",
        "GET\t",
        "<x-evil>",
        "GET\0",
        "\u{e9}",
    ] {
        for target in [
            "/",
            "/search?q=a",
            "*",
            "localhost:80",
            "http://localhost/",
            "http://x-evil.example/<x-evil>",
        ] {
            let head = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ID\r\n\r\n");
            add(&format!("{method} {target}"), head.as_bytes());
        }
    }
    for target in [
        "",
        "/ /",
        "//",
        "///etc/passwd",
        "/./../..//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "?",
        "/?",
        "#",
        "/#x-evil",
        "\\",
        "/\\..\\..",
        "a",
        "http://",
        "http:///",
        "http://[::1",
        "https://localhost:99999/",
        "/a\tb",
        "/<x-evil>\"'",
        "/\u{e9}",
        "/\u{202e}",
        "/\0",
        "/search?q=\0",
        "/a\rb",
        "/%",
        "/reports/%2e%2e",
        "/reports/..",
        "/reports/../healthz",
        "/static/../../Cargo.toml",
        "/static/%2e%2e/Cargo.toml",
        "/static//",
        "/reports//",
        "/;/",
    ] {
        let head = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ID\r\n\r\n");
        add(&format!("target {target:?}"), head.as_bytes());
    }
    for version in [
        "HTTP/1.0",
        "HTTP/0.9",
        "HTTP/1.2",
        "HTTP/2.0",
        "HTTP/11",
        "HTTP/1.",
        "http/1.1",
        "",
        "HTTP/1.1 x",
        "ICY",
    ] {
        let head = format!("GET / {version}\r\nHost: localhost\r\nX-Request-Id: ID\r\n\r\n");
        add(&format!("version {version:?}"), head.as_bytes());
    }
    let mut headers = |name: &str, lines: &str, body: &str| {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let bytes = format!("{method} /healthz HTTP/1.1\r\nX-Request-Id: ID\r\n{lines}\r\n{body}");
            add(&format!("{method}, {name}"), bytes.as_bytes());
        }
    };
    let host = "Host: localhost\r\n";
    headers("no host", "", "");
    headers("an empty host", "Host:\r\n", "");
    headers("two hosts", "Host: a\r\nHost: b\r\n", "");
    headers("the same host twice", "Host: a\r\nHost: a\r\n", "");
    headers("a folded host", "Host: a\r\n b\r\n", "");
    headers("a host behind a space", " Host: a\r\n", "");
    headers("a space before the colon", "Host : a\r\n", "");
    headers("a list of hosts", "Host: a, b\r\n", "");
    headers("bare LF", "Host: a\nX-A: b\n", "");
    headers("bare CR", "Host: a\rX-A: b\r\n", "");
    headers("folded lines", &format!("{host}X-A: b\r\n\tc\r\n"), "");
    headers("no colon", &format!("{host}X-A\r\n"), "");
    headers("no name", &format!("{host}: a\r\n"), "");
    headers("a name with markup", &format!("{host}<x-evil>: a\r\n"), "");
    headers("a name with NUL", &format!("{host}X\0A: a\r\n"), "");
    headers("many headers", &format!("{host}{}", "A: b\r\n".repeat(99)), "");
    headers("very many headers", &format!("{host}{}", "A: b\r\n".repeat(5_000)), "");
    headers("a long name", &format!("{host}{}: a\r\n", "x".repeat(20_000)), "");
    headers(
        "a megabyte of header",
        &format!("{host}X-A: {}\r\n", "x".repeat(1_000_000)),
        "",
    );
    headers(
        "a hundred cookies",
        &format!("{host}{}", "Cookie: a=<x-evil>\r\n".repeat(80)),
        "",
    );
    // Where does the body end?
    let chunked = "Transfer-Encoding: chunked\r\n";
    let length = format!("Content-Length: {}\r\n", HIDDEN.len());
    let chunks = format!("{:x}\r\n{HIDDEN}\r\n0\r\n\r\n", HIDDEN.len());
    headers("a body", &format!("{host}{length}"), HIDDEN);
    headers("no length of a body", host, HIDDEN.get(..0).unwrap_or_default());
    headers("length 0", &format!("{host}Content-Length: 0\r\n"), "");
    headers("length 00", &format!("{host}Content-Length: 00\r\n"), "");
    headers(
        "length, then chunked",
        &format!("{host}{length}{chunked}"),
        &format!("0\r\n\r\n{HIDDEN}"),
    );
    headers(
        "chunked, then length",
        &format!("{host}{chunked}{length}"),
        &format!("0\r\n\r\n{HIDDEN}"),
    );
    headers(
        "length 0 and chunked",
        &format!("{host}Content-Length: 0\r\n{chunked}"),
        &chunks,
    );
    headers("chunked", &format!("{host}{chunked}"), &chunks);
    headers(
        "chunked with an extension",
        &format!("{host}{chunked}"),
        &chunks.replacen("\r\n", ";a=\"\n\"\r\n", 1),
    );
    headers(
        "chunked with a trailer",
        &format!("{host}{chunked}"),
        "0\r\nHost: b\r\nX-A: b\r\n\r\n",
    );
    headers("chunks of no number", &format!("{host}{chunked}"), "zz\r\n\r\n");
    headers(
        "chunks of a huge number",
        &format!("{host}{chunked}"),
        "ffffffffffffffffff\r\n",
    );
    headers(
        "chunks with bare LF",
        &format!("{host}{chunked}"),
        &chunks.replace("\r\n", "\n"),
    );
    headers("chunked twice", &format!("{host}{chunked}{chunked}"), &chunks);
    headers(
        "chunked, but not last",
        &format!("{host}Transfer-Encoding: chunked, identity\r\n"),
        HIDDEN,
    );
    headers(
        "chunked by another name",
        &format!("{host}Transfer-Encoding: xchunked\r\n"),
        HIDDEN,
    );
    headers(
        "chunked behind a tab",
        &format!("{host}Transfer-Encoding:\tchunked\r\n"),
        &chunks,
    );
    headers(
        "chunked behind VT",
        &format!("{host}Transfer-Encoding: \x0bchunked\r\n"),
        &chunks,
    );
    headers(
        "chunked folded",
        &format!("{host}Transfer-Encoding:\r\n chunked\r\n"),
        &chunks,
    );
    headers(
        "a space before the colon of TE",
        &format!("{host}Transfer-Encoding : chunked\r\n"),
        &chunks,
    );
    headers("two lengths", &format!("{host}Content-Length: 0\r\n{length}"), HIDDEN);
    headers(
        "two lengths the other way",
        &format!("{host}{length}Content-Length: 0\r\n"),
        HIDDEN,
    );
    for wrong in [
        "-1",
        "+5",
        "5, 5",
        "0x10",
        "1e2",
        "",
        "99999999999999999999999",
        "5 5",
        "\u{665}",
        "NaN",
    ] {
        headers(
            &format!("length {wrong:?}"),
            &format!("{host}Content-Length: {wrong}\r\n"),
            HIDDEN,
        );
    }
    headers(
        "a length by another name",
        &format!("{host}Content_Length: 5\r\nContent-Length : 5\r\n"),
        HIDDEN,
    );
    headers(
        "expects to be told to go on",
        &format!("{host}{length}Expect: 100-continue\r\n"),
        "",
    );
    headers(
        "an upgrade",
        &format!("{host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n"),
        "",
    );
    headers(
        "connection: host",
        &format!("{host}Connection: host, x-request-id\r\n"),
        "",
    );
    // Addresses that are too much.
    let long = |bytes: usize| {
        format!(
            "GET /{} HTTP/1.1\r\nHost: a\r\nX-Request-Id: ID\r\n\r\n",
            "x".repeat(bytes)
        )
    };
    for bytes in [5_000, 24_000, 25_000, 40_000, 70_000, 1_000_000] {
        add(&format!("an address of {bytes} bytes"), long(bytes).as_bytes());
    }
    for (count, name) in [
        (100, "q=a&"),
        (127, "person=a&"),
        (200, "q=a&"),
        (10_000, "a&"),
        (10_000, "&"),
        (3_000, "q[]=1&"),
    ] {
        let head = format!(
            "GET /search?{} HTTP/1.1\r\nHost: a\r\nX-Request-Id: ID\r\n\r\n",
            name.repeat(count)
        );
        add(&format!("{count} parameters {name}"), head.as_bytes());
    }
    // What is no HTTP at all.
    add("nothing but ends of lines", b"\r\n\r\n\r\n\r\n");
    add("zeros", &[0; 2_000]);
    add(
        "a greeting of TLS",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    );
    add("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0");
    add("mail", b"EHLO localhost\r\nMAIL FROM:<x-evil>\r\n\r\n");
    add(
        "a proxy's preface",
        b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    );
    add("an answer", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    shapes
}
