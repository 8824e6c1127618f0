//! Where a client sees the service: by its own request, or by what trusted proxies say of it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::{FORWARDED, HOST};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const HOSTS: HeaderName = HeaderName::from_static("x-forwarded-host");
const SCHEME: HeaderName = HeaderName::from_static("x-forwarded-proto");
const PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

/// The public face of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    scheme: &'static str,
    /// Host and perhaps port; null where a request names none, or what is none.
    authority: Option<Authority>,
    /// What stands before the paths of this service: empty, or a path without its last slash.
    prefix: String,
    /// Whether a proxy says that it passed the request on.
    is_forwarded: bool,
}

impl Origin {
    /// Reads a request. What is forwarded is believed of a peer in one of the networks alone.
    pub(super) fn of(parts: &Parts, proxies: &[IpNet]) -> Self {
        let headers = &parts.headers;
        let is_forwarded = [FORWARDED, FOR, HOSTS].iter().any(|name| headers.contains_key(name));
        let authority = parts.uri.authority().cloned().or_else(|| authority(text(headers, &HOST)?));
        let own = Self { scheme: "http", authority, prefix: String::new(), is_forwarded };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        if peer.is_some_and(|peer| is_in(proxies, peer)) { own.forwarded_by(headers, proxies) } else { own }
    }

    fn forwarded_by(self, headers: &HeaderMap, proxies: &[IpNet]) -> Self {
        let hop = if headers.contains_key(FORWARDED) {
            forwarded(headers, proxies)
        } else {
            // The last is that of the nearest proxy: the others may be the client's own.
            let last = |name| items(headers, name).last().map(str::to_owned);
            Hop { scheme: last(&SCHEME), host: last(&HOSTS) }
        };
        let scheme = match hop.scheme.as_deref() {
            Some(word) if word.eq_ignore_ascii_case("https") => "https",
            _ => self.scheme,
        };
        let authority = hop.host.and_then(|host| authority(&host)).or(self.authority);
        let prefix = text(headers, &PREFIX).map(prefix).unwrap_or_default();
        Self { scheme, authority, prefix, ..self }
    }

    /// Scheme, authority and prefix, for a path to be put behind; only the prefix where the authority is not known.
    pub(super) fn base(&self) -> String {
        let Self { scheme, authority, prefix, .. } = self;
        authority
            .as_ref()
            .map_or_else(|| prefix.clone(), |authority| format!("{scheme}://{authority}{prefix}"))
    }

    /// Whether a page's `Origin` is this service.
    pub(super) fn is_same(&self, origin: &str) -> bool {
        let authority = self.authority.as_ref().map_or("", Authority::as_str);
        origin.split_once("://").is_some_and(|(_, other)| other.eq_ignore_ascii_case(authority))
    }

    /// Whether it was addressed as this machine by the program that asks, and not through a proxy.
    pub(super) fn is_this_machine(&self) -> bool {
        let Some(authority) = &self.authority else { return false };
        let name = authority.host().trim_start_matches('[').trim_end_matches(']');
        let is_own = name.eq_ignore_ascii_case("localhost")
            || name.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        is_own && !self.is_forwarded
    }
}

/// The address that a request comes from: that of the peer, or of whoever sent it to the proxies that are trusted.
pub(super) fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    if !is_in(proxies, peer) {
        return peer;
    }
    let of_element = |element: &str| {
        let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
        let named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
        named.map(|(_, value)| value.trim().trim_matches('"')).next().and_then(address)
    };
    let hops: Vec<Option<IpAddr>> = if headers.contains_key(FORWARDED) {
        items(headers, &FORWARDED).map(of_element).collect()
    } else {
        items(headers, &FOR).map(address).collect()
    };
    // Each proxy appends whom it heard; the last that is no proxy is believed, and nothing before it.
    hops.into_iter().rev().find(|hop| !hop.is_some_and(|hop| is_in(proxies, hop))).flatten().unwrap_or(peer)
}

/// What a proxy saw of the request that it passed on.
#[derive(Default)]
struct Hop {
    scheme: Option<String>,
    host: Option<String>,
}

/// The hop at which the request came in from outside the proxies (RFC 7239): each appends what it saw, so that elements are
/// believed from the last on, as long as the one before was written by a proxy too.
fn forwarded(headers: &HeaderMap, proxies: &[IpNet]) -> Hop {
    let mut hop = Hop::default();
    for element in items(headers, &FORWARDED).rev() {
        let mut client = None;
        for pair in element.split(';') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "proto" => hop.scheme = Some(value.to_owned()),
                "host" => hop.host = Some(value.to_owned()),
                "for" => client = address(value),
                _ => {}
            }
        }
        if !client.is_some_and(|client| is_in(proxies, client)) {
            break;
        }
    }
    hop
}

