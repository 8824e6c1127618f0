// Setting a mention right: another place, another kind, not a place; and taking that back.

import * as corrections from '../data/corrections.js';
import { fill, h } from '../dom.js';
import { ABOUT, KINDS } from '../kinds.js';
import { working } from './parts.js';
import { searchPlace } from './search_place.js';

/** @param {import('../data/mentions.js').Mention} mention */
export function correct(mention) {
  const history = h('div');
  if (mention.corrected) void showHistory(mention, history);
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
    history,
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

/** What people changed, each with its undo. @param {import('../data/mentions.js').Mention} mention @param {HTMLElement} target */
async function showHistory(mention, target) {
  /** @type {Record<string, string>} */
  const words = {
    place: 'Another place',
    kind: 'Another kind',
    mention: 'Marked by hand',
    no_place: 'Not a place',
  };
  try {
    const found = await corrections.ofMention(mention);
    fill(
      target,
      h(
        'ul.history',
        {},
        found.map((one) => {
          const undo = h(
            'button.small-button',
            {
              type: 'button',
              onclick: () =>
                working(undo, () =>
                  corrections.undo(
                    one.id,
                    one.action === 'mention'
                      ? { type: 'document', id: mention.document_id }
                      : { type: 'mention', id: mention.id },
                  ),
                ),
            },
            'Undo',
          );
          return h(
            'li',
            {},
            h(
              'span.grow',
              {},
              words[one.action] ?? one.action,
              h(
                'span.sub',
                {},
                [one.by && `by ${one.by}`, one.at?.slice(0, 16).replace('T', ' ')].filter(Boolean).join(', '),
              ),
            ),
            undo,
          );
        }),
      ),
    );
  } catch {
    fill(target, h('p.quiet.small', {}, 'Corrected by a person'));
  }
}
