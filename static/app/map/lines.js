// Arithmetic on lines of (lat, lon): cutting by kilometres, marks of direction.

/** @typedef {[number, number]} LatLon */

const EARTH_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Kilometres between two positions on the sphere. @param {LatLon} a @param {LatLon} b */
export function distance(a, b) {
  const h =
    Math.sin(((b[0] - a[0]) * RADIANS) / 2) ** 2 +
    Math.cos(a[0] * RADIANS) * Math.cos(b[0] * RADIANS) * Math.sin(((b[1] - a[1]) * RADIANS) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

/** The parts of a LineString or MultiLineString, some turns of the world further. @param {any} geometry @param {number} [turn] @returns {LatLon[][]} */
export function parts(geometry, turn = 0) {
  if (!geometry) return [];
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  return lines.map((/** @type {number[][]} */ line) => line.map(([lon, lat]) => [lat, lon + 360 * turn]));
}

/** @type {WeakMap<any, [number, number, number, number]>} */
const extents = new WeakMap();

/** South, west, north and east of a geometry; worked out once. @param {any} geometry @returns {[number, number, number, number]} */
export function extent(geometry) {
  let found = extents.get(geometry);
  if (found) return found;
  found = [90, 540, -90, -540];
  for (const [lat, lon] of parts(geometry).flat())
    found = [Math.min(found[0], lat), Math.min(found[1], lon), Math.max(found[2], lat), Math.max(found[3], lon)];
  extents.set(geometry, found);
  return found;
}

/**
 * The stretch of a line between two shares of its length, each from 0 to 1.
 * Gaps between parts have no length and stay gaps.
 * @param {LatLon[][]} lines @param {number} from @param {number} to @returns {LatLon[][]}
 */
export function stretch(lines, from, to) {
  const total = lines.reduce((sum, line) => sum + length(line), 0);
  const [start, end] = [from * total, to * total];
  const result = [];
  let at = 0;
  for (const line of lines) {
    /** @type {LatLon[]} */
    const piece = [];
    for (let i = 0; i + 1 < line.length; i += 1) {
      const step = distance(line[i], line[i + 1]);
      if (at + step >= start && at <= end && step > 0) {
        if (!piece.length) piece.push(between(line[i], line[i + 1], Math.max(0, (start - at) / step)));
        piece.push(between(line[i], line[i + 1], Math.min(1, (end - at) / step)));
      }
      at += step;
    }
    if (piece.length > 1) result.push(piece);
  }
  return result;
}

/** @param {LatLon[]} line */
const length = (line) => line.slice(1).reduce((sum, point, i) => sum + distance(line[i], point), 0);

/** A point of a short step; the line is dense enough for the chord. @param {LatLon} a @param {LatLon} b @param {number} share @returns {LatLon} */
const between = (a, b, share) => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];

/**
 * Arrow heads along a line, at even distances on the screen.
 * @param {{x: number, y: number}[]} points projected @param {number} every pixels
 * @returns {{x: number, y: number, angle: number}[]}
 */
export function arrows(points, every) {
  const found = [];
  let until = every / 2;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [a, b] = [points[i], points[i + 1]];
    const step = Math.hypot(b.x - a.x, b.y - a.y);
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    while (until <= step) {
      found.push({
        x: a.x + ((b.x - a.x) * until) / step,
        y: a.y + ((b.y - a.y) * until) / step,
        angle,
      });
      until += every;
    }
    until -= step;
  }
  return found;
}
