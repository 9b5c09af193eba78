//! What the archivist settles about serving.

use super::PublicUrl;
use ipnet::IpNet;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Connections at once, unless the archivist says otherwise.
pub const CONNECTIONS: u32 = 1_024;

/// How the archive is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address at which the public reaches it.
    pub public: Option<PublicUrl>,
    /// Connections at once.
    pub connections: u32,
    /// Requests that one address may make in a second; no limit without it.
    pub rate: Option<NonZeroU32>,
    /// The proxies whose word is taken for who asks.
    pub proxies: Vec<Proxy>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public: None,
            connections: CONNECTIONS,
            rate: None,
            proxies: Vec::new(),
        }
    }
}

/// The address of a proxy, or of a network of them: `10.0.0.7` or `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy(IpNet);

/// A text that is neither an address nor a network of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is an address or a network of them, as in 10.0.0.7 or 10.0.0.0/8")]
pub struct ProxyError;

impl FromStr for Proxy {
    type Err = ProxyError;

    fn from_str(text: &str) -> Result<Self, ProxyError> {
        let text = text.trim();
        let one = || text.parse::<IpAddr>().map(IpNet::from);
        text.parse().or_else(|_| one()).map(Self).map_err(|_| ProxyError)
    }
}

impl Proxy {
    /// Whether this address is one of them.
    #[must_use]
    pub fn has(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}
