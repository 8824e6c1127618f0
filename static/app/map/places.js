// Places as marks on the map: one mark for all mentions of a place, near ones gathered in a cluster with their true sum.

import { h } from '../dom.js';
import { counted } from '../format.js';
import { ABOUT, KINDS, countLabel, countsInWords, glyph, radius } from '../kinds.js';
import { isCountry } from '../data/places.js';
import { cluster } from './clusters.js';
import { onPress } from './press.js';
import { nearest, turnsOf } from './turns.js';

/* global L */

/** What is drawn beyond the view, as a share of it, so that dragging a little shows no empty map. */
const BEYOND = 0.3;
/** Radius of the largest cluster in pixels: neighbours touch, and hardly hide each other. */
const LARGEST = 20;
/** Names in the tip of a cluster. */
const NAMED = 4;

/** @typedef {import('./clusters.js').Cluster} Cluster */

/**
 * @param {any} map
 * @param {{onselect: (place: import('../data/places.js').ShownPlace) => void, oncluster: (cluster: Cluster) => void, onhover: (id: string|null) => void}} events
 */
export function addPlaces(map, { onselect, oncluster, onhover }) {
  const Icon = namedIcon();
  /** @type {import('../data/places.js').ShownPlace[]} */
  let places = [];
  /** @type {Map<number, Cluster[]>} what was gathered for a zoom, until the places change */
  let byZoom = new Map();
  /** @type {Map<string, {marker: any, cluster: Cluster}>} what stands on the map, by id and turn */
  let standing = new Map();

  const clusters = () => {
    const zoom = map.getZoom();
    let found = byZoom.get(zoom);
    if (!found) byZoom.set(zoom, (found = cluster(places, zoom)));
    return found;
  };

  /** @param {import('../data/places.js').ShownPlace[]} shown the largest first */
  function show(shown) {
    places = shown;
    byZoom = new Map();
    draw();
  }

  /** Puts on the map what is in view and takes off what is not; what stays is not touched, so that it keeps the focus. */
  function draw() {
    const view = map.getBounds().pad(BEYOND);
    /** @type {typeof standing} */
    const now = new Map();
    const turns = turnsOf(map);
    for (const one of clusters()) {
      if (one.at[0] < view.getSouth() || one.at[0] > view.getNorth()) continue;
      for (const turn of turns) {
        const lon = one.at[1] + 360 * turn;
        if (lon < view.getWest() || lon > view.getEast()) continue;
        const key = `${one.id} ${one.members[0].place.name} ${KINDS.map((kind) => one.counts[kind]).join()} ${turn}`;
        now.set(
          key,
          standing.get(key) ?? {
            marker: mark(one, [one.at[0], lon]),
            cluster: one,
          },
        );
      }
    }
    for (const [key, { marker }] of standing) if (!now.has(key)) marker.remove();
    for (const [key, { marker }] of now) if (!standing.has(key)) marker.addTo(map);
    standing = now;
  }

  /** @param {Cluster} of @param {[number, number]} at */
  function mark(of, at) {
    const single = of.members.length === 1;
    const marker = L.marker(at, {
      icon: single ? placeIcon(of) : clusterIcon(of),
      riseOnHover: true,
      zIndexOffset: of.total,
    });
    onPress(marker, () => (single ? onselect(of.members[0]) : oncluster(of)));
    if (single) {
      marker.on('mouseover', () => onhover(of.id));
      marker.on('mouseout', () => onhover(null));
    }
    marker.bindTooltip(() => tip(of), {
      direction: 'top',
      offset: [0, -radiusOf(of)],
      className: 'tip',
    });
    return marker;
  }

  function clusterIcon(/** @type {Cluster} */ of) {
    const size = 2 * radiusOf(of) + 2;
    return new Icon({
      html: donut(of, radiusOf(of)),
      className: 'mark cluster',
      iconSize: [size, size],
      mark: of.id,
      label: `${counted(of.total, 'mention')} of ${counted(of.members.length, 'place')}, zoom in`,
    });
  }

  function placeIcon(/** @type {Cluster} */ of) {
    const [{ place, kind, total }] = of.members;
    const size = 2 * radiusOf(of) + 4;
    return new Icon({
      html: glyph(kind, radiusOf(of), total),
      className: 'mark place',
      iconSize: [size, size],
      mark: of.id,
      label: `${place.name ?? 'Place'}, ${counted(total, 'mention')}, ${ABOUT[kind].label.toLowerCase()}`,
    });
  }

  /** What stands on the map now: single places with their names, and the room that clusters take. */
  function names() {
    const marks = [];
    const occupied = [];
    for (const { marker, cluster: of } of standing.values()) {
      const { lat, lng } = marker.getLatLng();
      const { name } = of.members[0].place;
      if (of.members.length === 1 && name !== null)
        marks.push({
          id: of.id,
          name,
          at: /** @type {[number, number]} */ ([lat, lng]),
          country: isCountry(of.members[0].place),
          radius: radiusOf(of),
          total: of.total,
        });
      else {
        const { x, y } = map.latLngToContainerPoint([lat, lng]);
        const r = radiusOf(of) + 2;
        occupied.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
      }
    }
    return { marks: marks.sort((a, b) => b.total - a.total), occupied };
  }

  /** The places that stand on the map by themselves, the most mentioned first, without their names. */
  const nameless = () =>
    [...standing.values()]
      .map(({ cluster: of }) => of)
      .filter(({ members: [{ place }, other] }) => !other && place.name === null)
      .sort((a, b) => b.total - a.total)
      .map(({ id }) => id);

  /** The mark that stands for a place now, its own or a cluster's, where it is nearest to the middle; null when none does. @param {string} id */
  function standingFor(id) {
    const of = clusters().find(({ members }) => members.some((member) => member.place.id === id));
    return of ? { at: nearest(of.at, map.getCenter().lng), radius: radiusOf(of) } : null;
  }

  map.on('moveend', draw);
  return { show, names, nameless, standingFor };
}

