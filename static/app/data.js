// Everything the page shows, loaded once and joined: mentions by place and by document, movements with their yardsticks.

import * as api from './api.js';
import { mainKind } from './kinds.js';

/**
 * @typedef {{id: string, document_id: string, document_title: string|null, published: string|null, sentence: string,
 *   sentence_start: number, start: number, end: number, surface: string, kind: import('./kinds.js').Kind, place_id: string|null,
 *   name: string|null, feature_class: string|null, feature_code: string|null, country: string|null, admin1: string|null,
 *   confidence: number|null, precision_ucdp: number|null, radius_km: number|null, event_start: string|null, event_end: string|null,
 *   event_time: string|null, time_precision: string|null, time_source: string|null, time_text: string|null, time_basis: string|null, hedged: boolean, negated: boolean, dateline: boolean, corrected: boolean,
 *   at: [number, number]|null}} Mention a record of the server with its position as Leaflet wants it (lat, lon)
 * @typedef {{id: string, name: string, feature_class: string|null, feature_code: string|null, country: string|null,
 *   admin1: string|null, at: [number, number], mentions: Mention[]}} Place
 * @typedef {{id: string, title: string|null, published: string|null, published_basis: string|null, source: string|null,
 *   characters: number, mentions: Mention[]}} Document mentions located or not, in the order of the text
 * @typedef {{id: string, geometry: any, [property: string]: any}} Movement
 * @typedef {{id: string, name: string, feature_class: string|null, feature_code: string|null, geometry: any}} Region
 */

/** What is loaded. Replaced piece by piece, so that after a failure the last good data stay. */
export const corpus = {
  loaded: false,
  /** @type {Map<string, Mention>} located and not */ mentions: new Map(),
  /** @type {Mention[]} */ unlocated: [],
  /** @type {Map<string, Document>} */ documents: new Map(),
  /** @type {Map<string, Movement>} */ movements: new Map(),
  /** @type {Map<string, Region>} */ regions: new Map(),
};

/**
 * Loads or reloads everything.
 * @returns {Promise<api.ApiError[]>} what could not be loaded; the rest is in place
 */
export async function load() {
  const parts = await Promise.allSettled([
    api.mentions(), api.unlocated(), api.documents(), api.movements(), api.flightPath(), api.regions(),
  ]);
  const [mentions, unlocated, documents, movements, flightPath, regions] = parts.map((part) => (part.status === 'fulfilled' ? part.value : null));

  if (mentions) {
    corpus.mentions = new Map(mentions.map((/** @type {any} */ feature) => record(feature)).map((/** @type {Mention} */ m) => [m.id, m]));
    corpus.loaded = true;
  }
  if (unlocated) corpus.unlocated = unlocated.map(record);
  for (const mention of corpus.unlocated) corpus.mentions.set(mention.id, mention);
  if (movements || flightPath) {
    corpus.movements = new Map([...(flightPath ?? []), ...(movements ?? [])].map(movement).map((m) => [m.id, m]));
  }
  if (regions) corpus.regions = new Map(regions.map((/** @type {any} */ f) => [identity(f), { ...f.properties, id: identity(f), geometry: f.geometry }]));
  if (documents || mentions) corpus.documents = joinDocuments(documents ?? [...corpus.documents.values()]);

  return parts.flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
}

/** @param {any} feature */
const identity = (feature) => String(feature.id ?? feature.properties.id);

/** @param {any} feature @returns {Mention} */
function record(feature) {
  const point = feature.geometry?.coordinates;
  return { ...feature.properties, id: identity(feature), at: point ? [point[1], point[0]] : null };
}

/** @param {any} feature @returns {Movement} */
function movement(feature) {
  return {
    segments: [], evidence: [], documents: [], alternatives: [],
    ...feature.properties,
    id: identity(feature),
    geometry: feature.geometry?.coordinates?.length ? feature.geometry : null,
  };
}

/** @param {any[]} records @returns {Map<string, Document>} newest first, undated last */
function joinDocuments(records) {
  /** @type {Map<string, Document>} */
  const documents = new Map(records.map((document) => [document.id, { ...document, mentions: [] }]));
  for (const mention of corpus.mentions.values()) {
    let document = documents.get(mention.document_id);
    if (!document) {
      document = { id: mention.document_id, title: mention.document_title, published: mention.published, published_basis: null, source: null, characters: 0, mentions: [] };
      documents.set(document.id, document);
    }
    document.mentions.push(mention);
  }
  for (const document of documents.values()) document.mentions.sort((a, b) => a.start - b.start);
  const order = [...documents.values()].sort((a, b) => (b.published ?? '').localeCompare(a.published ?? '') || (a.title ?? '').localeCompare(b.title ?? ''));
  return new Map(order.map((document) => [document.id, document]));
}

/**
 * Whether a mention is among what the reader asked for.
 * @param {Mention} mention @param {import('./state.js').State} state
 */
export function shown(mention, state) {
  return state.kinds.has(mention.kind) && matches(state.q, mention.surface, mention.name, mention.sentence, mention.document_title, mention.admin1);
}

/** @param {string} q @param {...(string|null|undefined)} texts */
export function matches(q, ...texts) {
  const wanted = q.trim().toLowerCase();
  return !wanted || texts.some((text) => text?.toLowerCase().includes(wanted));
}

/**
 * Places with the mentions that pass the filter, most mentioned first.
 * @param {import('./state.js').State} state @returns {Map<string, Place>}
 */
export function placesShown(state) {
  return groupByPlace([...corpus.mentions.values()].filter((mention) => mention.at && shown(mention, state)));
}

/** What groups mentions: the place, or the point of coordinates, which no place has. @param {Mention} mention */
export const placeIdOf = (mention) => mention.place_id ?? mention.at?.join() ?? '';

/** @param {Mention[]} mentions located ones @returns {Map<string, Place>} */
export function groupByPlace(mentions) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const mention of mentions) {
    if (!mention.at) continue;
    const id = placeIdOf(mention);
    let place = places.get(id);
    if (!place) {
      const { feature_class, feature_code, country, admin1, at } = mention;
      place = { id, name: mention.name ?? mention.surface, feature_class, feature_code, country, admin1, at, mentions: [] };
      places.set(id, place);
    }
    place.mentions.push(mention);
  }
  return new Map([...places.values()].sort((a, b) => b.mentions.length - a.mentions.length || a.name.localeCompare(b.name)).map((place) => [place.id, place]));
}

/** A place with all its mentions, filter or not. @param {string} id @returns {Place|undefined} */
export function place(id) {
  return groupByPlace([...corpus.mentions.values()].filter((mention) => placeIdOf(mention) === id)).get(id);
}

/** @param {Place} of */
export const kindOf = (of) => mainKind(of.mentions);

/** Journeys, without the yardsticks beside them. @returns {Movement[]} */
export const journeys = () => [...corpus.movements.values()].filter((movement) => movement.geometry_status !== 'reference');

/** The yardsticks of a journey: plain great circles. @param {Movement} of @returns {Movement[]} */
export function references(of) {
  return of.alternatives.map((/** @type {string} */ id) => corpus.movements.get(id)).filter((/** @type {any} */ other) => other?.geometry_status === 'reference');
}

/** Whether a record is of a whole country or more. @param {{feature_code?: string|null}} of */
export const isCountry = (of) => /^(PCL|TERR|CONT)/.test(of.feature_code ?? '');
