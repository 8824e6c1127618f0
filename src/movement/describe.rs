//! A journey in one plain line.

use super::{Movement, draw::list, lexicon};

/// "26 cruise missiles, from the Caspian Sea over Iran and Iraq to Syria, 7 Oct 2015": what, where from, over what, where
/// to, when; parts that are not known are left out.
#[must_use]
pub fn describe(movement: &Movement) -> String {
    let mut parts = vec![subject(movement)];
    let names = |joined: &str| -> String { list(&joined.split("; ").map(with_article).collect::<Vec<_>>()) };
    let mut route = Vec::new();
    if let Some(origin) = &movement.origin {
        route.push(format!("from {}", names(origin)));
    }
    if let Some(via) = &movement.via {
        route.push(format!("over {}", names(via)));
    }
    if let Some(destination) = &movement.destination {
        route.push(format!("to {}", names(destination)));
    }
    if !route.is_empty() {
        parts.push(route.join(" "));
    }
    parts.extend(days(movement));
    let mut line = parts.join(", ");
    if let Some(first) = line.chars().next() {
        line.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    line
}

fn subject(movement: &Movement) -> String {
    let unit = movement.count_unit.as_deref();
    match (movement.count, unit) {
        (Some(1), Some(unit)) => format!("1 {unit}"),
        (Some(count), Some(unit)) => {
            let qualifier =
                movement.count_qualifier.as_deref().map(|words| format!("{words} ")).unwrap_or_default();
            format!("{qualifier}{} {}", grouped(count), lexicon::plural(unit))
        }
        (_, Some(unit)) => lexicon::plural(unit),
        _ => movement.mode.as_str().to_owned(),
    }
}

/// "3,000": a comma between thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "7 Oct 2015", "7 to 9 Oct 2015" as two full dates.
fn days(movement: &Movement) -> Option<String> {
    let read = |day: &Option<String>| day.as_deref()?.parse::<jiff::civil::Date>().ok();
    let start = read(&movement.event_start)?;
    let end = read(&movement.event_end).unwrap_or(start);
    let day = |date: jiff::civil::Date| date.strftime("%-d %b %Y").to_string();
    Some(if start == end { day(start) } else { format!("{} to {}", day(start), day(end)) })
}

/// Seas, straits and the like take an article.
fn with_article(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or_default();
    let takes = matches!(
        last,
        "Sea"
            | "Ocean"
            | "Gulf"
            | "Canal"
            | "Channel"
            | "Mediterranean"
            | "Sahara"
            | "Bosphorus"
            | "Dardanelles"
            | "Atlantic"
            | "Pacific"
            | "Desert"
            | "Peninsula"
    ) || name.starts_with("Strait of")
        || name.starts_with("Gulf of")
        || name.starts_with("Sea of")
        || name.starts_with("Bay of")
        || name == "Arctic";
    if takes { format!("the {name}") } else { name.to_owned() }
}
