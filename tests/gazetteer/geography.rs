//! Where the places of the book lie: on land, at sea, and in whose country.

use dateline::gazetteer::{FeatureClass, Gazetteer, Level, PlaceId};
use dateline::geometry::Position;

/// Borders and coasts are drawn for maps of 1:10 million, and a place within so many kilometres of its country lies at its
/// border or coast as far as they can tell.
const BORDER_KM: f64 = 10.0;

/// Waters whose point lies in a country: the Great Lakes are drawn as land of the countries around them.
const IN_A_LAKE: [&str; 2] = ["dateline:bay-of-green-bay", "dateline:georgian-bay"];

fn names_at(lon: f64, lat: f64) -> (Option<&'static str>, Option<&'static str>) {
    let gazetteer = Gazetteer::bundled();
    let position = Position::new(lon, lat);
    let name = |place| gazetteer.place(place).name;
    (gazetteer.country_at(position).map(name), gazetteer.first_level_at(position).map(name))
}

#[test]
fn a_position_lies_in_its_country_and_first_level_area() {
    for (lon, lat, country, area) in [
        (36.72, 34.73, Some("Syria"), Some("Homs")),
        (-99.0, 31.0, Some("United States"), Some("Texas")),
        (34.1, 44.95, Some("Ukraine"), Some("Crimea")),
        // Beyond the antimeridian, and at the pole.
        (-175.0, 66.5, Some("Russia"), Some("Chukotka")),
        (0.0, -90.0, Some("Antarctica"), None),
        // A country within another one, a part of one far from the rest, and one that Natural Earth draws as a part of another.
        (28.5, -29.5, Some("Lesotho"), None),
        (20.5, 54.7, Some("Russia"), Some("Kaliningrad")),
        (-52.4, 4.8, Some("French Guiana"), None),
        // The seas, the Caspian among them.
        (20.0, 35.0, None, None),
        (51.0, 41.0, None, None),
        (-30.0, 40.0, None, None),
    ] {
        let (found, within) = names_at(lon, lat);
        assert_eq!(found, country, "{lon} {lat}");
        assert!(area.is_none() || within == area, "{lon} {lat}: {within:?}");
    }
}

#[test]
fn impossible_positions_lie_nowhere() {
    for (lon, lat) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (500.0, 0.0)] {
        assert_eq!(names_at(lon, lat), (None, None));
        let _ = Gazetteer::bundled().nearest(Position::new(lon, lat), 3);
    }
}

#[test]
fn every_sea_strait_and_bay_has_its_point_at_sea() {
    let gazetteer = Gazetteer::bundled();
    let waters = ["SEA", "OCN", "GULF", "STRT", "CHNM", "BAY", "BGHT", "SD"];
    let mut count = 0;
    for place in gazetteer.places().map(|place| gazetteer.place(place)) {
        if place.class != FeatureClass::Water || !waters.contains(&place.code) {
            continue;
        }
        count += 1;
        let id = place.id.to_string();
        if !IN_A_LAKE.contains(&id.as_str()) {
            let holder = gazetteer.country_at(place.position).map(|place| gazetteer.place(place).name);
            assert_eq!(holder, None, "{} has its point on land", place.name);
        }
    }
    assert!(count > 100, "{count}");
}

/// Country of the record, country of the polygon, and why they differ farther from the border than it is drawn.
const EXPLAINED: [(&str, &str, &str); 11] = [
    ("AE", "IR", "Abu Musa, which both claim"),
    ("FI", "AX", "the airport of the Aland Islands is listed under Finland"),
    ("GP", "FR", "an islet of Guadeloupe without a town"),
    ("IE", "GB", "Ulster, whose middle lies in Northern Ireland"),
    ("IL", "PS", "settlements in the West Bank"),
    ("IN", "MM", "a record with a wrong position"),
    ("MA", "EH", "Moroccan areas in Western Sahara"),
    ("PE", "CO", "a district along the border river"),
    ("PH", "US", "a record with a wrong country"),
    ("SS", "SD", "Kafia Kingi, which both claim"),
    ("VA", "IT", "a state smaller than the search for it"),
];

/// Whether the country of the code has land within a distance of the place.
fn has_country_near(place: PlaceId, country: &str, km: f64) -> bool {
    let gazetteer = Gazetteer::bundled();
    let Position { lon, lat } = gazetteer.place(place).position;
    (1..=4).flat_map(|ring| (0..16).map(move |step| (f64::from(ring) / 4.0, f64::from(step)))).any(
        |(ring, step)| {
            let angle = std::f64::consts::TAU * step / 16.0;
            let away = ring * km / 111.0;
            let east = away * angle.cos() / lat.to_radians().cos().max(0.01);
            let there = Position::new(lon + east, lat + away * angle.sin());
            gazetteer.country_at(there).is_some_and(|holder| gazetteer.place(holder).country == Some(country))
        },
    )
}

#[test]
fn places_lie_in_their_country_but_for_an_explained_few() {
    let gazetteer = Gazetteer::bundled();
    let (mut total, mut inside, mut offshore) = (0_usize, 0_usize, 0_usize);
    for id in gazetteer.places() {
        let place = gazetteer.place(id);
        let Some(country) = place.country else { continue };
        let own_area = gazetteer.country(country).filter(|&country| gazetteer.place(country).has_area);
        // Rivers, ranges and bays run over borders, and a country's point need not lie on its land.
        if own_area.is_none() || matches!(place.level, Level::Natural | Level::Region | Level::Country) {
            continue;
        }
        total += 1;
        let holder = gazetteer.country_at(place.position).and_then(|place| gazetteer.place(place).country);
        if holder == Some(country) {
            inside += 1;
        } else if !has_country_near(id, country, BORDER_KM) {
            // Islands too small for the map, and the middles of archipelagos.
            let Some(holder) = holder else {
                offshore += 1;
                continue;
            };
            let explained = EXPLAINED.iter().any(|&(of, within, _)| (of, within) == (country, holder));
            assert!(explained, "{} {} of {country} lies in {holder}", place.id, place.name);
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / total as f64;
    assert!(percent(inside) > 98.0, "{:.2} % lie in their country", percent(inside));
    assert!(percent(offshore) < 0.2, "{:.2} % lie off every coast", percent(offshore));
}
