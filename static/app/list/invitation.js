// What an empty store says: how to begin, with an example.

import { h } from '../dom.js';

/** How to open the dialog that takes texts; set by the page. @type {(text: string) => void} */
let open = () => {};
export const onInvited = (/** @type {(text: string) => void} */ opener) => {
  open = opener;
};

/** A dispatch made up for the purpose: it names towns, a journey and a day. */
const EXAMPLE = `DAMASCUS, 7 Oct 2015 - A convoy of twelve lorries drove from Homs to Hama on Wednesday, the Red Crescent said. Officials in Latakia said that two flights from Moscow had landed at Hmeimim.`;

export function invitation() {
  return h(
    'div.pad.empty',
    {},
    h('h2', {}, 'Nothing is here yet'),
    h('p.quiet', {}, 'Add a report, and the places it names appear on the map'),
    h('button.primary', { type: 'button', onclick: () => open('') }, 'Add text'),
    h('button.wide', { type: 'button', onclick: () => open(EXAMPLE) }, 'Try it with an example'),
    h('p.quiet.small', {}, 'Or from the command line: ', h('code', {}, 'dateline ingest report.txt')),
  );
}
