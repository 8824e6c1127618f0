//! What every answer has, whatever the route: bounds, CORS, errors of one form, safe defaults.

use axum::extract::{self, MatchedPath, Request};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_LENGTH, CONTENT_TYPE, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::{PROBLEM_JSON, Problem};
use super::state::Service;

/// Wraps every request.
pub(super) async fn manners(
    extract::State(service): extract::State<Service>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let mut response = bounded(&service, request, next).await;
    if method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response = options(response.headers().get(ALLOW));
    }
    response = as_problem(response, &method);
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers
        .insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Content-Crs, Link, ETag, Location"));
    headers.entry(VARY).or_insert(HeaderValue::from_static("Accept, Accept-Encoding"));
    service.metrics.count(path.as_ref().map(MatchedPath::as_str), response.status().as_u16());
    response
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
fn options(allow: Option<&HeaderValue>) -> Response {
    let allowed = allow.and_then(|allow| allow.to_str().ok()).unwrap_or("GET,HEAD");
    let allowed = format!("{allowed},OPTIONS").replace(',', ", ");
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    if let Ok(allowed) = HeaderValue::try_from(allowed) {
        headers.insert(ALLOW, allowed.clone());
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, allowed);
    }
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Accept, Content-Type, If-None-Match"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

/// Gives errors that the framework raised before a handler ran the form of all others.
fn as_problem(response: Response, method: &Method) -> Response {
    let status = response.status();
    let is_problem = response.headers().get(CONTENT_TYPE).is_some_and(|media| media == PROBLEM_JSON);
    if !(status.is_client_error() || status.is_server_error()) || is_problem {
        return response;
    }
    let allow = response.headers().get(ALLOW).cloned();
    let mut response = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            let allowed = allow.as_ref().and_then(|allow| allow.to_str().ok()).unwrap_or_default();
            Problem::new(status, format!("{method} is not allowed here; expected {allowed}")).into_response()
        }
        StatusCode::UNPROCESSABLE_ENTITY => {
            Problem::new(StatusCode::BAD_REQUEST, "the request cannot be read").into_response()
        }
        _ => Problem::new(status, status.canonical_reason().unwrap_or("the request failed")).into_response(),
    };
    if let Some(allow) = allow {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

/// What a client sees of a bug; the log has the rest.
pub(super) fn after_panic(_panic: Box<dyn std::any::Any + Send>) -> Response {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "this is a fault of the service, and not of the request")
        .into_response()
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
