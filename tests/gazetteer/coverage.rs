//! Names that reports of the Syrian war and of the world's news use, with the place each must be able to mean.

use dateline::gazetteer::{Gazetteer, Likeness};
use dateline::geometry::{Position, distance_km};

/// Name, id, longitude, latitude.
const PLACES: [(&str, &str, f64, f64); 50] = [
    ("Homs", "169577", 36.72, 34.73),
    ("Hama", "170017", 36.75, 35.13),
    ("Idlib", "169389", 36.63, 35.93),
    ("Morek", "166640", 36.69, 35.38),
    ("Murak", "166640", 36.69, 35.38),
    ("Mork", "166640", 36.69, 35.38),
    ("Mūrik", "166640", 36.69, 35.38),
    ("Tartus", "163345", 35.89, 34.89),
    ("Latakia", "173576", 35.79, 35.53),
    ("Damascus", "170654", 36.29, 33.51),
    ("Raqqa", "172955", 39.01, 35.95),
    ("Palmyra", "163808", 38.28, 34.56),
    ("Rastan", "172946", 36.73, 34.93),
    ("Talbiseh", "163779", 36.73, 34.84),
    ("Aleppo", "170063", 37.16, 36.20),
    ("Deir ez-Zor", "170794", 40.14, 35.34),
    ("Salma", "dateline:salma", 36.12, 35.71),
    ("Kafr Nabl", "168661", 36.56, 35.61),
    ("Khan Shaykhun", "168325", 36.65, 35.44),
    ("Jisr al-Shughur", "169023", 36.32, 35.81),
    ("Maarat al-Numan", "167611", 36.68, 35.65),
    ("Lataminah", "dateline:lataminah", 36.62, 35.32),
    ("Ghouta", "173866", 36.39, 33.53),
    ("Shayrat", "dateline:shayrat", 36.91, 34.49),
    ("Khmeimim", "dateline:hmeimim", 35.95, 35.40),
    ("Caspian Sea", "dateline:caspian-sea", 51.0, 41.0),
    ("Mediterranean", "363196", 20.0, 35.0),
    ("Black Sea", "6640396", 35.0, 43.0),
    ("Persian Gulf", "235616", 51.0, 27.0),
    ("Levant", "dateline:levant", 36.5, 33.8),
    ("Middle East", "6269133", 35.86, 33.14),
    ("Golan Heights", "173708", 35.75, 33.0),
    ("Kurdistan", "126585", 44.0, 37.0),
    ("Donbas", "dateline:donbas", 38.2, 48.4),
    ("Pentagon", "dateline:pentagon", -77.06, 38.87),
    ("Kremlin", "dateline:kremlin", 37.62, 55.75),
    ("White House", "4140704", -77.04, 38.90),
    ("Capitol Hill", "dateline:capitol-hill", -77.0, 38.89),
    ("Downing Street", "dateline:downing-street", -0.13, 51.50),
    ("United Nations headquarters", "5141947", -73.97, 40.75),
    ("Tartus naval base", "dateline:tartus-naval-base", 35.88, 34.92),
    ("حمص", "169577", 36.72, 34.73),
    ("إدلب", "169389", 36.63, 35.93),
    ("Сирия", "163843", 38.0, 35.0),
    ("Алеппо", "170063", 37.16, 36.20),
    // One of each layer: a county, a community with a post office, an airport, a department, a state.
    ("Walker County", "geonames-admin2:US.TX.471", -95.57, 30.74),
    ("Lanexa", "zipcodes:VA-lanexa", -76.89, 37.46),
    ("Catania-Fontanarossa Airport", "ourairports:LICC", 15.07, 37.47),
    ("Calvados", "3029094", -0.25, 49.08),
    ("Texas", "4736286", -99.25, 31.25),
];

#[test]
fn every_name_of_the_list_can_mean_its_place() {
    let gazetteer = Gazetteer::bundled();
    for (name, id, lon, lat) in PLACES {
        let meant: Vec<_> = gazetteer.lookup(name).map(|hit| gazetteer.place(hit.place)).collect();
        let place = meant.iter().find(|place| place.id.to_string() == id);
        let place = place.unwrap_or_else(|| panic!("{name}: expected {id} among {meant:?}"));
        let away = distance_km(place.position, Position::new(lon, lat));
        assert!(away < 30.0, "{name} is {away:.0} km away, at {:?}", place.position);
    }
}

#[test]
fn who_types_a_name_of_the_list_finds_its_place_among_the_first() {
    let gazetteer = Gazetteer::bundled();
    for (name, id, ..) in PLACES {
        let found = gazetteer.search(name, None, None, 2);
        let ids: Vec<String> =
            found.iter().map(|found| gazetteer.place(found.place).id.to_string()).collect();
        assert!(ids.iter().any(|found| found == id), "{name}: expected {id}, found {ids:?}");
    }
}

#[test]
fn provinces_are_found_with_and_without_what_they_are() {
    let gazetteer = Gazetteer::bundled();
    for (name, id) in [("Homs", "169575"), ("Hama", "170015"), ("Idlib", "169387")] {
        assert!(gazetteer.lookup(name).any(|hit| gazetteer.place(hit.place).id.to_string() == id), "{name}");
        for kind in ["Governorate", "province"] {
            let found = gazetteer.search(&format!("{name} {kind}"), None, None, 1);
            assert_eq!(gazetteer.place(found[0].place).id.to_string(), id, "{name} {kind}");
        }
    }
}

fn first(name: &str, near: Option<Position>, country: Option<&str>) -> String {
    let gazetteer = Gazetteer::bundled();
    let found = gazetteer.search(name, near, country, 1);
    found.first().map(|found| gazetteer.place(found.place).id.to_string()).unwrap_or_default()
}

#[test]
fn the_famous_bearer_of_a_name_comes_first_unless_another_is_near() {
    assert_eq!(first("Paris", None, None), "2988507");
    assert_eq!(first("Paris", Some(Position::new(-95.5, 33.7)), None), "4717560");
    assert_eq!(first("paris", None, Some("US")), "4717560");
    assert_eq!(first("Georgia", None, None), "614540");
    assert_eq!(first("Tripoli", None, Some("LB")), "266826");
    assert_eq!(first("Palmyra", None, None), "163808");
    assert_eq!(first("Paris, Texas", None, None), "4717560");
    assert_eq!(first("Paris, TX", None, None), "4717560");
    assert_eq!(first("Tripoli, Lebanon", None, None), "266826");
}

#[test]
fn typos_and_beginnings_find_the_place_too() {
    assert_eq!(first("Alepo", None, Some("SY")), "170063");
    assert_eq!(first("Damasucs", None, None), "170654");
    assert_eq!(first("Johanesburgh", None, None), "993800");
    assert_eq!(first("Дамаск", None, None), "170654");
    assert_eq!(first("Deir ez", None, Some("SY")), "170794");
    assert_eq!(first("Johannesb", None, None), "993800");
    assert_eq!(first("", None, None), "");
    assert_eq!(first("Xqzwvkj", None, None), "");
}

#[test]
fn better_likeness_comes_before_importance_and_the_limit_is_kept() {
    let gazetteer = Gazetteer::bundled();
    let found = gazetteer.search("Lanexa", None, None, 5);
    assert_eq!(found[0].likeness, Likeness::Same);
    assert!(found.len() <= 5 && found.is_sorted_by_key(|found| found.likeness));
    assert!(gazetteer.search("Paris", None, None, 0).is_empty());
}
