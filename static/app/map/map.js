// The Leaflet map: its layers in order, its view in the URL, and what is marked on it.

import { journeys, references } from '../data/movements.js';
import * as places from '../data/places.js';
import * as selected from '../data/selected.js';
import { byId, h, isPhone, reducedMotion } from '../dom.js';
import * as state from '../state.js';
import { addBaseMap } from './basemap.js';
import { addBox } from './box.js';
import { addHighlight } from './highlight.js';
import { addLabels } from './labels.js';
import { distance, parts } from './lines.js';
import { addMovements } from './movements.js';
import { addPlaces } from './places.js';
import { addRegions } from './regions.js';
import { bboxOf, boundsOf, nearest, together, wrap } from './turns.js';

/* global L */

/** Where the map stands while nothing is known. */
const NOWHERE = { at: /** @type {[number, number]} */ ([25, 20]), zoom: 2 };

/** The first view holds this share of the mentions: one capital far away does not shrink the map for all others. */
const FIRST_VIEW_SHARE = 0.8;
const FIRST_VIEW_ZOOM = 7;
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
    maxBounds: [[-86, -FAR], [86, FAR]],
    maxBoundsViscosity: 0.8,
    zoomAnimation: !reducedMotion(),
    fadeAnimation: false,
    inertia: !reducedMotion(),
    boxZoom: false,
  });
  L.control.zoom({ position: 'topright' }).addTo(map);
  attribution(map);
  L.control.scale({ position: 'bottomright', imperial: false, maxWidth: 120 }).addTo(map);

  const { view } = state.get();
  if (view) map.setView([view.lat, wrap(view.lon)], view.zoom);
  else map.setView(NOWHERE.at, NOWHERE.zoom);
  let settled = Boolean(view);

  const base = addBaseMap(map);
  const regions = addRegions(map, (id) => state.select('place', id));
  const movements = addMovements(map, { onselect: (id) => state.select('movement', id) });
  /** @type {((id: string|null) => void)[]} */
  const listeners = [];
  const marks = addPlaces(map, {
    onselect: ({ place }) => state.select('place', place.id),
    oncluster: openCluster,
    onhover: (id) => listeners.forEach((listener) => listener(id)),
  });
  const highlight = addHighlight(map);
  const box = addBox(map);
  /** @type {import('../data/places.js').ShownPlace[]} */
  let shown = [];

  const labels = addLabels(map, {
    marks: () => {
      const { marks: standing, occupied } = marks.names();
      const id = selected.spot()?.id;
      return { marks: standing.map((mark) => ({ ...mark, selected: id === mark.id })), occupied: [...occupied, ...covered()] };
    },
    lines: movements.names,
    countries: base.labels,
  });
  base.onchange = labels.draw;

  map.on('moveend', () => {
    const { lat, lng } = map.getCenter();
    // The map goes round; it goes on in the first turn of the world, where everything stands as it did.
    if (Math.abs(lng) > 180) return void map.setView([lat, wrap(lng)], map.getZoom(), { animate: false });
    markSelection();
    if (settled) state.set({ view: { zoom: map.getZoom(), lat, lon: lng } });
    lookAround();
    return undefined;
  });
  map.on('click', () => state.clearSelection());

  async function lookAround() {
    try {
      if (await places.lookAround(bboxOf(map.getBounds()))) show();
    } catch {
      // The next move asks again.
    }
  }

  /** Zooms until the members stand apart; those that never do are listed. @param {import('./clusters.js').Cluster} of */
  function openCluster(of) {
    const bounds = L.latLngBounds(together(of.members.map(({ place }) => place.at)));
    const zoom = map.getBoundsZoom(bounds, false, L.point(64, 64));
    if (map.getZoom() >= MOST_ZOOM - 1 || zoom <= map.getZoom()) state.select('places', of.members.map(({ place }) => place.id).join(' '));
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
    const asked = now?.type === 'movement' ? [now.movement.origin_place_id, now.movement.destination_place_id].flatMap((ids) => (ids ?? '').split('; ')).filter(Boolean) : [];
    const spot = selected.spot();
    if (spot) asked.push(spot.id);
    // Beside a movement only the areas it begins and ends in count.
    regions.show(now?.type === 'movement' ? [] : shown, asked);
    labels.draw();
    markSelection();
  }

  /** A ring around the mark of the selected place, or of the cluster it is in. */
  function markSelection() {
    const spot = selected.spot();
    highlight.select(spot ? (marks.standingFor(spot.id) ?? { at: nearest(spot.at, map.getCenter().lng), radius: 6 }) : null);
  }

  /** What of the map lies under controls, sheets and the drawer, as boxes in which no name belongs. */
  function covered() {
    const within = byId('map').getBoundingClientRect();
    return [...document.querySelectorAll('#drawer, .side, .leaflet-control, .tour')].map((element) => {
      const of = element.getBoundingClientRect();
      return { left: of.left - within.left, right: of.right - within.left, top: of.top - within.top, bottom: of.bottom - within.top };
    });
  }

  /** Brings the selection into the part of the map that the drawer leaves free. */
  function reveal() {
    const now = selected.current();
    if (now?.type === 'movement') {
      const lines = [now.movement, ...now.references].flatMap(({ geometry }) => parts(geometry)).flat();
      if (lines.length) fitTo(together(lines), 48);
      return;
    }
    const spot = selected.spot();
    if (spot) centreIfHidden(nearest(spot.at, map.getCenter().lng), places.isWide(spot.id));
  }

  /** @param {[number, number][]} points @param {number} margin */
  function fitTo(points, margin) {
    map.fitBounds(L.latLngBounds(points), { ...room(margin), maxZoom: FIRST_VIEW_ZOOM, animate: !reducedMotion() });
  }

  /** Moves the map only when the position is outside of what can be seen of it. @param {[number, number]} at @param {boolean} wide */
  function centreIfHidden(at, wide) {
    const { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] } = room(40);
    const size = map.getSize();
    const point = map.latLngToContainerPoint(at);
    if (point.x >= left && point.x <= size.x - right && point.y >= top && point.y <= size.y - bottom) return;
    // A country is not seen better from near.
    const zoom = wide ? map.getZoom() : Math.max(map.getZoom(), 5);
    const centre = map.project(at, zoom).subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, { animate: !reducedMotion() });
  }

  /** The padding that keeps clear of drawer, list and legend. @param {number} margin */
  function room(margin) {
    const drawer = byId('drawer');
    if (drawer.hidden) return { paddingTopLeft: [margin, margin], paddingBottomRight: [margin, margin] };
    const under = byId('map').getBoundingClientRect().bottom - drawer.getBoundingClientRect().top;
    return isPhone()
      ? { paddingTopLeft: [margin / 2, margin], paddingBottomRight: [margin / 2, under + margin / 2] }
      : { paddingTopLeft: [margin, margin], paddingBottomRight: [drawer.offsetWidth + margin, margin] };
  }

  /** The first view, unless the link brought one: the box asked for, else most of the mentions and every journey. */
  function fit() {
    if (settled) return;
    settled = true;
    const { box: asked } = state.get();
    if (asked) return void map.fitBounds(boundsOf(asked), { ...room(24), animate: false });
    const points = [...core(places.shown(state.get())), ...journeys().flatMap((movement) => [movement, ...references(movement)]).flatMap(({ geometry }) => parts(geometry).flat())];
    if (points.length) map.fitBounds(L.latLngBounds(together(points)).pad(0.08), { ...room(24), maxZoom: FIRST_VIEW_ZOOM, animate: false });
    return undefined;
  }

  /** Goes where a followed link says; what the map itself put there is there already. @param {state.View|null} to */
  function follow(to) {
    if (!to) return;
    const { lat, lng } = map.getCenter();
    const same = Math.abs(lat - to.lat) < 0.001 && Math.abs(lng - to.lon) < 0.001 && map.getZoom() === to.zoom;
    if (!same) map.setView([to.lat, wrap(to.lon)], to.zoom, { animate: false });
  }

  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(byId('map'));

  return {
    map, show, showSelection, reveal, fit, follow, box,
    redraw: () => base.redraw(),
    highlight: (/** @type {string|null} */ id) => highlight.hover(id ? marks.standingFor(id) : null),
    onhover: (/** @type {(id: string|null) => void} */ listener) => listeners.push(listener),
    inView: (/** @type {[number, number]} */ at) => map.getBounds().contains(nearest(at, map.getCenter().lng)),
    bbox: () => bboxOf(map.getBounds()),
  };
}

