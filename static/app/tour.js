// A short tour for the first visit: four cards over a corner of the map, which take no focus and can be left at once.

import { byId, fill, h } from './dom.js';

const KEY = 'dateline-tour';
/** What each card points at, and what it says. @type {[string, string, string][]} */
const CARDS = [
  [
    '',
    'The map',
    'Each mark is a place that the texts name. Its shape says how it is named, its size how often. Lines are journeys',
  ],
  [
    '.side',
    'The list',
    'The same in words, in step with the map: documents, places, movements, and what no place was found for',
  ],
  [
    '#filters-open',
    'Narrow it down',
    'Search, filter, choose days under the map, draw a box. The address of the page keeps it all',
  ],
  [
    '#add-open',
    'Your own texts',
    'Paste a report or drop files. Open any mention to see why it was placed there, and set it right',
  ],
];

/** Whether the reader has seen it; where storage is switched off, it is not shown at all rather than each time. */
function seen() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

export function createTour() {
  const card = byId('tour');
  let at = 0;

  function show(/** @type {number} */ index) {
    for (const marked of document.querySelectorAll('.toured')) marked.classList.remove('toured');
    const step = CARDS[index];
    if (!step) return end();
    at = index;
    const [selector, title, words] = step;
    if (selector) document.querySelector(selector)?.classList.add('toured');
    const had = card.contains(document.activeElement);
    card.hidden = false;
    const next = h(
      'button.primary',
      { type: 'button', onclick: () => show(at + 1) },
      index < CARDS.length - 1 ? 'Next' : 'Done',
    );
    fill(
      card,
      h('h2', {}, title),
      h('p', {}, words),
      h(
        'div.inline',
        {},
        h('span.quiet.grow', {}, `${index + 1} of ${CARDS.length}`),
        index < CARDS.length - 1 && h('button.small-button', { type: 'button', onclick: end }, 'Skip'),
        next,
      ),
    );
    if (had) next.focus();
    return undefined;
  }

  function end() {
    for (const marked of document.querySelectorAll('.toured')) marked.classList.remove('toured');
    card.hidden = true;
    try {
      localStorage.setItem(KEY, 'seen');
    } catch {
      // See seen().
    }
  }

  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !card.hidden) end();
  });

  return { start: () => show(0), offer: () => !seen() && show(0) };
}
