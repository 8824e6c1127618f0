use super::error::CliError;
use crate::document::Home;
use crate::gazetteer::Gazetteer;
use crate::geometry::Position;
use crate::resolve::Resolver;

/// What the caller knows of the places of texts.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Hints {
    /// Where the texts are about, in degrees, longitude first: the outlet's town, say
    ///
    /// A strong clue, and one among others: a text that says where it is about overrules it.
    #[arg(long, value_name = "LON,LAT", value_parser = parse_position, allow_hyphen_values = true)]
    near: Option<Position>,
    /// The country that the texts are about, by its two letters (ISO 3166-1), such as SY
    #[arg(long, value_name = "XX", value_parser = parse_country)]
    country: Option<String>,
    /// Leave a mention without a place where the choice is less sure than this, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0, value_parser = parse_share)]
    min_confidence: f64,
}

impl Hints {
    /// The bundled resolver with what is asked of it.
    pub(super) fn resolver(&self) -> Resolver<'static> {
        Resolver { least_confidence: self.min_confidence, ..Resolver::default() }
    }

    /// Where the texts are about.
    pub(super) fn home(&self, gazetteer: &Gazetteer) -> Result<Home, CliError> {
        match self.country.as_ref().filter(|code| gazetteer.country(code).is_none()) {
            Some(code) => Err(CliError::UnknownCountry { code: code.clone() }),
            None => Ok(Home { near: self.near, country: self.country.clone() }),
        }
    }
}

/// Reads a number from 0 to 1.
pub(super) fn parse_share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// Reads degrees up to so many either side of 0.
pub(super) fn parse_degrees<const MOST: i32>(text: &str) -> Result<f64, String> {
    text.trim().parse().ok().filter(|degrees: &f64| degrees.abs() <= f64::from(MOST)).ok_or_else(|| {
        let axis = if MOST == 180 { "a longitude" } else { "a latitude" };
        format!("{text:?} is not {axis}; expected degrees from -{MOST} to {MOST}, longitude before latitude")
    })
}

/// Reads "lon,lat" in degrees.
pub(super) fn parse_position(text: &str) -> Result<Position, String> {
    let (lon, lat) = text
        .split_once(',')
        .ok_or_else(|| "expected longitude,latitude in degrees, such as 36.72,34.73".to_owned())?;
    Ok(Position::new(parse_degrees::<180>(lon)?, parse_degrees::<90>(lat)?))
}

/// Reads the two letters of a country.
pub(super) fn parse_country(text: &str) -> Result<String, String> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code { Ok(text.to_ascii_uppercase()) } else { Err("expected two letters, such as SY".to_owned()) }
}
