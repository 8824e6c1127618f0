use std::io::{self, Write};
use std::num::NonZeroUsize;

use clap::ValueEnum;
use serde_json::{Map, Value};

use crate::cli::book::Book;
use crate::cli::error::CliError;
use crate::cli::hints::{parse_country, parse_degrees, parse_position};
use crate::cli::output;
use crate::cli::program::Status;
use crate::export::write_feature_collection;
use crate::feature::{Shape, encode_entry, encode_found, encode_nearby, holders};
use crate::gazetteer::{Found, Gazetteer, Likeness, NameKind, PlaceId};
use crate::geometry::Position;

#[derive(Debug, clap::Args)]
pub(super) struct InfoArgs {
    #[command(flatten)]
    book: Book,
}

/// What lists of places have in common.
#[derive(Debug, clap::Args)]
struct ListArgs {
    /// How many at most, 1 or more
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    limit: NonZeroUsize,
    /// How to write the places
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    book: Book,
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// The name in any spelling and script
    name: String,
    /// Prefer places near this position, in degrees, longitude first
    #[arg(long, value_name = "LON,LAT", value_parser = parse_position, allow_hyphen_values = true)]
    near: Option<Position>,
    /// Only places of this country, by its two letters (ISO 3166-1), such as SY
    #[arg(long, value_name = "XX", value_parser = parse_country)]
    country: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct NearestArgs {
    /// Degrees east of Greenwich, -180 to 180
    #[arg(allow_negative_numbers = true, value_parser = parse_degrees::<180>)]
    lon: f64,
    /// Degrees north of the equator, -90 to 90
    #[arg(allow_negative_numbers = true, value_parser = parse_degrees::<90>)]
    lat: f64,
    #[command(flatten)]
    list: ListArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// The place's id, such as 169577 (a GeoNames id) or dateline:caspian-sea
    id: String,
    /// How to write the place
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// With --format geojson: draw the area of a place that has one, not its point
    #[arg(long)]
    area: bool,
    #[command(flatten)]
    book: Book,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people; the columns of lists are parted by tabs
    Text,
    /// The features that the HTTP service answers with
    Geojson,
}

/// Tells what the book holds, layer by layer.
pub(super) fn info(args: &InfoArgs) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let number = |count: usize| output::thousands(count as u64);
    let mut lines = vec![
        format!("places  {}", number(gazetteer.len())),
        format!("names   {}", number(gazetteer.name_count())),
        format!("areas   {}", number(gazetteer.area_count())),
        format!("bytes   {}", number(gazetteer.size())),
    ];
    for (at, about) in gazetteer.about().enumerate() {
        let layer = if at == 0 { "bundled" } else { "yours" };
        lines.push(format!("{layer:8}{}", describe(about)));
    }
    writeln!(io::stdout(), "{}", lines.join("\n")).map_err(CliError::Output)?;
    Ok(Status::Complete)
}

/// What a pack says of itself, in words.
fn describe(about: &str) -> String {
    let members: Map<String, Value> = serde_json::from_str(about).unwrap_or_default();
    let count = |value: &Value| output::thousands(value.as_u64().unwrap_or_default());
    if let Some(Value::Array(files)) = members.get("imported") {
        let text = |file: &Value, key: &str| file[key].as_str().unwrap_or_default().to_owned();
        let files = files.iter().map(|file| {
            let rows = output::count(file["rows"].as_u64().unwrap_or_default() as usize, "row", "rows");
            format!("{} ({}, {rows})", text(file, "file"), text(file, "form"))
        });
        return files.collect::<Vec<_>>().join(", ");
    }
    let layers = members.iter().map(|(layer, rows)| format!("{} {}", count(rows), layer.replace('_', " ")));
    layers.collect::<Vec<_>>().join(", ")
}

pub(super) fn search(args: &SearchArgs) -> Result<Status, CliError> {
    let gazetteer = args.list.book.open()?;
    let out = &mut io::stdout().lock();
    if let Some(code) = args.country.as_deref().filter(|code| gazetteer.country(code).is_none()) {
        return Err(CliError::UnknownCountry { code: code.to_owned() });
    }
    let found = gazetteer.search(&args.name, args.near, args.country.as_deref(), args.list.limit.get());
    if args.list.format == Format::Geojson {
        let features = found.iter().map(|found| encode_found(gazetteer, *found));
        write_features(out, &Map::new(), features)?;
    }
    if found.is_empty() {
        output::say(&format!("no place has a name like {:?}", args.name));
        return Ok(Status::Incomplete);
    }
    for found in found.into_iter().filter(|_| args.list.format == Format::Text) {
        writeln!(out, "{}", line(gazetteer, found.place, how(found))).map_err(CliError::Output)?;
    }
    Ok(Status::Complete)
}

