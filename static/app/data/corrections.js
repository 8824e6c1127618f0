// What a person sets right: another place, another kind, not a place, a missed mention, a movement that is none or another; and
// undoing it.

import * as api from '../api.js';

/**
 * @typedef {import('./mentions.js').Mention} Mention
 * @typedef {{id: string, at: string, by: string|null, document_id: string, start: number, end: number, surface: string, action: string}} Correction
 * @typedef {{words: string, undo: string|null, selection: import('../state.js').Selection|null}} Change what was done, the id of the
 *   correction that would be taken back, and what to show then
 */

/** Called after each change, so that the page asks anew. @type {(change: Change) => Promise<void>} */
let changed = async () => {};
export const onChanged = (/** @type {typeof changed} */ listener) => {
  changed = listener;
};

/** @param {Mention} mention */
const addressOf = (mention) =>
  `collections/${mention.at ? 'mentions' : 'unlocated'}/items/${encodeURIComponent(mention.id)}`;

/** The id of a correction out of its address. @param {string|null} location */
const idOf = (location) => location?.split('?')[0].split('/').pop() ?? null;

/** @param {string} path @param {'PATCH'|'POST'} method @param {any} body @param {(answer: any) => Omit<Change, 'undo'>} tell */
async function write(path, method, body, tell) {
  const answer = await api.send(method, path, { body });
  await changed({ ...tell(answer.body), undo: idOf(answer.location) });
}

/** @param {Mention} mention */
const same = (mention) => /** @type {const} */ ({ type: 'mention', id: mention.id });

/** @param {Mention} mention @param {string} placeId @param {string} name */
export const setPlace = (mention, placeId, name) =>
  write(addressOf(mention), 'PATCH', { place_id: placeId }, () => ({
    words: `“${mention.surface}” is now ${name}`,
    selection: same(mention),
  }));

/** @param {Mention} mention @param {import('../kinds.js').Kind} kind */
export const setKind = (mention, kind) =>
  write(addressOf(mention), 'PATCH', { kind }, () => ({
    words: `“${mention.surface}” is now ${kind}`,
    selection: same(mention),
  }));

/** @param {Mention} mention */
export const notAPlace = (mention) =>
  write(addressOf(mention), 'PATCH', { not_a_place: true }, () => ({
    words: `“${mention.surface}” is no place any more`,
    selection: { type: 'document', id: mention.document_id },
  }));

/** @param {string} documentId @param {{start: number, end: number, kind: string, place_id: string|null}} span @param {string} surface */
export const addMention = (documentId, span, surface) =>
  write(`documents/${encodeURIComponent(documentId)}/mentions`, 'POST', span, (feature) => ({
    words: `“${surface}” is a mention now`,
    selection: {
      type: 'mention',
      id: String(feature?.id ?? `${documentId}-${span.start}-${span.end}`),
    },
  }));

/** @param {import('./movements.js').Movement} movement */
export const rejectMovement = (movement) =>
  write(`collections/movements/items/${encodeURIComponent(movement.id)}`, 'PATCH', { rejected: true }, () => ({
    words: 'The movement is rejected',
    selection: null,
  }));

/** @param {import('./movements.js').Movement} movement @param {Record<string, any>} set what is otherwise */
export async function editMovement(movement, set) {
  const answer = await api.send('PATCH', `collections/movements/items/${encodeURIComponent(movement.id)}`, {
    body: { set },
  });
  const now = await found(movement);
  const words =
    now && !now.geometry ? `The movement is changed, and has no line now. ${now.method}` : 'The movement is changed';
  await changed({ words, undo: idOf(answer.location), selection: selectionOf(now, movement) });
}

/** The movement that is read from the same words now. @param {import('./movements.js').Movement} before */
async function found(before) {
  // Fetched here: the first view knows nothing of it.
  const { foundAgain } = await import('./journey_edit.js');
  return foundAgain(before);
}

/** What is read from the words of a movement now. @param {import('./movements.js').Movement} before */
export const follow = async (before) => selectionOf(await found(before), before);

/**
 * Only a movement with a line can be opened; of the others their document tells.
 * @param {import('./movements.js').Movement|null} now @param {import('./movements.js').Movement} before @returns {import('../state.js').Selection}
 */
const selectionOf = (now, before) =>
  now?.geometry ? { type: 'movement', id: now.id } : { type: 'document', id: before.documents[0] };

/** @typedef {import('../state.js').Selection|null} Then what to show when something is undone */

/** @param {string} id @param {Then|(() => Promise<Then>)} then */
export async function undo(id, then) {
  await api.send('DELETE', `corrections/${encodeURIComponent(id)}`);
  await changed({ words: 'Undone', undo: null, selection: typeof then === 'function' ? await then() : then });
}

/** The corrections of a document, the newest last. @param {string} id @returns {Promise<Correction[]>} */
export const ofDocument = async (id) => (await api.get('corrections', { document: id, f: 'json' })).corrections ?? [];
