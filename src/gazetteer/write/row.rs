use std::cmp::Ordering;

use crate::gazetteer::Level;
use crate::gazetteer::format::ID_IS_STRING;

/// A place in numbers; those of tables, areas and texts are the writer's own until the sections are made.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// In which order it came: what its names know it by.
    pub(super) number: u32,
    pub(super) longitude: i32,
    pub(super) latitude: i32,
    pub(super) id: u32,
    pub(super) name: u32,
    pub(super) population: u32,
    pub(super) area: u32,
    pub(super) country: u32,
    pub(super) stands_for: u32,
    pub(super) admin1: u32,
    pub(super) admin2: u32,
    pub(super) code: u32,
    pub(super) radius: u16,
    pub(super) class: u8,
    pub(super) level: Level,
}

/// Kilometres as a pack keeps them.
pub(super) fn radius_units(km: f64) -> u16 {
    (km * 10.0).round().clamp(0.0, f64::from(u16::MAX)) as u16
}

/// Numbers ascending, then texts by their bytes, as [`super::EntryId`] is ordered.
pub(super) fn compare_ids(a: &Row, b: &Row, texts: &[u8]) -> Ordering {
    match (a.id & ID_IS_STRING, b.id & ID_IS_STRING) {
        (0, 0) => a.id.cmp(&b.id),
        (0, _) => Ordering::Less,
        (_, 0) => Ordering::Greater,
        _ => text_at(texts, a.id & !ID_IS_STRING).cmp(text_at(texts, b.id & !ID_IS_STRING)),
    }
}

/// The text at an offset, where its length stands before it.
pub(super) fn text_at(texts: &[u8], offset: u32) -> &str {
    let start = offset as usize + 1;
    let length = usize::from(texts[offset as usize]);
    std::str::from_utf8(&texts[start..start + length]).unwrap_or_default()
}
