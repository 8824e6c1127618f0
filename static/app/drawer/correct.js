// Setting a mention right: another place, another kind, not a place; and taking that back.

import * as corrections from '../data/corrections.js';
import { h } from '../dom.js';
import { ABOUT, KINDS } from '../kinds.js';
import { history } from './history.js';
import { working } from './parts.js';
import { searchPlace } from './search_place.js';

/** @param {import('../data/mentions.js').Mention} mention */
export function correct(mention) {
  const kind = h(
    'select.field',
    { id: 'correct-kind' },
    KINDS.map((one) => h('option', { value: one, selected: one === mention.kind }, ABOUT[one].label)),
  );
  const change = h(
    'button.small-button',
    {
      type: 'button',
      disabled: true,
      onclick: () => working(change, () => corrections.setKind(mention, kind.value)),
    },
    'Change',
  );
  kind.addEventListener('change', () => {
    change.disabled = kind.value === mention.kind;
  });
  const none = h(
    'button.wide',
    {
      type: 'button',
      onclick: () => working(none, () => corrections.notAPlace(mention)),
    },
    'Not a place',
  );
  return h(
    'section.block.correct',
    {},
    h('h3', {}, 'Set it right'),
    mention.corrected && history(mention.document_id, mention),
    searchPlace({
      words: mention.surface,
      near: mention.at,
      label: 'Another place',
      verb: 'Use',
      onchoose: (id, name, button) => working(button, () => corrections.setPlace(mention, id, name)),
    }),
    h('div.inline', {}, h('label', { for: 'correct-kind' }, 'Kind'), kind, change),
    none,
  );
}
