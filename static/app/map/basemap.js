// The ground: land, borders and a grid from Natural Earth, on one canvas behind everything, as often as the world comes into view.
// The coarse file is drawn at once, the fine one when zoomed in.

import * as api from '../api.js';

/* global L, topojson */

/** From this zoom on the 1:50m outlines are worth their 230 kB. */
const FINE_FROM_ZOOM = 5;
/** Degrees between the lines of the grid. */
const GRID_STEP = 10;

/**
 * @typedef {{name: string, at: [number, number], width: number}} Label where a country's name stands and how many degrees its main part is wide
 * @typedef {{path: Path2D, box: [number, number, number, number]}} Piece a shape in the unit square of the projection, with its box there
 * @typedef {{land: Piece[], borders: Piece[], disputed: Piece[], labels: Label[]}} Ground
 */

/**
 * Draws the base map and keeps it as fine as the zoom needs.
 * @param {any} map
 * @returns {{ready: Promise<void>, labels: () => Label[], setGrid: (on: boolean) => void, redraw: () => void, onchange: () => void}}
 */
export function addBaseMap(map) {
  map.createPane('base').style.zIndex = '200';
  /** @type {Ground|null} */
  let ground = null;
  let fine = false;
  let grid = false;
  const gridLines = graticule(GRID_STEP);
  const canvas = new (groundRenderer())({ pane: 'base', padding: 0.3 });
  canvas.paint = (/** @type {CanvasRenderingContext2D} */ context, /** @type {any} */ frame) =>
    ground && paint(context, frame, ground, grid ? gridLines : []);
  canvas.addTo(map);

  async function draw(/** @type {string} */ file) {
    ground = cut(await api.get(`static/map/${file}`));
    canvas.redraw();
    base.onchange();
  }

  async function refine() {
    if (fine || map.getZoom() < FINE_FROM_ZOOM) return;
    fine = true;
    try {
      await draw('countries-50m.json');
    } catch {
      fine = false; // The coarse ground stays; the next zoom tries again.
    }
  }

  map.on('zoomend', refine);
  // The canvas knows nothing of style sheets, so that it is painted anew when the colours change.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => canvas.redraw());
  const base = {
    ready: draw('countries-110m.json').then(refine),
    labels: () => ground?.labels ?? [],
    setGrid: (/** @type {boolean} */ on) => {
      if (on === grid) return;
      grid = on;
      canvas.redraw();
    },
    redraw: () => canvas.redraw(),
    onchange: () => {},
  };
  return base;
}

/** A canvas that Leaflet moves and zooms with the map, larger than the view by its padding. */
const groundRenderer = () =>
  L.Renderer.extend({
    paint: () => {},
    _initContainer() {
      this._container = document.createElement('canvas');
      this._container.className = 'ground';
    },
    _destroyContainer() {
      this._container.remove();
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.redraw();
    },
    redraw() {
      if (!this._map || !this._bounds) return;
      const canvas = this._container;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const size = this._bounds.getSize();
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      const scale = 256 * 2 ** this._zoom;
      const corner = this._map.getPixelOrigin().add(this._bounds.min);
      this.paint(canvas.getContext('2d'), {
        scale,
        ratio,
        x: corner.x,
        y: corner.y,
        width: size.x,
        height: size.y,
      });
    },
  });

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{scale: number, ratio: number, x: number, y: number, width: number, height: number}} frame pixels of the world, and those of the canvas in it
 * @param {Ground} ground @param {Piece[]} grid
 */
function paint(context, frame, ground, grid) {
  // Read once: each reading may make the browser lay the page out.
  const style = getComputedStyle(context.canvas);
  const [land, border, gridColour] = ['--land', '--border', '--grid'].map((name) =>
    style.getPropertyValue(name).trim(),
  );
  const { scale, ratio, x, y, width, height } = frame;
  const view = {
    west: x / scale,
    east: (x + width) / scale,
    north: y / scale,
    south: (y + height) / scale,
  };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  // One turn more on either side: shapes over the antimeridian go on past the edge of their world.
  for (let turn = Math.floor(view.west) - 1; turn <= Math.floor(view.east) + 1; turn += 1) {
    const inView = (/** @type {Piece} */ { box: [west, north, east, south] }) =>
      west + turn < view.east && east + turn > view.west && north < view.south && south > view.north;
    context.setTransform(scale * ratio, 0, 0, scale * ratio, (turn * scale - x) * ratio, -y * ratio);
    context.fillStyle = land;
    for (const piece of ground.land) if (inView(piece)) context.fill(piece.path, 'evenodd');
    const stroke = (
      /** @type {Piece[]} */ pieces,
      /** @type {string} */ colour,
      /** @type {number} */ lineWidth,
      /** @type {number[]} */ dash,
    ) => {
      context.strokeStyle = colour;
      context.lineWidth = lineWidth / scale;
      context.setLineDash(dash.map((pixels) => pixels / scale));
      for (const piece of pieces) if (inView(piece)) context.stroke(piece.path);
    };
    stroke(ground.borders, border, 0.9, []);
    stroke(ground.disputed, border, 0.9, [4, 3]);
    stroke(grid, gridColour, 0.6, []);
  }
}

/** Shapes out of the file. @param {any} topology @returns {Ground} */
function cut(topology) {
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
function graticule(step) {
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
