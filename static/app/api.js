// Requests to this server, and what to tell the reader when one fails.

/** Where the service begins, seen from this file: so it works on every page and under a path of a proxy. */
const BASE = new URL('../..', import.meta.url);

/** A bound on following `next`. */
const MOST_PAGES = 1000;

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

/** @param {string|URL} path @param {Record<string, string>} [query] @param {AbortSignal} [signal] @returns {Promise<any>} */
export async function get(path, query = {}, signal = undefined) {
  const address = path instanceof URL ? path : url(path, query);
  const response = await authorized(address, {
    signal,
    headers: { Accept: 'application/geo+json, application/json' },
  });
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(`The answer of ${address.pathname} could not be read`, response.status);
  }
}

/** @param {URL} address @param {AbortSignal} [signal] @returns {Promise<ArrayBuffer>} empty where there is nothing */
export async function bytes(address, signal = undefined) {
  const response = await authorized(address, {
    signal,
    headers: { Accept: 'application/vnd.mapbox-vector-tile' },
  });
  return response.arrayBuffer();
}

/** A text, and the way to the next page, which stands in a header. @param {URL} address with its `f` @param {AbortSignal} [signal] @returns {Promise<{text: string, next: URL|null}>} */
export async function text(address, signal = undefined) {
  const response = await authorized(address, { signal });
  const [, next = null] = /<([^>]*)>; rel="next"/.exec(response.headers.get('Link') ?? '') ?? [];
  return { text: await response.text(), next: next ? own(next) : null };
}

/** A file, whatever is in it. @param {URL} address @returns {Promise<Blob>} */
export async function blob(address) {
  const response = await authorized(address, {});
  return response.blob();
}

/** An address of the server as seen from here: behind a proxy it may not know its own public name. @param {string} href */
function own(href) {
  const { pathname, search } = new URL(href, BASE);
  return new URL(pathname + search, BASE);
}

/** The features of one page, how many there are in all, and the way to the next page.
 * @param {string|URL} path @param {Record<string, string>} [query] @param {AbortSignal} [signal] @param {string} [member] where the list stands in an answer
 * @returns {Promise<{items: any[], matched: number, next: URL|null}>}
 */
export async function page(path, query = {}, signal = undefined, member = 'features') {
  const body = await get(path, query, signal);
  const link = (body.links ?? []).find((/** @type {any} */ candidate) => candidate.rel === 'next');
  const items = body[member] ?? [];
  return {
    items,
    matched: body.numberMatched ?? items.length,
    next: link ? own(link.href) : null,
  };
}

/**
 * All of a list, page after page.
 * @param {string|URL} path @param {Record<string, string>} query @param {AbortSignal} [signal] @param {string} [member]
 * @returns {AsyncGenerator<{items: any[], matched: number}>}
 */
export async function* pages(path, query, signal = undefined, member = 'features') {
  /** @type {string|URL|null} */
  let next = path instanceof URL ? path : url(path, query);
  for (let count = 0; next && count < MOST_PAGES; count += 1) {
    const one = await page(next, {}, signal, member);
    yield one;
    next = one.next;
  }
}

/** @typedef {(wasWrong: boolean) => Promise<string|null>} Ask null when the reader would rather not */

/** The token that the reader gave; kept only as long as the page is open. */
let token = '';
/** Whether a token was asked for before anything could be read. */
let isPrivate = false;
export const hasToken = () => token !== '';
export const readsByToken = () => isPrivate;
/** How the reader is asked for it; requests may be on their way before the page can ask. @type {(ask: Ask) => void} */
let setAsker;
/** @type {Promise<Ask>} */
const asker = new Promise((resolve) => {
  setAsker = resolve;
});
export const onTokenNeeded = (/** @type {Ask} */ ask) => setAsker(ask);
/** The question that the reader has not answered yet. @type {Promise<string|null>|null} */
let asking = null;

/** Sends a request, and again with a token where the server asks for one, until it is the right one or the reader gives up. @param {URL} address @param {RequestInit} request */
async function authorized(address, request) {
  for (;;) {
    const used = token;
    const headers = { ...request.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    try {
      return await answer(address, { ...request, headers });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      isPrivate ||= !request.method;
      // Another request may have brought the right one meanwhile.
      if (token === used) token = await given(used !== '');
    }
  }
}

/** The token that the reader gives; they are asked once, however many requests wait for it. @param {boolean} wasWrong */
async function given(wasWrong) {
  asking ??= asker
    .then((ask) => ask(wasWrong))
    .finally(() => {
      asking = null;
    });
  const typed = await asking;
  if (!typed) throw new ApiError('This server asks for a token', 401);
  return typed;
}

/**
 * Writes. A text or a file is sent as it is, with its `type`; anything else as JSON.
 * @param {'POST'|'PATCH'|'DELETE'} method @param {string} path
 * @param {{query?: Record<string, string>, body?: any, type?: string, accept?: string}} [what]
 * @returns {Promise<{status: number, body: any, location: string|null}>}
 */
export async function send(
  method,
  path,
  { query = {}, body, type = 'application/json', accept = 'application/geo+json, application/json' } = {},
) {
  const raw = body === undefined || typeof body === 'string' || body instanceof Blob;
  const response = await authorized(url(path, query), {
    method,
    headers: { Accept: accept, ...(body === undefined ? {} : { 'Content-Type': type }) },
    body: raw ? body : JSON.stringify(body),
  });
  const text = response.status === 204 ? '' : await response.text();
  return {
    status: response.status,
    body: text ? JSON.parse(text) : null,
    location: response.headers.get('Location'),
  };
}

/** @param {URL} address @param {RequestInit} request */
async function answer(address, request) {
  let response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new ApiError('The server does not answer. Is dateline still running?', 0);
  }
  if (!response.ok) throw new ApiError(await problem(response), response.status);
  return response;
}

/** What stands for an answer without words of its own. @type {Record<number, string>} */
const PLAIN = {
  401: 'The token is not the one that this server asks for',
  403: 'This server only reads; nothing was changed',
  404: 'This is no longer in the store',
  405: 'This server cannot do that yet; nothing was changed',
  413: 'This is more text than the server takes at once',
};

/** The words of a problem+json answer, or plain ones. @param {Response} response */
async function problem(response) {
  const plain = PLAIN[response.status];
  if (plain && [401, 405].includes(response.status)) return plain;
  try {
    const body = await response.json();
    return sentence(body.detail ?? body.title) ?? plain;
  } catch {
    return plain ?? 'The server could not answer this request';
  }
}

/** @param {string|undefined} text */
const sentence = (text) => text && text.charAt(0).toUpperCase() + text.slice(1);
