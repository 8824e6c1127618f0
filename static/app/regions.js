// Areas: a vague place is drawn as the area it means, not only as a point.

/* global L */

import { corpus, isCountry } from './data.js';

/** @param {any} map @param {(id: string) => void} onselect */
export function addRegions(map, onselect) {
  const pane = map.createPane('areas');
  pane.style.zIndex = '350';
  const renderer = L.svg({ pane: 'areas', padding: 0.5 });
  const layers = L.layerGroup().addTo(map);

  /**
   * Draws the areas that are mentioned, and those asked for. Whole countries would hatch the map, so they come only when asked for.
   * @param {Set<string>} mentioned place ids @param {Set<string>} asked place ids
   */
  function show(mentioned, asked) {
    layers.clearLayers();
    for (const region of corpus.regions.values()) {
      const wanted = asked.has(region.id);
      if (!region.geometry || !(wanted || (mentioned.has(region.id) && !isCountry(region)))) continue;
      const style = { pane: 'areas', renderer, className: `area${wanted ? ' asked' : ''}${isCountry(region) ? ' whole' : ''}`, fillColor: 'url(#hatch)', fillOpacity: 1, weight: wanted ? 1.6 : 0.8, interactive: !isCountry(region), bubblingMouseEvents: false };
      layers.addLayer(L.geoJSON(region.geometry, { ...style, style: () => style }).on('click', () => onselect(region.id)));
    }
  }

  return { show };
}
