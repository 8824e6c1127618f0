use proptest::prelude::*;

use super::transverse_mercator::tests::in_zone;
use super::*;
use crate::geometry::distance_km;

/// The one position in a text: its words, longitude, latitude and radius.
fn one(text: &str) -> (&str, f64, f64, f64) {
    let found = written_positions(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let Position { lon, lat } = found[0].position;
    (&text[found[0].range.clone()], lon, lat, found[0].radius_km)
}

#[test]
fn every_form_is_read_where_it_stands() {
    let berlin = (13.4, 52.516_667);
    let aleppo = (37.1, 36.2);
    for (written, (lon, lat), radius) in [
        ("52°31'N 13°24'E", berlin, 1.9),
        ("52° 31' 0.0\" N, 13° 24' 0.0\" E", berlin, 0.004),
        ("52°31′00″N 13°24′00″E", berlin, 0.04),
        ("52°31’00” N, 13°24’00” E", berlin, 0.04),
        ("52º31'00''N; 13º24'00''E", berlin, 0.04),
        ("N 52°31.0' E 013°24.0'", berlin, 0.2),
        ("N 52° 31.0 E 013° 24.0", berlin, 0.2),
        ("N52°31'00\"E13°24'00\"", berlin, 0.04),
        ("52°31'N13°24'E", berlin, 1.9),
        ("52°31N 13°24E", berlin, 1.9),
        ("13°24'E 52°31'N", berlin, 1.9),
        ("52°31'n, 13°24'e", berlin, 1.9),
        ("52:31:00N 013:24:00E", berlin, 0.04),
        ("52-31.0N 013-24.0E", berlin, 0.2),
        ("52-31N 013-24E", berlin, 1.9),
        ("36.2000° N, 37.1000° E", aleppo, 0.02),
        ("36.20°, 37.10°", aleppo, 1.2),
        ("36.2, 37.1", aleppo, 12.0),
        ("36.2000, 37.1000", aleppo, 0.02),
        ("36.2N 37.1E", aleppo, 12.0),
        ("36.2 N, 37.1 E", aleppo, 12.0),
        ("N36.2, E37.1", aleppo, 12.0),
        ("3612N 03706E", aleppo, 1.9),
        ("3612N/03706E", aleppo, 1.9),
        ("361200N0370600E", aleppo, 0.04),
        ("N3612 E03706", aleppo, 1.9),
        ("1200N 04500E", (45.0, 12.0), 1.9),
        ("36N 37E", (37.0, 36.0), 112.0),
        ("36° N, 37° E", (37.0, 36.0), 112.0),
        ("36.2 degrees north, 37.1 degrees east", aleppo, 12.0),
        ("36 degrees 12 minutes north and 37 degrees 6 minutes east", aleppo, 1.9),
        ("36.2 degrees north latitude and 37.1 degrees east longitude", aleppo, 12.0),
        ("latitude 36.2 north, longitude 37.1 east", aleppo, 12.0),
        ("lat: 36.2, lon: 37.1", aleppo, 12.0),
        ("Longitude 37.1, latitude 36.2", aleppo, 12.0),
        ("36.2000; 37.1000", aleppo, 0.02),
        ("-33.8688, 151.2093", (151.2093, -33.8688), 0.02),
        ("−33.8688, 151.2093", (151.2093, -33.8688), 0.02),
        ("33.8688°S 70.6693°W", (-70.6693, -33.8688), 0.02),
    ] {
        for text in [
            written.to_owned(),
            format!("It was shot down and fell at {written}."),
            format!("Près d’Alep ({written}), hier"),
            format!("Seen at {written}\n\nin the night"),
        ] {
            let (words, east, north, within) = one(&text);
            assert_eq!(words, written);
            assert!((east - lon).abs() < 1e-6 && (north - lat).abs() < 1e-6, "{written}: {east} {north}");
            assert!(within <= radius && within > radius / 2.5, "{written}: {within}");
        }
    }
}

#[test]
fn grids_agree_with_published_positions() {
    // GeographicLib's GeoConvert(1): 38SMB4488 is 33.33424 44.40363.
    let (_, lon, lat, radius) = one("at 38SMB4488.");
    assert!((lat - 33.334_24).abs() < 5e-6 && (lon - 44.403_63).abs() < 5e-6, "{lon} {lat}");
    assert!((radius - 0.707).abs() < 0.001);
    // The first example of the Wikipedia article on MGRS, near Honolulu.
    let (_, lon, lat, _) = one("4QFJ1234567890");
    assert!((lat - 21.409_8).abs() < 1e-4 && (lon + 157.916_1).abs() < 1e-4, "{lon} {lat}");
    // The Empire State Building, 40.748333 -73.985278, in the documentation of the crate geoconvert.
    let (_, lon, lat, _) = one("18T 585664 4511315");
    assert!((lat - 40.748_333).abs() < 1e-5 && (lon + 73.985_278).abs() < 1e-5, "{lon} {lat}");
    for text in ["18T WL 85664 11315", "18TWL8566411315", "18T WL 8566411315", "18TWL 85664 11315"] {
        let (words, lon, lat, _) = one(text);
        assert_eq!(words, text);
        assert!((lat - 40.748_333).abs() < 2e-5 && (lon + 73.985_278).abs() < 2e-5, "{lon} {lat}");
    }
    for (text, radius) in [("18TWL81", 7.1), ("18TWL8511", 0.71), ("18T WL 856 113", 0.071)] {
        assert!((one(text).3 - radius).abs() < radius / 100.0, "{text}");
    }
    let (words, lon, lat, _) = one("zone 56H 334873mE 6252266mN, Sydney");
    assert_eq!(words, "56H 334873mE 6252266mN");
    assert!((lat + 33.857).abs() < 0.001 && (lon - 151.215).abs() < 0.001, "{lon} {lat}");
    assert!((one("56S 334873 6252266").2 + 33.857).abs() < 0.001, "S as the hemisphere");
}

#[test]
fn what_counts_something_else_is_no_position() {
    for text in [
        "The scores were 3.5, 4.2 and 5.1.",
        "It grew by 3.5, 4.2, 5.1 in three years.",
        "Prices of $3.50, $4.20 were asked.",
        "They asked $36.20, 37.10 for it",
        "Shares of 36.2%, 37.1% were held",
        "Shares of 36.2, 37.1% were held",
        "Shares of 36.2, 37.1 percent were held",
        "Versions 3.5, 4.2 are affected",
        "Version 1.36.2, 37.1.4",
        "Earthquakes of magnitude 5.2, 6.1 followed",
        "It weighs 36.2, 37.1 kg with water",
        "They ran 36.2, 37.1 miles",
        "values (0.5, 0.7) were seen",
        "In 2015, 36, 37 and 38 came",
        "36, 37",
        "91.2, 37.1",
        "36.2, 181.1",
        "95°31'N 13°24'E",
        "52°60'N 13°24'E",
        "52°31'60\"N 13°24'00\"E",
        "90°31'N 13°24'E",
        "52°31'N 181°24'E",
        "5260N 01324E",
        "9100N 04500E",
        "52°31'N 13°24'N",
        "between 12°N and 15°N",
        "12-15N 40-45E",
        "Temperatures of 36.2°, 37.1° were measured",
        "36.2°C, 37.1°C",
        "Take the N52 E13 to the border",
        "100 N 200 E Main Street",
        "3G UK 2025",
        "4G UK 2025",
        "61SBV12345678",
        "37ABV12345678",
        "37SBV123",
        "37SBV123456789012",
        "[37.1343, 36.2021]",
        "36.2021; 37.1343; 38.1",
        "38.1; 36.2021; 37.1343",
        "36.2; 37.1",
        "latitude-54.39635,longitude-126.665497",
        "The code is A36.2021, 37.1343",
        "10.1.36.2, 37.1",
        "from 1.5 to 36.2, 37.1 to 40.3",
        "",
        "No digit at all",
    ] {
        assert_eq!(written_positions(text), [], "{text}");
    }
}

#[test]
fn positions_follow_each_other() {
    let text =
        "Area 36-12N 037-06E, 36-15N 037-10E, 36-18N 037-06E; also 36.2021, 37.1343; 36.3021, 37.2343.";
    assert_eq!(written_positions(text).len(), 5);
    let encyclopedia = "33°47′N 44°30′E / 33.783°N 44.500°E / 33.783; 44.500";
    assert_eq!(written_positions(encyclopedia).len(), 3);
    let table = "36.2021, 37.1343\n36.3021, 37.2343\r\n36.4021, 37.3343\n";
    assert_eq!(written_positions(table).len(), 3);
}

#[test]
fn time_is_linear_in_the_text() {
    for piece in ["1", "36.2, ", "N ", "37S ", "52°31'", "12 ", "lat ", "1.1", "   1", "1N"] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = std::time::Instant::now();
        let _ = written_positions(&text);
        assert!(start.elapsed().as_secs() < 5, "{piece}: {:?}", start.elapsed());
    }
}

