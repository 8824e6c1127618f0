//! The user's own data: read into a pack, damaged rows named, and laid over the bundled book.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::gazetteer::import::{Event, ImportError, ImportReport, import};
use dateline::gazetteer::{Gazetteer, Level, NameKind, Place};
use dateline::geometry::Position;
use proptest::prelude::*;
use tempfile::TempDir;

/// A folder with files in it.
struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(TempDir::new().unwrap());
        for (name, content) in files {
            fs::write(desk.path(name), content).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Imports the files and tells what was skipped, as `file:line: why`.
    fn import(&self, names: &[&str]) -> Result<(ImportReport, Vec<String>), ImportError> {
        let files: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        let mut skipped = Vec::new();
        let report = import(&files, &self.pack(), |event| {
            if let Event::Skipped(row) = event {
                let file = row.path.file_name().unwrap().to_string_lossy();
                skipped.push(format!("{file}:{}: {}", row.line, row.error));
            }
        })?;
        Ok((report, skipped))
    }

    fn pack(&self) -> PathBuf {
        self.path("own.gaz")
    }

    /// The bundled book with what was imported over it.
    fn book(&self) -> Gazetteer {
        Gazetteer::stacked(&[self.pack()]).unwrap()
    }
}

/// A row of a dump: id, name, other names, latitude, longitude, class, code, country, first and second level, inhabitants.
fn row(fields: [&str; 11]) -> String {
    let [id, name, others, lat, lon, class, code, country, admin1, admin2, population] = fields;
    format!(
        "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{class}\t{code}\t{country}\t\t{admin1}\t{admin2}\t\t\t{population}\t\t\tAsia/Damascus\t2024-01-01\n"
    )
}

fn place<'g>(book: &'g Gazetteer, id: &str) -> Place<'g> {
    book.place(book.find(id).unwrap_or_else(|| panic!("no place {id}")))
}

fn bearers(book: &Gazetteer, name: &str) -> Vec<(String, NameKind)> {
    book.lookup(name).map(|hit| (book.place(hit.place).id.to_string(), hit.kind)).collect()
}

#[test]
fn a_dump_becomes_places_the_last_row_of_an_id_wins_and_damaged_rows_are_named() {
    let dump = [
        row([
            "90000001",
            "Tell Qarqur",
            "Tall Qarqūr,قرقور,mwrk,ALP",
            "35.7",
            "36.3",
            "S",
            "ANS",
            "SY",
            "10",
            "",
            "0",
        ]),
        row(["90000002", "Ayn Lost", "", "35.0", "36.0", "P", "PPL", "SY", "10", "", "120"]),
        "90000003\ttoo few columns\n".to_owned(),
        row(["90000004", "Nowhere", "", "95.0", "36.0", "P", "PPL", "SY", "10", "", "120"]),
        row(["90000005", "", "", "35.0", "36.0", "P", "PPL", "SY", "10", "", "120"]),
        row(["90000006", "Many", "", "35.0", "36.0", "P", "PPL", "SY", "10", "", "a lot"]),
        row(["90000002", "Ayn Found", "", "35.1", "36.1", "P", "PPL", "SY", "10", "", "150"]),
    ]
    .concat();
    let desk = Desk::new(&[("SY.txt", &dump)]);
    let (report, skipped) = desk.import(&["SY.txt"]).unwrap();
    assert_eq!(
        skipped,
        [
            "SY.txt:3: 2 columns, expected 19",
            "SY.txt:4: latitude is \"95.0\", expected degrees from -90 to 90",
            "SY.txt:5: the name is missing",
            "SY.txt:6: population is \"a lot\", expected a whole number",
        ]
    );
    assert_eq!((report.places, report.files[0].taken, report.skipped()), (2, 3, 4));
    assert_eq!(report.files[0].skipped["no position"], 1);

    let book = desk.book();
    let found = place(&book, "90000002");
    assert_eq!((found.name, found.population, found.level), ("Ayn Found", 150, Level::Settlement));
    assert_eq!(found.admin1_name, Some("Hama"), "the bundled book names the area");
    assert!(bearers(&book, "Ayn Lost").is_empty());
    // Transliterations of machines and codes of airports are no names.
    assert_eq!(bearers(&book, "قرقور"), [("90000001".to_owned(), NameKind::Alternate)]);
    assert!(bearers(&book, "ALP").iter().all(|(id, _)| id != "90000001"));
}

