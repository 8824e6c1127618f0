//! Errors of one form, methods, other origins, bounds.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::http::StatusCode;

use super::*;
use crate::http::routes::PATHS;

#[tokio::test]
async fn a_bad_value_is_400_with_the_parameter_and_what_was_expected() {
    let router = at_points(&equator());
    for (query, parameter) in [
        ("bbox=1,2,3", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("datetime=yesterday", "datetime"),
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=ten", "limit"),
        ("kind=city", "kind"),
        ("cursor=xyz", "cursor"),
        ("crs=http://www.opengis.net/def/crs/EPSG/0/1", "crs"),
        ("confidence=%FF", "confidence"),
        ("unknown=1", "unknown"),
        ("limit=1&limit=2", "limit"),
        ("%00", "\0"),
    ] {
        let got = get(&router, &format!("/collections/mentions/items?{query}")).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(got.header("content-type"), "application/problem+json", "{query}");
        let body = got.json();
        assert_eq!(body["parameter"], parameter, "{query}");
        assert!(!body["expected"].as_str().unwrap().is_empty(), "{query}");
        assert_eq!(body["status"], 400);
    }
}

#[tokio::test]
async fn a_person_with_a_browser_reads_of_an_error_on_a_page() {
    let router = at_points(&equator());
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (path, status, words) in [
        ("/nothing/%3Cscript%3E", StatusCode::NOT_FOUND, "/ lists what there is"),
        ("/collections/mentions/items?limit=0", StatusCode::BAD_REQUEST, "a whole number from 1 to"),
        ("/collections/nobody", StatusCode::NOT_FOUND, "nobody"),
    ] {
        let got = get_with(&router, path, "accept", browser).await;
        assert_eq!((got.status, got.header("content-type")), (status, "text/html; charset=utf-8"), "{path}");
        assert!(got.text().contains(words) && !got.text().contains("<script>"), "{}", got.text());
        assert!(!got.header("content-security-policy").is_empty());
        let json = get_with(&router, path, "accept", "*/*").await;
        assert_eq!(json.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_path_that_is_no_text_is_400_and_not_a_fault() {
    let router = at_points(&equator());
    let got = get(&router, "/collections/mentions/items/%FF").await;
    assert_eq!(
        (got.status, got.header("content-type")),
        (StatusCode::BAD_REQUEST, "application/problem+json")
    );
}

#[tokio::test]
async fn a_method_that_is_not_allowed_is_405_with_those_that_are() {
    let router = at_points(&equator());
    let got = send(&router, request("PUT", "/documents").body(Body::empty()).unwrap()).await;
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(got.header("content-type"), "application/problem+json");
    assert_eq!(got.header("allow"), "GET, HEAD, POST, OPTIONS");
    assert!(got.json()["detail"].as_str().unwrap().ends_with("expected GET, HEAD, POST, OPTIONS"));
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let router = at_points(&equator());
    let get = get(&router, "/mentions.geojson").await;
    let head = send(&router, request("HEAD", "/mentions.geojson").body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    for name in ["content-type", "etag", "content-crs", "content-length"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!(get.header("content-length"), get.body.len().to_string());
}

#[tokio::test]
async fn options_and_the_headers_of_every_answer_open_reading_to_pages_of_any_origin() {
    let router = at_points(&equator());
    let got = send(&router, request("OPTIONS", "/documents").body(Body::empty()).unwrap()).await;
    assert_eq!(got.status, StatusCode::NO_CONTENT);
    assert_eq!(got.header("access-control-allow-methods"), "GET, HEAD, POST, OPTIONS");
    for path in ["/mentions.geojson", "/nothing", "/mentions.geojson?limit=0"] {
        let got = get(&router, path).await;
        assert_eq!(got.header("access-control-allow-origin"), "*");
        for name in ["Content-Crs", "Link", "ETag"] {
            assert!(got.header("access-control-expose-headers").contains(name));
        }
        assert_eq!(got.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_body_above_the_limit_is_413_whether_it_says_its_length_or_not() {
    let mut state = state(&[], &[]);
    state.limits.body_bytes = 1 << 20;
    let router = router(state);
    for announced in [true, false] {
        let mut long = request("POST", "/geoparse").header("content-type", "text/plain");
        if announced {
            long = long.header("content-length", (1 << 20) + 1);
        }
        let got = send(&router, long.body(Body::from(vec![b'a'; (1 << 20) + 1])).unwrap()).await;
        assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(got.json()["detail"].as_str().unwrap().contains("1 MiB"));
    }
}

#[tokio::test]
async fn one_request_too_many_is_asked_to_come_back() {
    let mut state = state(&[], &[]);
    state.limits.concurrent_requests = 0;
    let got = get(&router(state), "/").await;
    assert_eq!((got.status, got.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "1"));
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_ended_with_the_bound_named() {
    let mut state = state(&[], &[]);
    state.limits.write_time = Duration::from_millis(10);
    state.parse = Arc::new(|document, _| {
        std::thread::sleep(Duration::from_millis(500));
        parse(document)
    });
    let got = send(&router(state), request("POST", "/geoparse").body(Body::from("Homs")).unwrap()).await;
    assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(got.json()["detail"].as_str().unwrap().contains("longer than"));
}

#[tokio::test]
async fn a_fault_while_reading_a_text_is_an_answer_and_the_service_goes_on() {
    let mut state = state(&[], &[]);
    state.parse = Arc::new(|_, _| panic!("a fault"));
    let router = router(state);
    let got = send(&router, request("POST", "/geoparse").body(Body::from("Homs")).unwrap()).await;
    assert_eq!(got.header("content-type"), "application/problem+json");
    assert_eq!(get(&router, "/health").await.status, StatusCode::OK);
}

#[tokio::test]
async fn readiness_waits_for_the_documents_and_metrics_count_requests_by_route() {
    let state = state(&[document_with(&equator())], &[]);
    let ready = state.ready.clone();
    ready.store(false, std::sync::atomic::Ordering::Release);
    let router = router(state);
    assert_eq!(get(&router, "/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
    ready.store(true, std::sync::atomic::Ordering::Release);
    assert_eq!(get(&router, "/ready").await.json()["mentions"], 37);
    let text = String::from_utf8(get(&router, "/metrics").await.body).unwrap();
    assert!(text.contains("dateline_http_requests_total{route=\"/ready\",status=\"503\"} 1"), "{text}");
    assert!(text.contains("dateline_features{collection=\"mentions\"} 37"), "{text}");
    let duration = "dateline_http_request_duration_seconds";
    assert!(text.contains(&format!("{duration}_bucket{{route=\"/ready\",le=\"+Inf\"}} 2\n")), "{text}");
    assert!(text.contains(&format!("{duration}_count{{route=\"/ready\"}} 2\n")), "{text}");
    assert!(!text.contains("/conformance"), "{text}");
}

#[tokio::test]
async fn links_name_the_host_the_client_asked_and_never_repeat_what_is_none() {
    let router = at_points(&equator());
    let ask =
        |host: &str| Request::builder().uri("/collections").header(HOST, host).body(Body::empty()).unwrap();
    let got = send(&router, ask("maps.example.org")).await;
    assert_eq!(got.link("self").unwrap(), "http://maps.example.org/collections");
    let got = send(&router, ask("evil\"><script>")).await;
    assert_eq!(got.link("self").unwrap(), "/collections");
}

#[tokio::test]
async fn behind_a_trusted_proxy_links_and_writing_go_by_what_it_says() {
    let mut state = state(&[], &[]);
    state.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    let router = router(state);
    let from = |peer: [u8; 4]| {
        let mut request = Request::builder()
            .uri("/collections/mentions/items?limit=1")
            .header(HOST, "127.0.0.1:8080")
            .header("forwarded", "host=maps.example.org;proto=https")
            .header("x-forwarded-prefix", "/news")
            .body(Body::empty())
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 4711))));
        request
    };
    let got = send(&router, from([10, 0, 0, 1])).await;
    let own = "/collections/mentions/items?limit=1";
    assert_eq!(got.link("self").unwrap(), format!("https://maps.example.org/news{own}"));
    let got = send(&router, from([192, 0, 2, 1])).await;
    assert_eq!(got.link("self").unwrap(), format!("http://127.0.0.1:8080{own}"));
}

#[tokio::test]
async fn every_answer_has_the_name_of_its_request() {
    let router = at_points(&equator());
    let got = get_with(&router, "/health", "x-request-id", "from-the-proxy.7").await;
    assert_eq!(got.header("x-request-id"), "from-the-proxy.7");
    let (one, other) = (get(&router, "/nothing").await, get(&router, "/nothing").await);
    assert!(!one.header("x-request-id").is_empty());
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
}

#[tokio::test]
async fn the_methods_a_path_says_it_allows_are_those_it_has() {
    let router = writing(None);
    for path in PATHS {
        let concrete = path.replace("{*path}", "x").replace(['{', '}'], "");
        let options = send(&router, request("OPTIONS", &concrete).body(Body::empty()).unwrap()).await;
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
            let got = send(&router, request(method, &concrete).body(Body::empty()).unwrap()).await;
            let is_allowed = options.header("allow").split(", ").any(|allowed| allowed == method);
            assert_eq!(got.status != StatusCode::METHOD_NOT_ALLOWED, is_allowed, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_range_of_bytes_is_that_part_of_the_whole() {
    let router = at_points(&equator());
    let whole = get(&router, "/flight-path.geojson").await;
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let part = get_with(&router, "/flight-path.geojson", "range", "bytes=10-19").await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, whole.body[10..20]);
    assert_eq!(part.header("content-range"), format!("bytes 10-19/{}", whole.body.len()));
    let beyond = get_with(&router, "/mentions.geojson", "range", "bytes=99999999-").await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
}
