// The ground: land, borders and a grid from Natural Earth, on one canvas behind everything, as often as the world comes into view.
// The coarse file is drawn at once, the fine one when zoomed in.

import * as api from '../api.js';
import { cut, graticule } from './ground.js';

/* global L */

/** From this zoom on the 1:50m outlines are worth their 230 kB. */
const FINE_FROM_ZOOM = 5;
/** Degrees between the lines of the grid. */
const GRID_STEP = 10;

/** @typedef {{land: string, border: string, grid: string}} Colours */
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {import('./ground.js').Piece} Piece */

/**
 * Draws the base map and keeps it as fine as the zoom needs.
 * @param {any} map @param {Promise<void>} [when] the fine outlines are worth their bytes; they are larger than all else of the first view
 * @returns {{ready: Promise<void>, labels: () => import('./ground.js').Label[], setGrid: (on: boolean) => void, redraw: () => void, onchange: () => void}}
 */
export function addBaseMap(map, when = Promise.resolve()) {
  map.createPane('base').style.zIndex = '200';
  /** @type {Ground|null} */
  let ground = null;
  let fine = false;
  let grid = false;
  const gridLines = graticule(GRID_STEP);
  const canvas = new (groundRenderer())({ pane: 'base', padding: 0.3 });
  /** Kept, since each reading may make the browser lay the page out. @type {Colours|null} */
  let colours = null;
  canvas.paint = (/** @type {CanvasRenderingContext2D} */ context, /** @type {any} */ frame) => {
    colours ??= coloursOf(context.canvas);
    if (ground) paint(context, frame, ground, grid ? gridLines : [], colours);
  };
  canvas.addTo(map);

  async function draw(/** @type {string} */ file) {
    ground = cut(await api.get(`static/map/${file}`));
    canvas.redraw();
    base.onchange();
  }

  async function refine() {
    await when;
    if (fine || map.getZoom() < FINE_FROM_ZOOM) return;
    fine = true;
    try {
      await draw('countries-50m.json');
    } catch {
      fine = false; // The coarse ground stays; the next zoom tries again.
    }
  }

  map.on('zoomend', refine);
  /** The canvas knows nothing of style sheets, so that it is painted anew when the colours change. */
  function repaint() {
    colours = null;
    canvas.redraw();
  }
  for (const query of ['(prefers-color-scheme: dark)', 'print']) matchMedia(query).addEventListener('change', repaint);
  const base = {
    ready: draw('countries-110m.json').then(() => void refine()),
    labels: () => ground?.labels ?? [],
    setGrid: (/** @type {boolean} */ on) => {
      if (on === grid) return;
      grid = on;
      canvas.redraw();
    },
    redraw: repaint,
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
 * @param {Ground} ground @param {Piece[]} grid @param {Colours} colours
 */
function paint(context, frame, ground, grid, colours) {
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
    context.fillStyle = colours.land;
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
    stroke(ground.borders, colours.border, 0.9, []);
    stroke(ground.disputed, colours.border, 0.9, [4, 3]);
    stroke(grid, colours.grid, 0.6, []);
  }
}

/** @param {HTMLCanvasElement} canvas @returns {Colours} */
function coloursOf(canvas) {
  const style = getComputedStyle(canvas);
  const [land, border, grid] = ['--land', '--border', '--grid'].map((name) => style.getPropertyValue(name).trim());
  return { land, border, grid };
}
