//! What every answer has, whatever the route: bounds, CORS, errors of one form, safe defaults.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{self, ConnectInfo, MatchedPath, Request};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, LOCATION, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::format::{Format, choose};
use super::html;
use super::log::{Line, Log};
use super::origin::client;
use super::page::POLICY;
use super::permission::{bears, token_of};
use super::problem::{PROBLEM_JSON, Problem, Told};
use super::request_id::REQUEST_ID;
use super::routes::allowed;
use super::state::Service;
use super::token::Scope;

/// What a page of another origin may read of an answer's headers.
const EXPOSED: HeaderValue = HeaderValue::from_static("Content-Crs, Link, ETag, Location, X-Request-Id");

/// Wraps every request.
pub(super) async fn manners(
    extract::State(service): extract::State<Service>,
    request: Request,
    next: Next,
) -> Response {
    let begin = Instant::now();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let allowed = allowed(path.as_ref().map_or("", MatchedPath::as_str), request.uri().path());
    let method = request.method().clone();
    let id = service.request_ids.of(request.headers());
    let page = wants_page(request.headers()).then(|| request.uri().path().to_owned());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let from = peer.map(|peer| client(peer, request.headers(), &service.state.trusted_proxies));
    let is_logged = match service.state.log {
        Log::None => false,
        Log::Writes => !method.is_safe(),
        Log::Requests => true,
    };
    let logged = is_logged.then(|| {
        let who = token_of(&service.state, request.headers()).map(|token| token.name.clone());
        (request.uri().clone(), who)
    });
    let mut response = match admitted(&service, &request, from) {
        Ok(()) => bounded(&service, request, next).await,
        Err(refused) => refused.into_response(),
    };
    if method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response = options(allowed);
    }
    response = as_problem(response, &method, allowed);
    if let Some(path) = page {
        as_page(&mut response, &path);
    }
    let is_refused = response.status() == StatusCode::METHOD_NOT_ALLOWED;
    let headers = response.headers_mut();
    if is_refused {
        headers.entry(ALLOW).or_insert(HeaderValue::from_static(allowed));
    }
    headers.insert(REQUEST_ID, id);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    headers.entry(VARY).or_insert(HeaderValue::from_static("Accept, Accept-Encoding"));
    let path = path.as_ref().map(MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), begin.elapsed());
    service.metrics.count(path, status, took);
    if let Some((uri, who)) = logged {
        let text = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Line {
            method: method.as_str(),
            path: uri.path_and_query().map_or("/", PathAndQuery::as_str),
            status,
            took,
            id: text(REQUEST_ID).unwrap_or_default(),
            from: from.map(|from| from.to_string()),
            who: who.as_deref(),
            location: text(LOCATION),
        }
        .write();
    }
    response
}

/// Whether a request is let in: an address may not send too many, and where nobody may ask without a token it must bear one. The page
/// itself says nothing, and a service manager asks for health without a token.
fn admitted(service: &Service, request: &Request, from: Option<IpAddr>) -> Result<(), Problem> {
    if let (Some(pace), Some(from)) = (&service.pace, from) {
        pace.admit(from, Instant::now()).map_err(Problem::too_many)?;
    }
    let path = request.uri().path();
    let is_open = matches!(path, "/" | "/health" | "/ready") || path.starts_with("/static/");
    if service.state.private && request.method().is_safe() && request.method() != Method::OPTIONS && !is_open
    {
        bears(&service.state, request.headers(), Scope::Read)?;
    }
    Ok(())
}

/// The answer within the bounds on number, size and time.
async fn bounded(service: &Service, request: Request, next: Next) -> Response {
    let limits = &service.state.limits;
    let Ok(_place) = service.places.try_acquire() else {
        let most = limits.concurrent_requests;
        return Problem::unavailable(format!("{most} requests are being worked on, the most at a time"))
            .into_response();
    };
    if announced_length(request.headers()).is_some_and(|length| length > limits.body_bytes as u64) {
        return Problem::too_large(limits.body_bytes).into_response();
    }
    let time = if request.method().is_safe() { limits.read_time } else { limits.write_time };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => {
            Problem::unavailable(format!("this takes longer than {} s, the most per request", time.as_secs()))
                .into_response()
        }
    }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The answer to OPTIONS, which is also the browser's question before it sends a request to another origin.
fn options(allowed: &'static str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static(allowed));
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(allowed));
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Accept, Authorization, Content-Type, If-None-Match"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

/// Gives errors that the framework raised before a handler ran the form of all others.
fn as_problem(response: Response, method: &Method, allowed: &'static str) -> Response {
    let status = response.status();
    let has_form = response.headers().get(CONTENT_TYPE).is_some_and(|media| media == PROBLEM_JSON)
        || status == StatusCode::RANGE_NOT_SATISFIABLE;
    if !(status.is_client_error() || status.is_server_error()) || has_form {
        return response;
    }
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            let detail = format!("{method} is not allowed here; expected {allowed}");
            let mut response = Problem::new(status, detail).into_response();
            response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
            response
        }
        StatusCode::UNPROCESSABLE_ENTITY => {
            Problem::new(StatusCode::BAD_REQUEST, "the request cannot be read").into_response()
        }
        _ => Problem::new(status, status.canonical_reason().unwrap_or("the request failed")).into_response(),
    }
}

/// Whether a person asks, with a browser: nobody else would rather have a page.
fn wants_page(headers: &HeaderMap) -> bool {
    matches!(choose(&[Format::Json, Format::Html], None, headers), Ok(Format::Html))
}

/// Says what went wrong as a page; answers that went well stay as they are.
fn as_page(response: &mut Response, path: &str) {
    let Some(Told(problem)) = response.extensions_mut().remove() else { return };
    let page = html::page(path, "Error", &problem);
    *response.body_mut() = page.into_body();
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(Format::Html.content_type()));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
}

/// What a client sees of a bug; the log has the rest.
pub(super) fn after_panic(_panic: Box<dyn std::any::Any + Send>) -> Response {
    Problem::fault().into_response()
}

/// Whether compressing an answer is worth its while: not what fits a packet, not what is compressed already.
pub(super) fn is_worth_compressing(
    status: StatusCode,
    _: axum::http::Version,
    headers: &HeaderMap,
    _: &axum::http::Extensions,
) -> bool {
    let is_picture = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).is_some_and(|media| {
        media.starts_with("image/") && media != "image/svg+xml" || media.starts_with("font/")
    });
    status != StatusCode::NOT_MODIFIED && !is_picture
}