/** Pixels. @param {Cluster} of */
const radiusOf = (of) =>
  of.members.length === 1
    ? radius(of.total, of.members[0].kind)
    : Math.min(LARGEST, Math.round(12 + 0.8 * Math.sqrt(of.total)));

/** An icon from an element, with a name for screen readers. */
const namedIcon = () =>
  L.DivIcon.extend({
    createIcon(/** @type {any} */ old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.setAttribute('aria-label', this.options.label);
      element.setAttribute('data-mark', this.options.mark);
      return element;
    },
  });

/** @param {Cluster} of */
function tip(of) {
  const names = of.members.flatMap(({ place }) => place.name ?? []).slice(0, NAMED);
  const rest = of.members.length - names.length;
  return h(
    'div',
    {},
    names.map((name) => h('div.tip-name', {}, h('bdi', { dir: 'auto' }, name))),
    rest > 0 && h('div', {}, names.length ? `and ${counted(rest, 'more place')}` : counted(rest, 'place')),
    h('div.tip-counts', {}, countsInWords(of.counts)),
  );
}

/** A grey disc with the sum inside and the shares of the kinds around it; no kind of mention looks like that. @param {Cluster} of @param {number} r */
function donut(of, r) {
  const width = 3;
  const c = r + 1;
  const ring = r - width / 2;
  const length = 2 * Math.PI * ring;
  let at = 0;
  const arcs = KINDS.filter((kind) => of.counts[kind]).map((kind) => {
    const share = (of.counts[kind] / of.total) * length;
    const arc = h(`circle.arc.kind-${kind}`, {
      cx: c,
      cy: c,
      r: ring,
      'stroke-width': width,
      'stroke-dasharray': `${share} ${length - share}`,
      'stroke-dashoffset': -at,
      transform: `rotate(-90 ${c} ${c})`,
    });
    at += share;
    return arc;
  });
  return h(
    'svg.glyph',
    {
      width: 2 * c,
      height: 2 * c,
      viewBox: `0 0 ${2 * c} ${2 * c}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    h('circle.cluster-edge', { cx: c, cy: c, r: r + 0.5 }),
    h('circle.cluster-ground', { cx: c, cy: c, r: r - width - 1.5 }),
    arcs,
    h(
      'text.cluster-count',
      {
        x: c,
        y: c,
        dy: '0.35em',
        'text-anchor': 'middle',
        'font-size': of.total > 999 ? 11 : 12,
      },
      countLabel(of.total),
    ),
  );
}