/// An address as `for` writes it, perhaps with a port: `192.0.2.60`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = || text.trim_start_matches('[').trim_end_matches(']').parse();
    text.parse::<SocketAddr>().map(|with_port| with_port.ip()).or_else(|_without_port| bare()).ok()
}

fn is_in(proxies: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    proxies.iter().any(|network| network.contains(&address))
}

/// The items of a list, over all headers of this name.
fn items<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl DoubleEndedIterator<Item = &'h str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// What is no authority is not repeated into links.
fn authority(text: &str) -> Option<Authority> {
    text.parse().ok().filter(|authority: &Authority| !authority.as_str().contains('@'))
}

/// The path before ours; none where it is no plain path.
fn prefix(text: &str) -> String {
    let path = text.trim().trim_end_matches('/');
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    if path.starts_with('/') && is_plain && !path.contains("//") { path.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    /// The origin of a request from a peer that came with headers, where 10.0.0.0/8 and `::1` are trusted.
    fn origin(peer: &str, headers: &[(&str, &str)]) -> Origin {
        let mut request = Request::builder().uri("/collections").header(HOST, "inside:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
        let proxies = ["10.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap());
        Origin::of(&request.into_parts().0, &proxies)
    }

    #[test]
    fn what_anybody_else_forwards_is_not_believed() {
        let headers = [("forwarded", "proto=https;host=evil.example"), ("x-forwarded-prefix", "/evil")];
        for peer in ["192.0.2.1", "127.0.0.1", "2001:db8::1"] {
            assert_eq!(origin(peer, &headers).base(), "http://inside:8080", "{peer}");
        }
    }

    #[test]
    fn a_trusted_proxy_says_scheme_host_and_prefix() {
        let expected = "https://maps.example.org/news";
        for peer in ["10.1.2.3", "::1", "::ffff:10.1.2.3"] {
            let de_facto = [
                ("x-forwarded-proto", "https"),
                ("x-forwarded-host", "maps.example.org"),
                ("x-forwarded-prefix", "/news/"),
            ];
            assert_eq!(origin(peer, &de_facto).base(), expected);
            let standard = [
                ("forwarded", "for=192.0.2.7;Proto=HTTPS;host=\"maps.example.org\""),
                ("x-forwarded-prefix", "/news"),
            ];
            assert_eq!(origin(peer, &standard).base(), expected);
        }
    }

    #[test]
    fn of_several_hops_the_one_counts_that_came_from_outside() {
        let chain = "proto=http;host=forged.example, for=192.0.2.7;proto=https;host=maps.example.org, for=10.0.0.9;proto=http";
        assert_eq!(origin("10.0.0.8", &[("forwarded", chain)]).base(), "https://maps.example.org");
        let hosts =
            [("x-forwarded-host", "forged.example, maps.example.org"), ("x-forwarded-for", "1.1.1.1")];
        assert_eq!(origin("10.0.0.8", &hosts).base(), "http://maps.example.org");
    }

    #[test]
    fn a_client_is_the_last_that_a_trusted_proxy_heard() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let of = |peer: &str, name: &'static str, value: &str| {
            let headers = HeaderMap::from_iter([(HeaderName::from_static(name), value.parse().unwrap())]);
            client(peer.parse().unwrap(), &headers, &proxies).to_string()
        };
        assert_eq!(of("192.0.2.7", "x-forwarded-for", "198.51.100.1"), "192.0.2.7");
        assert_eq!(of("10.0.0.1", "x-forwarded-for", "203.0.113.9, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(
            of("10.0.0.1", "forwarded", "for=203.0.113.9, for=198.51.100.1;proto=https"),
            "198.51.100.1"
        );
        assert_eq!(of("10.0.0.1", "x-forwarded-for", "nonsense"), "10.0.0.1");
    }

    #[test]
    fn what_is_no_host_or_path_is_left_out() {
        for (name, value) in [
            ("x-forwarded-host", "a b"),
            ("x-forwarded-host", "user@evil.example"),
            ("x-forwarded-host", "\"><script>"),
            ("x-forwarded-proto", "javascript"),
            ("x-forwarded-prefix", "//evil.example"),
            ("x-forwarded-prefix", "/a?b"),
            ("x-forwarded-prefix", "news"),
            ("forwarded", "host=;;=,\"proto"),
        ] {
            assert_eq!(origin("10.0.0.8", &[(name, value)]).base(), "http://inside:8080", "{name}: {value}");
        }
    }

    #[test]
    fn this_machine_is_known_by_its_loopback_names_and_no_proxy_speaks_for_it() {
        let named = |host: &str, proxied: bool| {
            let authority = authority(host);
            Origin { scheme: "http", authority, prefix: String::new(), is_forwarded: proxied }
                .is_this_machine()
        };
        for host in ["localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "127.1.2.3"] {
            assert!(named(host, false), "{host}");
            assert!(!named(host, true), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org", "10.0.0.1:8080", "[::2]"] {
            assert!(!named(host, false), "{host}");
        }
    }
}
