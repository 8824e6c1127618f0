// The kinds of mention: their names, order and shapes. Shape tells them apart; colour (style.css) only helps.

import { h } from './dom.js';
import { number } from './format.js';

/** @typedef {'literal'|'facility'|'region'|'metonymic'|'demonym'|'embedded'} Kind */

/** In the order of the filter, the legend and every tie. */
export const KINDS = /** @type {Kind[]} */ (['literal', 'facility', 'region', 'metonymic', 'demonym', 'embedded']);

/** What the first view shows: the kinds that say where something is. */
export const FIRST_KINDS = /** @type {Kind[]} */ (['literal', 'facility', 'region']);

/** @type {Record<Kind, {label: string, meaning: string}>} */
export const ABOUT = {
  literal: { label: 'Literal', meaning: 'the place itself: “in Hama”' },
  facility: {
    label: 'Facility',
    meaning: 'a building or site: “the Pentagon”',
  },
  region: {
    label: 'Region',
    meaning: 'an area without sharp borders: “north-western Syria”',
  },
  metonymic: {
    label: 'Metonymic',
    meaning: 'a place that stands for its government: “Moscow said”',
  },
  demonym: {
    label: 'Demonym',
    meaning: 'people or things of a place: “Syrian”',
  },
  embedded: {
    label: 'Embedded',
    meaning: 'a place inside a longer name: “University of Homs”',
  },
};

/** Radius of a place's mark in pixels: the area grows with the count. @param {number} count @param {Kind} kind */
export function radius(count, kind) {
  const least = kind === 'demonym' || kind === 'embedded' ? 4 : 6;
  return Math.min(24, Math.round(least + 1.9 * Math.sqrt(count)));
}

/** @param {number} count */
export const countLabel = (count) =>
  count < 1000 ? String(count) : count < 9950 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;

/**
 * The shape of a kind, drawn in a box of `2 * r` pixels plus its outline.
 * @param {Kind} kind @param {number} r @param {number} [count] shown inside from 10 on
 */
export function glyph(kind, r, count = 0) {
  const size = 2 * r + 4;
  const c = size / 2;
  const shapes = {
    literal: () => h('circle.solid', { cx: c, cy: c, r }),
    facility: () =>
      h('rect.solid', {
        x: c - r * 0.88,
        y: c - r * 0.88,
        width: r * 1.76,
        height: r * 1.76,
        rx: 1.5,
      }),
    region: () => [
      h('rect.under', {
        x: c - r,
        y: c - r * 0.8,
        width: 2 * r,
        height: r * 1.6,
        rx: r * 0.4,
      }),
      h('rect.hatched', {
        x: c - r,
        y: c - r * 0.8,
        width: 2 * r,
        height: r * 1.6,
        rx: r * 0.4,
      }),
    ],
    metonymic: () => h('circle.ring', { cx: c, cy: c, r: r - 1.5 }),
    demonym: () => h('circle.solid', { cx: c, cy: c, r: Math.max(3, r * 0.72) }),
    embedded: () => h('circle.ring.thin', { cx: c, cy: c, r: Math.max(3, r * 0.66) }),
  };
  const inside = count >= 10 && r >= 9;
  const fontSize = Math.max(10, Math.min(13, r * 0.85));
  return h(
    `svg.glyph.kind-${kind}`,
    {
      width: size,
      height: size,
      viewBox: `0 0 ${size} ${size}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    shapes[kind](),
    inside &&
      h(
        'text',
        {
          x: c,
          y: c,
          dy: '0.35em',
          'text-anchor': 'middle',
          'font-size': fontSize,
        },
        countLabel(count),
      ),
  );
}

/** The small glyph of lists and legends. @param {Kind} kind */
export const smallGlyph = (kind) => glyph(kind, kind === 'demonym' || kind === 'embedded' ? 5 : 6);

/** @returns {Record<Kind, number>} */
export const noCounts = () => ({
  literal: 0,
  facility: 0,
  region: 0,
  metonymic: 0,
  demonym: 0,
  embedded: 0,
});

/** The kind that most mentions have; the earlier in {@link KINDS} wins a tie. @param {Record<Kind, number>} counts */
export const mainKind = (counts) => KINDS.reduce((best, kind) => (counts[kind] > counts[best] ? kind : best), KINDS[0]);

/** `3 literal, 1 region`. @param {Record<Kind, number>} counts */
export const countsInWords = (counts) =>
  KINDS.filter((kind) => counts[kind])
    .map((kind) => `${number(counts[kind])} ${ABOUT[kind].label.toLowerCase()}`)
    .join(', ');
