// The Leaflet map: its layers in order, its view in the URL, and what is marked on it.

import { addBaseMap } from './basemap.js';
import { corpus, journeys, place as placeOf, placeIdOf, placesShown } from './data.js';
import { byId, h, isPhone, reducedMotion } from './dom.js';
import { addLabels } from './labels.js';
import { distance, parts } from './lines.js';
import { addMovements } from './movements.js';
import { addPlaces } from './places.js';
import { addRegions } from './regions.js';
import * as state from './state.js';

/* global L */

/** Where the map stands while nothing is known. */
const NOWHERE = { at: /** @type {[number, number]} */ ([25, 20]), zoom: 2 };

/** The first view holds this share of the mentions: one capital far away does not shrink the map for all others. */
const FIRST_VIEW_SHARE = 0.8;

export function createMap() {
  const map = L.map('map', {
    zoomControl: false,
    attributionControl: false,
    minZoom: 2,
    maxZoom: 14,
    zoomSnap: 0.5,
    wheelPxPerZoomLevel: 90,
    maxBounds: [[-86, -210], [86, 210]],
    maxBoundsViscosity: 0.8,
    zoomAnimation: !reducedMotion(),
    fadeAnimation: false,
    inertia: !reducedMotion(),
  });
  L.control.zoom({ position: 'topright' }).addTo(map);
  attribution(map);
  L.control.scale({ position: 'bottomright', imperial: false, maxWidth: 120 }).addTo(map);

  const { view } = state.get();
  if (view) map.setView([view.lat, view.lon], view.zoom);
  else map.setView(NOWHERE.at, NOWHERE.zoom);

  const base = addBaseMap(map);
  const regions = addRegions(map, (id) => state.select('place', id));
  const movements = addMovements(map, { onselect: (id) => state.select('movement', id) });
  const places = addPlaces(map, { onselect: selectPlace, onhover: (id) => listeners.forEach((listener) => listener(id)) });
  const highlight = addHighlight(map);
  /** @type {((id: string|null) => void)[]} */
  const listeners = [];

  const labels = addLabels(map, {
    marks: () => {
      const { marks, occupied } = places.standing();
      const of = state.get().selection;
      return { marks: marks.map((mark) => ({ ...mark, selected: of?.type === 'place' && of.id === mark.id })), occupied: [...occupied, ...covered()] };
    },
    lines: movements.names,
    countries: base.labels,
  });
  base.onchange = labels.draw;
  const redraw = () => {
    labels.draw();
    markSelection();
  };
  places.group.on('animationend', redraw);
  map.on('zoomend', markSelection);

  map.on('moveend', () => {
    const { lat, lng } = map.getCenter();
    if (settled) state.set({ view: { zoom: map.getZoom(), lat, lon: lng } });
  });
  map.on('click', () => state.clearSelection());
  let settled = Boolean(view);

  /** A place with one mention opens that mention, one with more opens their list. @param {any} place */
  function selectPlace(place) {
    if (place.mentions.length === 1) state.select('mention', place.mentions[0].id);
    else state.select('place', place.id);
  }

  /** Draws what the state asks for. */
  function show() {
    const current = state.get();
    const shownPlaces = placesShown(current);
    places.show(shownPlaces);
    showLines(shownPlaces);
    base.setGrid(current.grid);
    labels.draw();
  }

  /** Redraws only what a selection changes. */
  function showSelection() {
    showLines(placesShown(state.get()));
    labels.draw();
  }

  function showLines(/** @type {Map<string, any>} */ shownPlaces) {
    const { selection } = state.get();
    const movement = selection?.type === 'movement' ? corpus.movements.get(selection.id) : undefined;
    movements.show(movement?.id ?? null, () => true);
    const asked = new Set(movement ? [movement.origin_place_id, movement.destination_place_id].flatMap((ids) => (ids ?? '').split('; ')) : []);
    const at = selectedPlace();
    if (at) asked.add(at.id);
    regions.show(new Set(shownPlaces.keys()), asked);
    markSelection();
  }

  /** A ring around the mark of the selected place, or of the cluster it is in. */
  function markSelection() {
    const at = selectedPlace();
    highlight.select(at ? (places.standingFor(at.id) ?? { at: at.at, radius: 6 }) : null);
  }

  /** What of the map lies under controls, sheets and the drawer, as boxes in which no name belongs. */
  function covered() {
    const within = byId('map').getBoundingClientRect();
    return [...document.querySelectorAll('#drawer, .side, .leaflet-control')].map((element) => {
      const of = element.getBoundingClientRect();
      return { left: of.left - within.left, right: of.right - within.left, top: of.top - within.top, bottom: of.bottom - within.top };
    });
  }

  /** The place behind the selection, if it has one. */
  function selectedPlace() {
    const { selection } = state.get();
    if (selection?.type === 'place') return placeOf(selection.id);
    const mention = selection?.type === 'mention' ? corpus.mentions.get(selection.id) : undefined;
    return mention?.at ? { id: placeIdOf(mention), at: mention.at } : undefined;
  }

  /** Brings the selection into the part of the map that the drawer leaves free. */
  function reveal() {
    const { selection } = state.get();
    if (!selection) return;
    const movement = selection.type === 'movement' ? corpus.movements.get(selection.id) : undefined;
    if (movement?.geometry) {
      const lines = [movement.geometry, ...journeyReferences(movement)].flatMap(parts).flat();
      map.fitBounds(L.latLngBounds(lines), { ...room(48), animate: !reducedMotion() });
      return;
    }
    const at = selectedPlace()?.at;
    if (at) centreIfHidden(at);
  }

  /** Moves the map only when the position is outside of what can be seen of it. @param {[number, number]} at */
  function centreIfHidden(at) {
    const { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] } = room(40);
    const size = map.getSize();
    const point = map.latLngToContainerPoint(at);
    if (point.x >= left && point.x <= size.x - right && point.y >= top && point.y <= size.y - bottom) return;
    const zoom = Math.max(map.getZoom(), 5);
    const centre = map.project(at, zoom).subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, { animate: !reducedMotion() });
  }

  function journeyReferences(/** @type {any} */ movement) {
    return movement.alternatives.map((/** @type {string} */ id) => corpus.movements.get(id)?.geometry).filter(Boolean);
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

  /** The first view, unless the link brought one: what is selected, else most of the mentions and every journey. */
  function fit() {
    if (settled) return;
    settled = true;
    const { selection } = state.get();
    if (selection?.type === 'movement' && corpus.movements.get(selection.id)?.geometry) return void reveal();
    const points = [...core([...placesShown(state.get()).values()]), ...journeys().flatMap((movement) => parts(movement.geometry).flat())];
    if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.08), { ...room(24), maxZoom: 7, animate: false });
    reveal();
  }

  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(byId('map'));

  return {
    map, show, showSelection, reveal, fit, base,
    highlight: (/** @type {string|null} */ id) => highlight.hover(id ? places.standingFor(id) : null),
    onhover: (/** @type {(id: string|null) => void} */ listener) => listeners.push(listener),
    inView: (/** @type {[number, number]} */ at) => map.getBounds().contains(at),
  };
}

