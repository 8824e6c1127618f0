// The list of documents: newest first, with the mentions of each by kind, and the places of the open one.

import * as documents from '../data/documents.js';
import { placeIdOf } from '../data/mentions.js';
import * as selected from '../data/selected.js';
import { h } from '../dom.js';
import { date, number } from '../format.js';
import { ABOUT, KINDS, mainKind, noCounts, smallGlyph } from '../kinds.js';
import * as state from '../state.js';
import { invitation } from './invitation.js';
import { lazily, nothing, placeRow } from './rows.js';

/** @param {state.State} current @returns {import('./list.js').Content} */
export function documentList(current) {
  const shown = documents.shown();
  return {
    head: null,
    rows: lazily(shown, (one) => row(one, current)),
    selected: shown.findIndex(({ document }) => document.id === selected.documentOf()?.id),
    // The others come when the newest have been read.
    more: documents.isWhole() ? undefined : async () => ((await documents.whole()) ? null : []),
    empty: documents.size() ? nothing('No document matches', current) : invitation(),
  };
}

/** @param {ReturnType<typeof documents.shown>[number]} of @param {state.State} current */
function row({ document, counts }, current) {
  const open = selected.documentOf();
  const isOpen = open?.id === document.id;
  const kinds = KINDS.filter((kind) => current.kinds.has(kind) && counts[kind]);
  return h(
    'li',
    {},
    h(
      'button.row.document',
      {
        type: 'button',
        'data-key': `document:${document.id}`,
        'aria-current': isOpen,
        onclick: () => state.select('document', document.id),
      },
      h('span.when', {}, date(document.published) ?? 'Undated'),
      h('span.title', { dir: 'auto' }, document.title ?? document.source ?? 'Without a title'),
      h(
        'span.tally',
        {},
        kinds.map((kind) =>
          h(
            'span',
            { title: ABOUT[kind].label },
            smallGlyph(kind),
            h('span.sr', {}, ` ${ABOUT[kind].label} `),
            number(counts[kind]),
          ),
        ),
        !kinds.length && h('span.quiet', {}, 'No mention of the kinds shown'),
      ),
    ),
    isOpen &&
      h(
        'ul.inner',
        {},
        placesIn(open, current).map((one) =>
          placeRow(one.shown, current.selection?.type === 'mention' && one.ids.includes(current.selection.id), {
            inside: document.id,
            onopen: () => state.select('mention', one.ids[0]),
          }),
        ),
      ),
  );
}

/** The places of a document in the order of its text. @param {documents.WholeDocument} document @param {state.State} current */
function placesIn(document, current) {
  /** @type {Map<string, {shown: import('../data/places.js').ShownPlace, ids: string[]}>} */
  const found = new Map();
  for (const mention of document.mentions) {
    if (!mention.at || !current.kinds.has(mention.kind)) continue;
    const id = placeIdOf(mention);
    const { feature_class, feature_code, country, admin1, at } = mention;
    const one = found.get(id) ?? {
      shown: {
        place: {
          id,
          name: mention.name ?? mention.surface,
          feature_class,
          feature_code,
          country,
          admin1,
          at,
          counts: noCounts(),
        },
        counts: noCounts(),
        total: 0,
        kind: mention.kind,
      },
      ids: [],
    };
    one.shown.counts[mention.kind] += 1;
    one.shown.total += 1;
    one.shown.kind = mainKind(one.shown.counts);
    one.ids.push(mention.id);
    found.set(id, one);
  }
  return [...found.values()].sort((a, b) => b.shown.total - a.shown.total);
}
