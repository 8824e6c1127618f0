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
  /** The question that is on its way. @type {{key: string, abort: AbortController, done: Promise<boolean>}|null} */
  let running = null;

  /** @param {Source} source */
  function load(source) {
    const now = key(source);
    if (running?.key === now) return running.done;
    running?.abort.abort();
    running = null;
    if (now === loaded) return Promise.resolve(false);
    const own = {
      key: now,
      abort: new AbortController(),
      done: Promise.resolve(false),
    };
    running = own;
    own.done = fetchAndPut(source, own);
    return own.done;
  }

  /** @param {Source} source @param {NonNullable<typeof running>} own */
  async function fetchAndPut(source, own) {
    try {
      const put = await ask(source, own.abort.signal);
      if (running !== own) return false;
      put();
      loaded = own.key;
      return true;
    } catch (error) {
      if (own.abort.signal.aborted) return false;
      throw error;
    } finally {
      if (running === own) running = null;
    }
  }

  return {
    load,
    forget: () => {
      loaded = null;
      running?.abort.abort();
      running = null;
    },
  };
}
