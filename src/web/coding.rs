//! Which form of a body goes over the wire: compressed for those who take it.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// How a body is coded. The best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Only of what is coded once and kept: at a level that pays, it is slow.
    Brotli,
    Gzip,
    /// As it is.
    Plain,
}

impl Coding {
    /// As headers and tags name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
            Coding::Plain => "identity",
        }
    }

    /// A body in this coding, for an answer that is made once and sent once: pages are small and
    /// many, and the fastest level saves nearly as much.
    pub(super) fn once(self, body: &Bytes) -> io::Result<Bytes> {
        match self {
            Coding::Gzip => gzip(body, Compression::fast()),
            Coding::Brotli | Coding::Plain => Ok(body.clone()),
        }
    }

    /// A body in this coding, as small as it gets.
    pub(super) fn best(self, body: &Bytes) -> io::Result<Bytes> {
        match self {
            Coding::Brotli => brotli(body),
            Coding::Gzip => gzip(body, Compression::best()),
            Coding::Plain => Ok(body.clone()),
        }
    }
}

fn gzip(body: &[u8], level: Compression) -> io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 2), level);
    encoder.write_all(body)?;
    let mut coded = encoder.finish()?;
    // It may be kept.
    coded.shrink_to_fit();
    Ok(coded.into())
}

fn brotli(mut body: &[u8]) -> io::Result<Bytes> {
    let mut coded = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        size_hint: body.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut body, &mut coded, &params)?;
    Ok(coded.into())
}

/// Which of the codings on offer a client takes, the one it likes best first. The plain body is
/// always among them: a client that takes nothing at all is still better answered.
pub(super) fn taken(asked: &HeaderMap, offered: &[Coding]) -> Vec<Coding> {
    let wishes: Vec<(String, u16)> = asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(wish)
        .collect();
    let weight = |name: &str| {
        wishes
            .iter()
            .find(|(wished, _)| wished == name)
            .map(|(_, weight)| *weight)
    };
    let mut taken: Vec<(u16, Coding)> = offered
        .iter()
        .filter_map(|coding| match coding {
            Coding::Plain => Some((weight(coding.name()).unwrap_or(0), *coding)),
            _ => weight(coding.name())
                .or_else(|| weight("*"))
                .filter(|weight| *weight > 0)
                .map(|weight| (weight, *coding)),
        })
        .collect();
    taken.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    taken.into_iter().map(|(_, coding)| coding).collect()
}

/// `gzip;q=0.5` as a name and thousandths.
fn wish(text: &str) -> (String, u16) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("q"))
        .map_or(1_000, |(_, value)| thousandths(value.trim()));
    (name, weight)
}

fn thousandths(value: &str) -> u16 {
    let weight: f32 = value.parse().unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    let weight = (weight.clamp(0.0, 1.0) * 1_000.0) as u16;
    weight
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const ALL: [Coding; 3] = [Coding::Brotli, Coding::Gzip, Coding::Plain];

    #[track_caller]
    fn check(accept: &'static str, expected: &str) {
        let asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
        let names: Vec<&str> = taken(&asked, &ALL).into_iter().map(Coding::name).collect();
        assert_eq!(names.join(" "), expected, "{accept}");
    }

    #[test]
    fn what_a_client_takes() {
        check("", "identity");
        check("gzip", "gzip identity");
        check("gzip, deflate, br, zstd", "br gzip identity");
        check("GZIP;Q=0.5, br;q=0.4", "gzip br identity");
        check("*", "br gzip identity");
        check("*;q=0.5, br;q=0", "gzip identity");
        check("gzip;q=0", "identity");
        check("gzip;q=0.000, identity;q=0", "identity");
        check("gzip;q=0.5, identity", "identity gzip");
        check("gzip;q=NaN, br;q=-1, ;;,,=", "identity");
        assert_eq!(taken(&HeaderMap::new(), &ALL), [Coding::Plain]);
        assert_eq!(taken(&HeaderMap::new(), &[Coding::Plain]), [Coding::Plain]);
    }

    #[test]
    fn every_coding_shortens_what_repeats() {
        let body = Bytes::from("over and over ".repeat(100));
        for coding in [Coding::Brotli, Coding::Gzip] {
            assert!(coding.best(&body).unwrap().len() < 60, "{coding:?}");
        }
        assert!(Coding::Gzip.once(&body).unwrap().len() < 100);
        assert_eq!(Coding::Plain.once(&body).unwrap(), body);
    }
}