#[test]
fn an_imported_place_replaces_the_bundled_one_and_keeps_its_names_its_area_and_its_renown() {
    let dump = [
        row(["163843", "Syria", "", "35.5", "38.5", "A", "PCLI", "SY", "00", "", "25000000"]),
        row(["4140704", "White House", "", "38.9", "-77.04", "S", "BLDG", "US", "DC", "", "0"]),
        row(["6640396", "Black Sea", "", "43.1", "34.9", "H", "SEA", "", "", "", "0"]),
        row(["90000010", "Homs", "", "10.0", "10.0", "T", "HLL", "NG", "", "", "0"]),
    ]
    .concat();
    let desk = Desk::new(&[("dump.txt", &dump)]);
    desk.import(&["dump.txt"]).unwrap();
    let (book, bundled) = (desk.book(), Gazetteer::bundled());

    assert_eq!(book.len(), bundled.len() + 1);
    assert_eq!(book.places().count(), book.len());
    let syria = place(&book, "163843");
    assert_eq!((syria.position, syria.population), (Position::new(38.5, 35.5), 25_000_000));
    assert!(syria.has_area);
    let id = book.find("163843").unwrap();
    assert_eq!(book.country("SY"), Some(id));
    assert_eq!(book.country_at(Position::new(36.72, 34.73)), Some(id));
    assert_eq!(bearers(&book, "Syrian"), [("163843".to_owned(), NameKind::Demonym)]);
    assert_eq!(place(&book, "4140704").stands_for, Some("US"));
    assert_eq!(bearers(&book, "Black Sea")[0].0, "6640396");
    // One more hill of the name changes nothing about what the name means first.
    assert_eq!(bearers(&book, "Homs")[0], ("169577".to_owned(), NameKind::Preferred));
    assert!(bearers(&book, "Homs").iter().any(|(id, _)| id == "90000010"));
    let near = book.nearest(Position::new(10.0, 10.0), 1);
    assert_eq!(book.place(near[0].place).id.to_string(), "90000010");
}

#[test]
fn files_beside_a_dump_name_place_and_measure_its_places() {
    let dump = [
        row(["90000021", "Numidia", "", "36.0", "-30.0", "A", "PCLI", "XN", "00", "", "5"]),
        row(["90000022", "Cirta Province", "", "36.0", "-30.5", "A", "ADM1", "XN", "07", "", "4"]),
        row(["90000023", "Qasr", "", "36.1", "-30.4", "P", "PPL", "", "", "", "3"]),
        row(["90000024", "Thugga", "", "36.2", "-30.3", "P", "PPL", "XN", "08", "", "2"]),
    ]
    .concat();
    let names = "1\t90000023\ten\tThe Castle\t1\t\t\t\t\t\n\
                 2\t90000023\tla\tCastellum\t\t\t\t1\t\t\n\
                 3\t90000023\tlink\thttps://example.org/Castle\t\t\t\t\t\t\n\
                 4\t90000023\tiata\tCST\t\t\t\t\t\t\n\
                 5\t77777777\ten\tElsewhere\t1\t\t\t\t\t\n\
                 x\t90000023\ten\tDamaged\t1\t\t\t\t\t\n";
    let desk = Desk::new(&[
        ("dump.txt", &dump),
        ("alternateNamesV2.txt", names),
        ("admin1CodesASCII.txt", "XN.08\tThugga Region\tThugga Region\t90000029\n"),
        ("hierarchy.txt", "90000022\t90000023\tADM\n90000021\t90000022\tADM\n"),
        (
            "countryInfo.txt",
            "#ISO\tISO3\nXN\tNUM\t1\tNU\tKingdom of Numidia\tCirta\t31416\t5\tAF\t.xn\t\t\t\t\t\t\t90000021\t\t\n",
        ),
        (
            "shapes.txt",
            "geoNameId\tgeoJSON\n90000022\t{\"type\":\"Polygon\",\"coordinates\":[[[-31,35.5],[-30,35.5],[-30,36.5],[-31,36.5],[-31,35.5]]]}\n90000023\t{\"type\":\"Point\"}\n",
        ),
    ]);
    let files = [
        "alternateNamesV2.txt",
        "shapes.txt",
        "dump.txt",
        "admin1CodesASCII.txt",
        "hierarchy.txt",
        "countryInfo.txt",
    ];
    let (report, skipped) = desk.import(&files).unwrap();
    assert_eq!(skipped.len(), 2, "{skipped:?}");
    assert!(skipped[0].starts_with("alternateNamesV2.txt:6: alternateNameId is \"x\""));
    assert!(skipped[1].starts_with("shapes.txt:3: "));
    assert_eq!(report.files[0].passed_over, 3);

    let book = desk.book();
    let castle = place(&book, "90000023");
    assert_eq!(castle.name, "The Castle");
    assert_eq!((castle.country, castle.admin1_name), (Some("XN"), Some("Cirta Province")));
    assert!(bearers(&book, "Castellum").contains(&("90000023".to_owned(), NameKind::Historic)));
    assert!(bearers(&book, "CST").iter().all(|(id, _)| id != "90000023"));
    assert_eq!(place(&book, "90000024").admin1_name, Some("Thugga Region"));
    assert!((place(&book, "90000021").radius_km - 100.0).abs() < 0.1);
    assert_eq!(bearers(&book, "Kingdom of Numidia")[0].0, "90000021");
    assert!(place(&book, "90000022").has_area);
    // In the middle of the Atlantic, where the bundled book has no land.
    assert_eq!(book.first_level_at(Position::new(-30.2, 36.0)), book.find("90000022"));
    assert_eq!(book.admin1(book.find("90000023").unwrap()), book.find("90000022"));
}

