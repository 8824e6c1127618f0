// Pieces that several drawer views share.

import { h, name } from '../dom.js';
import { capital, confidence, date, dateBasis, dates, featureType, number, precision, within } from '../format.js';
import { ABOUT, smallGlyph } from '../kinds.js';
import { markedSentence } from '../mark.js';
import * as state from '../state.js';

/** A list of terms and what they are; empty ones are left out. @param {[string, any][]} pairs */
export function facts(pairs) {
  return h(
    'dl.facts',
    {},
    pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
      .map(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]),
  );
}

/** @param {string} text @param {() => void} onclick @param {string} [extra] */
export const textButton = (text, onclick, extra = '') =>
  h(`button.link${extra}`, { type: 'button', onclick }, name(text));

/** Title and date of a document, with how the date is known. @param {{id: string, title?: string|null, source?: string|null, published?: string|null, published_basis?: string|null}} document */
export const documentLine = ({ id, title, source, published, published_basis: basis }) => [
  textButton(title ?? source ?? 'Without a title', () => state.select('document', id)),
  h(
    'span.sub',
    {},
    [date(published ?? null) ?? 'Undated', published ? dateBasis(basis ?? null) : 'the document states no date']
      .filter(Boolean)
      .join(', '),
  ),
];

/** @param {import('../kinds.js').Kind} kind */
export const kindLine = (kind) => [
  h('span.kind-name', {}, smallGlyph(kind), ABOUT[kind].label),
  h('span.sub', {}, ABOUT[kind].meaning),
];

/** @param {import('../data/mentions.js').Mention} mention */
export const quote = (mention) => h('blockquote.sentence', { dir: 'auto' }, markedSentence(mention));

/** @param {{feature_class?: any, feature_code?: any, admin1?: any, country?: any, name?: any}} place */
export const placeLine = (place) => [capital(featureType(place)), within(place)].filter(Boolean).join(', ');

/** "06:00", "18:00 to 23:59", "05:42 UTC". @param {string|null} time */
const clock = (time) =>
  time &&
  time
    .split('/')
    .map((moment) => moment.replace('Z', ' UTC'))
    .join(' to ');

/** When the event was, as far as the clause tells. @param {import('../data/mentions.js').Mention} mention */
export function eventLine(mention) {
  const when = dates(mention.event_start, mention.event_end);
  if (!when && !mention.time_text) return null;
  return [
    [when ?? 'not dated', clock(mention.event_time)].filter(Boolean).join(', '),
    h('span.sub', {}, [mention.time_text && `“${mention.time_text}”`, mention.time_basis].filter(Boolean).join(': ')),
  ];
}

/** @param {import('../data/mentions.js').Mention} mention */
export const standing = (mention) =>
  [
    mention.hedged && 'told with a hedge',
    mention.negated && 'told as not so',
    mention.dateline && 'where it was written',
    mention.corrected && 'corrected by a person',
  ]
    .filter(Boolean)
    .join(', ') || null;

/** A bar beside the words, so that many can be compared. @param {number|null} value */
export function confidenceLine(value) {
  const words = confidence(value);
  if (value === null || value === undefined) return words;
  return h('span.confidence', {}, bar(value), words);
}

/** A share from 0 to 1. @param {number} value */
export const bar = (value) =>
  h(
    'svg',
    { viewBox: '0 0 60 6', width: 60, height: 6, 'aria-hidden': 'true' },
    h('rect.rail', { width: 60, height: 6, rx: 3 }),
    h('rect.level', { width: Math.max(2, 60 * value), height: 6, rx: 3 }),
  );

/** A line while something is on its way. */
export const loading = () => h('p.quiet', { 'aria-busy': 'true' }, 'Loading');

/** What went wrong, and another try. @param {any} error @param {() => void} retry */
export const failure = (error, retry) =>
  h(
    'div',
    { role: 'alert' },
    h('p.quiet', {}, error.message),
    h('button.wide', { type: 'button', onclick: retry }, 'Try again'),
  );

/** Runs what a button asks for: meanwhile it cannot be pressed, and a failure is told beside it. @param {any} button @param {() => Promise<void>} work */
export async function working(button, work) {
  button.nextElementSibling?.matches('.told') && button.nextElementSibling.remove();
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    button.after(h('p.told.warning', { role: 'alert' }, /** @type {Error} */ (error).message));
  }
  button.disabled = false;
}

/** @param {import('../data/mentions.js').Mention} mention */
export function precisionLine(mention) {
  const words = precision(mention.precision_ucdp);
  const around = mention.radius_km
    ? `about ${mention.radius_km < 10 ? mention.radius_km.toFixed(0) || '1' : number(mention.radius_km)} km around the point`
    : null;
  return words ? [capital(words), around && h('span.sub', {}, around)] : around && capital(around);
}
