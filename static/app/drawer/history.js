// What people have set right in a document or of one mention, each with the way back.

import * as corrections from '../data/corrections.js';
import { sameSpan, trigger } from '../data/journey_edit.js';
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
  const document = /** @type {const} */ ({ type: 'document', id: documentId });
  const same = mention && /** @type {const} */ ({ type: 'mention', id: mention.id });
  return list(
    async () => {
      const all = await corrections.ofDocument(documentId);
      return mention ? all.filter(({ start, end }) => start === mention.start && end === mention.end) : all;
    },
    mention ? null : 'Set right by people',
    ({ action }) => (same && action !== 'mention' ? same : document),
  );
}

/** What people have changed of a movement. @param {import('../data/movements.js').Movement} movement */
export function movementHistory(movement) {
  const spans = trigger(movement);
  return list(
    async () =>
      (await Promise.all(movement.documents.map(corrections.ofDocument)))
        .flat()
        .filter((one) => spans.some((/** @type {any} */ span) => sameSpan(span, one))),
    null,
    () => () => corrections.follow(movement),
  );
}

/**
 * @param {() => Promise<corrections.Correction[]>} ask @param {string|null} title
 * @param {(of: corrections.Correction) => corrections.Then|(() => Promise<corrections.Then>)} then what to show when one is undone
 */
function list(ask, title, then) {
  const target = h('div');
  void show();
  return target;

  async function show() {
    try {
      // One deed may stand at several places, and is undone as one.
      const own = [...new Map((await ask()).map((one) => [one.id, one])).values()];
      if (!own.length) return;
      fill(target, title && h('h3', {}, title), h('ul.history', {}, own.map(item)));
      if (title) target.className = 'block';
    } catch {
      // A server without corrections has none to show.
    }
  }

  function item(/** @type {corrections.Correction} */ one) {
    const label = `Undo: ${one.surface} ${DEEDS[one.action]}`;
    const undo = h(
      'button.small-button',
      { type: 'button', 'aria-label': label, onclick: () => working(undo, () => corrections.undo(one.id, then(one))) },
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
