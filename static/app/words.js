// Sentences about records: what a movement says in one line, where a place is.

import { capital, counted, country, dates, km, listing, plural, split, withArticle } from './format.js';

/** @typedef {import('./data/movements.js').Movement} Movement */

/** "26 cruise missiles". @param {Movement} movement */
export function mover(movement) {
  if (movement.count !== null && movement.count !== undefined)
    return counted(movement.count, movement.count_unit ?? 'mover');
  if (movement.count_unit) return capital(plural(movement.count_unit));
  /** @type {Record<string, string>} */
  const modes = {
    missile: 'Missiles',
    flight: 'A flight',
    road: 'A journey by road',
    rail: 'A journey by rail',
    sea: 'A voyage',
    foot: 'A march',
    people: 'People',
  };
  return modes[movement.mode] ?? 'A journey';
}

/** "26 cruise missiles, from the Caspian Sea over Iran and Iraq to Syria, 7 Oct 2015". @param {Movement} movement */
export function journey(movement) {
  const day = dates(movement.event_start, movement.event_end);
  return [mover(movement), route(movement), day].filter(Boolean).join(', ');
}

/** @param {Movement} movement */
export function route(movement) {
  const [origins, destinations] = [split(movement.origin), split(movement.destination)];
  const vias = split(movement.via).filter((name) => !origins.includes(name) && !destinations.includes(name));
  const over = movement.mode === 'missile' || movement.mode === 'flight' ? 'over' : 'by way of';
  const phrase = (/** @type {string} */ preposition, /** @type {string[]} */ names) =>
    names.length ? `${preposition} ${listing(names.map(withArticle))}` : '';
  return [phrase('from', origins), phrase(over, vias), phrase('to', destinations)].filter(Boolean).join(' ');
}

/** "nearly 1,610 km". @param {Movement} movement */
export const reported = (movement) =>
  movement.reported_km === null || movement.reported_km === undefined
    ? null
    : [movement.reported_qualifier, km(movement.reported_km)].filter(Boolean).join(' ');

/** What the comparison of lengths says. @param {Movement} movement */
export function lengthVerdict(movement) {
  switch (movement.distance_check) {
    case 'consistent':
      return 'The reported distance fits the line';
    case 'possible':
      return 'The reported distance is possible: some start and end in the named areas fit it. It is not confirmed';
    case 'impossible':
      return 'No start and end in the named areas fit the reported distance';
    default:
      return 'The text reports no distance';
  }
}

/** Facts beside the route, as pairs. @param {Movement} movement @returns {[string, string][]} */
export function particulars(movement) {
  /** @type {Record<string, string>} */
  const polarity = {
    affirmed: 'stated in the text',
    reported: 'said by somebody in the text',
    denied: 'denied in the text',
  };
  /** @type {[string, any][]} */
  const pairs = [
    ['Launched or carried by', movement.carriers && counted(movement.carriers, movement.carrier_unit ?? 'carrier')],
    ['Targets', movement.targets],
    ['Operator', country(movement.operator)],
    [
      'Date',
      [dates(movement.event_start, movement.event_end) ?? 'not told', movement.date_basis].filter(Boolean).join(', '),
    ],
    ['Standing', [polarity[movement.polarity], movement.hedged && 'hedged'].filter(Boolean).join(', ')],
  ];
  return /** @type {[string, string][]} */ (pairs.filter(([, value]) => value));
}

/** @type {Record<string, string>} */
const SLOTS = {
  origin: 'From',
  via: 'By way of',
  destination: 'To',
  count: 'How many',
  carriers: 'Carried by',
  targets: 'Targets',
  reported_distance: 'Distance',
  date: 'Date',
  operator: 'Operator',
  mode: 'What moved',
  hedge: 'Hedge',
};

/** @param {string} slot */
export const slotName = (slot) => SLOTS[slot] ?? capital(slot.replaceAll('_', ' '));
