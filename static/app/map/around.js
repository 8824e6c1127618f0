// Fetches what a view of the map needs and the page has not got: which places its sums are of, their names, and its movements.

import * as movements from '../data/movements.js';
import * as places from '../data/places.js';
import * as state from '../state.js';
import { bboxOf } from './turns.js';

/** As near as the first view comes: there a point of the crowd is a few pixels beside its place, until somebody is there to see it. */
const CROWD_TO_ZOOM = 7;
/** Places whose names are fetched for one view: more have no room on the map. */
const MOST_NAMED = 200;

/** @param {any} map @param {{show: () => void, showSelection: () => void, nameless: () => string[]}} drawing */
export function createAround(map, { show, showSelection, nameless }) {
  /** Whether somebody is there: the first view has a part of many movements, and says so. */
  let touched = false;
  /** Told when other movements are drawn. */
  let ondrawn = () => {};

  /** Finds out which places the sums are of. @returns {Promise<boolean>} whether there was anything to find out */
  async function complete() {
    touched = true;
    try {
      const fresh = await places.completed();
      if (fresh) show();
      void look();
      return fresh;
    } catch {
      // Whatever needs them asks again.
      return false;
    }
  }

  async function look() {
    if (touched) void lookForMovements();
    try {
      if (map.getZoom() > CROWD_TO_ZOOM && (await places.completed())) show();
      if (await places.lookAround(bboxOf(map.getBounds()))) show();
      if (await places.named(nameless().slice(0, MOST_NAMED))) show();
    } catch {
      // The next move asks again.
    }
  }

  async function lookForMovements() {
    const { box } = state.get();
    // Where it did not come, the next move asks again.
    const fresh = await movements.lookAround(box ?? bboxOf(map.getBounds())).catch(() => false);
    if (!fresh) return;
    showSelection();
    ondrawn();
  }

  return {
    look,
    complete,
    ondrawn: (/** @type {() => void} */ listener) => {
      ondrawn = listener;
    },
  };
}
