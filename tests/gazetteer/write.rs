//! Packs out of a few entries.

use dateline::gazetteer::write::{Entry, EntryId, write_pack};
use dateline::gazetteer::{FeatureClass, Gazetteer, Level, NameKind};
use dateline::geometry::Position;
use geo::{MultiPolygon, polygon};
use proptest::prelude::*;

/// A country with a hole in it, its capital, a lake of our own, and a town that only has a code.
pub(crate) fn entries() -> Vec<Entry> {
    let place = |id: EntryId, name: &str, level: Level| Entry {
        id,
        name: name.to_owned(),
        names: vec![(format!("Old {name}"), NameKind::Historic)],
        position: Position::new(36.5, 34.5),
        class: FeatureClass::Populated,
        code: "PPL".to_owned(),
        level,
        country: Some("SY".to_owned()),
        admin1: Some("11".to_owned()),
        admin2: None,
        population: 1_000,
        radius_km: 2.0,
        stands_for: None,
        area: None,
    };
    let area: MultiPolygon<f64> = polygon!(
        exterior: [(x: 35., y: 32.), (x: 43., y: 32.), (x: 43., y: 38.), (x: 35., y: 38.), (x: 35., y: 32.)],
        interiors: [[(x: 38., y: 34.), (x: 38., y: 35.), (x: 39., y: 35.), (x: 39., y: 34.), (x: 38., y: 34.)]],
    )
    .into();
    let country = Entry {
        area: Some(area.clone()),
        admin1: None,
        ..place(EntryId::GeoNames(163_843), "Syria", Level::Country)
    };
    let first_level = Entry { area: Some(area), ..place(EntryId::GeoNames(169_575), "Homs", Level::Admin1) };
    let second_level = Entry {
        admin2: Some("169576".to_owned()),
        ..place(EntryId::Other("geonames-admin2:SY.11.169576".to_owned()), "Homs District", Level::Admin2)
    };
    let town = Entry {
        admin2: Some("169576".to_owned()),
        ..place(EntryId::GeoNames(169_577), "Homs", Level::Settlement)
    };
    let site = Entry {
        stands_for: Some("SY".to_owned()),
        ..place(EntryId::Other("dateline:palace".to_owned()), "Palace", Level::Site)
    };
    vec![country, first_level, second_level, town, site]
}

#[test]
fn what_was_written_is_read() {
    let gazetteer = Gazetteer::from_bytes(write_pack(entries(), "about").unwrap()).unwrap();
    assert_eq!((gazetteer.len(), gazetteer.about().collect::<Vec<_>>()), (5, vec!["about"]));
    let town = gazetteer.place(gazetteer.find("169577").unwrap());
    assert_eq!(
        (town.name, town.admin1_name, town.admin2_name),
        ("Homs", Some("Homs"), Some("Homs District"))
    );
    let kinds: Vec<NameKind> = gazetteer.lookup("old palace").map(|hit| hit.kind).collect();
    assert_eq!(kinds, [NameKind::Historic]);
    assert!(gazetteer.country_at(Position::new(36.0, 33.0)).is_some());
    assert_eq!(gazetteer.country_at(Position::new(38.5, 34.5)), None);
}

#[test]
fn of_two_entries_with_one_id_the_later_wins() {
    let mut twice = entries();
    twice.push(Entry { name: "Emesa".to_owned(), ..twice[3].clone() });
    let gazetteer = Gazetteer::from_bytes(write_pack(twice, "").unwrap()).unwrap();
    assert_eq!(gazetteer.place(gazetteer.find("169577").unwrap()).name, "Emesa");
    assert_eq!(gazetteer.len(), 5);
}

proptest! {
    #[test]
    fn the_order_of_the_entries_changes_no_byte(shuffled in Just(entries()).prop_shuffle()) {
        prop_assert!(write_pack(shuffled, "about").unwrap() == write_pack(entries(), "about").unwrap());
    }
}
