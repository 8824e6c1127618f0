//! Texts in: read without storing, stored, deleted; who may write.

use axum::http::StatusCode;

use super::*;

async fn post(router: &Router, path: &str, content_type: &str, body: &str) -> Got {
    let request = request("POST", path).header("content-type", content_type);
    send(router, request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_text_is_read_and_nothing_is_stored() {
    let router = writing(None);
    let got = post(&router, "/geoparse", "text/plain; charset=utf-8", "From Homs to Nowhere.").await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/geo+json"));
    assert_eq!(got.ids().len(), 1);
    assert_eq!(got.json()["unlocated"][0]["properties"]["surface"], "Nowhere");
    assert_eq!(get(&router, "/documents").await.json()["numberMatched"], 0);
}

#[tokio::test]
async fn a_json_text_brings_its_title_and_date() {
    let router = writing(None);
    let body = r#"{"text":"In Homs.","title":"Dispatch","date":"2015-10-07"}"#;
    let got = post(&router, "/geoparse", "application/json", body).await;
    let document = &got.json()["documents"][0];
    assert_eq!((&document["title"], &document["published"]), (&"Dispatch".into(), &"2015-10-07".into()));
}

#[tokio::test]
async fn what_is_known_of_a_text_may_stand_in_the_address_and_a_list_of_texts_is_read() {
    let router = writing(None);
    let path = "/geoparse?date=2015-10-07&title=Dispatch&source=Wire&language=en";
    let got = post(&router, path, "text/plain", "In Homs.").await;
    let document = &got.json()["documents"][0];
    for (name, value) in
        [("published", "2015-10-07"), ("published_basis", "given"), ("title", "Dispatch"), ("source", "Wire")]
    {
        assert_eq!(document[name], value, "{name}");
    }
    // What the object says of itself is nearer.
    let got = post(&router, path, "application/json", r#"{"text":"In Homs.","title":"Own"}"#).await;
    let document = &got.json()["documents"][0];
    assert_eq!((&document["title"], &document["published"]), (&"Own".into(), &"2015-10-07".into()));
    let got =
        post(&router, "/documents", "application/json", r#"[{"text":"In Homs."},{"text":"In Hama."}]"#).await;
    assert_eq!(got.status, StatusCode::CREATED);
    assert_eq!(got.json()["documents"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_page_is_read_as_its_article_and_a_feed_as_its_entries() {
    let router = writing(None);
    let page = "<html><head><title>A convoy</title><meta name=date content=2015-10-07></head><body>\
                <nav><a href=/>Hama</a></nav><p>The convoy drove to Homs on Tuesday, they said.</p></body></html>";
    let got = post(&router, "/geoparse", "text/html; charset=utf-8", page).await;
    let document = &got.json()["documents"][0];
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!((&document["title"], &document["published"]), (&"A convoy".into(), &"2015-10-07".into()));
    assert_eq!(document["published_basis"], "metadata");
    assert_eq!(got.ids().len(), 1);
    let feed = "<rss><channel><item><description>In Homs.</description></item><item><title>In Hama</title></item></channel></rss>";
    let got = post(&router, "/documents", "application/rss+xml", feed).await;
    assert_eq!(got.status, StatusCode::CREATED);
    assert_eq!(got.json()["documents"].as_array().unwrap().len(), 2);
    for body in ["<nav><a href=/>Hama</a></nav>", ""] {
        let got = post(&router, "/geoparse", "text/html", body).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(got.json()["detail"].as_str().unwrap().contains("no article"), "{}", got.json());
    }
}

#[tokio::test]
async fn the_encoding_of_a_page_is_what_its_header_says() {
    let router = writing(None);
    let (body, _, _) = encoding_rs::WINDOWS_1251.encode("<p>Хомс</p>");
    let request = request("POST", "/geoparse").header("content-type", "text/html; charset=\"windows-1251\"");
    let got = send(&router, request.body(Body::from(body.into_owned())).unwrap()).await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(got.json()["documents"][0]["characters"], 4, "{}", got.json());
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_a_clear_error() {
    let router = writing(None);
    for (content_type, body, status, word) in [
        ("application/json", "{", StatusCode::BAD_REQUEST, "line 1"),
        ("application/json", r#"{"text":"a","when":"b"}"#, StatusCode::BAD_REQUEST, "when"),
        ("application/json", r#"{"text":" "}"#, StatusCode::BAD_REQUEST, "empty"),
        ("application/json", r#"{"text":"a","date":"7 Oct"}"#, StatusCode::BAD_REQUEST, "2015-10-07"),
        ("text/plain", "", StatusCode::BAD_REQUEST, "empty"),
        ("text/plain", "a\0b", StatusCode::BAD_REQUEST, "byte 1"),
        ("image/png", "a", StatusCode::UNSUPPORTED_MEDIA_TYPE, "image/png"),
    ] {
        let got = post(&router, "/geoparse", content_type, body).await;
        assert_eq!(got.status, status, "{content_type} {body:?}");
        assert!(got.json()["detail"].as_str().unwrap().contains(word), "{}", got.json());
    }
}

#[tokio::test]
async fn a_document_is_added_once_served_and_deleted() {
    let router = writing(None);
    let got = post(&router, "/documents", "text/plain", "In Homs.").await;
    assert_eq!(got.status, StatusCode::CREATED);
    let path = got.header("location").strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
    assert_eq!(post(&router, "/documents", "text/plain", "In Homs.").await.status, StatusCode::OK);
    assert_eq!(get(&router, &path).await.json()["text"], "In Homs.");
    assert_eq!(get(&router, "/mentions.geojson").await.ids().len(), 1);
    let delete = || request("DELETE", &path).body(Body::empty()).unwrap();
    assert_eq!(send(&router, delete()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send(&router, delete()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&router, "/mentions.geojson").await.ids().len(), 0);
}

#[tokio::test]
async fn a_page_of_another_origin_may_not_write() {
    let router = writing(None);
    for (origin, status) in [
        ("http://127.0.0.1:8080", StatusCode::CREATED),
        ("http://evil.example", StatusCode::FORBIDDEN),
        ("null", StatusCode::FORBIDDEN),
    ] {
        let request =
            request("POST", "/documents").header("origin", origin).header("content-type", "text/plain");
        let got = send(&router, request.body(Body::from("In Homs.")).unwrap()).await;
        assert_eq!(got.status, status, "{origin}");
    }
}

#[tokio::test]
async fn a_host_name_made_to_point_here_may_not_write_without_a_token() {
    let request = Request::builder().method("POST").uri("/documents").header(HOST, "evil.example:8080");
    let request = request.header("origin", "http://evil.example:8080").body(Body::from("In Homs.")).unwrap();
    assert_eq!(send(&writing(None), request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_came_through_a_proxy_may_not_write_without_a_token() {
    // A proxy that does not keep the host asks for this machine.
    for header in ["forwarded", "x-forwarded-for", "x-forwarded-host"] {
        let request = request("POST", "/documents").header(header, "192.0.2.1");
        let got = send(&writing(None), request.body(Body::from("In Homs.")).unwrap()).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{header}");
    }
}

#[tokio::test]
async fn with_a_token_writing_needs_it_and_reading_does_not() {
    let router = writing(Some("secret"));
    let write = |header: Option<&str>| {
        let mut request =
            Request::builder().method("POST").uri("/documents").header(HOST, "maps.example.org");
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        request.body(Body::from("In Homs.")).unwrap()
    };
    let got = send(&router, write(None)).await;
    assert_eq!((got.status, got.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    assert_eq!(send(&router, write(Some("Bearer secre"))).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&router, write(Some("Bearer secret"))).await.status, StatusCode::CREATED);
    assert_eq!(get(&router, "/mentions.geojson").await.ids().len(), 1);
}

#[tokio::test]
async fn a_service_without_a_store_says_that_it_only_reads() {
    let got = post(&at_points(&[]), "/documents", "text/plain", "In Homs.").await;
    assert_eq!(got.status, StatusCode::FORBIDDEN);
    assert!(got.json()["detail"].as_str().unwrap().contains("only reads"));
}

#[tokio::test]
async fn what_the_caller_knows_of_a_text_reaches_the_resolver() {
    let mut state = state(&[], &[]);
    state.parse = Arc::new(|document, resolver| {
        assert_eq!(document.home.near, Some(Position::new(-95.5, 33.7)));
        assert_eq!(document.home.country.as_deref(), Some("US"));
        assert!((resolver.least_confidence - 0.5).abs() < 1e-9);
        parse(document)
    });
    let router = router(state);
    let hints = "/geoparse?near=-95.5,33.7&country=us&min-confidence=0.5";
    assert_eq!(post(&router, hints, "text/plain", "From Homs.").await.status, StatusCode::OK);
    for (name, value) in [("near", "200,0"), ("country", "ZZ"), ("min-confidence", "2"), ("limit", "1")] {
        let got = post(&router, &format!("/geoparse?{name}={value}"), "text/plain", "From Homs.").await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{name}");
        assert_eq!(got.json()["parameter"], name);
    }
}
