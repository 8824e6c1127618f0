use std::convert::Infallible;
use std::mem;

use axum::extract::{FromRequestParts, Query};
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::format::{self, Format};
use super::html;
use super::origin::Origin;
use super::problem::Problem;
use super::state::Service;
use crate::query::{Pairs, Parameter, QueryError};

/// What every handler needs of a request: where it was sent, its parameters and its headers.
pub(super) struct Asked {
    uri: Uri,
    base: String,
    pairs: Vec<(String, String)>,
    pub(super) origin: Origin,
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<Service> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Infallible> {
        let pairs = Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let origin = Origin::of(parts, &service.state.trusted_proxies);
        Ok(Self {
            base: origin.base(),
            pairs,
            origin,
            // Nothing that comes after asks for them.
            uri: mem::take(&mut parts.uri),
            headers: mem::take(&mut parts.headers),
        })
    }
}

impl Asked {
    /// The decoded query string.
    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The parameters, checked against those the resource has.
    pub(super) fn checked(&self, known: &[&Parameter]) -> Result<Pairs<'_>, QueryError> {
        Pairs::check(&self.pairs, known)
    }

    /// The format to answer in.
    pub(super) fn format(&self, offers: &[Format]) -> Result<Format, Problem> {
        let f = self.pairs.iter().find(|(name, _)| name == "f").map(|(_, value)| value.as_str());
        format::choose(offers, f, &self.headers)
    }

    /// The absolute address of a path of this service.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The absolute address of the request itself.
    pub(super) fn own_address(&self) -> String {
        self.address(self.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str))
    }

    /// The path of the request.
    pub(super) fn path(&self) -> &str {
        self.uri.path()
    }

    /// The request's address with one parameter set and all others as they were sent, escapes and all.
    pub(super) fn address_with(&self, name: &str, value: &str) -> String {
        let others = self
            .uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
        let query: Vec<_> = others.map(str::to_owned).chain([format!("{name}={value}")]).collect();
        format!("{}{}?{}", self.base, self.uri.path(), query.join("&"))
    }

    /// `self` and `alternate` links of a resource in the formats it is offered in.
    pub(super) fn links_to_self(&self, chosen: Format, offers: &[Format]) -> Vec<Link> {
        let mut links = vec![link("self", chosen.content_type(), "This document", self.own_address())];
        for other in offers.iter().filter(|offer| **offer != chosen) {
            let address = self.address_with("f", other.words()[0]);
            links.push(link("alternate", other.content_type(), "The same in another format", address));
        }
        links
    }
}

/// A link object.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    rel: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    title: &'static str,
    href: String,
}

impl From<Link> for Value {
    fn from(link: Link) -> Self {
        json!(link)
    }
}

/// A link object.
pub(super) fn link(
    rel: &'static str,
    media_type: &'static str,
    title: &'static str,
    href: impl Into<String>,
) -> Link {
    Link { rel, media_type, title, href: href.into() }
}

/// An encoded feature with links of its own.
pub(super) fn with_links(feature: &[u8], links: &[Link]) -> Vec<u8> {
    let links = serde_json::to_vec(links).expect("links are written without fail");
    with_member(feature, "links", &links)
}

/// An encoded object, not empty, with one more member of encoded JSON, copied and not read.
pub(super) fn with_member(object: &[u8], name: &str, value: &[u8]) -> Vec<u8> {
    // It goes in before the closing brace.
    [&object[..object.len() - 1], b",\"", name.as_bytes(), b"\":", value, b"}"].concat()
}

/// An answer that is JSON for machines and a page for people; the title is for an answer without one of its own.
pub(super) fn respond_either(asked: &Asked, format: Format, title: &str, answer: &Value) -> Response {
    if format == Format::Html {
        html::page(asked.path(), title, answer)
    } else {
        respond(format, answer.to_string())
    }
}

/// An answer in a format, with what caches need to know.
pub(super) fn respond(format: Format, body: impl Into<axum::body::Body>) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    headers.insert(VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    response
}
