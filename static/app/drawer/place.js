// One place: what it is, and every mention of it, by document.

import { corpus } from '../data.js';
import { h, name } from '../dom.js';
import { counted, date } from '../format.js';
import { ABOUT, KINDS, countKinds, smallGlyph } from '../kinds.js';
import * as state from '../state.js';
import { markedSentence } from '../mark.js';
import { facts, placeLine } from './parts.js';

/** @param {import('../data.js').Place} place @returns {import('./drawer.js').DrawerView} */
export function placeView(place) {
  const counts = countKinds(place.mentions);
  const { kinds } = state.get();
  const hidden = place.mentions.filter((mention) => !kinds.has(mention.kind));
  const open = place.mentions.filter((mention) => kinds.has(mention.kind));
  return {
    type: 'Place',
    body: [
      h('h2', {}, name(place.name, 'span')),
      h('p.lead', {}, placeLine(place)),
      facts([
        ['Id', h('code', {}, place.id)],
        ['Position', `${place.at[0].toFixed(4)}, ${place.at[1].toFixed(4)} (lat, lon)`],
        ['Mentions', h('span.tally', {}, KINDS.filter((kind) => counts[kind]).map((kind) => h('span', {}, smallGlyph(kind), `${counts[kind]} ${ABOUT[kind].label.toLowerCase()}`)))],
      ]),
      byDocument(open),
      hidden.length > 0 && h('details.more', { open: !open.length }, h('summary', {}, `${counted(hidden.length, 'mention')} of kinds not shown on the map`), byDocument(hidden)),
    ],
  };
}

/** @param {import('../data.js').Mention[]} mentions */
function byDocument(mentions) {
  const documents = Map.groupBy ? Map.groupBy(mentions, (mention) => mention.document_id) : group(mentions);
  return [...documents].map(([id, inside]) => {
    const document = corpus.documents.get(id);
    return h('section.group', {},
      h('h3', {}, h('span.when', {}, date(document?.published ?? null) ?? 'Undated'), name(document?.title ?? id)),
      h('ul.quotes', {}, inside.sort((a, b) => a.start - b.start).map((mention) => h('li', {}, h('button.quote', { type: 'button', 'data-mention': mention.id, onclick: () => state.select('mention', mention.id) }, smallGlyph(mention.kind), h('span.sr', {}, `${ABOUT[mention.kind].label}: `), h('span', { dir: 'auto' }, markedSentence(mention)))))));
  });
}

/** @param {import('../data.js').Mention[]} mentions @returns {Map<string, import('../data.js').Mention[]>} */
function group(mentions) {
  const groups = new Map();
  for (const mention of mentions) groups.set(mention.document_id, [...(groups.get(mention.document_id) ?? []), mention]);
  return groups;
}