/**
 * The positions nearest the middle that together hold most of the mentions.
 * @param {import('./data.js').Place[]} places
 */
function core(places) {
  const total = places.reduce((sum, place) => sum + place.mentions.length, 0);
  const median = (/** @type {0|1} */ axis) => {
    let left = total / 2;
    return [...places].sort((a, b) => a.at[axis] - b.at[axis]).find((place) => (left -= place.mentions.length) <= 0)?.at[axis] ?? 0;
  };
  const middle = /** @type {[number, number]} */ ([median(0), median(1)]);
  let held = 0;
  return [...places]
    .sort((a, b) => distance(middle, a.at) - distance(middle, b.at))
    .filter((place) => (held < total * FIRST_VIEW_SHARE ? ((held += place.mentions.length), true) : false))
    .map((place) => place.at);
}

/** Rings around what is selected and what the pointer is over in the list. @param {any} map */
function addHighlight(map) {
  map.createPane('highlight').style.zIndex = '590';
  const renderer = L.svg({ pane: 'highlight' });
  const ring = (/** @type {string} */ className) => L.circleMarker([0, 0], { pane: 'highlight', renderer, interactive: false, className });
  const rings = { selected: ring('ring-selected'), hovered: ring('ring-hovered') };
  const put = (/** @type {any} */ which, /** @type {{at: [number, number], radius: number}|null} */ mark) => (mark ? which.setLatLng(mark.at).setRadius(mark.radius + 5).addTo(map) : which.remove());
  return { select: (/** @type {any} */ mark) => put(rings.selected, mark), hover: (/** @type {any} */ mark) => put(rings.hovered, mark) };
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
