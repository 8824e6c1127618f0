// The ground: land, borders and a grid from Natural Earth. The coarse file is drawn at once, the fine one when zoomed in.

import * as api from './api.js';

/* global L, topojson */

/** From this zoom on the 1:50m outlines are worth their 230 kB. */
const FINE_FROM_ZOOM = 5;

/** @typedef {{name: string, at: [number, number], width: number}} Label where a country's name stands and how many degrees its main part is wide */

/**
 * Draws the base map and keeps it as fine as the zoom needs.
 * @param {any} map
 * @returns {{ready: Promise<void>, labels: () => Label[], setGrid: (on: boolean) => void, onchange: () => void}}
 */
export function addBaseMap(map) {
  const pane = map.createPane('base');
  pane.style.zIndex = '200';
  const renderer = L.svg({ pane: 'base', padding: 0.5 });
  const layers = L.layerGroup().addTo(map);
  const grid = L.layerGroup();
  /** @type {Label[]} */
  let labels = [];
  let fine = false;

  async function draw(/** @type {string} */ file) {
    const topology = await api.map(file);
    const countries = topology.objects.countries;
    const style = (/** @type {string} */ className) => ({ pane: 'base', renderer, interactive: false, className });
    // A shape without a code of its own is one whose standing is disputed.
    const disputed = (/** @type {any} */ a, /** @type {any} */ b) => !a.id || !b.id;
    const borders = topojson.mesh(topology, countries, (/** @type {any} */ a, /** @type {any} */ b) => a !== b && !disputed(a, b));
    const disputedBorders = topojson.mesh(topology, countries, (/** @type {any} */ a, /** @type {any} */ b) => a !== b && disputed(a, b));
    layers.clearLayers();
    for (const [geometry, className] of [
      [flatten(topojson.feature(topology, topology.objects.land)), 'base-land'],
      [borders, 'base-border'],
      [disputedBorders, 'base-border base-disputed'],
    ]) {
      layers.addLayer(L.geoJSON(geometry, { ...style(className), style: () => style(className) }));
    }
    labels = topojson.feature(topology, countries).features.map((/** @type {any} */ feature) => countryLabel(flatten(feature)));
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

  function setGrid(/** @type {boolean} */ on) {
    if (!on) return void grid.remove();
    if (!grid.getLayers().length) for (const line of graticule(10)) grid.addLayer(L.polyline(line, { pane: 'base', renderer, interactive: false, className: 'base-grid' }));
    grid.addTo(map);
  }

  map.on('zoomend', refine);
  const base = {
    ready: draw('countries-110m.json').then(refine),
    labels: () => labels,
    setGrid,
    onchange: () => {},
  };
  return base;
}

/** Polygons of a feature or a collection. @param {any} geojson @returns {any[]} */
const polygonsOf = (geojson) =>
  (geojson.features ?? [geojson]).flatMap((/** @type {any} */ { geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates));

/**
 * The file stitches shapes over the antimeridian, as on a sphere; on a flat map such a ring would run back across the whole
 * world. It is continued past 180 degrees instead, and drawn a second time on the other side.
 * @param {any} geojson
 */
function flatten(geojson) {
  const polygons = polygonsOf(geojson).flatMap((rings) => {
    const unrolled = rings.map(unroll);
    const longitudes = unrolled[0].map((/** @type {number[]} */ point) => point[0]);
    const shifts = [0, Math.max(...longitudes) > 180 ? -360 : 0, Math.min(...longitudes) < -180 ? 360 : 0];
    return [...new Set(shifts)].map((shift) => unrolled.map((/** @type {number[][]} */ ring) => ring.map(([lon, lat]) => [lon + shift, lat])));
  });
  const { properties = {}, id } = geojson;
  return { type: 'Feature', id, properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** A ring without jumps in longitude; one around a pole is closed along it. @param {number[][]} ring */
function unroll(ring) {
  let shift = 0;
  const points = ring.map(([lon, lat], i) => {
    const jump = i ? lon - ring[i - 1][0] : 0;
    if (Math.abs(jump) > 180) shift -= 360 * Math.sign(jump);
    return [lon + shift, lat];
  });
  if (shift === 0) return points;
  const pole = points[0][1] < 0 ? -90 : 90;
  return [...points, [points[points.length - 1][0], pole], [points[0][0], pole], points[0]];
}

/** The centroid of a country's largest part. @param {any} feature @returns {Label} */
function countryLabel(feature) {
  let best = { area: -1, at: /** @type {[number, number]} */ ([0, 0]), width: 0 };
  for (const [ring] of polygonsOf(feature)) {
    let [area, x, y, west, east] = [0, 0, 0, Infinity, -Infinity];
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
      west = Math.min(west, ring[i][0]);
      east = Math.max(east, ring[i][0]);
    }
    if (Math.abs(area) > best.area) best = { area: Math.abs(area), at: [y / (3 * area), x / (3 * area)], width: east - west };
  }
  return { name: feature.properties.name, at: best.at, width: best.width };
}

/** Meridians and parallels every `step` degrees, as lists of (lat, lon). @param {number} step */
function graticule(step) {
  const lines = [];
  for (let lon = -180; lon <= 180; lon += step) lines.push([[-85, lon], [85, lon]]);
  for (let lat = -80; lat <= 80; lat += step) lines.push([[lat, -180], [lat, 180]]);
  return lines;
}