/// Why a place is among the found, where its name does not say so.
fn how(found: Found) -> &'static str {
    match (found.likeness, found.kind) {
        (Likeness::Begins, _) => "begins so",
        (Likeness::Typos(_), _) => "similar name",
        (Likeness::Same, NameKind::Preferred) => "",
        (Likeness::Same, NameKind::Alternate) => "other name",
        (Likeness::Same, NameKind::Abbreviation | NameKind::Postal) => "abbreviation",
        (Likeness::Same, NameKind::Demonym) => "demonym",
        (Likeness::Same, NameKind::Historic) => "historic name",
    }
}

pub(super) fn nearest(args: &NearestArgs) -> Result<Status, CliError> {
    let gazetteer = args.list.book.open()?;
    let out = &mut io::stdout().lock();
    let position = Position::new(args.lon, args.lat);
    let found = gazetteer.nearest(position, args.list.limit.get());
    if args.list.format == Format::Geojson {
        let features = found.into_iter().map(|nearby| encode_nearby(gazetteer, nearby));
        write_features(out, &holders(gazetteer, position), features)?;
        return Ok(Status::Complete);
    }
    for nearby in found {
        let away = format!("{:.1} km", nearby.distance_km);
        writeln!(out, "{}", line(gazetteer, nearby.place, &away)).map_err(CliError::Output)?;
    }
    let held = [gazetteer.first_level_at(position), gazetteer.country_at(position)];
    let names: Vec<&str> = held.into_iter().flatten().map(|place| gazetteer.place(place).name).collect();
    output::say(&if names.is_empty() {
        "in no country".to_owned()
    } else {
        format!("in {}", names.join(", "))
    });
    Ok(Status::Complete)
}

/// A feature collection and nothing else.
fn write_features(
    out: &mut impl Write,
    members: &Map<String, Value>,
    features: impl Iterator<Item = Vec<u8>>,
) -> Result<(), CliError> {
    let features: Vec<_> = features.collect();
    write_feature_collection(out, members, &[], features.iter().map(Vec::as_slice))
        .and_then(|()| writeln!(out))
        .map_err(CliError::Output)
}

/// A place in one line of columns that tools can cut at tabs.
fn line(gazetteer: &Gazetteer, place: PlaceId, how: &str) -> String {
    let place = gazetteer.place(place);
    let within: Vec<&str> = [place.admin2_name, place.admin1_name, place.country]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty() && *name != place.name)
        .collect();
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}",
        place.id,
        place.name,
        within.join(", "),
        place.code,
        place.position.lon,
        place.position.lat,
        how
    )
}

pub(super) fn show(args: &ShowArgs) -> Result<Status, CliError> {
    if args.area && args.format == Format::Text {
        return Err(CliError::AreaAsText);
    }
    let gazetteer = args.book.open()?;
    let out = &mut io::stdout().lock();
    let Some(id) = gazetteer.find(&args.id) else {
        output::say(&format!("no place has the id {:?}", args.id));
        return Ok(Status::Incomplete);
    };
    if args.format == Format::Geojson {
        let shape = if args.area { Shape::Area } else { Shape::Point };
        let written = out.write_all(&encode_entry(gazetteer, id, shape)).and_then(|()| writeln!(out));
        return written.map(|()| Status::Complete).map_err(CliError::Output);
    }
    let place = gazetteer.place(id);
    let or_none = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let rows = [
        ("id", place.id.to_string()),
        ("name", place.name.to_owned()),
        ("level", place.level.as_str().to_owned()),
        ("feature", format!("{} {}", place.class.as_str(), place.code)),
        ("country", or_none(place.country)),
        ("first level", or_none(place.admin1_name)),
        ("second level", or_none(place.admin2_name)),
        ("longitude", place.position.lon.to_string()),
        ("latitude", place.position.lat.to_string()),
        ("radius", format!("{} km", place.radius_km)),
        (
            "inhabitants",
            if place.population == 0 { "-".to_owned() } else { output::thousands(place.population) },
        ),
        ("stands for", or_none(place.stands_for)),
        ("area", if place.has_area { "yes" } else { "-" }.to_owned()),
    ];
    for (label, value) in rows {
        writeln!(out, "{label:13}{value}").map_err(CliError::Output)?;
    }
    Ok(Status::Complete)
}