#[test]
fn tables_and_features_are_told_by_their_columns() {
    let camps = "Name;Lat;Lon;Other names;Country;ID\n\"Camp; North\";34,5;36,25;Norte|Nord;sy;N1\nCamp South;34.25;36.5;;SY;\nCamp West;x;36.5;;SY;W\n";
    let wells = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"dateline:caspian-sea","geometry":{"type":"Point","coordinates":[50.5,42.0]},"properties":{"name":"Caspian","feature_class":"H","feature_code":"SEA"}},
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]},"properties":{"title":"Gulf Block","aliases":["Bloc"]}},
        {"type":"Feature","geometry":null,"properties":{"name":"Lost"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[36.0,34.0]},"properties":{"name":null}}
    ]}"#;
    let lines = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[36.0,34.0]},\"properties\":{\"name\":\"Well One\",\"geonameid\":90000031}}\nnot json\n";
    let desk = Desk::new(&[("Camps 1.csv", camps), ("wells.geojson", wells), ("more.geojsonl", lines)]);
    let (report, skipped) = desk.import(&["Camps 1.csv", "wells.geojson", "more.geojsonl"]).unwrap();
    assert_eq!(report.places, 5);
    assert_eq!(skipped.len(), 4, "{skipped:?}");
    assert_eq!(skipped[0], "Camps 1.csv:4: latitude is \"x\", expected degrees from -90 to 90");
    assert!(skipped[1].starts_with("wells.geojson:3: no geometry"));
    assert!(skipped[2].starts_with("wells.geojson:4: the name is missing"));

    let book = desk.book();
    let north = place(&book, "camps-1:N1");
    assert_eq!(
        (north.name, north.position, north.country),
        ("Camp; North", Position::new(36.25, 34.5), Some("SY"))
    );
    assert!(bearers(&book, "norte").iter().any(|(id, _)| id == "camps-1:N1"));
    assert_eq!(bearers(&book, "Camp South")[0].0, "camps-1:camp-south@36.5000_34.2500");
    assert_eq!(place(&book, "dateline:caspian-sea").name, "Caspian");
    assert!(place(&book, "dateline:caspian-sea").has_area, "the sea keeps its shore");
    let block = bearers(&book, "Gulf Block")[0].0.clone();
    assert!(place(&book, &block).has_area);
    assert_eq!(bearers(&book, "Bloc")[0].0, block);
    assert_eq!(bearers(&book, "Well One")[0].0, "90000031");
}

#[test]
fn what_a_row_leaves_out_the_bundled_book_tells() {
    let table = "name,lat,lon,country,admin1,id\n\
                 Zokol Camp,37.1,36.1,,,\n\
                 Zarbit,34.9,36.9,Syria,Hama,\n\
                 Zumra,34.9,36.9,sy,SY.10,\n\
                 Zaun,35.0,20.0,,,\n\
                 Zed,34.9,36.9,Ruritania,,\n\
                 Homs,34.8,36.8,,,169577\n\
                 Zebrapolis,34.8,36.8,,,169577\n";
    let desk = Desk::new(&[("own.csv", table)]);
    let (report, skipped) = desk.import(&["own.csv"]).unwrap();
    assert_eq!(report.places, 6);
    assert_eq!(skipped.len(), 1);
    assert!(
        skipped[0].starts_with("own.csv:6: country is \"Ruritania\", expected two letters"),
        "{skipped:?}"
    );
    let book = desk.book();
    let of = |name: &str| {
        let place = place(&book, &bearers(&book, name)[0].0);
        (place.country.unwrap_or("-").to_owned(), place.admin1_name.unwrap_or("-").to_owned())
    };
    let pair = |country: &str, area: &str| (country.to_owned(), area.to_owned());
    // By the position, by names, by codes, and at sea.
    assert_eq!(of("Zokol Camp"), pair("TR", "Osmaniye"));
    assert_eq!(of("Zarbit"), pair("SY", "Hama"));
    assert_eq!(of("Zumra"), pair("SY", "Hama"));
    assert_eq!(of("Zaun"), pair("-", "-"));
    // What the bundled book has already keeps what the table has no column for.
    let homs = place(&book, "169577");
    assert_eq!((homs.code, homs.country, homs.admin1_name), ("PPLA", Some("SY"), Some("Homs")));
    assert!(homs.population > 500_000);
    // The id of a place of the bundled book under its name is that place moved; under another it is a number like any other.
    assert_eq!(place(&book, "169577").position, Position::new(36.8, 34.8));
    assert_eq!(bearers(&book, "Zebrapolis")[0].0, "own:169577");
}

