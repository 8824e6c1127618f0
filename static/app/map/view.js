// What part of the world the map shows: at first, and to bring a selection into sight.

import { drawn, references } from '../data/movements.js';
import * as places from '../data/places.js';
import * as selected from '../data/selected.js';
import { byId, isPhone, reducedMotion } from '../dom.js';
import * as state from '../state.js';
import { distance, parts } from './lines.js';
import { boundsOf, nearest, together } from './turns.js';

/* global L */

/** The first view holds this share of the mentions: one capital far away does not shrink the map for all others. */
const FIRST_VIEW_SHARE = 0.8;
/** A place or a line is looked at from no nearer than this, unless the reader comes nearer. */
const NEAREST = 7;

/** @param {any} map */
export function createView(map) {
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
    map.fitBounds(L.latLngBounds(points), {
      ...room(margin),
      maxZoom: NEAREST,
      animate: !reducedMotion(),
    });
  }

  /** Moves the map only when the position is outside of what can be seen of it. @param {[number, number]} at @param {boolean} wide */
  function centreIfHidden(at, wide) {
    const {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
    } = room(40);
    const size = map.getSize();
    const point = map.latLngToContainerPoint(at);
    if (point.x >= left && point.x <= size.x - right && point.y >= top && point.y <= size.y - bottom) return;
    // A country is not seen better from near.
    const zoom = wide ? map.getZoom() : Math.max(map.getZoom(), 5);
    const centre = map.project(at, zoom).subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, {
      animate: !reducedMotion(),
    });
  }

  /** The padding that keeps clear of drawer, list and legend. @param {number} margin */
  function room(margin) {
    const drawer = byId('drawer');
    if (drawer.hidden)
      return {
        paddingTopLeft: [margin, margin],
        paddingBottomRight: [margin, margin],
      };
    const under = byId('map').getBoundingClientRect().bottom - drawer.getBoundingClientRect().top;
    return isPhone()
      ? {
          paddingTopLeft: [margin / 2, margin],
          paddingBottomRight: [margin / 2, under + margin / 2],
        }
      : {
          paddingTopLeft: [margin, margin],
          paddingBottomRight: [drawer.offsetWidth + margin, margin],
        };
  }

  /** The first view: the box asked for, else most of the mentions and every journey. */
  function first() {
    const { box: asked } = state.get();
    if (asked)
      return void map.fitBounds(boundsOf(asked), {
        ...room(24),
        animate: false,
      });
    const points = [
      ...core(places.shown(state.get())),
      ...drawn()
        .flatMap((movement) => [movement, ...references(movement)])
        .flatMap(({ geometry }) => parts(geometry).flat()),
    ];
    if (points.length)
      map.fitBounds(L.latLngBounds(together(points)).pad(0.08), {
        ...room(24),
        maxZoom: NEAREST,
        animate: false,
      });
    return undefined;
  }

  return { reveal, first };
}

/**
 * The positions nearest the middle that together hold most of the mentions.
 * @param {import('../data/places.js').ShownPlace[]} shown
 */
function core(shown) {
  const points = together(shown.map(({ place }) => place.at)).map((at, i) => ({
    at,
    total: shown[i].total,
  }));
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const median = (/** @type {0|1} */ axis) => {
    let left = total / 2;
    return (
      [...points].sort((a, b) => a.at[axis] - b.at[axis]).find((point) => (left -= point.total) <= 0)?.at[axis] ?? 0
    );
  };
  const middle = /** @type {[number, number]} */ ([median(0), median(1)]);
  let held = 0;
  return points
    .sort((a, b) => distance(middle, a.at) - distance(middle, b.at))
    .filter((point) => (held < total * FIRST_VIEW_SHARE ? ((held += point.total), true) : false))
    .map((point) => point.at);
}
