// Rings around what is selected and what the pointer is over in the list.

/* global L */

/** @param {any} map */
export function addHighlight(map) {
  map.createPane('highlight').style.zIndex = '590';
  const renderer = L.svg({ pane: 'highlight' });
  const ring = (/** @type {string} */ className) =>
    L.circleMarker([0, 0], {
      pane: 'highlight',
      renderer,
      interactive: false,
      className,
    });
  const rings = {
    selected: ring('ring-selected'),
    hovered: ring('ring-hovered'),
  };
  const put = (/** @type {any} */ which, /** @type {{at: [number, number], radius: number}|null} */ mark) =>
    mark
      ? which
          .setLatLng(mark.at)
          .setRadius(mark.radius + 5)
          .addTo(map)
      : which.remove();
  return {
    select: (/** @type {any} */ mark) => put(rings.selected, mark),
    hover: (/** @type {any} */ mark) => put(rings.hovered, mark),
  };
}
