// Why this place: the places that the words could mean, with what speaks for and against each.

import * as api from '../api.js';
import * as corrections from '../data/corrections.js';
import { fill, h, isEmbedded, name } from '../dom.js';
import { placeLine, bar, failure, loading, working } from './parts.js';

/** Candidates shown at once; the others are hardly ever meant. */
const FIRST = 4;
/** The weight at which a bar of evidence is full: e to the 6th is 400 times as likely. */
const FULL_WEIGHT = 6;
const HALF = 30;

/** @typedef {{place_id: string, name: string, admin1: string|null, country: string|null, feature_code: string, likelihood: number, evidence: {clue: string, words: string, weight: number}[]}} Candidate */

/** @param {import('../data/mentions.js').Mention} mention */
export function candidates(mention) {
  const target = h('div', {}, loading());
  async function show() {
    try {
      const answer = await api.get(
        `collections/${mention.at ? 'mentions' : 'unlocated'}/items/${encodeURIComponent(mention.id)}/candidates`,
      );
      draw(answer.candidates ?? []);
    } catch (error) {
      fill(target, failure(error, show));
    }
  }
  function draw(/** @type {Candidate[]} */ found) {
    const item = (/** @type {Candidate} */ one, /** @type {number} */ i) =>
      h('li', {}, candidate(one, mention, i === 0));
    const rest = found.slice(FIRST);
    fill(
      target,
      found.length
        ? h('ul.candidates', {}, found.slice(0, FIRST).map(item))
        : h(
            'p.quiet',
            {},
            mention.place_id || !mention.at
              ? 'No place of this name is known'
              : 'The text gives the coordinates itself',
          ),
      rest.length > 0 &&
        h(
          'details.more',
          {},
          h('summary', {}, `${rest.length} more`),
          h(
            'ul.candidates',
            {},
            rest.map((one) => item(one, 1)),
          ),
        ),
    );
  }
  void show();
  return h(
    'section.block',
    {},
    h('h3', {}, mention.corrected ? 'What the text alone says' : mention.at ? 'Why this place' : 'What it could mean'),
    target,
  );
}

/** @param {Candidate} of @param {import('../data/mentions.js').Mention} mention @param {boolean} open */
function candidate(of, mention, open) {
  const chosen = of.place_id === mention.place_id;
  const use = h(
    'button.small-button',
    {
      type: 'button',
      'aria-label': `Use ${of.name}, ${placeLine(of)}`,
      onclick: () => working(use, () => corrections.setPlace(mention, of.place_id, of.name)),
    },
    'Use this',
  );
  return h(
    'details.candidate',
    { open },
    h(
      'summary',
      {},
      h('span.grow', {}, name(of.name, 'b'), h('span.sub', {}, placeLine(of))),
      bar(of.likelihood),
      h('span.count', {}, `${Math.round(of.likelihood * 100)} %`),
    ),
    of.evidence.length > 0 && h('ul.clues', {}, of.evidence.map(clue)),
    chosen ? h('p.quiet.small', {}, 'This is the place it has now') : !isEmbedded() && use,
  );
}

/** A bar from the middle: to the right what speaks for it, to the left what speaks against. @param {Candidate['evidence'][number]} of */
function clue({ words, weight }) {
  const width = Math.max(1, Math.min(1, Math.abs(weight) / FULL_WEIGHT) * HALF);
  return h(
    'li',
    {},
    h(
      'svg.clue',
      {
        viewBox: `0 0 ${2 * HALF} 8`,
        width: 2 * HALF,
        height: 8,
        'aria-hidden': 'true',
      },
      h('line.axis', { x1: HALF, x2: HALF, y1: 0, y2: 8 }),
      h(weight < 0 ? 'rect.against' : 'rect.for', {
        x: weight < 0 ? HALF - width : HALF,
        width,
        y: 1,
        height: 6,
        rx: 1,
      }),
    ),
    h('span', {}, h('span.sr', {}, weight < 0 ? 'Against: ' : 'For: '), words),
  );
}
