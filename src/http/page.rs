//! The map page and its files, held in the binary.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::asked::Asked;
use super::etag::is_known;
use super::problem::Problem;

/// Every file under `static/`, by its path there, in order.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/static_files.rs"));

/// The entity tag of every file.
static TAGS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(path, bytes)| (*path, format!("\"{}\"", &blake3::hash(bytes).to_hex()[..16])))
        .collect()
});

const INDEX: &str = "index.html";

/// The map alone, for pages of others.
const EMBED: &str = "embed.html";

/// Nothing from any other host, no inline script or style, no frame around the page.
pub(super) const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);

/// The same, and any page may frame it: of a page on which nothing can be changed, so that nobody can be made to click on it unawares.
const FRAMED: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors *",
);

/// Whether this build holds the page.
pub(super) fn exists() -> bool {
    find(INDEX).is_some()
}

/// The page itself.
pub(super) fn index(headers: &HeaderMap) -> Response {
    serve(INDEX, headers).unwrap_or_else(IntoResponse::into_response)
}

/// `GET /static/{*path}`
pub(super) async fn file(
    extract::Path(path): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    serve(&path, &asked.headers)
}

fn find(path: &str) -> Option<(&'static str, &'static [u8])> {
    let position = FILES.binary_search_by(|(known, _)| (*known).cmp(path)).ok()?;
    Some(FILES[position])
}

fn serve(path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let (path, bytes) = find(path).ok_or_else(|| Problem::no_such("file", path))?;
    let tag = &TAGS[path];
    let mut response = if is_known(headers, tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, content_type(path))], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, if path == EMBED { FRAMED } else { POLICY });
    headers.insert(CACHE_CONTROL, caching(path));
    headers.insert(ETAG, HeaderValue::try_from(tag).expect("a tag is hexadecimal digits"));
    if path == INDEX {
        // The landing page has another body for machines.
        headers.insert(axum::http::header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    }
    Ok(response)
}

/// Vendored files do not change between two versions of the program; what is ours is asked for anew, and is cheap to
/// confirm by its tag.
fn caching(path: &str) -> HeaderValue {
    HeaderValue::from_static(if path.starts_with("vendor/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_path() {
        for (path, bytes) in FILES {
            assert_eq!(find(path).map(|(_, found)| found), Some(*bytes), "{path}");
        }
        assert!(find("../Cargo.toml").is_none());
    }

    #[test]
    fn only_the_map_that_changes_nothing_may_be_framed() {
        let policy =
            |path: &str| serve(path, &HeaderMap::new()).unwrap().headers()[CONTENT_SECURITY_POLICY].clone();
        assert!(policy(EMBED).to_str().unwrap().ends_with("frame-ancestors *"));
        assert!(policy(INDEX).to_str().unwrap().ends_with("frame-ancestors 'none'"));
    }

    #[test]
    fn scripts_and_styles_have_the_types_that_browsers_insist_on() {
        assert_eq!(content_type("app/main.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("vendor/leaflet.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("vendor/leaflet.LICENSE"), "text/plain; charset=utf-8");
    }
}
