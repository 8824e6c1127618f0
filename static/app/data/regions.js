// Areas behind regions and administrative areas, fetched when they are to be drawn: outlines are long.

import * as api from '../api.js';

/** @typedef {{id: string, name: string, feature_code: string|null, geometry: any}} Region */

/** Ids per request: an address has its limits. */
const AT_ONCE = 40;

/** @type {Map<string, Region|null>} null where a place has no area */
const known = new Map();

export const find = (/** @type {string} */ id) => known.get(id) ?? null;
export const forget = () => known.clear();

/** Makes sure of the areas of some places. @param {string[]} ids @returns {Promise<boolean>} whether there are new ones */
export async function ensure(ids) {
  const missing = ids.filter((id) => !known.has(id) && !id.includes(','));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const asked = missing.slice(at, at + AT_ONCE);
    const { items } = await api.page('collections/regions/items', { f: 'json', limit: String(AT_ONCE), place: asked.join() });
    for (const id of asked) known.set(id, null);
    for (const { id, properties, geometry } of items) known.set(String(id), { ...properties, id: String(id), geometry });
  }
  return missing.some((id) => known.get(id));
}
