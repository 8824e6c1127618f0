// The list beside the map: the same things in words, for reading, for the keyboard and for screen readers.

import * as documents from '../data/documents.js';
import * as movements from '../data/movements.js';
import * as places from '../data/places.js';
import * as unlocated from '../data/unlocated.js';
import { byId, fill, h } from '../dom.js';
import { countLabel } from '../kinds.js';
import * as notice from '../notice.js';
import * as state from '../state.js';
import { documentList } from './documents.js';
import { movementList } from './movements.js';
import { placeList } from './places.js';
import { unlocatedList } from './unlocated.js';

/**
 * @typedef {{head: any, rows: Generator<Node>|Iterable<Node>, empty: any, selected?: number, more?: () => Promise<Node[]|null>, note?: any}} Content `selected` is the
 *   place of the selected row; `more` gives null where the whole list is another now
 */

/** @type {Record<string, string>} */
const LABELS = {
  documents: 'Documents',
  places: 'Places',
  movements: 'Moves',
  unlocated: 'Unlocated',
};
/** @type {Record<string, string>} */
const LONG = {
  documents: 'Documents',
  places: 'Places',
  movements: 'Movements',
  unlocated: 'Mentions without a place',
};

/** Rows made at once; the next ones come as the end of the list comes into view. */
const AT_ONCE = 60;
/** A quick answer shows no bars. */
const BARS_AFTER_MS = 150;
/** A selected row farther down than this is not scrolled to. */
const FARTHEST = 2000;

/** @param {{inView: (at: [number, number]) => boolean, highlight: (id: string|null) => void}} map */
export function createList(map) {
  const tabs = byId('tabs');
  const list = byId('list');
  const head = byId('list-head');
  /** Which of the lists are here; the others show bars. @type {Set<string>} */
  const here = new Set();
  /** The rows that stand there. */
  let drawn = { tab: '', count: 0 };
  let waiting = 0;
  /** @type {IntersectionObserver|null} */
  let watching = null;

  tabs.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = state.TABS.indexOf(state.get().tab);
    state.set({
      tab: state.TABS[(at + step + state.TABS.length) % state.TABS.length],
    });
    tabs.querySelector('[aria-selected=true]')?.focus();
  });

  list.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.row')]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  });
  const placeAt = (/** @type {Event} */ event) =>
    /** @type {HTMLElement} */ (event.target).closest('[data-place]')?.getAttribute('data-place') ?? null;
  list.addEventListener('pointerover', (/** @type {Event} */ event) => map.highlight(placeAt(event)));
  list.addEventListener('pointerleave', () => map.highlight(null));
  list.addEventListener('focusin', (/** @type {Event} */ event) => map.highlight(placeAt(event)));
  list.addEventListener('focusout', () => map.highlight(null));

  function draw() {
    const current = state.get();
    const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.getAttribute?.('data-key');
    drawTabs(current);
    list.setAttribute('aria-labelledby', `tab-${current.tab}`);
    watching?.disconnect();
    clearTimeout(waiting);
    if (!here.has(current.tab)) {
      fill(head);
      fill(list);
      waiting = setTimeout(skeleton, BARS_AFTER_MS);
      return;
    }
    const content = {
      documents: documentList,
      places: placeList,
      movements: movementList,
      unlocated: unlocatedList,
    }[current.tab];
    if (content) drawRows(content(current, map));
    if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  function drawRows(/** @type {Content} */ content) {
    fill(head, content.head);
    const rows = content.rows[Symbol.iterator]();
    // As many rows as stood there, so that the list stays where it was scrolled to; and as far as what is selected.
    const { tab } = state.get();
    const before = drawn.tab === tab ? drawn.count : 0;
    const scrolled = before ? list.scrollTop : 0;
    const first = take(rows, Math.max(AT_ONCE, before, Math.min(FARTHEST, content.selected ?? 0) + AT_ONCE / 2));
    drawn = { tab, count: first.length };
    if (!first.length) return fill(list, content.empty);
    const items = h('ul', {}, first);
    const end = h('div.list-end', {});
    fill(list, items, end, content.note);
    list.scrollTop = scrolled;
    watching = new IntersectionObserver(
      async ([entry]) => {
        if (!entry.isIntersecting) return undefined;
        const made = take(rows, AT_ONCE);
        const fresh = made.length || !content.more ? made : await further(content.more);
        if (!fresh) return draw();
        items.append(...fresh);
        drawn.count += fresh.length;
        // Where the end is still in view, nothing would call again.
        watching?.unobserve(end);
        if (end.isConnected && fresh.length) watching?.observe(end);
        return undefined;
      },
      { root: list, rootMargin: '400px' },
    );
    watching.observe(end);
    return undefined;
  }

  /** What comes next from the server; where it does not come, the reader can ask again. @param {() => Promise<Node[]|null>} more */
  async function further(more) {
    try {
      return await more();
    } catch (error) {
      notice.showFailures([/** @type {Error} */ (error)], true, () => {
        notice.clear();
        draw();
      });
      return [];
    }
  }

  function drawTabs(/** @type {state.State} */ current) {
    /** @type {Record<string, () => number>} */
    const counts = {
      documents: documents.total,
      places: () => places.shown(current).length,
      movements: movements.total,
      unlocated: unlocated.total,
    };
    const focused = tabs.contains(document.activeElement);
    fill(
      tabs,
      state.TABS.map((tab) => {
        const chosen = tab === current.tab;
        const count = here.has(tab) ? countLabel(counts[tab]()) : '';
        return h(
          'button.tab',
          {
            id: `tab-${tab}`,
            type: 'button',
            role: 'tab',
            'aria-selected': String(chosen),
            'aria-controls': 'list',
            tabindex: chosen ? 0 : -1,
            title: LONG[tab],
            onclick: () => state.set({ tab }),
          },
          h('span.tab-name', {}, LABELS[tab]),
          ' ',
          h('span.count', {}, count),
        );
      }),
    );
    if (focused) tabs.querySelector('[aria-selected=true]')?.focus();
  }

  return {
    draw,
    /** Says that a list has come, anew or for the first time; only the one that is looked at is drawn. @param {string} tab */
    arrived: (tab) => {
      here.add(tab);
      if (tab === state.get().tab) draw();
      else drawTabs(state.get());
    },
    /** Goes back to the beginning: what comes next is another list. */
    toTop: () => {
      drawn = { tab: '', count: 0 };
      list.scrollTop = 0;
    },
    /** Scrolls to what is selected, when it is in the list. */
    reveal: () => list.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' }),
    /** Marks the row of the place that the pointer is over on the map. @param {string|null} id */
    mark: (id) => {
      for (const row of list.querySelectorAll('.row.hovered')) row.classList.remove('hovered');
      if (id) list.querySelector(`[data-place="${CSS.escape(id)}"]`)?.classList.add('hovered');
    },
  };
}

/** @template T @param {Iterator<T>} from @param {number} most @returns {T[]} */
function take(from, most) {
  const taken = [];
  while (taken.length < most) {
    const { value, done } = from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** Grey bars in the place of rows, while the first answer is on its way. */
function skeleton() {
  fill(
    byId('list'),
    h(
      'div.skeleton',
      { 'aria-hidden': 'true' },
      Array.from({ length: 7 }, () => h('div', {}, h('i'), h('i'), h('i'))),
    ),
    h('p.sr', { role: 'status' }, 'Loading'),
  );
}
