// The list of mentions that no place was found for; page after page as it is read.

import * as places from '../data/places.js';
import * as unlocated from '../data/unlocated.js';
import { h } from '../dom.js';
import * as state from '../state.js';
import { invitation } from './invitation.js';
import { isSelected, lazily, nothing, unlocatedRow } from './rows.js';

/** @param {state.State} current @returns {import('./list.js').Content} */
export function unlocatedList(current) {
  const row = (/** @type {import('../data/mentions.js').Mention} */ mention) =>
    unlocatedRow(mention, isSelected(current, 'mention', mention.id));
  return {
    head: unlocated.total() ? h('span.quiet', {}, 'Named in the text, but not found in the gazetteer') : null,
    rows: lazily(unlocated.all(), row),
    more: unlocated.hasMore() ? async () => (await unlocated.more()).map(row) : undefined,
    empty: places.isEmpty()
      ? invitation()
      : nothing(
          state.isFiltered(current) || current.kinds.size < 6
            ? 'No mention without a place among those chosen'
            : 'Every mention has a place',
          current,
        ),
  };
}