#[test]
fn columns_are_told_by_their_best_names_and_features_by_theirs() {
    let hotels = "# from a guide\ncity,country,iso2,name,lat,lng,population,radius_km\n\
                  Kyoto,Japan,JP,Hotel Zokol,35.0,135.7,120.0,0.5\n\
                  Kyoto,Japan,JP,#9 Zokol,35.1,135.7,,\n\
                  Kyoto,Japan,JP,Hotel Zumra,35.0,135.8,,5 km\n";
    let camps = "{\"type\":\"FeatureCollection\",\"bbox\":[0,0,1,1],\"name\":\"x\",\"features\":[
        {\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[0.5,0.5]},\"properties\":{\"label\":\"A12\",\"name\":\"Zamp North\"}}]}";
    let desk = Desk::new(&[("hotels.csv", hotels), ("camps.geojson", camps)]);
    let (report, skipped) = desk.import(&["hotels.csv", "camps.geojson"]).unwrap();
    assert_eq!(report.places, 3);
    assert_eq!(skipped, ["hotels.csv:5: radius_km is \"5 km\", expected kilometres, 0 or more"]);
    let book = desk.book();
    let hotel = place(&book, &bearers(&book, "Hotel Zokol")[0].0);
    assert_eq!((hotel.country, hotel.population, hotel.radius_km), (Some("JP"), 120, 0.5));
    assert_eq!(bearers(&book, "9 Zokol").len(), 1);
    assert_eq!(bearers(&book, "Zamp North").len(), 1);
}

#[test]
fn of_three_layers_the_topmost_has_a_place_and_the_lowest_its_names() {
    let desk = Desk::new(&[]);
    let packs = ["30.0", "31.0"].map(|lon| {
        fs::write(
            desk.path("dump.txt"),
            row(["163843", "Syria", "", "35.5", lon, "A", "PCLI", "SY", "00", "", "7"]),
        )
        .unwrap();
        desk.import(&["dump.txt"]).unwrap();
        let pack = desk.path(&format!("{lon}.gaz"));
        fs::rename(desk.pack(), &pack).unwrap();
        pack
    });
    let book = Gazetteer::stacked(&packs).unwrap();
    assert_eq!((book.len(), book.places().count()), (Gazetteer::bundled().len(), Gazetteer::bundled().len()));
    let syria = place(&book, "163843");
    assert_eq!((syria.position.lon, syria.has_area), (31.0, true));
    let id = book.find("163843").unwrap();
    assert_eq!((book.country("SY"), book.country_at(Position::new(36.72, 34.73))), (Some(id), Some(id)));
    assert_eq!(bearers(&book, "Syrians"), [("163843".to_owned(), NameKind::Demonym)]);
    assert_eq!(bearers(&book, "Syria").iter().filter(|(id, _)| id == "163843").count(), 1);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let dump = row(["90000001", "Tell Qarqur", "", "35.7", "36.3", "S", "ANS", "SY", "10", "", "0"]);
    let dump: String = (1..200)
        .map(|number| {
            let (id, code) = (format!("{}", 90_000_000 + number), format!("{}", number % 7));
            let names =
                format!("{dump}{number},Tell {number},Tall {}", number % 5).replace(['\t', '\n'], " ");
            row([&id, "Tell", &names, "35.7", "36.3", "S", "ANS", "SY", &code, &code, "0"])
        })
        .collect();
    let packs = [Desk::new(&[("a.txt", &dump)]), Desk::new(&[("a.txt", &dump)])].map(|desk| {
        desk.import(&["a.txt"]).unwrap();
        fs::read(desk.pack()).unwrap()
    });
    assert!(packs[0] == packs[1]);
}