/**
 * The positions nearest the middle that together hold most of the mentions.
 * @param {import('../data/places.js').ShownPlace[]} shown
 */
function core(shown) {
  const points = together(shown.map(({ place }) => place.at)).map((at, i) => ({ at, total: shown[i].total }));
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const median = (/** @type {0|1} */ axis) => {
    let left = total / 2;
    return [...points].sort((a, b) => a.at[axis] - b.at[axis]).find((point) => (left -= point.total) <= 0)?.at[axis] ?? 0;
  };
  const middle = /** @type {[number, number]} */ ([median(0), median(1)]);
  let held = 0;
  return points
    .sort((a, b) => distance(middle, a.at) - distance(middle, b.at))
    .filter((point) => (held < total * FIRST_VIEW_SHARE ? ((held += point.total), true) : false))
    .map((point) => point.at);
}

/** @param {any} map */
function attribution(map) {
  const Attribution = L.Control.extend({
    options: { position: 'bottomright' },
    onAdd: () => h('div.leaflet-control-attribution', {},
      'Places: ', link('https://www.geonames.org/', 'GeoNames'), ', ', link('https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'), ', modified · Base map: ', link('https://www.naturalearthdata.com/', 'Natural Earth'),
      h('span.borders', { title: 'Borders show what Natural Earth holds to be in control on the ground. They are no statement about the legal status of any area. Disputed ones are dashed where the data say so.' }, ' · Borders are no statement on status')),
  });
  new Attribution().addTo(map);
}

/** @param {string} href @param {string} text */
const link = (href, text) => h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
