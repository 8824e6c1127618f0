// One movement: the claim in a line, its lengths compared, its territories in order, and the sentences it rests on.

import * as corrections from '../data/corrections.js';
import { h, isEmbedded, name } from '../dom.js';
import { capital, confidence, km, listing, split } from '../format.js';
import { markedEvidence } from '../mark.js';
import { colourClass, territoryColours } from '../map/colours.js';
import { journey, lengthVerdict, particulars, reported, slotName } from '../words.js';
import { edit } from './edit.js';
import { movementHistory } from './history.js';
import { lengthBar } from './length_bar.js';
import { documentLine, facts, working } from './parts.js';
import * as documents from '../data/documents.js';

/** @typedef {import('../data/movements.js').Movement} Movement */

/** @param {import('../data/selected.js').SelectedMovement} of @returns {import('./drawer.js').DrawerView} */
export function movementView({ movement, references }) {
  const reject = h(
    'button.wide',
    {
      type: 'button',
      onclick: () => working(reject, () => corrections.rejectMovement(movement)),
    },
    'Reject this movement',
  );
  return {
    type: 'Movement',
    body: [
      h('h2.claim', {}, capital(journey(movement))),
      !movement.geometry && h('p.warning', {}, `No line can be drawn: ${movement.method}`),
      section('Length', lengthBar(movement), h('p.verdict', {}, lengthVerdict(movement)), lengths(movement)),
      movement.segments.length > 0 && section('Territories in order', territories(movement)),
      references.map((reference) => section('Why not the plain line', h('p', {}, plainLine(reference)))),
      section('What the text says', facts(particulars(movement))),
      section(
        'Confidence',
        h('p', {}, capital(confidence(movement.confidence))),
        movement.confidence_reasons && h('p.sub', {}, movement.confidence_reasons),
        h('p.sub', {}, movement.method),
      ),
      section('Evidence', evidence(movement)),
      section(
        'Documents',
        h(
          'ul.plain',
          {},
          movement.documents.map((/** @type {string} */ id) => h('li', {}, documentLine(documents.find(id) ?? { id }))),
        ),
      ),
      movement.geometry_status !== 'reference' &&
        !isEmbedded() &&
        h('section.block.correct', {}, h('h3', {}, 'Set it right'), movementHistory(movement), edit(movement), reject),
    ],
  };
}

/** @param {string} title @param {...any} content */
const section = (title, ...content) => h('section.block', {}, h('h3', {}, title), content);

/** @param {Movement} movement */
function lengths(movement) {
  const feasible = movement.feasible_min_km !== null && movement.feasible_max_km !== null;
  return facts([
    ['Computed', km(movement.length_km)],
    ['Reported', reported(movement)],
    ['Feasible', feasible && `${km(movement.feasible_min_km)?.replace(' km', '')} to ${km(movement.feasible_max_km)}`],
    ['Plain great circle', km(movement.great_circle_km)],
  ]);
}

/** @param {Movement} movement */
function territories(movement) {
  const colours = territoryColours([movement]);
  const total = movement.segments.at(-1).to_km || 1;
  let at = 0;
  const bar = h(
    'svg.strip',
    {
      viewBox: '0 0 100 10',
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    movement.segments.map((/** @type {any} */ segment) => {
      const width = (100 * segment.length_km) / total;
      const piece = h(`rect.${colourClass(segment, colours)}`, {
        x: at,
        width,
        height: 10,
      });
      at += width;
      return piece;
    }),
  );
  return [
    bar,
    h(
      'ol.segments',
      {},
      movement.segments.map((/** @type {any} */ segment) =>
        h(
          'li',
          {},
          h(
            'svg.swatch',
            {
              viewBox: '0 0 12 12',
              width: 12,
              height: 12,
              'aria-hidden': 'true',
            },
            h(`rect.${colourClass(segment, colours)}`, {
              width: 12,
              height: 12,
              rx: 2,
            }),
          ),
          h(
            'span.grow',
            {},
            name(segment.territory ?? 'Unnamed water', 'span'),
            h('span.sub', {}, segment.in_text ? 'named in the text' : 'not named in the text'),
          ),
          h('span.count', {}, km(segment.length_km)),
        ),
      ),
    ),
  ];
}

/** @param {Movement} reference */
function plainLine(reference) {
  const crossed = split(reference.contradicting);
  const why = reference.consistent_with_text
    ? 'It agrees with the text.'
    : crossed.length
      ? `It would cross ${listing(crossed)}, against what the text says.`
      : 'It does not agree with the text.';
  return `The great circle between the same two points is ${km(reference.length_km) ?? 'shorter'} long. ${why} It is drawn dashed, as a yardstick only.`;
}

/** The spans behind each slot; a sentence that backs several slots is shown once, with all its words marked in turn. @param {Movement} movement */
function evidence(movement) {
  /** @type {Map<string, any[]>} */
  const slots = new Map();
  for (const piece of movement.evidence) slots.set(piece.slot, [...(slots.get(piece.slot) ?? []), piece]);
  return h(
    'dl.evidence',
    {},
    [...slots].map(([slot, pieces]) => [
      h('dt', {}, slotName(slot)),
      pieces.map((piece) => h('dd', { dir: 'auto' }, markedEvidence(piece))),
    ]),
  );
}