#[test]
fn what_cannot_be_imported_is_refused_by_name_and_nothing_is_written() {
    let dump = row(["90000001", "Tell Qarqur", "", "35.7", "36.3", "S", "ANS", "SY", "10", "", "0"]);
    let utm = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32637\"}},\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[50,60]},\"properties\":{\"name\":\"A\"}}]}";
    let broken = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":";
    let desk = Desk::new(&[
        ("dump.txt", &dump),
        ("all.zip", "PK\u{3}\u{4}..."),
        ("letter.txt", "Dear editor,\nno place here"),
        ("codes.txt", "SY.11\tHoms\tHoms\t169575\n"),
        ("broken.geojson", broken),
        ("utm.geojson", utm),
        ("nothing.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}"),
        ("header.csv", "name,lat,lon\n"),
    ]);
    for (files, words) in [
        (&["dump.txt", "missing.txt"][..], "missing.txt: "),
        (&["all.zip"], "all.zip: this is a zip archive; unpack it first"),
        (&["letter.txt"], "begins with \"Dear editor,\""),
        (
            &["utm.geojson"],
            "utm.geojson: its coordinates are in \"urn:ogc:def:crs:EPSG::32637\", expected longitude",
        ),
        (&["nothing.geojson"], "no place in the files"),
        (&["header.csv"], "no place in the files"),
        (&["codes.txt"], "found GeoNames first-level codes"),
        (&["broken.geojson"], "broken.geojson: EOF while parsing"),
    ] {
        let error = desk.import(files).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert!(!desk.pack().exists());
    }
    fs::write(desk.pack(), "somebody's thesis").unwrap();
    let error = desk.import(&["dump.txt"]).unwrap_err().to_string();
    assert!(error.contains("own.gaz: exists and is no gazetteer pack"), "{error}");
    assert_eq!(fs::read_to_string(desk.pack()).unwrap(), "somebody's thesis");
}

fn refusal(path: &Path) -> String {
    Gazetteer::stacked(&[path]).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_damaged_or_foreign_file_is_no_layer() {
    let dump = row(["90000001", "Tell Qarqur", "", "35.7", "36.3", "S", "ANS", "SY", "10", "", "0"]);
    let desk =
        Desk::new(&[("dump.txt", &dump), ("empty.gaz", ""), ("letter.gaz", "Dear editor, no place here")]);
    desk.import(&["dump.txt"]).unwrap();
    assert_eq!(refusal(&desk.pack()), "");
    let whole = fs::read(desk.pack()).unwrap();
    let damaged = desk.path("damaged.gaz");
    for at in [20, 30, 60, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        fs::write(&damaged, bytes).unwrap();
        assert!(
            refusal(&damaged).contains("damaged.gaz: damaged gazetteer pack"),
            "{at}: {}",
            refusal(&damaged)
        );
    }
    fs::write(&damaged, &whole[..whole.len() - 5]).unwrap();
    assert!(refusal(&damaged).contains("damaged.gaz: damaged gazetteer pack"));
    for name in ["empty.gaz", "letter.gaz"] {
        assert!(refusal(&desk.path(name)).contains(&format!("{name}: not a gazetteer pack")));
    }
    assert!(refusal(&desk.path("missing.gaz")).contains("missing.gaz: "));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever follows a sound first row, it is taken or named, and the pack can be asked.
    #[test]
    fn any_rows_are_taken_or_named(rows in prop::collection::vec("[\\PC\t]{0,60}", 0..20)) {
        let dump = row(["90000001", "Tell Qarqur", "", "35.7", "36.3", "S", "ANS", "SY", "10", "", "0"]);
        let text = dump + &rows.join("\n");
        // `\PC` may be a line end of its own, but only `\n` is one to a dump.
        let lines = text.split('\n').filter(|line| !line.trim_end_matches('\r').is_empty() && !line.starts_with('#'));
        let lines = lines.count();
        let desk = Desk::new(&[("a.txt", &text)]);
        let (report, skipped) = desk.import(&["a.txt"]).unwrap();
        prop_assert_eq!(report.files[0].taken + skipped.len(), lines);
        prop_assert_eq!(report.skipped(), skipped.len());
        prop_assert!(desk.book().find("90000001").is_some());
    }

    #[test]
    fn any_file_is_imported_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), table in any::<bool>()) {
        let desk = Desk::new(&[]);
        let beginning: &[u8] = if table { b"name,lat,lon\n" } else { b"" };
        fs::write(desk.path("a.csv"), [beginning, &bytes].concat()).unwrap();
        if desk.import(&["a.csv"]).is_ok() {
            let _ = desk.book().places().count();
        }
    }
}
