// The kinds as switches, with how many mentions of each there are among those asked for.

import * as places from '../data/places.js';
import { byId, fill, h } from '../dom.js';
import { number } from '../format.js';
import { ABOUT, KINDS, countLabel, smallGlyph } from '../kinds.js';
import * as state from '../state.js';

/** @param {import('../kinds.js').Kind} kind */
function toggle(kind) {
  const chosen = new Set(state.get().kinds);
  if (!chosen.delete(kind)) chosen.add(kind);
  state.set({ kinds: chosen });
}

export function drawKinds() {
  const target = byId('kinds');
  const { kinds } = state.get();
  const counts = places.countsByKind();
  const focused = document.activeElement?.getAttribute('data-kind');
  fill(
    target,
    KINDS.map((kind) =>
      h(
        'button.chip',
        {
          type: 'button',
          'data-kind': kind,
          'aria-pressed': String(kinds.has(kind)),
          title: `${ABOUT[kind].label}, ${number(counts[kind])}: ${ABOUT[kind].meaning}`,
          onclick: () => toggle(kind),
        },
        smallGlyph(kind),
        h('span.chip-name', {}, ABOUT[kind].label),
        h('span.count', {}, countLabel(counts[kind])),
      ),
    ),
  );
  if (focused) target.querySelector(`[data-kind=${focused}]`)?.focus();
}
