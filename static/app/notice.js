// One line over the map: what went wrong and what to do, or that nothing is there yet.

import { byId, fill, h } from './dom.js';

/** @param {Error[]} failures @param {boolean} haveData @param {() => void} retry */
export function showFailures(failures, haveData, retry) {
  if (!failures.length) return clear();
  const words = [...new Set(failures.map((failure) => failure.message))].slice(0, 2).join('. ');
  show(`${words}${haveData ? '. What was loaded before is still shown' : ''}`, h('button.link', { type: 'button', onclick: retry }, 'Try again'), 'bad');
  return undefined;
}

export function showEmpty() {
  show('Nothing is stored yet. Add a report with: dateline ingest report.txt', null, '');
}

export const clear = () => {
  const notice = byId('notice');
  notice.className = 'notice';
  fill(notice);
};

/** @param {string} words @param {Node|null} action @param {string} className */
function show(words, action, className) {
  const notice = byId('notice');
  notice.className = `notice open ${className}`;
  fill(notice, h('span', {}, words), action);
}
