// The page that explains the keys, the kinds and the map.

import { byId, fill, h } from './dom.js';
import { ABOUT, KINDS, smallGlyph } from './kinds.js';
import { legend } from './legend.js';

const KEYS = [
  ['/', 'Search'],
  ['f', 'Filters'],
  ['a', 'Add text'],
  ['m', 'Go to the map; arrows move it, Tab goes through its marks'],
  ['↑ ↓', 'Move through the list'],
  ['Enter', 'Open what is chosen'],
  ['Esc', 'Close details, clear the search'],
  ['[ ]', 'Previous and next mention in the document'],
  ['+ −', 'Zoom'],
  ['?', 'This page'],
];

/** @param {() => void} tour */
export function createHelp(tour) {
  const help = /** @type {HTMLDialogElement} */ (byId('help'));
  const signs = h('div.signs');
  function open() {
    fill(signs, legend());
    help.showModal();
  }
  help.addEventListener('click', (event) => event.target === help && help.close());
  fill(
    help,
    // Where the reading begins; a button at the end would have the dialog scrolled down to it.
    h('h2', { id: 'help-title', tabindex: -1, autofocus: true }, 'Help'),
    h('h3', {}, 'Keys'),
    h(
      'dl.keys',
      {},
      KEYS.map(([key, words]) => [
        h(
          'dt',
          {},
          key.split(' ').map((one) => h('kbd', {}, one)),
        ),
        h('dd', {}, words),
      ]),
    ),
    h('h3', {}, 'Kinds of mention'),
    h(
      'dl.keys',
      {},
      KINDS.map((kind) => [
        h('dt', {}, smallGlyph(kind)),
        h('dd', {}, h('b', {}, ABOUT[kind].label), `: ${ABOUT[kind].meaning}`),
      ]),
    ),
    h('h3', {}, 'Lines and areas'),
    signs,
    h('h3', {}, 'The map'),
    h(
      'p',
      {},
      'All mentions of one place share one mark; its size grows with their number. A line shows where the text says something went, as short as the text allows. The list beside the map holds the same in words. Borders follow Natural Earth and are no statement on the status of any area.',
    ),
    h(
      'form.inline',
      { method: 'dialog' },
      h(
        'button.small-button',
        {
          type: 'button',
          onclick: () => {
            help.close();
            tour();
          },
        },
        'Show the tour',
      ),
      h('button.primary', {}, 'Close'),
    ),
  );
  return { open };
}
