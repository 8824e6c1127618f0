// Marking a mention that was missed: select its words in the text, or type them.

import * as corrections from '../data/corrections.js';
import { h } from '../dom.js';
import { ABOUT, KINDS } from '../kinds.js';
import { working } from './parts.js';
import { searchPlace } from './search_place.js';

/**
 * @param {import('../data/documents.js').WholeDocument} document
 * @param {HTMLElement} text the element that holds the text, character for character
 */
export function markMissed(document, text) {
  /** @type {{start: number, end: number, words: string}|null} */
  let span = null;
  const said = h('p.quiet.small', { role: 'status' }, 'Select words in the text, or type them here');
  const words = h('input.field', {
    id: 'missed-words',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => choose(find(document.text, words.value)),
  });
  const kind = h(
    'select.field',
    { id: 'missed-kind' },
    KINDS.map((one) => h('option', { value: one }, ABOUT[one].label)),
  );
  const place = h('div');
  const without = h(
    'button.small-button',
    { type: 'button', disabled: true, onclick: () => save(null, without) },
    'Mark without a place',
  );
  const details = h(
    'details.more.missed',
    {},
    h('summary', {}, 'Mark a missed mention'),
    h('div.inline', {}, h('label', { for: 'missed-words' }, 'Words'), words),
    said,
    h('div.inline', {}, h('label', { for: 'missed-kind' }, 'Kind'), kind),
    place,
    without,
  );

  /** @param {typeof span} found */
  function choose(found) {
    span = found;
    without.disabled = !found;
    said.textContent = found
      ? `“${found.words}”, characters ${found.start} to ${found.end}`
      : words.value
        ? 'The text has no such words'
        : 'Select words in the text, or type them here';
    place.replaceChildren();
    if (!found) return;
    const near = document.mentions.find((mention) => mention.at)?.at ?? null;
    place.append(
      searchPlace({
        words: found.words,
        near,
        label: 'The place they mean',
        verb: 'Mark',
        onchoose: (id, _name, button) => save(id, button),
      }),
    );
  }

  const save = (/** @type {string|null} */ placeId, /** @type {HTMLElement} */ button) =>
    working(button, async () => {
      if (span)
        await corrections.addMention(
          document.id,
          {
            start: span.start,
            end: span.end,
            kind: kind.value,
            place_id: placeId,
          },
          span.words,
        );
    });

  // The browser tells of a selection only for the whole page.
  const watch = () => {
    if (!text.isConnected) return globalThis.document.removeEventListener('selectionchange', watch);
    const chosen = selectedIn(text);
    if (!chosen) return undefined;
    details.open = true;
    words.value = chosen.words;
    choose(chosen);
    return undefined;
  };
  // Not yet in the page when it is made, so the first look waits a moment.
  setTimeout(() => globalThis.document.addEventListener('selectionchange', watch));
  return details;
}

/** The selection as characters of the text, without the space around it. @param {HTMLElement} text */
function selectedIn(text) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const words = raw.trim();
  if (!words) return null;
  const start = Array.from(before.toString() + raw.slice(0, raw.indexOf(words))).length;
  return { start, end: start + Array.from(words).length, words };
}

/** The first place where words stand. @param {string} text @param {string} typed */
function find(text, typed) {
  const words = typed.trim();
  const at = words ? text.indexOf(words) : -1;
  if (at < 0) return null;
  const start = Array.from(text.slice(0, at)).length;
  return { start, end: start + Array.from(words).length, words };
}
