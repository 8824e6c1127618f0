// One piece of what the page shows: asked for anew only when what it depends on has changed, and only the last question counts.

/**
 * @template Source
 * @param {(source: Source) => string} key what the answer depends on
 * @param {(source: Source, signal: AbortSignal) => Promise<() => void>} ask fetches, and gives back what puts the answer in place
 * @returns {{load: (source: Source) => Promise<boolean>, forget: () => void}} `load` says whether something new is in place
 */
export function createPart(key, ask) {
  /** @type {string|null} */
  let loaded = null;
  /** @type {AbortController|null} */
  let running = null;
  let wanted = '';

  async function load(/** @type {Source} */ source) {
    const now = key(source);
    if (now === loaded && !running) return false;
    if (running && now === wanted) return false;
    running?.abort();
    const own = new AbortController();
    running = own;
    wanted = now;
    try {
      const put = await ask(source, own.signal);
      if (running !== own) return false;
      put();
      loaded = now;
      return true;
    } catch (error) {
      if (own.signal.aborted) return false;
      throw error;
    } finally {
      if (running === own) running = null;
    }
  }

  return { load, forget: () => { loaded = null; } };
}
