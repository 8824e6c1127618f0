use super::Level;

/// Whether places are known because they are in a book at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renown {
    /// The bundled book: of seas, mountains and landmarks it holds those that news tell of.
    Known,
    /// A user's own data: of two million streams hardly one has ever been in the news.
    Unknown,
}

/// Inhabitants, with a standing in inhabitants for what has none: a sea is as well known as a country of millions.
pub(super) fn importance(
    level: Level,
    is_capital: bool,
    population: u64,
    stands_for_state: bool,
    renown: Renown,
) -> u64 {
    let standing = match level {
        Level::Country => 50_000_000,
        Level::Admin1 => 50_000,
        Level::Region if renown == Renown::Known => 20_000_000,
        Level::Natural if renown == Renown::Known => 100_000,
        Level::Site if stands_for_state => 2_000_000,
        _ => 0,
    };
    let capital = if is_capital { 1_000_000 } else { 0 };
    // Of a city and the area around it a name means the city.
    let share = if matches!(level, Level::Admin1 | Level::Admin2) { 10 } else { 1 };
    population / share + standing + capital
}
