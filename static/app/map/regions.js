// Areas: a vague place is drawn as the area it means, not only as a point.

import { areasIn } from '../data/areas.js';
import { isNobody } from '../data/crowd.js';
import { isCountry } from '../data/places.js';
import { EXTENT, positionIn, tilesOf } from '../data/tiles.js';
import { unit } from './ground.js';
import { turnsOf } from './turns.js';

/* global L */

/** Areas drawn at once, the most mentioned first: more hatching than this hides the map. */
const MOST = 60;

/** @typedef {import('./mvt.js').Point} Point */

/** @param {any} map @param {(id: string) => void} onselect */
export function addRegions(map, onselect) {
  map.createPane('areas').style.zIndex = '350';
  const renderer = L.svg({ pane: 'areas', padding: 0.5 });
  const layers = L.layerGroup().addTo(map);
  let wanted = {
    mentioned: /** @type {string[]} */ ([]),
    asked: /** @type {string[]} */ ([]),
  };
  let drawn = '';

  /**
   * Draws the areas that are mentioned as regions, and those asked for. Whole countries would hatch the map, so they come only when
   * asked for.
   * @param {import('../data/places.js').ShownPlace[]} shown the largest first @param {string[]} asked place ids
   */
  function show(shown, asked) {
    const mentioned = shown
      .filter(({ place, counts }) => counts.region && !isCountry(place) && !isNobody(place.id))
      .slice(0, MOST);
    // Points of coordinates have no area.
    wanted = {
      mentioned: mentioned.map(({ place }) => place.id),
      asked: asked.filter((id) => !id.includes(',')),
    };
    void draw();
  }

  async function draw() {
    const bounds = map.getBounds();
    const [west, north] = unit(bounds.getWest(), bounds.getNorth());
    const [east, south] = unit(bounds.getEast(), bounds.getSouth());
    const tiles = tilesOf({ west, east, north, south }, map.getZoom());
    const ids = [...new Set([...wanted.mentioned, ...wanted.asked])];
    const key = JSON.stringify([wanted, tiles, turnsOf(map)]);
    if (key === drawn) return;
    drawn = key;
    try {
      const found = await Promise.all(
        tiles.map(async (tile) => ({
          tile,
          features: await areasIn(tile, ids),
        })),
      );
      if (key !== drawn) return;
      layers.clearLayers();
      for (const { tile, features } of found) for (const feature of features) add(tile, feature);
    } catch {
      // The points are there without their areas; the next move asks again.
      drawn = '';
    }
  }

  /** @param {import('../data/tiles.js').Tile} tile @param {import('./mvt.js').TileFeature} feature */
  function add(tile, { properties, rings }) {
    const asked = wanted.asked.includes(properties.id);
    const whole = isCountry(properties);
    const state = `${asked ? ' asked' : ''}${whole ? ' whole' : ''}`;
    const inside = rings.map(within).filter((ring) => ring.length > 2);
    for (const turn of turnsOf(map)) {
      const place = (/** @type {Point[]} */ line) => line.map((point) => position(tile, point, turn));
      const style = { pane: 'areas', renderer, smoothFactor: 0 };
      const fill = L.polygon(inside.map(place), {
        ...style,
        stroke: false,
        className: `area${state}`,
        fillColor: 'url(#hatch)',
        fillOpacity: 1,
        fillRule: 'evenodd',
        interactive: !whole,
        bubblingMouseEvents: false,
      });
      layers.addLayer(fill.on('click', () => onselect(properties.id)));
      layers.addLayer(
        L.polyline(inside.flatMap(outline).map(place), {
          ...style,
          className: `area-edge${state}`,
          interactive: false,
          weight: asked ? 1.6 : 0.8,
        }),
      );
    }
  }

  map.on('moveend', draw);
  return { show };
}

/** @param {import('../data/tiles.js').Tile} tile @param {Point} point @param {number} turn */
function position(tile, point, turn) {
  const [lat, lon] = positionIn(tile, point);
  return [lat, lon + 360 * turn];
}

/** What of a ring lies in its tile: tiles reach over their edges, and would be drawn twice there. @param {Point[]} ring @returns {Point[]} */
function within(ring) {
  let points = ring;
  for (const [axis, bound, sign] of /** @type {const} */ ([
    [0, 0, 1],
    [0, EXTENT, -1],
    [1, 0, 1],
    [1, EXTENT, -1],
  ])) {
    const isIn = (/** @type {Point} */ point) => sign * (point[axis] - bound) >= 0;
    points = points.flatMap((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      const crossing = isIn(point) !== isIn(before) ? [cross(before, point, axis, bound)] : [];
      return isIn(point) ? [...crossing, point] : crossing;
    });
  }
  return points;
}

/** @param {Point} a @param {Point} b @param {0|1} axis @param {number} bound @returns {Point} */
function cross(a, b, axis, bound) {
  const share = (bound - a[axis]) / (b[axis] - a[axis]);
  const other = a[1 - axis] + (b[1 - axis] - a[1 - axis]) * share;
  return axis === 0 ? [bound, other] : [other, bound];
}

/** The edges of a ring without those along the side of its tile, which are no edge of the area. @param {Point[]} ring @returns {Point[][]} */
function outline(ring) {
  const along = (/** @type {Point} */ a, /** @type {Point} */ b) =>
    [0, 1].some((axis) => a[axis] === b[axis] && (a[axis] === 0 || a[axis] === EXTENT));
  /** @type {Point[][]} */
  const lines = [];
  /** @type {Point[]} */
  let line = [];
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length];
    if (along(point, next)) {
      if (line.length) lines.push([...line, point]);
      line = [];
    } else line.push(point);
  });
  if (line.length) lines.push([...line, ring[0]]);
  return lines;
}