/// Degrees in whole units of which there are `per` in one degree.
fn rounded(degrees: f64, per: f64) -> f64 {
    (degrees.abs() * per).round() / per
}

fn letters(position: Position) -> (char, char) {
    (if position.lat < 0.0 { 'S' } else { 'N' }, if position.lon < 0.0 { 'W' } else { 'E' })
}

/// Whole degrees, and minutes.
fn parts(degrees: f64) -> (f64, f64) {
    let whole = (degrees + 1e-9).floor();
    (whole, ((degrees - whole) * 60.0).abs())
}

fn written(position: Position, form: usize) -> String {
    let (ns, ew) = letters(position);
    let (lat, lon) = (position.lat, position.lon);
    match form {
        0..=2 | 6 => {
            let ((a, b), (c, d)) = (parts(rounded(lat, 60.0)), parts(rounded(lon, 60.0)));
            match form {
                0 => format!("{a}°{b:.0}'{ns} {c}°{d:.0}'{ew}"),
                1 => format!("{a:02}{b:02.0}{ns} {c:03}{d:02.0}{ew}"),
                2 => format!("{ns} {a}° {b:.0}′, {ew} {c}° {d:.0}′"),
                _ => format!("{a:02}-{b:02.0}{ns} {c:03}-{d:02.0}{ew}"),
            }
        }
        3 => {
            let seconds = |degrees: f64| {
                let total = (degrees.abs() * 36_000.0).round();
                ((total / 36_000.0).floor(), (total % 36_000.0 / 600.0).floor(), total % 600.0 / 10.0)
            };
            let all = |degrees: f64| {
                let (whole, minutes, seconds) = seconds(degrees);
                format!("{whole}° {minutes}' {seconds:.1}\"")
            };
            format!("{} {ns}, {} {ew}", all(lat), all(lon))
        }
        4 => format!("{lat:.4}, {lon:.4}"),
        5 => format!("{:.2}{ns} {:.2}{ew}", lat.abs(), lon.abs()),
        _ => format!("({:.4}° {ns}, {:.4}° {ew})", lat.abs(), lon.abs()),
    }
}

