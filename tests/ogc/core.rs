//! Part 1 (OGC 17-069r4): core, GeoJSON, HTML, OpenAPI 3.0.

use serde_json::Value;

use super::server::{Server, links};
use super::{COLLECTIONS, Requirement, SPATIAL};

pub const REQUIREMENTS: &[Requirement] = &[
    ("/req/core/root-op", |server| {
        server.ok("/");
    }),
    ("/req/core/root-success", |server| {
        let answer = server.ok("/");
        for rel in ["service-desc", "service-doc", "conformance", "data"] {
            assert!(!answer.links(rel).is_empty(), "{rel}");
        }
    }),
    ("/req/core/api-definition-op", |server| {
        for rel in ["service-desc", "service-doc"] {
            for link in server.ok("/").links(rel) {
                server.ok(link["href"].as_str().unwrap());
            }
        }
    }),
    ("/req/core/api-definition-success", |server| {
        let answer = server.ok("/api");
        assert_eq!(answer.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
        assert!(answer.json()["openapi"].as_str().unwrap().starts_with("3.0"));
    }),
    ("/req/core/conformance-op", |server| {
        server.ok("/conformance");
    }),
    ("/req/core/conformance-success", |server| {
        let classes = server.ok("/conformance").json()["conformsTo"].as_array().unwrap().clone();
        for class in ["core", "geojson", "oas30", "html"] {
            let class = format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
            assert!(classes.iter().any(|known| *known == class), "{class}");
        }
    }),
    ("/req/core/http", |server| assert_eq!(server.ok("/").version, "HTTP/1.1")),
    ("/req/core/query-param-invalid", |server| {
        for (query, parameter) in
            [("limit=0", "limit"), ("limit=x", "limit"), ("bbox=1,2,3", "bbox"), ("datetime=now", "datetime")]
        {
            server.refused(&format!("/collections/mentions/items?{query}"), parameter);
        }
    }),
    ("/req/core/query-param-unknown", |server| {
        for path in
            ["/", "/conformance", "/collections", "/collections/mentions", "/collections/mentions/items"]
        {
            server.refused(&format!("{path}?unknownQueryParameter=1"), "unknownQueryParameter");
        }
    }),
    ("/req/core/crs84", |server| {
        for feature in server.ok("/collections/mentions/items?limit=1000").features() {
            let at = &feature["geometry"]["coordinates"];
            let (lon, lat) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
            assert!(lon.abs() <= 180.0 && lat.abs() <= 90.0);
        }
    }),
    ("/req/core/fc-md-op", |server| {
        server.ok("/collections");
    }),
    ("/req/core/fc-md-success", |server| {
        let listed = server.ok("/collections").json()["collections"].as_array().unwrap().clone();
        let ids: Vec<_> = listed.iter().map(|collection| collection["id"].as_str().unwrap()).collect();
        assert_eq!(ids, COLLECTIONS);
    }),
    ("/req/core/fc-md-links", |server| {
        let answer = server.ok("/collections");
        assert_eq!(answer.links("self").len(), 1);
        assert!(answer.links("alternate").iter().all(|link| link["type"].is_string()));
    }),
    ("/req/core/fc-md-items", |server| {
        for collection in server.ok("/collections").json()["collections"].as_array().unwrap() {
            assert!(collection["title"].is_string() && collection["links"].is_array());
        }
    }),
    ("/req/core/fc-md-items-links", |server| {
        for collection in server.ok("/collections").json()["collections"].as_array().unwrap() {
            let items = links(collection, "items");
            assert!(items.iter().any(|link| link["type"] == "application/geo+json"), "{items:?}");
            for link in items {
                server.ok(link["href"].as_str().unwrap());
            }
        }
    }),
    ("/req/core/fc-md-extent", |server| {
        for name in SPATIAL {
            let extent = server.ok(&format!("/collections/{name}")).json()["extent"].clone();
            assert_eq!(extent["spatial"]["bbox"][0].as_array().unwrap().len(), 4, "{name}");
        }
        let interval = &server.ok("/collections/mentions").json()["extent"]["temporal"]["interval"][0];
        assert!(interval[0].as_str().unwrap() <= interval[1].as_str().unwrap());
    }),
    ("/req/core/sfc-md-op", |server| {
        for name in COLLECTIONS {
            server.ok(&format!("/collections/{name}"));
        }
        assert_eq!(server.get("/collections/none").status, 404);
    }),
    ("/req/core/sfc-md-success", |server| {
        let listed = server.ok("/collections").json()["collections"].as_array().unwrap().clone();
        for collection in listed {
            let alone = server.ok(&format!("/collections/{}", collection["id"].as_str().unwrap())).json();
            for member in ["id", "title", "description", "extent", "crs"] {
                assert_eq!(alone[member], collection[member], "{member}");
            }
        }
    }),
    ("/req/core/fc-op", |server| {
        for name in COLLECTIONS {
            server.ok(&format!("/collections/{name}/items"));
        }
    }),
    ("/req/core/fc-bbox-definition", |server| {
        let parameter = parameter(server, "bbox");
        assert_eq!((&parameter["style"], &parameter["explode"]), (&"form".into(), &false.into()));
        assert_eq!(parameter["schema"]["items"]["type"], "number");
    }),
    ("/req/core/fc-bbox-response", |server| {
        let inside = |at: &Value, [west, south, east, north]: [f64; 4]| {
            let (lon, lat) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
            let lon_in = if west <= east { west <= lon && lon <= east } else { lon >= west || lon <= east };
            lon_in && (south..=north).contains(&lat)
        };
        let all = server.ok("/collections/mentions/items?limit=10000").features();
        for bbox in [[35.0, 32.0, 43.0, 38.0], [170.0, -90.0, -30.0, 90.0], [-180.0, -90.0, 180.0, 90.0]] {
            let [west, south, east, north] = bbox;
            let path = format!("/collections/mentions/items?limit=10000&bbox={west},{south},{east},{north}");
            let expected =
                all.iter().filter(|feature| inside(&feature["geometry"]["coordinates"], bbox)).count();
            assert_eq!(server.ok(&path).features().len(), expected, "{path}");
        }
    }),
    ("/req/core/fc-limit-definition", |server| {
        let schema = parameter(server, "limit")["schema"].clone();
        assert_eq!((&schema["type"], &schema["minimum"]), (&"integer".into(), &1.into()));
        assert!(schema["maximum"].is_u64() && schema["default"].is_u64());
    }),
    ("/req/core/fc-limit-response-1", |server| {
        for limit in [1, 7, 100_000_000] {
            let answer = server.ok(&format!("/collections/mentions/items?limit={limit}"));
            assert!(answer.features().len() <= limit);
        }
    }),
    ("/req/core/fc-time-definition", |server| {
        assert_eq!(parameter(server, "datetime")["schema"]["type"], "string");
    }),
    ("/req/core/fc-time-response", |server| {
        let count = |datetime: &str| {
            let path = format!("/collections/mentions/items?limit=10000&datetime={datetime}");
            server.ok(&path).features().len()
        };
        let all = server.ok("/collections/mentions/items?limit=10000").features().len();
        assert_eq!(count("../.."), all);
        assert_eq!(count("1900-01-01/.."), all);
        assert_eq!(count("../1900-01-01"), 0);
        assert_eq!(count("2015-10-07T00:00:00Z/2015-10-07T23:59:59Z"), count("2015-10-07"));
        assert!((1..all).contains(&count("2015-10-07")));
    }),
    ("/req/core/fc-response", |server| {
        assert_eq!(server.ok("/collections/places/items").json()["type"], "FeatureCollection");
    }),
    ("/req/core/fc-links", |server| {
        let mut address = "/collections/mentions/items?limit=100".to_owned();
        let mut seen = Vec::new();
        loop {
            let answer = server.ok(&address);
            assert_eq!(answer.links("self").len(), 1);
            seen.extend(answer.ids());
            let Some(next) = answer.links("next").pop() else { break };
            next["href"].as_str().unwrap().clone_into(&mut address);
        }
        assert_eq!(seen, server.ok("/collections/mentions/items?limit=10000").ids());
    }),
    ("/req/core/fc-rel-type", |server| {
        for link in server.ok("/collections/mentions/items?limit=1").json()["links"].as_array().unwrap() {
            assert!(link["rel"].is_string() && link["type"].is_string(), "{link}");
        }
    }),
    ("/req/core/fc-timestamp", |server| {
        let time = server.ok("/collections/mentions/items?limit=1").json()["timeStamp"].clone();
        assert!(time.as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    }),
    ("/req/core/fc-numberMatched", |server| {
        let matched = server.ok("/collections/mentions/items?limit=1").json()["numberMatched"].clone();
        assert_eq!(matched, server.ok("/collections/mentions/items?limit=10000").features().len());
    }),
    ("/req/core/fc-numberReturned", |server| {
        let answer = server.ok("/collections/mentions/items?limit=7");
        assert_eq!(answer.json()["numberReturned"], answer.features().len());
    }),
    ("/req/core/f-op", |server| {
        for name in COLLECTIONS {
            for id in server.ok(&format!("/collections/{name}/items?limit=3")).ids() {
                server.ok(&format!("/collections/{name}/items/{id}"));
            }
        }
        assert_eq!(server.get("/collections/mentions/items/none").status, 404);
    }),
    ("/req/core/f-success", |server| {
        let listed = server.ok("/collections/places/items?limit=1").features().remove(0);
        let alone =
            server.ok(&format!("/collections/places/items/{}", listed["id"].as_str().unwrap())).json();
        for member in ["type", "id", "geometry", "properties"] {
            assert_eq!(alone[member], listed[member], "{member}");
        }
    }),
    ("/req/core/f-links", |server| {
        let id = server.ok("/collections/places/items?limit=1").ids().remove(0);
        let answer = server.ok(&format!("/collections/places/items/{id}"));
        for rel in ["self", "alternate", "collection"] {
            assert!(answer.links(rel).iter().all(|link| link["type"].is_string()), "{rel}");
            server.ok(answer.links(rel)[0]["href"].as_str().unwrap());
        }
    }),
    ("/req/geojson/definition", |server| {
        for accept in ["", "application/geo+json", "application/json", "text/plain, application/json", "*/*"]
        {
            let answer = server.get_as("/collections/mentions/items?limit=1", accept);
            assert_eq!(answer.header("content-type"), "application/geo+json", "{accept}");
        }
        assert_eq!(server.get_as("/collections/mentions/items", "image/png").status, 406);
    }),
    ("/req/geojson/content", |server| {
        for name in COLLECTIONS {
            let answer = server.ok(&format!("/collections/{name}/items?limit=10000"));
            let collection: geojson::FeatureCollection = answer.body.parse().unwrap();
            assert!(collection.features.iter().all(|feature| feature.properties.is_some()));
        }
    }),
    ("/req/html/definition", |server| {
        for path in [
            "/conformance",
            "/collections",
            "/collections/mentions",
            "/collections/mentions/items",
            "/collections/mentions/queryables",
            "/documents",
            "/gazetteer?q=Homs",
            "/tileMatrixSets",
            "/collections/regions/tiles",
        ] {
            let answer = server.get_as(path, "text/html,application/xhtml+xml,*/*;q=0.8");
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, "text/html; charset=utf-8"),
                "{path}"
            );
        }
    }),
    ("an address that ends in .geojson is GeoJSON in a browser, too", |server| {
        for path in ["/mentions.geojson", "/flight-path.geojson"] {
            let answer = server.get_as(path, "text/html,application/xhtml+xml,*/*;q=0.8");
            assert_eq!(answer.header("content-type"), "application/geo+json", "{path}");
        }
    }),
    ("/req/html/content", |server| {
        let feature = server.ok("/collections/places/items?limit=1").features().remove(0);
        let page = server.get_as("/collections/places/items?limit=1", "text/html").body;
        assert!(page.contains(feature["properties"]["name"].as_str().unwrap()));
        assert!(page.contains("rel=\"next\""));
    }),
    ("/req/oas30/oas-definition-1", |server| {
        assert!(server.ok("/api").json()["paths"].as_object().unwrap().len() > 30);
    }),
    ("/req/oas30/oas-definition-2", |server| assert!(!server.ok("/api").body.contains("$ref"))),
    ("/req/oas30/completeness", |server| {
        let api = server.ok("/api").json();
        for path in ["/", "/conformance", "/collections"] {
            assert!(api["paths"][path]["get"]["responses"]["200"].is_object(), "{path}");
        }
        for name in COLLECTIONS {
            for path in ["", "/items", "/items/{featureId}"] {
                let path = format!("/collections/{name}{path}");
                assert!(api["paths"][&path]["get"]["responses"]["200"].is_object(), "{path}");
            }
        }
    }),
    ("/req/oas30/exceptions-codes", |server| {
        let api = server.ok("/api").json();
        for code in ["400", "404"] {
            let path = "/collections/mentions/items/{featureId}";
            assert!(api["paths"][path]["get"]["responses"][code].is_object(), "{code}");
        }
    }),
];

/// How the API describes a parameter of a collection's items.
pub fn parameter(server: &Server, name: &str) -> Value {
    let parameters = server.parameters("/collections/mentions/items");
    parameters.into_iter().find(|parameter| parameter["name"] == name).unwrap()
}
