use super::Level;

/// Inhabitants, with a standing in inhabitants for what has none: a sea is as well known as a country of millions.
pub(super) fn importance(level: Level, code: &str, population: u64, stands_for_state: bool) -> u64 {
    let standing = match level {
        Level::Country => 50_000_000,
        Level::Region => 20_000_000,
        Level::Admin1 => 50_000,
        Level::Natural => 100_000,
        Level::Site if stands_for_state => 2_000_000,
        Level::Admin2 | Level::Settlement | Level::Site => 0,
    };
    let capital = if code == "PPLC" { 1_000_000 } else { 0 };
    // Of a city and the area around it a name means the city.
    let share = if matches!(level, Level::Admin1 | Level::Admin2) { 10 } else { 1 };
    population / share + standing + capital
}
