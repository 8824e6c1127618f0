// One line over the map: what went wrong and what to do, or what was done and how to take it back.

import { byId, fill, h } from './dom.js';

/** How long a line about something done stays. */
const DONE_MS = 10_000;
let timer = 0;

/** @param {Error[]} failures @param {boolean} haveData @param {() => void} retry */
export function showFailures(failures, haveData, retry) {
  if (!failures.length) return byId('notice').classList.contains('bad') ? clear() : undefined;
  const words = [...new Set(failures.map((failure) => failure.message))].slice(0, 2).join('. ');
  show(
    `${words}${haveData ? '. What was loaded before is still shown' : ''}`,
    h('button.link', { type: 'button', onclick: retry }, 'Try again'),
    'bad',
  );
  return undefined;
}

/** @param {string} words @param {(() => void)|null} undo */
export function showDone(words, undo) {
  show(words, undo && h('button.link', { type: 'button', onclick: undo }, 'Undo'), '');
  timer = setTimeout(clear, DONE_MS);
}

/** @param {string} words */
export const showHint = (words) => show(words, null, '');

export function clear() {
  clearTimeout(timer);
  const notice = byId('notice');
  notice.className = 'notice';
  fill(notice);
}

/** @param {string} words @param {Node|null} action @param {string} className */
function show(words, action, className) {
  clearTimeout(timer);
  const notice = byId('notice');
  notice.className = `notice open ${className}`;
  fill(notice, h('span', {}, words), action);
}
