// Arrow heads along movements, in the direction of travel.

import { arrows } from './lines.js';

/* global L */

const ARROW_EVERY = 84;
const END_ROOM = 22;
/** Pixels from end to end below which a head would hide its line. */
export const LEAST_FOR_HEADS = 28;

/** @typedef {{lines: [number, number][][], className: string, end: boolean}} Directed stretches of a movement; `end` says that it ends with them */

/** The heads as they are at the zoom of the map. @param {any} map @param {Directed[]} directed @returns {{corners: any[], className: string}[]} */
export function headShapes(map, directed) {
  const zoom = map.getZoom();
  /** @type {{corners: any[], className: string}[]} */
  const shapes = [];
  /** @param {{x: number, y: number, angle: number}} head @param {number} size @param {string} className */
  const add = (head, size, className) =>
    shapes.push({ corners: triangle(head, size).map((p) => map.unproject(p, zoom)), className: `head ${className}` });
  for (const { lines, className, end } of directed) {
    const projected = lines.map((line) => line.map((at) => map.project(at, zoom)));
    const isLong = (/** @type {any[]} */ points) => points[0].distanceTo(points.at(-1)) >= LEAST_FOR_HEADS;
    for (const points of projected)
      if (isLong(points)) for (const head of arrows(points, ARROW_EVERY)) add(head, 9.5, className);
    const last = /** @type {any[]} */ (projected.at(-1));
    if (!end || !isLong(last)) continue;
    // Short of the end, where the mark of the place would hide it.
    const [a, b] = [last.at(-2), last.at(-1)];
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    add({ x: b.x - END_ROOM * Math.cos(angle), y: b.y - END_ROOM * Math.sin(angle), angle }, 12, `end ${className}`);
  }
  return shapes;
}

/** @param {{x: number, y: number, angle: number}} head @param {number} size */
function triangle({ x, y, angle }, size) {
  const corner = (/** @type {number} */ turn, /** @type {number} */ r) =>
    L.point(x + r * Math.cos(angle + turn), y + r * Math.sin(angle + turn));
  return [corner(0, size), corner(2.3, size), corner(Math.PI, size * 0.45), corner(-2.3, size)];
}
