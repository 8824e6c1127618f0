// Pieces that several drawer views share.

import { corpus } from '../data.js';
import { h, name } from '../dom.js';
import { capital, confidence, date, dateBasis, dates, featureType, precision, within } from '../format.js';
import { ABOUT, smallGlyph } from '../kinds.js';
import { markedSentence } from '../mark.js';
import * as state from '../state.js';

/** A list of terms and what they are; empty ones are left out. @param {[string, any][]} pairs */
export function facts(pairs) {
  return h('dl.facts', {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]));
}

/** @param {string} text @param {() => void} onclick @param {string} [extra] */
export const textButton = (text, onclick, extra = '') => h(`button.link${extra}`, { type: 'button', onclick }, name(text));

/** Title and date of a document, with how the date is known. @param {string} id */
export function documentLine(id) {
  const document = corpus.documents.get(id);
  if (!document) return name(id);
  return [
    textButton(document.title ?? document.source ?? id, () => state.select('document', id)),
    h('span.sub', {}, [date(document.published) ?? 'Undated', document.published ? dateBasis(document.published_basis) : 'the document states no date'].filter(Boolean).join(', ')),
  ];
}

/** @param {import('../kinds.js').Kind} kind */
export const kindLine = (kind) => [h('span.kind-name', {}, smallGlyph(kind), ABOUT[kind].label), h('span.sub', {}, ABOUT[kind].meaning)];

/** @param {import('../data.js').Mention} mention */
export const quote = (mention) => h('blockquote.sentence', { dir: 'auto' }, markedSentence(mention));

/** @param {{feature_class?: any, feature_code?: any, admin1?: any, country?: any, name?: any}} place */
export const placeLine = (place) => [capital(featureType(place)), within(place)].filter(Boolean).join(', ');

/** "06:00", "18:00 to 23:59", "05:42 UTC". @param {string|null} time */
const clock = (time) => time && time.split('/').map((moment) => moment.replace('Z', ' UTC')).join(' to ');

/** When the event was, as far as the clause tells. @param {import('../data.js').Mention} mention */
export function eventLine(mention) {
  const when = dates(mention.event_start, mention.event_end);
  if (!when && !mention.time_text) return null;
  return [[when ?? 'not dated', clock(mention.event_time)].filter(Boolean).join(', '), h('span.sub', {}, [mention.time_text && `“${mention.time_text}”`, mention.time_basis].filter(Boolean).join(': '))];
}

/** @param {import('../data.js').Mention} mention */
export const standing = (mention) => [mention.hedged && 'told with a hedge', mention.negated && 'told as not so', mention.dateline && 'where it was written', mention.corrected && 'corrected by a person'].filter(Boolean).join(', ') || null;

/** A bar beside the words, so that many can be compared. @param {number|null} value */
export function confidenceLine(value) {
  const words = confidence(value);
  if (value === null || value === undefined) return words;
  return h('span.confidence', {}, h('svg', { viewBox: '0 0 60 6', width: 60, height: 6, 'aria-hidden': 'true' }, h('rect.rail', { width: 60, height: 6, rx: 3 }), h('rect.level', { width: 60 * value, height: 6, rx: 3 })), words);
}

/** @param {import('../data.js').Mention} mention */
export function precisionLine(mention) {
  const words = precision(mention.precision_ucdp);
  const around = mention.radius_km ? `about ${mention.radius_km < 10 ? mention.radius_km.toFixed(0) || '1' : Math.round(mention.radius_km)} km around the point` : null;
  return words ? [capital(words), around && h('span.sub', {}, around)] : around && capital(around);
}
