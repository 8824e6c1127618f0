// The Leaflet map: its layers in order, its view in the URL, and what is marked on it.

import * as places from '../data/places.js';
import * as selected from '../data/selected.js';
import { byId, isEmbedded, isPhone, reducedMotion } from '../dom.js';
import { firstSign } from '../sign.js';
import * as state from '../state.js';
import { createAround } from './around.js';
import { addAttribution } from './attribution.js';
import { addBaseMap } from './basemap.js';
import { addBox } from './box.js';
import { addHighlight } from './highlight.js';
import { addLabels } from './labels.js';
import { addMovements } from './movements.js';
import { addPlaces } from './places.js';
import { addRegions } from './regions.js';
import { bboxOf, nearest, together, wrap } from './turns.js';
import { createView } from './view.js';

/* global L */

/** Where the map stands while nothing is known. */
const NOWHERE = { at: /** @type {[number, number]} */ ([25, 20]), zoom: 2 };

const MOST_ZOOM = 14;
/** Degrees to either side beyond which the map does not go: it comes back to the first turn of the world long before. */
const FAR = 100_000;

export function createMap() {
  const map = L.map('map', {
    zoomControl: false,
    attributionControl: false,
    // The world fills a wide screen at 2, and a phone at 1.
    minZoom: isPhone() ? 1 : 2,
    maxZoom: MOST_ZOOM,
    zoomSnap: 0.5,
    wheelPxPerZoomLevel: 90,
    maxBounds: [
      [-86, -FAR],
      [86, FAR],
    ],
    maxBoundsViscosity: 0.8,
    zoomAnimation: !reducedMotion(),
    fadeAnimation: false,
    inertia: !reducedMotion(),
    boxZoom: false,
  });
  L.control.zoom({ position: 'topright' }).addTo(map);
  addAttribution(map);
  L.control.scale({ position: 'bottomright', imperial: false, maxWidth: 120 }).addTo(map);

  const { view } = state.get();
  if (view) map.setView([view.lat, wrap(view.lon)], view.zoom);
  else map.setView(NOWHERE.at, NOWHERE.zoom);
  let settled = Boolean(view);

  // In a frame of another page nobody may ever touch the map.
  const base = addBaseMap(map, isEmbedded() ? undefined : firstSign);
  const regions = addRegions(map, (id) => state.select('place', id));
  const movements = addMovements(map, {
    onselect: (id) => state.select('movement', id),
  });
  /** @type {((id: string|null) => void)[]} */
  const listeners = [];
  const marks = addPlaces(map, {
    onselect: async ({ place }) => state.select('place', (await places.identified(place)).id),
    oncluster: openCluster,
    onhover: (id) => listeners.forEach((listener) => listener(id)),
  });
  const highlight = addHighlight(map);
  const box = addBox(map);
  const own = createView(map);
  const around = createAround(map, { show, showSelection, nameless: marks.nameless });
  /** @type {import('../data/places.js').ShownPlace[]} */
  let shown = [];

  /** What lies under the drawer and the like, measured once as long as the map is only moved. @type {import('./labels.js').Box[]|null} */
  let hidden = null;
  map.on('resize', () => {
    hidden = null;
  });

  const labels = addLabels(map, {
    marks: () => {
      const { marks: standing, occupied } = marks.names();
      const id = selected.spot()?.id;
      return {
        marks: standing.map((mark) => ({ ...mark, selected: id === mark.id })),
        occupied: [...occupied, ...(hidden ??= covered())],
      };
    },
    lines: movements.names,
    countries: base.labels,
  });
  base.onchange = labels.draw;

  map.on('moveend', () => {
    const { lat, lng } = map.getCenter();
    // The map goes round; it goes on in the first turn of the world, where everything stands as it did.
    if (Math.abs(lng) > 180)
      return void map.setView([lat, wrap(lng)], map.getZoom(), {
        animate: false,
      });
    markSelection();
    if (settled) state.set({ view: { zoom: map.getZoom(), lat, lon: lng } });
    void around.look();
    return undefined;
  });
  map.on('click', () => state.clearSelection());

  /** Zooms until the members stand apart; those that never do are listed. @param {import('./clusters.js').Cluster} of */
  function openCluster(of) {
    const bounds = L.latLngBounds(together(of.members.map(({ place }) => place.at)));
    const zoom = map.getBoundsZoom(bounds, false, L.point(64, 64));
    if (map.getZoom() >= MOST_ZOOM - 1 || zoom <= map.getZoom())
      state.select('places', of.members.map(({ place }) => place.id).join(' '));
    else {
      const { lat, lng } = bounds.getCenter();
      map.setView(nearest([lat, lng], map.getCenter().lng), Math.min(zoom, MOST_ZOOM), { animate: !reducedMotion() });
    }
  }

  /** Draws what the state asks for. */
  function show() {
    shown = places.shown(state.get());
    marks.show(shown);
    box.show();
    base.setGrid(state.get().grid);
    showSelection();
  }

  /** Redraws only what a selection changes. */
  function showSelection() {
    const { selection } = state.get();
    const now = selected.current();
    movements.show(selection?.type === 'movement' ? selection.id : null);
    const asked =
      now?.type === 'movement'
        ? [now.movement.origin_place_id, now.movement.destination_place_id]
            .flatMap((ids) => (ids ?? '').split('; '))
            .filter(Boolean)
        : [];
    const spot = selected.spot();
    if (spot) asked.push(spot.id);
    // Beside a movement only the areas it begins and ends in count.
    regions.show(now?.type === 'movement' ? [] : shown, asked);
    hidden = null;
    labels.draw();
    markSelection();
  }

  /** A ring around the mark of the selected place, or of the cluster it is in. */
  function markSelection() {
    const spot = selected.spot();
    highlight.select(
      spot
        ? (marks.standingFor(spot.id) ?? {
            at: nearest(spot.at, map.getCenter().lng),
            radius: 6,
          })
        : null,
    );
  }

  /** What of the map lies under controls, sheets and the drawer, as boxes in which no name belongs. */
  function covered() {
    const within = byId('map').getBoundingClientRect();
    return [...document.querySelectorAll('#drawer, .side, .leaflet-control, .tour')].map((element) => {
      const of = element.getBoundingClientRect();
      return {
        left: of.left - within.left,
        right: of.right - within.left,
        top: of.top - within.top,
        bottom: of.bottom - within.top,
      };
    });
  }

  /** Goes where a followed link says; what the map itself put there is there already. @param {state.View|null} to */
  function follow(to) {
    if (!to) return;
    const { lat, lng } = map.getCenter();
    const same = Math.abs(lat - to.lat) < 0.001 && Math.abs(lng - to.lon) < 0.001 && map.getZoom() === to.zoom;
    if (!same) map.setView([to.lat, wrap(to.lon)], to.zoom, { animate: false });
  }

  /** Shows the data first, unless the link brought a view. */
  function fit() {
    if (!settled) {
      settled = true;
      own.first();
    }
    void around.look();
  }

  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(byId('map'));

  return {
    map,
    show,
    showSelection,
    reveal: own.reveal,
    lookAround: around.look,
    complete: around.complete,
    ondrawn: around.ondrawn,
    fit,
    follow,
    box,
    redraw: () => base.redraw(),
    highlight: (/** @type {string|null} */ id) => highlight.hover(id ? marks.standingFor(id) : null),
    onhover: (/** @type {(id: string|null) => void} */ listener) => listeners.push(listener),
    inView: (/** @type {[number, number]} */ at) => map.getBounds().contains(nearest(at, map.getCenter().lng)),
    bbox: () => bboxOf(map.getBounds()),
  };
}
