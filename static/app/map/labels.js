// Names on the map, placed one after another where nothing stands yet: places first, then lines, countries and seas.

import { h } from '../dom.js';
import { SEAS } from './seas.js';
import { turnsOf } from './turns.js';

/* global L */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box in pixels of the container */
/** @typedef {{name: string, at: [number, number], radius: number, id?: string, selected?: boolean, country?: boolean}} Mark a mark on the map that may carry its name */

const measure = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
/** Marks that may carry their names, the most mentioned first: beyond that there is no room anyway. */
const MOST_NAMED = 150;

/** Boxes of lines that names keep away from. */
const MOST_BOXES = 1500;

/** Below this zoom a journey is too short on the screen for its lines to be named. */
const LINES_FROM_ZOOM = 4.5;

/** Pixels between the boxes that keep names off a line. */
const LINE_STEP = 8;

/** @type {Record<string, string>} */
const FONTS = {
  place: '600 12px system-ui',
  line: '12px system-ui',
  country: '500 11px system-ui',
  sea: 'italic 12px system-ui',
};
/** @type {Record<string, number>} */
const LETTER_SPACING = { place: 0, line: 0, country: 0.6, sea: 0.4 };

/**
 * @param {any} map
 * @param {{marks: () => {marks: Mark[], occupied: Box[]}, lines: () => {named: {name: string, at: [number, number]}[], courses: [number, number][][]}, countries: () => import('./ground.js').Label[]}} sources
 */
export function addLabels(map, sources) {
  const pane = map.createPane('names');
  pane.style.zIndex = '450';
  pane.classList.add('names', 'leaflet-zoom-hide');
  pane.setAttribute('aria-hidden', 'true');

  function draw() {
    const size = map.getSize();
    const { marks, occupied } = sources.marks();
    const { named: lines, courses } = sources.lines();
    const inPicture = (/** @type {Box} */ box) => overlaps(box, { left: 0, top: 0, right: size.x, bottom: size.y });
    const boxes = courses
      .flatMap((course) => along(course.map((at) => map.latLngToContainerPoint(at))))
      .filter(inPicture);
    // Among that many lines no name finds a place beside all of them.
    const drawn = boxes.length > MOST_BOXES ? [] : boxes;
    /** @type {Box[]} */
    const taken = [...occupied, ...marks.map(({ at, radius }) => around(map.latLngToContainerPoint(at), radius + 1))];
    const named = new Set();
    /** @type {Node[]} */
    const elements = [];

    /** @param {'place'|'line'|'country'|'sea'} type @param {string} name @param {any} centre @param {string} [extra] @param {boolean} [overLines] */
    const tryAt = (type, name, centre, extra = '', overLines = false) => {
      const width = textWidth(type, name);
      const box = {
        left: centre.x - width / 2 - 2,
        right: centre.x + width / 2 + 2,
        top: centre.y - 8,
        bottom: centre.y + 8,
      };
      // Names of data are read in full or not at all; those of the ground may run out of the picture.
      const slack = type === 'country' || type === 'sea' ? box.right - box.left : 0;
      if (
        box.left < -slack ||
        box.right > size.x + slack ||
        box.top < 0 ||
        box.bottom > size.y ||
        taken.some((other) => overlaps(box, other))
      )
        return false;
      if (!overLines && drawn.some((other) => overlaps(box, other))) return false;
      taken.push(box);
      const element = h(`span.name.name-${type}${extra}`, { dir: 'auto' }, name);
      L.DomUtil.setPosition(element, map.containerPointToLayerPoint([box.left + 2, box.top]).round());
      elements.push(element);
      return true;
    };

    for (const { name, at, radius, selected } of marks.slice(0, MOST_NAMED)) {
      const point = map.latLngToContainerPoint(at);
      const aside = radius + (selected ? 9 : 5) + textWidth('place', name) / 2;
      const sides = [
        [aside, 0],
        [-aside, 0],
        [0, radius + 10],
        [0, -radius - 10],
      ];
      // Rather over a line than not at all.
      if (
        [false, true].some((overLines) =>
          sides.some(([x, y]) => tryAt('place', name, point.add([x, y]), selected ? '.selected' : '', overLines)),
        )
      )
        named.add(name);
    }
    for (const { name, at } of map.getZoom() < LINES_FROM_ZOOM ? [] : lines) {
      const point = map.latLngToContainerPoint(at);
      const aside = textWidth('line', name) / 2 + 12;
      for (const [x, y] of [
        [-aside, -14],
        [aside, 14],
        [-aside, 14],
        [aside, -14],
      ])
        if (tryAt('line', name, point.add([x, y]))) break;
    }
    const pixelsPerDegree = (256 * 2 ** map.getZoom()) / 360;
    const turns = turnsOf(map);
    const everywhere = (/** @type {[number, number]} */ [lat, lon]) =>
      turns.map((turn) => map.latLngToContainerPoint([lat, lon + 360 * turn]));
    for (const { name, at, width } of [...sources.countries()].sort((a, b) => b.width - a.width)) {
      if (named.has(name) || textWidth('country', name) > width * pixelsPerDegree * 0.9) continue;
      for (const point of everywhere(at)) {
        // The mark of the country itself carries its name already, maybe in another spelling.
        if (
          marks.some(
            (mark) =>
              mark.country && map.latLngToContainerPoint(mark.at).distanceTo(point) < 0.3 * width * pixelsPerDegree,
          )
        )
          continue;
        for (const shift of [0, 18, -18, 34, -34]) if (tryAt('country', name, point.add([0, shift]))) break;
      }
    }
    for (const [name, lat, lon, zoom] of SEAS) {
      if (map.getZoom() < zoom || named.has(name)) continue;
      for (const point of everywhere([lat, lon]))
        for (const shift of [0, 20, -20]) if (tryAt('sea', name, point.add([0, shift]))) break;
    }
    pane.replaceChildren(...elements);
  }

  map.on('moveend resize', draw);
  return { draw };
}

/** @param {{x: number, y: number}} point @param {number} radius @returns {Box} */
const around = ({ x, y }, radius) => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

/** Small boxes along a line on the screen. @param {{x: number, y: number}[]} points @returns {Box[]} */
function along(points) {
  const boxes = [];
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [a, b] = [points[i], points[i + 1]];
    const steps = Math.min(200, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / LINE_STEP));
    for (let k = 0; k < steps; k += 1)
      boxes.push(
        around(
          {
            x: a.x + ((b.x - a.x) * k) / steps,
            y: a.y + ((b.y - a.y) * k) / steps,
          },
          4,
        ),
      );
  }
  return boxes;
}

/** @param {Box} a @param {Box} b */
const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {string} type @param {string} name */
function textWidth(type, name) {
  measure.font = FONTS[type];
  return measure.measureText(name).width + LETTER_SPACING[type] * name.length;
}
