// One document: its text with every mention marked by kind.

import * as api from '../api.js';
import { fill, h, name } from '../dom.js';
import { counted, date, dateBasis, number } from '../format.js';
import { ABOUT } from '../kinds.js';
import { cut } from '../mark.js';
import * as state from '../state.js';
import { facts } from './parts.js';

/** Texts already fetched: a document never changes under its id. @type {Map<string, string>} */
const texts = new Map();

/** @param {import('../data.js').Document} document @returns {import('./drawer.js').DrawerView} */
export function documentView(document) {
  const text = h('div.document-text', { 'aria-busy': 'true' });
  return {
    type: 'Document',
    body: [
      h('h2', {}, name(document.title ?? document.source ?? document.id, 'span')),
      facts([
        ['Date', [date(document.published) ?? 'Undated', h('span.sub', {}, document.published ? dateBasis(document.published_basis) : 'the document states no date')]],
        ['Source', document.source && name(document.source)],
        ['Length', document.characters ? `${number(document.characters)} characters` : null],
        ['Mentions', counted(document.mentions.length, 'mention')],
      ]),
      text,
    ],
    after: () => void show(document, text),
  };
}

/** @param {import('../data.js').Document} document @param {HTMLElement} target */
async function show(document, target) {
  try {
    if (!texts.has(document.id)) texts.set(document.id, (await api.documentById(document.id)).text ?? '');
    const spans = document.mentions.map((mention) => ({
      start: mention.start,
      end: mention.end,
      wrap: (/** @type {string} */ words) => h(`button.span.kind-${mention.kind}${mention.at ? '' : '.unlocated'}`, { type: 'button', title: `${ABOUT[mention.kind].label}: ${mention.name ?? (mention.at ? 'coordinates' : 'no place found')}`, onclick: () => state.select('mention', mention.id) }, words),
    }));
    fill(target, h('div.running', { dir: 'auto' }, cut(Array.from(texts.get(document.id) ?? ''), spans)));
  } catch (error) {
    fill(target, h('p.quiet', {}, `The text could not be loaded: ${/** @type {Error} */ (error).message}`), h('button.wide', { type: 'button', onclick: () => show(document, target) }, 'Try again'));
  }
  target.setAttribute('aria-busy', 'false');
}
