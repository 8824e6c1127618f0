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
 * Cuts text at spans and wraps each. Where one lies in another, "Turkish" in "Turkish airspace", the inner one has its own words and
 * the outer one what is left.
 * @param {string[]} characters
 * @param {{start: number, end: number, wrap: (text: string) => Node}[]} spans
 * @returns {(Node|string)[]}
 */
export function cut(characters, spans) {
  const fitting = spans
    .filter(({ start, end }) => start >= 0 && end > start && end <= characters.length)
    .sort((a, b) => a.start - b.start);
  const edges = [...new Set(fitting.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const parts = [];
  /** Those that have begun and may still go on. @type {typeof fitting} */
  let open = [];
  let [at, next] = [0, 0];
  for (const edge of [...edges, characters.length]) {
    const text = characters.slice(at, edge).join('');
    const inner = open.reduce(
      (/** @type {typeof fitting[number]|null} */ best, span) =>
        best && best.end - best.start <= span.end - span.start ? best : span,
      null,
    );
    if (inner && text.trim()) {
      // A part of a span may begin or end with the space beside the other part.
      const [, before, words, after] = /** @type {RegExpExecArray} */ (/^(\s*)(.*?)(\s*)$/s.exec(text));
      parts.push(before, inner.wrap(words), after);
    } else parts.push(text);
    at = edge;
    while (next < fitting.length && fitting[next].start === edge) open.push(fitting[(next += 1) - 1]);
    open = open.filter(({ end }) => end > edge);
  }
  return parts.filter((part) => part !== '');
}

/** @param {string[]} characters @param {string} words @returns {[number, number]|null} */
function find(characters, words) {
  const text = characters.join('');
  const unit = words ? text.indexOf(words) : -1;
  if (unit < 0) return null;
  const start = Array.from(text.slice(0, unit)).length;
  return [start, start + Array.from(words).length];
}
