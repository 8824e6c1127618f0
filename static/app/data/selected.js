// What is selected, with all that the drawer tells of it; fetched when it is opened.

import { documentIdOf, placeIdOf, pointOf } from './mentions.js';
import * as documents from './documents.js';
import * as movements from './movements.js';
import * as places from './places.js';
import * as api from '../api.js';

/**
 * @typedef {{type: 'mention', id: string, mention: import('./mentions.js').Mention, document: documents.WholeDocument}} SelectedMention
 * @typedef {{type: 'document', id: string, document: documents.WholeDocument}} SelectedDocument
 * @typedef {{type: 'place', id: string, place: Pick<places.Place, 'id'|'name'|'feature_class'|'feature_code'|'country'|'admin1'|'at'>}} SelectedPlace
 * @typedef {{type: 'places', id: string, places: places.Place[]}} SelectedPlaces
 * @typedef {{type: 'movement', id: string, movement: movements.Movement, references: movements.Movement[]}} SelectedMovement
 * @typedef {SelectedMention|SelectedDocument|SelectedPlace|SelectedPlaces|SelectedMovement} Selected
 */

/** @type {Selected|null} */
let now = null;
let asked = 0;

/** The selection as far as it is here; null while it is on its way. */
export const current = () => now;

/** @param {import('../state.js').Selection|null} selection @returns {Promise<Selected|null>} */
export async function open(selection) {
  const own = (asked += 1);
  now = null;
  if (!selection) return null;
  const found = await load(selection);
  // An answer that a newer question has overtaken is of no use.
  if (own === asked) now = found;
  return found;
}

/** @param {import('../state.js').Selection} selection @returns {Promise<Selected>} */
async function load({ type, id }) {
  switch (type) {
    case 'mention': {
      const document = await documents.open(documentIdOf(id));
      const mention = document.mentions.find((one) => one.id === id);
      if (!mention) throw new api.ApiError('This mention is no longer in the store', 404);
      return { type, id, mention, document };
    }
    case 'document':
      return { type, id, document: await documents.open(id) };
    case 'movement':
      return { type, id, ...(await withDocuments(await movements.open(id))) };
    case 'places': {
      const ids = id.split(' ');
      await places.named(ids);
      return { type, id, places: ids.map(places.find).filter((place) => place !== undefined) };
    }
    default:
      await places.named([id]);
      return {
        type: 'place',
        id,
        place: places.find(id) ?? (await elsewhere(id)),
      };
  }
}

/** The titles of the documents that tell of a movement. @param {Awaited<ReturnType<typeof movements.open>>} of */
async function withDocuments(of) {
  await documents.fetched(of.movement.documents);
  return of;
}

/** A place that no list has: a point of coordinates, or one that only the gazetteer knows. @param {string} id @returns {Promise<SelectedPlace['place']>} */
async function elsewhere(id) {
  const point = pointOf(id);
  if (point)
    return {
      id,
      name: point.join(', '),
      feature_class: null,
      feature_code: null,
      country: null,
      admin1: null,
      at: point,
    };
  const { properties, geometry } = await api.get(`gazetteer/${encodeURIComponent(id)}`);
  return {
    ...properties,
    id,
    at: [geometry.coordinates[1], geometry.coordinates[0]],
  };
}

/** Where the selection is on the map, if it is a point. @returns {{id: string, at: [number, number]}|null} */
export function spot() {
  if (now?.type === 'place') return { id: now.id, at: now.place.at };
  if (now?.type === 'places' && now.places[0]) return { id: now.places[0].id, at: now.places[0].at };
  if (now?.type === 'mention' && now.mention.at) return { id: placeIdOf(now.mention), at: now.mention.at };
  return null;
}

/** The document that the selection belongs to. */
export const documentOf = () => (now?.type === 'mention' || now?.type === 'document' ? now.document : null);
