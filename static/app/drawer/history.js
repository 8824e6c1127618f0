// What people have set right in a document or of one mention, each with the way back.

import * as corrections from '../data/corrections.js';
import { fill, h, isEmbedded, name } from '../dom.js';
import { date } from '../format.js';
import { working } from './parts.js';

/** @type {Record<string, string>} */
const DEEDS = {
  place: 'means another place',
  kind: 'is of another kind',
  mention: 'was marked by hand',
  no_place: 'is no place',
  reject: 'tells of no journey',
  edit: 'tells of another journey',
};

/** @param {string} documentId @param {import('../data/mentions.js').Mention} [mention] only its own */
export function history(documentId, mention) {
  const target = h('div');
  void show();
  return target;

  async function show() {
    try {
      const all = await corrections.ofDocument(documentId);
      const own = mention ? all.filter(({ start, end }) => start === mention.start && end === mention.end) : all;
      if (!own.length) return;
      fill(target, !mention && h('h3', {}, 'Set right by people'), h('ul.history', {}, own.map(item)));
      if (!mention) target.className = 'block';
    } catch {
      // A server without corrections has none to show.
    }
  }

  function item(/** @type {corrections.Correction} */ one) {
    const back = /** @type {const} */ ({ type: 'document', id: documentId });
    const then =
      mention && one.action !== 'mention' ? /** @type {const} */ ({ type: 'mention', id: mention.id }) : back;
    const label = `Undo: ${one.surface} ${DEEDS[one.action]}`;
    const undo = h(
      'button.small-button',
      { type: 'button', 'aria-label': label, onclick: () => working(undo, () => corrections.undo(one.id, then)) },
      'Undo',
    );
    return h(
      'li',
      {},
      h(
        'span.grow',
        {},
        name(one.surface, 'b'),
        ` ${DEEDS[one.action] ?? one.action}`,
        h('span.sub', {}, [date(one.at), one.by].filter(Boolean).join(', ')),
      ),
      !isEmbedded() && undo,
    );
  }
}
