// The shapes of the ground out of Natural Earth's file, in the unit square of the projection: land, borders, the grid, names.

/* global topojson */

/**
 * @typedef {{name: string, at: [number, number], width: number}} Label where a country's name stands and how many degrees its main part is wide
 * @typedef {{path: Path2D, box: [number, number, number, number]}} Piece a shape in the unit square of the projection, with its box there
 * @typedef {{land: Piece[], borders: Piece[], disputed: Piece[], labels: Label[]}} Ground
 */

/** Shapes out of the file. @param {any} topology @returns {Ground} */
export function cut(topology) {
  const { countries, land } = topology.objects;
  // A shape without a code of its own is one whose standing is disputed.
  const disputed = (/** @type {any} */ a, /** @type {any} */ b) => !a.id || !b.id;
  const lines = (/** @type {(a: any, b: any) => boolean} */ wanted) =>
    topojson
      .mesh(topology, countries, (/** @type {any} */ a, /** @type {any} */ b) => a !== b && wanted(a, b))
      .coordinates.map((/** @type {number[][]} */ line) => piece([unroll(line, false)], false));
  return {
    land: polygonsOf(topojson.feature(topology, land)).map((rings) =>
      piece(
        rings.map((/** @type {number[][]} */ ring) => unroll(ring, true)),
        true,
      ),
    ),
    borders: lines((a, b) => !disputed(a, b)),
    disputed: lines(disputed),
    labels: topojson.feature(topology, countries).features.map(countryLabel),
  };
}

/** Polygons of a feature or a collection. @param {any} geojson @returns {number[][][][]} */
const polygonsOf = (geojson) =>
  (geojson.features ?? [geojson]).flatMap((/** @type {any} */ { geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );

/** @param {number[][][]} lines of (lon, lat) @param {boolean} closed @returns {Piece} */
function piece(lines, closed) {
  const path = new Path2D();
  const box = /** @type {[number, number, number, number]} */ ([Infinity, Infinity, -Infinity, -Infinity]);
  for (const line of lines) {
    line.forEach(([lon, lat], i) => {
      const [x, y] = unit(lon, lat);
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    if (closed) path.closePath();
  }
  return { path, box };
}

/** Web Mercator in the unit square, north up. @param {number} lon @param {number} lat */
export function unit(lon, lat) {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/**
 * A line without jumps in longitude: the file stitches shapes over the antimeridian, as on a sphere. A ring around a pole is closed
 * along it.
 * @param {number[][]} line @param {boolean} isRing
 */
function unroll(line, isRing) {
  let shift = 0;
  const points = line.map(([lon, lat], i) => {
    const jump = i ? lon - line[i - 1][0] : 0;
    if (Math.abs(jump) > 180) shift -= 360 * Math.sign(jump);
    return [lon + shift, lat];
  });
  if (shift === 0 || !isRing) return points;
  const pole = points[0][1] < 0 ? -90 : 90;
  return [...points, [points[points.length - 1][0], pole], [points[0][0], pole], points[0]];
}

/** The centroid of a country's largest part. @param {any} feature @returns {Label} */
function countryLabel(feature) {
  let best = {
    area: -1,
    at: /** @type {[number, number]} */ ([0, 0]),
    width: 0,
  };
  for (const [outline] of polygonsOf(feature)) {
    const ring = unroll(outline, true);
    let [area, x, y, west, east] = [0, 0, 0, Infinity, -Infinity];
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
      west = Math.min(west, ring[i][0]);
      east = Math.max(east, ring[i][0]);
    }
    if (Math.abs(area) > best.area)
      best = {
        area: Math.abs(area),
        at: [y / (3 * area), x / (3 * area)],
        width: east - west,
      };
  }
  return { name: feature.properties.name, at: best.at, width: best.width };
}

/** Meridians and parallels every `step` degrees of one turn of the world. @param {number} step @returns {Piece[]} */
export function graticule(step) {
  const lines = [];
  for (let lon = -180; lon < 180; lon += step)
    lines.push([
      [lon, -85],
      [lon, 85],
    ]);
  for (let lat = -80; lat <= 80; lat += step)
    lines.push([
      [-180, lat],
      [180, lat],
    ]);
  return lines.map((line) => piece([line], false));
}
