//! Part 2 (OGC 18-058r1): coordinate reference systems by reference.

use super::core::parameter;
use super::{COLLECTIONS, Requirement, SPATIAL};

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const WGS84: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";
const MERCATOR: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
/// Stands for all systems in the list of collections.
const GLOBAL: &str = "#/crs";

pub const REQUIREMENTS: &[Requirement] = &[
    ("/req/crs/crs-uri", |server| {
        for name in COLLECTIONS {
            for crs in server.ok(&format!("/collections/{name}")).json()["crs"].as_array().unwrap() {
                let crs = crs.as_str().unwrap();
                assert!(crs == GLOBAL || crs.starts_with("http://www.opengis.net/def/crs/"), "{crs}");
            }
        }
    }),
    ("/req/crs/fc-md-crs-list", |server| {
        for name in COLLECTIONS {
            let crs = server.ok(&format!("/collections/{name}")).json()["crs"].clone();
            assert_eq!(crs[0], CRS84, "the default comes first");
            for known in [WGS84, MERCATOR] {
                assert!(crs.as_array().unwrap().iter().any(|crs| crs == known), "{name}: {known}");
            }
        }
    }),
    ("/req/crs/fc-md-crs-list-global", |server| {
        for name in COLLECTIONS {
            let described = server.ok(&format!("/collections/{name}")).json();
            assert!(described["crs"].as_array().unwrap().iter().any(|crs| crs == GLOBAL), "{name}");
        }
        let all = server.ok("/collections").json()["crs"].as_array().unwrap().clone();
        assert!(all.len() > 5000, "{} systems", all.len());
        // Every hundredth stands for all: what is listed is understood.
        for crs in all.iter().step_by(100).map(|crs| crs.as_str().unwrap()) {
            server.ok(&format!("/collections/places/items?limit=1&crs={crs}"));
        }
        // And what is not listed is not.
        let is_listed =
            |code: usize| all.iter().any(|crs| crs.as_str().unwrap().ends_with(&format!("/EPSG/0/{code}")));
        let unlisted = (2000..32_800).step_by(997).filter(|code| !is_listed(*code)).take(5);
        for code in unlisted {
            let crs = format!("http://www.opengis.net/def/crs/EPSG/0/{code}");
            server.refused(&format!("/collections/places/items?limit=1&crs={crs}"), "crs");
        }
    }),
    ("/req/crs/fc-md-storageCrs-valid-value", |server| {
        for name in SPATIAL {
            let described = server.ok(&format!("/collections/{name}")).json();
            assert!(described["crs"].as_array().unwrap().contains(&described["storageCrs"]));
        }
    }),
    ("/req/crs/fc-bbox-crs-definition", |server| {
        assert_eq!(parameter(server, "bbox-crs")["schema"]["format"], "uri");
    }),
    ("/req/crs/fc-bbox-crs-valid-value", |server| {
        server.refused(
            "/collections/mentions/items?bbox-crs=http://www.opengis.net/def/crs/EPSG/0/1",
            "bbox-crs",
        );
    }),
    ("/req/crs/fc-bbox-crs-valid-defaultValue", |server| {
        let bbox = "bbox=35,32,43,38&limit=10000";
        let default = server.ok(&format!("/collections/mentions/items?{bbox}")).ids();
        let said = server.ok(&format!("/collections/mentions/items?{bbox}&bbox-crs={CRS84}")).ids();
        assert!(!default.is_empty() && default == said);
    }),
    ("/req/crs/fc-bbox-crs-action", |server| {
        let count =
            |query: &str| server.ok(&format!("/collections/mentions/items?limit=10000&{query}")).ids();
        let expected = count("bbox=35,32,43,38");
        assert_eq!(count(&format!("bbox=32,35,38,43&bbox-crs={WGS84}")), expected);
        let metres = "3896182.18,3763310.63,4786738.11,4579425.81";
        assert_eq!(count(&format!("bbox={metres}&bbox-crs={MERCATOR}")), expected);
    }),
    ("/req/crs/fc-crs-definition", |server| {
        assert_eq!(parameter(server, "crs")["schema"]["format"], "uri");
    }),
    ("/req/crs/fc-crs-valid-value", |server| {
        server.refused("/collections/mentions/items?crs=http://www.opengis.net/def/crs/EPSG/0/1", "crs");
        let id = server.ok("/collections/mentions/items?limit=1").ids().remove(0);
        server.refused(&format!("/collections/mentions/items/{id}?crs=nowhere"), "crs");
    }),
    ("/req/crs/fc-crs-default-value", |server| {
        let default = server.ok("/collections/mentions/items?limit=3");
        let said = server.ok(&format!("/collections/mentions/items?limit=3&crs={CRS84}"));
        assert_eq!(default.features(), said.features());
    }),
    ("/req/crs/fc-crs-action", |server| {
        let at = |crs: &str| {
            let answer = server.ok(&format!("/collections/mentions/items?limit=1&crs={crs}"));
            answer.features()[0]["geometry"]["coordinates"].clone()
        };
        let degrees = at(CRS84);
        assert_eq!(at(WGS84), serde_json::json!([degrees[1], degrees[0]]));
        let number = |value: &serde_json::Value| value.as_f64().unwrap();
        let (lon, lat) = (number(&degrees[0]), number(&degrees[1]));
        let metres = at(MERCATOR);
        let (x, y) = (number(&metres[0]), number(&metres[1]));
        let radius = 6_378_137.0;
        assert!((x - radius * lon.to_radians()).abs() < 0.1);
        assert!((y - radius * lat.to_radians().tan().asinh()).abs() < 0.1);
    }),
    ("/req/crs/ogc-crs-header", |server| {
        let id = server.ok("/collections/places/items?limit=1").ids().remove(0);
        for path in ["/collections/places/items".to_owned(), format!("/collections/places/items/{id}")] {
            assert_eq!(server.ok(&path).header("content-crs"), format!("<{CRS84}>"));
        }
    }),
    ("/req/crs/ogc-crs-header-value", |server| {
        for crs in [WGS84, MERCATOR] {
            let answer = server.ok(&format!("/collections/places/items?crs={crs}"));
            assert_eq!(answer.header("content-crs"), format!("<{crs}>"));
        }
    }),
];
