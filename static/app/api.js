// Requests to this server, and what to tell the reader when one fails.

/** Where the service begins, seen from this file: so it works on every page and under a path of a proxy. */
const BASE = new URL('../..', import.meta.url);

/** Features per page where a collection comes in pages; the server lowers what is above its own limit. */
const PAGE_SIZE = 10_000;

/** A bound on following `next`: a hundred pages are a million features. */
const MOST_PAGES = 100;

/** A failed request: `message` is a sentence for the reader, `status` is 0 when no answer came. */
export class ApiError extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @param {string} path @param {Record<string, string>} [query] */
export function url(path, query = {}) {
  const address = new URL(path, BASE);
  for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
  return address;
}

/** @param {URL} address @returns {Promise<any>} */
async function json(address) {
  let response;
  try {
    response = await fetch(address, { headers: { Accept: 'application/geo+json, application/json' } });
  } catch {
    throw new ApiError('The server does not answer. Is dateline still running?', 0);
  }
  if (!response.ok) throw new ApiError(await problem(response), response.status);
  try {
    return await response.json();
  } catch {
    throw new ApiError(`The answer of ${address.pathname} could not be read`, response.status);
  }
}

/** The words of a problem+json answer, or plain ones. @param {Response} response */
async function problem(response) {
  const fallback = response.status === 404 ? 'This is no longer in the store' : 'The server could not answer this request';
  try {
    const body = await response.json();
    return body.detail ?? body.title ?? fallback;
  } catch {
    return fallback;
  }
}

/**
 * All of a list, page after page.
 * @param {string} path @param {Record<string, string>} [query] @param {string} [member] where the list stands in an answer
 * @returns {Promise<any[]>}
 */
async function all(path, query = {}, member = 'features') {
  const found = [];
  let next = url(path, query);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const body = await json(next);
    for (const one of body[member] ?? []) found.push(one);
    const link = (body.links ?? []).find((/** @type {any} */ candidate) => candidate.rel === 'next');
    if (!link) break;
    // Only the path and query are taken: behind a proxy the server may not know its own public name.
    const { pathname, search } = new URL(link.href, next);
    next = new URL(pathname + search, BASE);
  }
  return found;
}

const PAGED = { f: 'json', limit: String(PAGE_SIZE) };

export const mentions = () => all('mentions.geojson');
export const movements = () => all('movements.geojson');
export const flightPath = () => all('flight-path.geojson');
export const unlocated = () => all('collections/unlocated/items', PAGED);
export const regions = () => all('collections/regions/items', PAGED);
export const documents = () => all('documents', PAGED, 'documents');
/** @param {string} id */
export const documentById = (id) => json(url(`documents/${encodeURIComponent(id)}`, { f: 'json' }));
/** @param {string} file */
export const map = (file) => json(url(`static/map/${file}`));
