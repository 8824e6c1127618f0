// The small map of a page for people: the features of the same address as GeoJSON, over the same ground as the large one.

import { addBaseMap } from './map/basemap.js';
import { eastOf, seamOf } from './map/turns.js';

/* global L */

const element = /** @type {HTMLElement|null} */ (document.querySelector('.small-map'));
if (element) show(element).catch(() => element.remove());

/** @param {HTMLElement} element */
async function show(element) {
  const address = new URL(element.dataset.source ?? location.href);
  address.searchParams.set('f', 'geojson');
  // Other systems than degrees cannot be drawn.
  address.searchParams.delete('crs');
  const answer = await fetch(address, {
    headers: { Accept: 'application/geo+json' },
  });
  if (!answer.ok) throw new Error(`${address.pathname} answers ${answer.status}`);
  const map = L.map(element, {
    attributionControl: false,
    zoomSnap: 0.5,
  }).setView([20, 20], 1);
  await addBaseMap(map).ready;
  const found = await answer.json();
  // Put side by side, what lies on both sides of the antimeridian fits a small map.
  const seam = seamOf(longitudes(found));
  const isLine = (/** @type {any} */ feature) => feature.geometry?.type.endsWith('LineString');
  const layer = L.geoJSON(found, {
    coordsToLatLng: (/** @type {number[]} */ [lon, lat]) => L.latLng(lat, eastOf(lon, seam)),
    style: (/** @type {any} */ feature) => ({
      className: 'small-map-feature',
      fill: !isLine(feature),
    }),
    pointToLayer: (/** @type {any} */ _feature, /** @type {any} */ at) => L.circleMarker(at, { radius: 5 }),
    onEachFeature: (/** @type {any} */ feature, /** @type {any} */ drawn) => drawn.bindTooltip(label(feature)),
  }).addTo(map);
  const bounds = layer.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: 6, padding: [16, 16], animate: false });
}

/** Every longitude of some features. @param {any} geojson @returns {number[]} */
function longitudes(geojson) {
  const within = (/** @type {any} */ coordinates) =>
    typeof coordinates[0] === 'number' ? [coordinates[0]] : coordinates.flatMap(within);
  return (geojson.features ?? [geojson]).flatMap((/** @type {any} */ { geometry }) =>
    geometry ? within(geometry.coordinates) : [],
  );
}

/** As an element, so that text is never markup. @param {any} feature */
function label({ id, properties }) {
  const element = document.createElement('span');
  element.textContent = String(properties?.surface ?? properties?.name ?? id);
  return element;
}
