// One place: what it is, and every mention of it by document, page after page.

import * as mentions from '../data/mentions.js';
import * as places from '../data/places.js';
import { h, name } from '../dom.js';
import { counted, date } from '../format.js';
import { ABOUT, KINDS, smallGlyph } from '../kinds.js';
import { markedSentence } from '../mark.js';
import * as state from '../state.js';
import { facts, failure, loading, placeLine } from './parts.js';

/** @param {import('../data/selected.js').SelectedPlace['place']} place @returns {import('./drawer.js').DrawerView} */
export function placeView(place) {
  const current = state.get();
  const chosen = places.shown(current).find((one) => one.place.id === place.id);
  const all = places.find(place.id)?.counts;
  const rest = all ? KINDS.filter((kind) => !current.kinds.has(kind)).reduce((sum, kind) => sum + all[kind], 0) : 0;
  return {
    type: 'Place',
    body: [
      h('h2', {}, name(place.name ?? 'A place', 'span')),
      h('p.lead', {}, placeLine(place)),
      facts([
        ['Id', !mentions.pointOf(place.id) && h('code', {}, place.id)],
        ['Position', `${place.at[0].toFixed(4)}, ${place.at[1].toFixed(4)} (lat, lon)`],
        [
          'Mentions',
          chosen
            ? h(
                'span.tally',
                {},
                KINDS.filter((kind) => chosen.counts[kind]).map((kind) =>
                  h('span', {}, smallGlyph(kind), `${chosen.counts[kind]} ${ABOUT[kind].label.toLowerCase()}`),
                ),
              )
            : 'None among those chosen',
        ],
      ]),
      chosen && quotes(place.id, false),
      rest > 0 && hidden(place.id, rest, !chosen),
    ],
  };
}

/** Mentions of kinds that are switched off; fetched when they are opened. @param {string} id @param {number} count @param {boolean} open */
function hidden(id, count, open) {
  const inside = h('div');
  const details = h(
    'details.more',
    { open },
    h('summary', {}, `${counted(count, 'mention')} of kinds not shown on the map`),
    inside,
  );
  const load = () => details.open && !inside.hasChildNodes() && inside.append(quotes(id, true));
  details.addEventListener('toggle', load);
  if (open) inside.append(quotes(id, true));
  return details;
}

/** The sentences of a place, in the order of documents and text. @param {string} id @param {boolean} others */
function quotes(id, others) {
  const target = h('div', {}, loading());
  /** Where the next sentences of the same document go. */
  const groups = new Map();

  async function show(/** @type {() => Promise<mentions.MentionPage>} */ ask) {
    let page;
    try {
      page = await ask();
    } catch (error) {
      target.lastChild?.replaceWith(failure(error, () => show(ask)));
      return;
    }
    target.lastChild?.remove();
    for (const mention of page.mentions) {
      let list = groups.get(mention.document_id);
      if (!list) {
        list = h('ul.quotes');
        groups.set(mention.document_id, list);
        target.append(
          h(
            'section.group',
            {},
            h(
              'h3',
              {},
              h('span.when', {}, date(mention.published) ?? 'Undated'),
              name(mention.document_title ?? 'Without a title'),
            ),
            list,
          ),
        );
      }
      list.append(h('li', {}, quote(mention)));
    }
    const { next } = page;
    const button =
      next &&
      h(
        'button.wide',
        {
          type: 'button',
          onclick: () => {
            button.replaceWith(loading());
            void show(() => mentions.nextMentions(next));
          },
        },
        'More mentions',
      );
    target.append(button ?? h('span'));
  }

  void show(() => mentions.mentionsOfPlace(id, state.get(), others));
  return target;
}

/** @param {mentions.Mention} mention */
const quote = (mention) =>
  h(
    'button.quote',
    {
      type: 'button',
      'data-mention': mention.id,
      onclick: () => state.select('mention', mention.id),
    },
    smallGlyph(mention.kind),
    h('span.sr', {}, `${ABOUT[mention.kind].label}: `),
    h('span', { dir: 'auto' }, markedSentence(mention)),
  );
