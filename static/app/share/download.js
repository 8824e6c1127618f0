// Files of what is shown. Without a token the browser fetches them itself, however long they are; with one it cannot, since a token
// never stands in an address, and the page fetches them.

import * as api from '../api.js';
import { h } from '../dom.js';

/** An address of a file is given up when the browser has surely begun to keep it. */
const GIVEN_UP_MS = 60_000;

/**
 * A link that downloads.
 * @param {string} name @param {URL} address @param {string} file
 * @param {{say: (words: string) => void, fail: (error: Error, retry: () => void) => void}} tell
 */
export function downloadLink(name, address, file, { say, fail }) {
  async function fetchAndKeep() {
    say(`Fetching ${file}`);
    try {
      keep(await api.blob(address), file);
      say(`${file} is here`);
    } catch (error) {
      say('');
      fail(/** @type {Error} */ (error), fetchAndKeep);
    }
  }
  return h(
    'a',
    {
      href: address.href,
      download: file,
      onclick: (/** @type {Event} */ event) => {
        if (!api.hasToken()) return;
        event.preventDefault();
        void fetchAndKeep();
      },
    },
    name,
  );
}

/** @param {Blob} blob @param {string} file */
function keep(blob, file) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), GIVEN_UP_MS);
}
