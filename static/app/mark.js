// Text with spans marked. Offsets count Unicode characters, so text is cut by code point, not by UTF-16 unit.

import { h } from './dom.js';

/**
 * The sentence of a mention with the mention marked.
 * @param {{sentence: string, sentence_start: number, start: number, end: number, surface: string, kind: string}} mention
 */
export function markedSentence(mention) {
  const characters = Array.from(mention.sentence ?? '');
  let start = mention.start - mention.sentence_start;
  let end = mention.end - mention.sentence_start;
  if (characters.slice(start, end).join('') !== mention.surface) {
    [start, end] = find(characters, mention.surface) ?? [start, end];
  }
  return cut(characters, [{ start, end, wrap: (text) => h(`mark.kind-${mention.kind}`, {}, text) }]);
}

/** The sentence of a span of evidence with the span marked. @param {{sentence: string, text: string}} evidence */
export function markedEvidence(evidence) {
  const characters = Array.from(evidence.sentence ?? '');
  const at = find(characters, evidence.text);
  return cut(characters, at ? [{ start: at[0], end: at[1], wrap: (text) => h('mark', {}, text) }] : []);
}

/**
 * Cuts text at spans and wraps each; a span that overlaps an earlier one is left out.
 * @param {string[]} characters
 * @param {{start: number, end: number, wrap: (text: string) => Node}[]} spans
 * @returns {(Node|string)[]}
 */
export function cut(characters, spans) {
  const parts = [];
  let at = 0;
  for (const { start, end, wrap } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > characters.length) continue;
    parts.push(characters.slice(at, start).join(''), wrap(characters.slice(start, end).join('')));
    at = end;
  }
  parts.push(characters.slice(at).join(''));
  return parts;
}

/** @param {string[]} characters @param {string} words @returns {[number, number]|null} */
function find(characters, words) {
  const text = characters.join('');
  const unit = words ? text.indexOf(words) : -1;
  if (unit < 0) return null;
  const start = Array.from(text.slice(0, unit)).length;
  return [start, start + Array.from(words).length];
}
