// Lengths on one axis: the feasible interval as a band, the computed line and the reported figure as marks.

import { h } from '../dom.js';
import { km } from '../format.js';
import { reported } from '../words.js';

const WIDTH = 344;
const PAD = 10;

/** @param {import('../data/movements.js').Movement} movement */
export function lengthBar(movement) {
  const { length_km: computed, reported_km: told, feasible_min_km: least, feasible_max_km: most } = movement;
  const figures = [computed, told, least, most].filter((value) => typeof value === 'number');
  if (!figures.length) return null;
  const end = Math.max(...figures) * 1.06;
  const x = (/** @type {number} */ value) => PAD + ((WIDTH - 2 * PAD) * value) / end;
  const label = (/** @type {number} */ at, /** @type {number} */ y, /** @type {string} */ text, className = '') =>
    h(
      `text${className}`,
      {
        x: Math.min(WIDTH - 2, Math.max(2, at)),
        y,
        'text-anchor': at < 70 ? 'start' : at > WIDTH - 70 ? 'end' : 'middle',
      },
      text,
    );
  const summary = [
    computed && `computed ${km(computed)}`,
    told && `reported ${reported(movement)}`,
    least !== null && most !== null && `feasible ${km(least)} to ${km(most)}`,
  ]
    .filter(Boolean)
    .join(', ');

  return h(
    'svg.length-bar',
    {
      viewBox: `0 0 ${WIDTH} 92`,
      role: 'img',
      'aria-label': `Lengths: ${summary}`,
    },
    h('line.axis', { x1: x(0), x2: x(end), y1: 46, y2: 46 }),
    least !== null &&
      most !== null && [
        h('rect.feasible', {
          x: x(least),
          width: x(most) - x(least),
          y: 38,
          height: 16,
          rx: 2,
        }),
        label(x(least), 90, km(least) ?? '', '.faint'),
        label(x(most), 90, km(most) ?? '', '.faint'),
        h('line.tie', { x1: x(least), x2: x(least), y1: 54, y2: 78 }),
        h('line.tie', { x1: x(most), x2: x(most), y1: 54, y2: 78 }),
      ],
    told && interval(movement, x),
    computed && [
      h('line.computed', { x1: x(computed), x2: x(computed), y1: 28, y2: 60 }),
      label(x(computed), 20, `computed ${km(computed)}`, '.computed-name'),
    ],
    told && [
      h('line.told', { x1: x(told), x2: x(told), y1: 32, y2: 64 }),
      label(x(told), 77, `reported ${reported(movement)}`, '.told-name'),
    ],
  );
}

/** What the words around the figure allow. @param {import('../data/movements.js').Movement} movement @param {(value: number) => number} x */
function interval(movement, x) {
  const { reported_min_km: from, reported_max_km: to } = movement;
  if (from === null || to === null || to <= from) return null;
  return h('rect.told-range', {
    x: x(from),
    width: Math.max(1, x(to) - x(from)),
    y: 38,
    height: 16,
  });
}
