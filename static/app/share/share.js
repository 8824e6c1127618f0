// Taking the view along: a link to it, the same question for the API, files of what is shown, a frame for another page, paper.

import { readsByToken, url } from '../api.js';
import { byId, fill, h } from '../dom.js';
import { parameters } from '../query.js';
import * as notice from '../notice.js';
import * as state from '../state.js';
import { downloadLink } from './download.js';

/** What the server writes: the word of `f` and the ending. @type {[string, string, string][]} */
const FORMATS = [
  ['GeoJSON', 'geojson', 'geojson'],
  ['CSV', 'csv', 'csv'],
  ['Excel', 'xlsx', 'xlsx'],
  ['KML', 'kml', 'kml'],
  ['GeoPackage', 'gpkg', 'gpkg'],
  ['FlatGeobuf', 'flatgeobuf', 'fgb'],
  ['GeoParquet', 'geoparquet', 'parquet'],
];
const SAID_MS = 2500;
/** What whoever uses a copied address has to know where a server answers to nobody without a token. */
const WITH_TOKEN = 'it is answered only with your token, as the header Authorization: Bearer';
const FRAMES_CLOSED = 'but a frame cannot show a server that asks for a token';

/** What the tab lists, else the mentions on the map. */
function collection() {
  const { tab } = state.get();
  return tab === 'movements' || tab === 'unlocated' ? tab : 'mentions';
}

/**
 * The address of what is shown, for other programs; null where nothing is chosen.
 * @param {() => state.Box} view @param {string} [format]
 */
function query(view, format) {
  const current = state.get();
  const asked = parameters(current, collection());
  if (!asked) return null;
  if (current.inView && !current.box && collection() === 'mentions') asked.bbox = view().join();
  return url(`${collection()}.geojson`, { ...asked, ...(format && format !== 'geojson' ? { f: format } : {}) });
}

/** The page for frames, at this view. */
const frame = () =>
  `<iframe src="${url('static/embed.html').href}${location.hash.replaceAll('&', '&amp;')}" width="800" height="500" title="Map of Dateline"></iframe>`;

/** @param {() => state.Box} view of the map */
export function createShare(view) {
  const bar = byId('share');
  const said = h('span.said.small', { role: 'status' });
  /** @param {string} words @param {string} title @param {() => string} what @param {string} [caution] where a server asks for a token */
  const copier = (words, title, what, caution = '') =>
    h('button.small-button', { type: 'button', title, onclick: () => copy(what(), words, caution) }, words);
  let timer = 0;
  function say(/** @type {string} */ words, ms = SAID_MS) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = '';
    }, ms);
  }
  const tell = {
    say,
    fail: (/** @type {Error} */ error, /** @type {() => void} */ retry) => notice.showFailures([error], false, retry),
  };
  const menu = h('div.menu', {
    id: 'download-menu',
    popover: 'auto',
    role: 'group',
    'aria-label': 'Download what is shown',
  });
  const opener = h(
    'button.small-button',
    { type: 'button', popovertarget: 'download-menu', 'aria-haspopup': 'true' },
    'Download',
  );
  fill(
    bar,
    copier('Copy link', 'A link to this view with its filters and selection', () => location.href),
    copier(
      'Copy API query',
      'The address that answers with what is shown',
      () => query(view)?.href ?? 'No kind is chosen',
      WITH_TOKEN,
    ),
    opener,
    copier('Copy embed code', 'A frame with this map for another page', frame, FRAMES_CLOSED),
    h('button.small-button.print', { type: 'button', onclick: () => print() }, 'Print'),
    said,
    menu,
  );
  menu.addEventListener(
    'beforetoggle',
    (/** @type {any} */ event) =>
      event.newState === 'open' &&
      fill(
        menu,
        FORMATS.map(([name, format, ending]) => {
          const address = query(view, format);
          return address && downloadLink(name, address, `${collection()}.${ending}`, tell);
        }),
        !query(view) && h('p.quiet', {}, 'No kind is chosen'),
      ),
  );
  menu.addEventListener('click', () => menu.hidePopover());

  /** @param {string} text @param {string} words @param {string} caution */
  async function copy(text, words, caution) {
    try {
      await navigator.clipboard.writeText(text);
      const done = `${words.replace('Copy ', '').replace(/^./, (first) => first.toUpperCase())} copied`;
      if (caution && readsByToken()) say(`${done}; ${caution}`, 4 * SAID_MS);
      else say(done);
    } catch {
      // Without a secure connection a page may not write to the clipboard; then it is shown to be copied by hand.
      prompt(words, text);
    }
  }
}
