// Places as marks on the map: one mark for all mentions of a place, near ones gathered in a cluster with their true sum.

import { h, reducedMotion } from './dom.js';
import { counted } from './format.js';
import { isCountry, kindOf } from './data.js';
import { ABOUT, KINDS, countKinds, countLabel, glyph, radius } from './kinds.js';

/* global L */

/** Pixels within which marks become one: close enough to keep towns 50 km apart when a country fills the screen. */
const CLUSTER_PIXELS = 30;

/** An icon from an element, with a name for screen readers. */
const NamedIcon = () =>
  L.DivIcon.extend({
    createIcon(/** @type {any} */ old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.setAttribute('aria-label', this.options.label);
      return element;
    },
  });

/**
 * @param {any} map
 * @param {{onselect: (place: import('./data.js').Place) => void, onhover: (id: string|null) => void}} events
 */
export function addPlaces(map, { onselect, onhover }) {
  const Icon = NamedIcon();
  /** @type {Map<string, any>} */
  const markers = new Map();

  const group = L.markerClusterGroup({
    maxClusterRadius: CLUSTER_PIXELS,
    disableClusteringAtZoom: 10,
    showCoverageOnHover: false,
    animate: !reducedMotion(),
    spiderLegPolylineOptions: { className: 'spider-leg' },
    iconCreateFunction: (/** @type {any} */ cluster) => {
      const mentions = cluster.getAllChildMarkers().flatMap((/** @type {any} */ marker) => marker.place.mentions);
      return clusterIcon(mentions, cluster.getChildCount());
    },
  }).addTo(map);

  function clusterIcon(/** @type {any[]} */ mentions, /** @type {number} */ places) {
    const r = Math.min(26, Math.round(12 + 1.3 * Math.sqrt(mentions.length)));
    const size = 2 * r + 2;
    return new Icon({
      html: donut(mentions, r),
      className: 'mark cluster',
      iconSize: [size, size],
      label: `${counted(mentions.length, 'mention')} of ${counted(places, 'place')}, zoom in`,
    });
  }

  function placeIcon(/** @type {import('./data.js').Place} */ place) {
    const kind = kindOf(place);
    const r = radius(place.mentions.length, kind);
    const size = 2 * r + 4;
    return new Icon({
      html: glyph(kind, r, place.mentions.length),
      className: 'mark place',
      iconSize: [size, size],
      label: `${place.name}, ${counted(place.mentions.length, 'mention')}, ${ABOUT[kind].label.toLowerCase()}`,
    });
  }

  /** @param {Map<string, import('./data.js').Place>} places */
  function show(places) {
    group.clearLayers();
    markers.clear();
    for (const place of places.values()) {
      const marker = L.marker(place.at, { icon: placeIcon(place), riseOnHover: true });
      marker.place = place;
      marker.on('click', () => onselect(place));
      marker.on('mouseover', () => onhover(place.id));
      marker.on('mouseout', () => onhover(null));
      marker.bindTooltip(tooltip(place), { direction: 'top', offset: [0, -markRadius(place)], className: 'tip' });
      markers.set(place.id, marker);
    }
    group.addLayers([...markers.values()]);
  }

  /** What stands on the map now: single places with their names, and the room that clusters take. */
  function standing() {
    const marks = [];
    const clusters = new Set();
    for (const marker of markers.values()) {
      const visible = group.getVisibleParent(marker);
      if (!visible) continue;
      if (visible === marker) marks.push({ id: marker.place.id, name: marker.place.name, at: marker.place.at, country: isCountry(marker.place), radius: markRadius(marker.place) });
      else clusters.add(visible);
    }
    const occupied = [...clusters].map((cluster) => {
      const { x, y } = map.latLngToContainerPoint(cluster.getLatLng());
      return { left: x - 18, right: x + 18, top: y - 18, bottom: y + 18 };
    });
    return { marks, occupied };
  }

  /** The mark that stands for a place now, its own or a cluster's; null when it is filtered away. @param {string} id */
  function standingFor(id) {
    const marker = markers.get(id);
    if (!marker) return null;
    const visible = group.getVisibleParent(marker) ?? marker;
    if (visible === marker) return { at: marker.place.at, radius: markRadius(marker.place) };
    const { lat, lng } = visible.getLatLng();
    return { at: /** @type {[number, number]} */ ([lat, lng]), radius: (visible.options.icon?.options.iconSize?.[0] ?? 28) / 2 };
  }

  return { show, standing, standingFor, group };
}

/** @param {import('./data.js').Place} place */
const markRadius = (place) => radius(place.mentions.length, kindOf(place));

/** @param {import('./data.js').Place} place */
function tooltip(place) {
  const counts = countKinds(place.mentions);
  return h('div', {},
    h('bdi.tip-name', { dir: 'auto' }, place.name),
    h('div.tip-counts', {}, KINDS.filter((kind) => counts[kind]).map((kind) => `${counts[kind]} ${ABOUT[kind].label.toLowerCase()}`).join(', ')),
  );
}

/** A grey disc with the sum inside and the shares of the kinds around it; no kind of mention looks like that. @param {{kind: any}[]} mentions @param {number} r */
function donut(mentions, r) {
  const counts = countKinds(mentions);
  const width = 3;
  const c = r + 1;
  const ring = r - width / 2;
  const length = 2 * Math.PI * ring;
  let at = 0;
  const arcs = KINDS.filter((kind) => counts[kind]).map((kind) => {
    const share = (counts[kind] / mentions.length) * length;
    const arc = h(`circle.arc.kind-${kind}`, {
      cx: c, cy: c, r: ring, 'stroke-width': width, 'stroke-dasharray': `${share} ${length - share}`, 'stroke-dashoffset': -at, transform: `rotate(-90 ${c} ${c})`,
    });
    at += share;
    return arc;
  });
  return h('svg.glyph', { width: 2 * c, height: 2 * c, viewBox: `0 0 ${2 * c} ${2 * c}`, 'aria-hidden': 'true', focusable: 'false' },
    h('circle.cluster-edge', { cx: c, cy: c, r: r + 0.5 }),
    h('circle.cluster-ground', { cx: c, cy: c, r: r - width - 1.5 }),
    arcs,
    h('text.cluster-count', { x: c, y: c, dy: '0.35em', 'text-anchor': 'middle', 'font-size': 12 }, countLabel(mentions.length)),
  );
}
