use super::{Action, Correction, JourneyEdit};
use crate::gazetteer::{Gazetteer, Place};
use crate::movement::{Account, Count, Evidence, Slot, Stop};

/// Applies corrections, one after the other, to what a document tells of journeys. A place that the gazetteer does not have is passed
/// over, and so is a journey that is not read any more.
pub fn correct_journeys(corrections: &[Correction], accounts: &mut Vec<Account>, gazetteer: &Gazetteer) {
    for Correction { start, end, action, .. } in corrections {
        let is_here = |account: &Account| (account.trigger.start, account.trigger.end) == (*start, *end);
        match action {
            Action::Reject => accounts.retain(|account| !is_here(account)),
            Action::Edit(edit) => {
                accounts.iter_mut().filter(|account| is_here(account)).for_each(|account| {
                    apply(edit, account, gazetteer);
                });
            }
            Action::Place(_) | Action::Kind(_) | Action::NoPlace | Action::Mention(..) => {}
        }
    }
}

fn apply(edit: &JourneyEdit, account: &mut Account, gazetteer: &Gazetteer) {
    let said = account.trigger.clone();
    account.mode = edit.mode.unwrap_or(account.mode);
    account.polarity = edit.polarity.unwrap_or(account.polarity);
    put_count(&mut account.count, "count", edit.count, edit.count_unit.as_ref(), &said);
    put_count(&mut account.carriers, "carriers", edit.carriers, edit.carrier_unit.as_ref(), &said);
    put_count(&mut account.targets, "targets", edit.targets, None, &said);
    if let Some(operator) = &edit.operator {
        account.operator = Some(Slot { value: operator.clone(), evidence: corrected("operator", &said) });
    }
    put_stops(&mut account.origins, "origin", edit.origins.as_deref(), &said, gazetteer);
    put_stops(&mut account.vias, "via", edit.vias.as_deref(), &said, gazetteer);
    put_stops(&mut account.destinations, "destination", edit.destinations.as_deref(), &said, gazetteer);
    let known = account.date.as_ref().map(|date| &date.value);
    let start = edit.event_start.clone().or_else(|| known.map(|(start, ..)| start.clone()));
    let end = edit.event_end.clone().or_else(|| known.map(|(_, end, _)| end.clone()));
    if edit.event_start.is_some() || edit.event_end.is_some() {
        let days = start.clone().or_else(|| end.clone()).zip(edit.event_end.clone().or(start));
        account.date = days.map(|(start, end)| Slot {
            value: (start, end, "corrected by a person".to_owned()),
            evidence: corrected("date", &said),
        });
    }
}

fn put_count(
    slot: &mut Option<Slot<Count>>,
    name: &str,
    number: Option<u64>,
    unit: Option<&String>,
    said: &Evidence,
) {
    if number.is_none() && unit.is_none() {
        return;
    }
    let known = slot.take().map(|slot| slot.value);
    let value = Count {
        number: number.or(known.as_ref().and_then(|known| known.number)),
        unit: unit.cloned().or_else(|| known.map(|known| known.unit)).unwrap_or_default(),
        qualifier: None,
    };
    *slot = Some(Slot { value, evidence: corrected(name, said) });
}

fn put_stops(
    stops: &mut Vec<Slot<Stop>>,
    name: &str,
    ids: Option<&[String]>,
    said: &Evidence,
    gazetteer: &Gazetteer,
) {
    let Some(ids) = ids else { return };
    let places = ids.iter().filter_map(|id| gazetteer.find(id)).map(|place| gazetteer.place(place));
    let slot = |place: Place<'_>| Slot {
        value: Stop {
            place_id: place.id.to_string(),
            name: place.name.to_owned(),
            precision: place.level.as_str().to_owned(),
            position: place.position,
            country: place.country.map(str::to_owned),
        },
        evidence: corrected(name, said),
    };
    *stops = places.map(slot).collect();
}

/// The words that the journey was read from stand for what a person said of it.
fn corrected(slot: &str, said: &Evidence) -> Evidence {
    Evidence { slot: slot.to_owned(), why: "corrected by a person".to_owned(), ..said.clone() }
}
