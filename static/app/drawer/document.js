// One document: its text with every mention marked by kind; words that were missed can be marked.

import { h, isEmbedded, name } from '../dom.js';
import { capital, counted, date, dateBasis, number } from '../format.js';
import { ABOUT } from '../kinds.js';
import { cut } from '../mark.js';
import * as state from '../state.js';
import { journey } from '../words.js';
import { history } from './history.js';
import { markMissed } from './missed.js';
import { facts } from './parts.js';

/** @param {import('../data/documents.js').WholeDocument} document @returns {import('./drawer.js').DrawerView} */
export function documentView(document) {
  const only = state.get().document === document.id;
  const text = h(
    'div.running',
    { dir: 'auto', lang: document.language },
    cut(Array.from(document.text), document.mentions.map(span)),
  );
  return {
    type: 'Document',
    body: [
      h('h2', {}, name(document.title ?? document.source ?? 'Without a title', 'span')),
      facts([
        [
          'Date',
          [
            date(document.published) ?? 'Undated',
            h('span.sub', {}, document.published ? dateBasis(document.published_basis) : 'the document states no date'),
          ],
        ],
        ['Source', document.source && name(document.source)],
        ['Length', `${number(document.characters)} characters`],
        ['Mentions', counted(document.mentions.length, 'mention')],
      ]),
      !isEmbedded() &&
        h(
          'button.wide',
          {
            type: 'button',
            'aria-pressed': String(only),
            onclick: () => state.set({ document: only ? null : document.id }),
          },
          only ? 'Show all documents on the map' : 'Show only this document on the map',
        ),
      journeys(document.movements),
      history(document.id),
      h('div.document-text', {}, text),
      !isEmbedded() && markMissed(document, text),
    ],
  };
}

/** What the text tells of; a journey without a line has nothing to open. @param {import('../data/movements.js').Movement[]} movements */
function journeys(movements) {
  const told = movements.filter((one) => one.geometry_status !== 'reference');
  if (!told.length) return null;
  const item = (/** @type {import('../data/movements.js').Movement} */ one) =>
    h(
      'li',
      {},
      one.geometry
        ? h('button.link', { type: 'button', onclick: () => state.select('movement', one.id) }, capital(journey(one)))
        : h('span.quiet', {}, `${capital(journey(one))}: no line can be drawn`),
    );
  return h('section.block', {}, h('h3', {}, 'Tells of'), h('ul.plain', {}, told.map(item)));
}

/** A link, so that its words can be selected like all others. @param {import('../data/mentions.js').Mention} mention */
const span = (mention) => ({
  start: mention.start,
  end: mention.end,
  wrap: (/** @type {string} */ words) =>
    h(
      `a.span.kind-${mention.kind}${mention.at ? '' : '.unlocated'}`,
      {
        href: state.write({
          ...state.get(),
          selection: { type: 'mention', id: mention.id },
        }),
        draggable: 'false',
        'data-mention': mention.id,
        title: `${ABOUT[mention.kind].label}: ${mention.name ?? (mention.at ? 'coordinates' : 'no place found')}`,
        onclick: (/** @type {MouseEvent} */ event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          state.select('mention', mention.id);
        },
      },
      words,
    ),
});