fn mgrs(position: Position, digits: usize) -> String {
    let zone = ((position.lon + 180.0) / 6.0).floor() as u32 + 1;
    let band = "CDEFGHJKLMNPQRSTUVWX".chars().nth((((position.lat + 80.0) / 8.0) as usize).min(19)).unwrap();
    let (easting, northing) = in_zone(zone, position);
    let northing = northing.rem_euclid(2_000_000.0);
    let column = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        .chars()
        .nth((zone as usize - 1) % 3 * 8 + (easting / 100_000.0) as usize - 1)
        .unwrap();
    let shift = if zone.is_multiple_of(2) { 5 } else { 0 };
    let row = "ABCDEFGHJKLMNPQRSTUV".chars().nth(((northing / 100_000.0) as usize + shift) % 20).unwrap();
    let cut = |metres: f64| {
        let square = (metres % 100_000.0) as u32 / 10_u32.pow(5 - digits as u32);
        format!("{square:0digits$}")
    };
    format!("{zone:02}{band} {column}{row} {} {}", cut(easting), cut(northing))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_within_its_precision(
        lat in -89.0..89.0, lon in -179.0..179.0, form in 0_usize..8,
    ) {
        let position = Position::new(lon, lat);
        let text = format!("Seen at {} today.", written(position, form));
        let found = written_positions(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert!(distance_km(found[0].position, position) <= found[0].radius_km, "{} {:?}", text, found);
    }

    #[test]
    fn grid_references_are_read_back_within_their_cell(lat in -79.9..79.9, lon in -180.0..179.99, digits in 1_usize..=5) {
        let position = Position::new(lon, lat);
        for text in [mgrs(position, digits), mgrs(position, digits).replace(' ', "")] {
            let found = written_positions(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            // The grid's metres are up to a thousandth longer or shorter than the Earth's.
            let away = distance_km(found[0].position, position);
            prop_assert!(away <= found[0].radius_km * 1.002, "{} {:?} {}", text, found, away);
        }
    }

    #[test]
    fn any_text_gives_spans_in_order_and_on_characters(text in any_text()) {
        let mut last = 0;
        for found in written_positions(&text) {
            prop_assert!(found.range.start >= last && !found.range.is_empty());
            prop_assert!(text.get(found.range.clone()).is_some());
            prop_assert!(found.position.lat.abs() <= 90.0 && found.position.lon.abs() <= 180.0);
            prop_assert!(found.radius_km >= 0.001);
            last = found.range.end;
        }
    }
}

/// Any characters, and strings of what positions are made of.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "1", "36", "52.5", "037", "°", "'", "\"", "′", "″", "’", "N", "S", "E", "W", " ", ",", ", ", "-",
        "−", ".", ":", "37S", "BV", "12345", "lat", "lon ", "\n", "é", "حمص", "degrees", " north", "(", ")",
        "/", "°N ", "°E",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())]
}
