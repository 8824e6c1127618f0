// What the lines and areas mean, in a strip under the map. The kinds of mention explain themselves in the filter above.

import * as movements from './data/movements.js';
import * as places from './data/places.js';
import { byId, fill, h } from './dom.js';
import { number } from './format.js';
import { colourClass, territoryColours } from './map/colours.js';
import * as state from './state.js';

/** More territories than this have no colour of their own; the drawer of a movement lists all of its own. */
const MOST_TERRITORIES = 7;

/** The signs that are on the map now, with their meaning. */
export function legend() {
  const colours = territoryColours();
  const drawn = movements.drawn();
  const territories = [
    ...new Set(
      drawn
        .flatMap((movement) => movement.segments.map((/** @type {any} */ segment) => segment.territory))
        .filter(Boolean),
    ),
  ];
  const line = (/** @type {string} */ className) =>
    h('svg', { width: 22, height: 10, 'aria-hidden': 'true' }, h(`line.${className}`, { x1: 1, x2: 21, y1: 5, y2: 5 }));

  return h(
    'ul',
    {},
    !places.isEmpty() &&
      h(
        'li',
        {},
        h('svg', { width: 16, height: 16, 'aria-hidden': 'true' }, h('circle.cluster-key', { cx: 8, cy: 8, r: 6 })),
        'Several places, with their sum',
      ),
    places.countsByKind().region > 0 &&
      h(
        'li',
        {},
        h(
          'svg',
          { width: 20, height: 12, 'aria-hidden': 'true' },
          h('rect.area-key', { x: 1, y: 1, width: 18, height: 10 }),
        ),
        'Area meant',
      ),
    territories.length > MOST_TERRITORIES && h('li', {}, line('segment.terr-0'), 'Movement, a colour per territory'),
    territories.length <= MOST_TERRITORIES &&
      territories.map((territory) =>
        h('li', {}, line(`segment.${colourClass({ territory }, colours)}`), h('bdi', { dir: 'auto' }, territory)),
      ),
    drawn.length > 0 && h('li', {}, line('reference'), 'Plain great circle'),
    movements.left() > 0 &&
      h(
        'li.left',
        {},
        `${number(drawn.length)} movements drawn, ${number(movements.left())} more; come nearer or filter`,
      ),
  );
}

export function drawLegend() {
  fill(
    byId('legend'),
    legend(),
    h(
      'label.check',
      {},
      h('input', {
        type: 'checkbox',
        checked: state.get().grid,
        onchange: (/** @type {any} */ event) => state.set({ grid: event.target.checked }),
      }),
      'Grid',
    ),
  );
}
