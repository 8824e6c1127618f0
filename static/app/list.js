// The list beside the map: the same things in words, for reading, for the keyboard and for screen readers.

import { corpus, groupByPlace, journeys, kindOf, matches, placesShown, references, shown } from './data.js';
import { byId, fill, h, name } from './dom.js';
import { capital, counted, date, featureType, km, number, within } from './format.js';
import { ABOUT, KINDS, countKinds, countLabel, mainKind, smallGlyph } from './kinds.js';
import * as state from './state.js';
import { mover, reported, route } from './words.js';

/** @type {Record<string, string>} */
const LABELS = { documents: 'Documents', places: 'Places', movements: 'Movements', unlocated: 'Unlocated' };

/** More rows than this are cut with a line that says so: nobody reads ten thousand, and the search finds the rest. */
const MOST_ROWS = 500;

/** @param {{inView: (at: [number, number]) => boolean, highlight: (id: string|null) => void}} map */
export function createList(map) {
  const tabs = byId('tabs');
  const list = byId('list');
  const head = byId('list-head');

  tabs.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = state.TABS.indexOf(state.get().tab);
    state.set({ tab: state.TABS[(at + step + state.TABS.length) % state.TABS.length] });
    tabs.querySelector('[aria-selected=true]')?.focus();
  });

  list.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.row')]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  });
  list.addEventListener('pointerover', (/** @type {Event} */ event) => map.highlight(placeAt(event)));
  list.addEventListener('pointerleave', () => map.highlight(null));
  list.addEventListener('focusin', (/** @type {Event} */ event) => map.highlight(placeAt(event)));
  list.addEventListener('focusout', () => map.highlight(null));

  const placeAt = (/** @type {Event} */ event) => /** @type {HTMLElement} */ (event.target).closest('[data-place]')?.getAttribute('data-place') ?? null;

  function draw() {
    const current = state.get();
    const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.getAttribute?.('data-key');
    const content = { documents, places, movements, unlocated }[/** @type {'places'} */ (current.tab)](current);
    drawTabs(current);
    fill(head, content.head);
    fill(list, content.rows.length ? h('ul', {}, content.rows.slice(0, MOST_ROWS)) : content.empty, content.rows.length > MOST_ROWS && h('p.quiet.pad', {}, `${number(content.rows.length - MOST_ROWS)} more; search to narrow the list`));
    list.setAttribute('aria-labelledby', `tab-${current.tab}`);
    if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  function drawTabs(/** @type {state.State} */ current) {
    /** @type {Record<string, number>} */
    const counts = { documents: corpus.documents.size, places: placesShown(current).size, movements: journeys().length, unlocated: corpus.unlocated.length };
    const focused = tabs.contains(document.activeElement);
    fill(tabs, state.TABS.map((tab) => {
      const selected = tab === current.tab;
      return h('button.tab', { id: `tab-${tab}`, type: 'button', role: 'tab', 'aria-selected': String(selected), 'aria-controls': 'list', tabindex: selected ? 0 : -1, onclick: () => state.set({ tab }) },
        LABELS[tab], h('span.count', {}, countLabel(counts[tab])));
    }));
    if (focused) tabs.querySelector('[aria-selected=true]')?.focus();
  }

  /** @param {state.State} current */
  function documents(current) {
    const rows = [...corpus.documents.values()]
      .filter((document) => !current.q || matches(current.q, document.title, document.source) || document.mentions.some((mention) => shown(mention, current)))
      .map((document) => documentRow(document, current));
    return { head: null, rows, empty: nothing(corpus.documents.size ? 'No document matches the search' : null) };
  }

  function documentRow(/** @type {any} */ document, /** @type {state.State} */ current) {
    const mentions = document.mentions.filter((/** @type {any} */ mention) => mention.at && shown(mention, current));
    const counts = countKinds(mentions);
    const open = isSelected(current, 'document', document.id) || (current.selection?.type === 'mention' && corpus.mentions.get(current.selection.id)?.document_id === document.id);
    return h('li', {},
      h('button.row.document', { type: 'button', 'data-key': `document:${document.id}`, 'aria-current': open, onclick: () => state.select('document', document.id) },
        h('span.when', {}, date(document.published) ?? 'Undated'),
        h('span.title', { dir: 'auto' }, document.title ?? document.source ?? document.id),
        h('span.tally', {}, KINDS.filter((kind) => counts[kind]).map((kind) => h('span', { title: ABOUT[kind].label }, smallGlyph(kind), h('span.sr', {}, ` ${ABOUT[kind].label} `), number(counts[kind]))), !mentions.length && h('span.quiet', {}, 'No mention of the kinds shown'))),
      open && h('ul.inner', {}, [...groupByPlace(mentions).values()].map((place) => placeRow(place, current, true))));
  }

  /** @param {state.State} current */
  function places(current) {
    const all = [...placesShown(current).values()];
    const visible = current.inView ? all.filter((place) => map.inView(place.at)) : all;
    const toggle = h('label.check', {}, h('input', { type: 'checkbox', checked: current.inView, onchange: (/** @type {any} */ event) => state.set({ inView: event.target.checked }) }), 'Only in the map’s view');
    return {
      head: corpus.mentions.size ? [h('span.quiet', {}, current.inView ? `${number(visible.length)} of ${counted(all.length, 'place')}` : `${counted(all.reduce((sum, place) => sum + place.mentions.length, 0), 'mention')}`), toggle] : null,
      rows: visible.map((place) => placeRow(place, current)),
      empty: nothing(all.length ? 'No place in this view. Move the map or show all' : corpus.mentions.size ? 'No place matches. Show more kinds or clear the search' : null),
    };
  }

  function placeRow(/** @type {any} */ place, /** @type {state.State} */ current, inner = false) {
    const kind = inner ? mainKind(place.mentions) : kindOf(place);
    const selected = isSelected(current, 'place', place.id) || place.mentions.some((/** @type {any} */ mention) => isSelected(current, 'mention', mention.id));
    const open = () => (place.mentions.length === 1 ? state.select('mention', place.mentions[0].id) : state.select('place', place.id));
    return h('li', {}, h('button.row.place', { type: 'button', 'data-key': `${inner ? place.mentions[0].document_id : ''}place:${place.id}`, 'data-place': place.id, 'aria-current': selected, onclick: open },
      smallGlyph(kind), h('span.grow', {}, name(place.name, 'span'), !inner && h('span.sub', {}, [capital(featureType(place)), within(place)].filter(Boolean).join(', '))),
      inner && h('span.quiet.small', {}, ABOUT[kind].label.toLowerCase()), h('span.count', {}, number(place.mentions.length))));
  }

  /** @param {state.State} current */
  function movements(current) {
    const found = journeys().filter((movement) => matches(current.q, movement.origin, movement.destination, movement.via, movement.count_unit));
    return {
      head: null,
      rows: found.map((movement) => h('li', {}, h('button.row.movement', { type: 'button', 'data-key': `movement:${movement.id}`, 'aria-current': isSelected(current, 'movement', movement.id), onclick: () => state.select('movement', movement.id) },
        h('span.when', {}, date(movement.event_start) ?? 'Undated'), h('span.title', {}, mover(movement)), h('span.sub', {}, capital(route(movement))),
        h('span.sub', {}, movement.geometry ? [`${km(movement.length_km)} computed`, reported(movement) && `${reported(movement)} reported`, references(movement).length && 'plain line disagrees'].filter(Boolean).join(' · ') : 'No line can be drawn')))),
      empty: nothing(journeys().length ? 'No movement matches the search' : corpus.mentions.size ? 'The documents tell of no journey' : null),
    };
  }

  /** @param {state.State} current */
  function unlocated(current) {
    const found = corpus.unlocated.filter((mention) => matches(current.q, mention.surface, mention.sentence, mention.document_title));
    return {
      head: found.length ? h('span.quiet', {}, 'Named in the text, but not found in the gazetteer') : null,
      rows: found.map((mention) => h('li', {}, h('button.row.place', { type: 'button', 'data-key': `mention:${mention.id}`, 'aria-current': isSelected(current, 'mention', mention.id), onclick: () => state.select('mention', mention.id) },
        smallGlyph(mention.kind), h('span.grow', {}, name(mention.surface, 'span'), h('span.sub.clip', { dir: 'auto' }, mention.sentence))))),
      empty: nothing(corpus.mentions.size ? 'Every mention has a place' : null),
    };
  }

  return {
    draw,
    /** Scrolls to what is selected, when it is in the list. */
    reveal: () => list.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' }),
    /** Marks the row of the place that the pointer is over on the map. @param {string|null} id */
    mark: (id) => {
      for (const row of list.querySelectorAll('.row.hovered')) row.classList.remove('hovered');
      if (id) list.querySelector(`[data-place="${CSS.escape(id)}"]`)?.classList.add('hovered');
    },
  };
}

/** @param {state.State} current @param {string} type @param {string} id */
const isSelected = (current, type, id) => current.selection?.type === type && current.selection.id === id;

/** A line for an empty list; without words, how to begin. @param {string|null} words */
function nothing(words) {
  if (words || !corpus.loaded) return h('p.quiet.pad', {}, words ?? 'The data could not be loaded');
  return h('div.pad.empty', {},
    h('p', {}, 'Nothing is here yet'),
    h('p.quiet', {}, 'Add reports, and the places they name appear on the map:'),
    h('pre', {}, 'dateline ingest report.txt'));
}

/** Grey bars in the place of rows, while the first answer is on its way. */
export function skeleton() {
  fill(byId('list'), h('div.skeleton', { 'aria-hidden': 'true' }, Array.from({ length: 7 }, () => h('div', {}, h('i'), h('i'), h('i')))), h('p.sr', { role: 'status' }, 'Loading'));
}
