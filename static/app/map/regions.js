// Areas: a vague place is drawn as the area it means, not only as a point.

import { isCountry } from '../data/places.js';
import * as regions from '../data/regions.js';
import { onTurns, turnsOf } from './turns.js';

/* global L */

/** Areas drawn at once, the most mentioned first: more hatching than this hides the map. */
const MOST = 60;

/** @param {any} map @param {(id: string) => void} onselect */
export function addRegions(map, onselect) {
  map.createPane('areas').style.zIndex = '350';
  const renderer = L.svg({ pane: 'areas', padding: 0.5 });
  const layers = L.layerGroup().addTo(map);
  let wanted = { mentioned: /** @type {string[]} */ ([]), asked: /** @type {string[]} */ ([]) };
  let drawn = '';

  /**
   * Draws the areas that are mentioned as regions, and those asked for. Whole countries would hatch the map, so they come only when
   * asked for.
   * @param {import('../data/places.js').ShownPlace[]} shown the largest first @param {string[]} asked place ids
   */
  async function show(shown, asked) {
    const mentioned = shown.filter(({ place, counts }) => counts.region && !isCountry(place)).slice(0, MOST);
    wanted = { mentioned: mentioned.map(({ place }) => place.id), asked };
    draw();
    try {
      if (await regions.ensure([...wanted.mentioned, ...asked])) draw(true);
    } catch {
      // The points are there without their areas; the next change asks again.
    }
  }

  function draw(anew = false) {
    const key = JSON.stringify([wanted, turnsOf(map)]);
    if (key === drawn && !anew) return;
    drawn = key;
    layers.clearLayers();
    for (const id of new Set([...wanted.mentioned, ...wanted.asked])) {
      const region = regions.find(id);
      if (!region?.geometry) continue;
      const asked = wanted.asked.includes(id);
      const whole = isCountry(region);
      const style = { pane: 'areas', renderer, className: `area${asked ? ' asked' : ''}${whole ? ' whole' : ''}`, fillColor: 'url(#hatch)', fillOpacity: 1, weight: asked ? 1.6 : 0.8, interactive: !whole, bubblingMouseEvents: false };
      for (const turn of turnsOf(map)) {
        const coordsToLatLng = (/** @type {number[]} */ [lon, lat]) => L.latLng(lat, lon + 360 * turn);
        layers.addLayer(L.geoJSON(region.geometry, { ...style, style: () => style, coordsToLatLng }).on('click', () => onselect(id)));
      }
    }
  }

  onTurns(map, draw);
  return { show };
}
