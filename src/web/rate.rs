//! So many requests for each address, where the archivist wants it so.

use super::Error;
use super::settings::{Proxy, Settings};
use super::site::Site;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// So many requests may come at once after a pause, in seconds of the rate: a page and what it needs.
const BURST: u32 = 5;
/// Addresses that are remembered. When there are more, those are forgotten that have paused long enough.
const ADDRESSES: usize = 50_000;

/// How seldom it is looked which those are.
const FORGET: Duration = Duration::from_secs(1);

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub IpAddr);

/// The limit, and who has used how much of it.
pub(super) struct Rate {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    proxies: Vec<Proxy>,
    /// When those were last forgotten that have paused: to look at all of them takes a while.
    forgot: Mutex<Instant>,
}

impl Rate {
    /// Nothing where no limit is wanted.
    pub(super) fn of(settings: &Settings) -> Option<Self> {
        let rate = settings.rate?;
        let burst = rate.saturating_mul(NonZeroU32::new(BURST)?);
        Some(Self {
            limiter: RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst)),
            clock: DefaultClock::default(),
            proxies: settings.proxies.clone(),
            forgot: Mutex::new(Instant::now()),
        })
    }

    /// Lets a request pass, or says in how many seconds it may come again.
    fn check(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), u64> {
        let mut client = network(self.client(peer, headers));
        if self.limiter.len() >= ADDRESSES {
            self.forget();
            if self.limiter.len() >= ADDRESSES {
                // So many at once are an attack: all share what one may ask.
                client = Ipv6Addr::UNSPECIFIED.into();
            }
        }
        self.limiter.check_key(&client).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            wait.as_secs() + 1
        })
    }

    fn forget(&self) {
        if let Ok(mut forgot) = self.forgot.try_lock()
            && forgot.elapsed() >= FORGET
        {
            self.limiter.retain_recent();
            *forgot = Instant::now();
        }
    }

    /// Who asks: the last address of `X-Forwarded-For` that is no proxy of ours, where a proxy of ours
    /// says so; those before it can be made up by anybody.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let ours = |address: IpAddr| self.proxies.iter().any(|proxy| proxy.has(address));
        let mut client = peer.to_canonical();
        // As bytes, for what a client wrote into it may be no text.
        let lines: Vec<&[u8]> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .map(HeaderValue::as_bytes)
            .collect();
        for named in lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).rev() {
            if !ours(client) {
                break;
            }
            match address(named) {
                Some(named) => client = named.to_canonical(),
                None => break,
            }
        }
        client
    }
}

/// An address as proxies write it: some with a port, one of IPv6 in brackets or without.
fn address(named: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(named).ok()?.trim();
    let bare = || text.parse().ok();
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    bare().or_else(with_port).or_else(in_brackets)
}

/// Of IPv6 the first half counts: whoever has one address has all behind it.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

/// Refuses what comes too fast. Whether it answers at all may always be asked; whether it is ready is a question
/// to the index like others.
pub(super) async fn limit(
    site: &Site,
    request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Result<Response, Error> {
    let watching = request.uri().path() == "/healthz";
    if let Some(rate) = site.rate().filter(|_| !watching)
        && let Some(Peer(peer)) = request.extensions().get()
    {
        rate.check(*peer, request.headers()).map_err(Error::Often)?;
    }
    Ok(next(request).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(proxies: &[&str]) -> Rate {
        Rate::of(&Settings {
            rate: NonZeroU32::new(1),
            proxies: proxies.iter().map(|text| text.parse().unwrap()).collect(),
            ..Settings::default()
        })
        .unwrap()
    }

    #[track_caller]
    fn check(peer: &str, lines: &[&str], client: &str) {
        let rate = rate(&["10.0.0.0/8", "::1"]);
        let value = |line: &&str| (FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        let headers = lines.iter().map(value).collect();
        let found = rate.client(peer.parse().unwrap(), &headers);
        assert_eq!(found, client.parse::<IpAddr>().unwrap(), "{peer} {lines:?}");
    }

    #[test]
    fn only_our_proxies_say_who_asks() {
        check("10.0.0.1", &[], "10.0.0.1");
        check("10.0.0.1", &["192.0.2.7"], "192.0.2.7");
        check("::1", &["192.0.2.7"], "192.0.2.7");
        check("192.0.2.1", &["198.51.100.1"], "192.0.2.1");
        // What the client itself wrote stands in front.
        check("10.0.0.1", &["1.1.1.1, 192.0.2.7, 10.0.0.2"], "192.0.2.7");
        check("10.0.0.1", &["1.1.1.1", "192.0.2.7"], "192.0.2.7");
        check("10.0.0.1", &["192.0.2.7:4711"], "192.0.2.7");
        check("::ffff:10.0.0.1", &["[2001:db8::7]:80"], "2001:db8::7");
        check("10.0.0.1", &["[2001:db8::7]"], "2001:db8::7");
        check("10.0.0.1", &["2001:db8::7"], "2001:db8::7");
        check("10.0.0.1", &["1.1.1.1, unknown"], "10.0.0.1");
        // What is no text hides nobody behind it.
        check("10.0.0.1", &["\u{ff}, 192.0.2.7"], "192.0.2.7");
        check("10.0.0.1", &["192.0.2.7, \u{ff}"], "10.0.0.1");
        check("10.0.0.1", &["", ","], "10.0.0.1");
    }

    #[test]
    fn each_address_has_its_own_share() {
        let rate = rate(&[]);
        let ask = |peer: &str| rate.check(peer.parse().unwrap(), &HeaderMap::new());
        for _ in 0..BURST {
            assert_eq!(ask("192.0.2.1"), Ok(()));
        }
        assert_eq!(ask("192.0.2.1"), Err(1));
        assert_eq!(ask("192.0.2.2"), Ok(()));
        // One house, many addresses.
        for n in 0..BURST {
            assert_eq!(ask(&format!("2001:db8::{n}")), Ok(()));
        }
        assert_eq!(ask("2001:db8::ffff"), Err(1));
        assert_eq!(ask("2001:db8:0:1::1"), Ok(()));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let rate = rate(&[]);
        for n in 0..60_000_u32 {
            let _ = rate.check(IpAddr::from((0x0b00_0000 + n).to_be_bytes()), &HeaderMap::new());
        }
        assert!(rate.limiter.len() <= ADDRESSES + 1, "{}", rate.limiter.len());
    }
}
