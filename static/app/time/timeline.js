// The time line under the map: how many mentions fall on which days, a brush to choose some, and play to go through them.

import * as days from '../data/days.js';
import { byId, fill, h } from '../dom.js';
import { counted, date, dates, number } from '../format.js';
import * as state from '../state.js';
import { binned } from './bins.js';
import { createPlay } from './play.js';

const HEIGHT = 40;
/** Pixels from the tallest bar to the top. */
const HEAD = 4;

export function createTimeline() {
  const target = byId('timeline');
  const chart = h('div.chart');
  const said = h('p.chosen-days', { 'aria-live': 'polite' });
  const undated = h('button.small-button.undated', {
    type: 'button',
    onclick: () => state.set({ undated: !state.get().undated, days: null }),
  });
  /** @type {import('./bins.js').Bin[]} */
  let bins = [];
  /** The chosen bins, first and last. @type {[number, number]|null} */
  let chosen = null;
  const play = createPlay({
    count: () => bins.length,
    chosen: () => chosen,
    choose,
  });
  fill(target, play.button, chart, h('div.time-side', {}, said, undated));
  new ResizeObserver(() => draw()).observe(chart);

  /** @param {[number, number]|null} range of bins */
  function choose(range) {
    if (!range) return state.set({ days: null });
    const [a, b] = [Math.min(...range), Math.max(...range)];
    return state.set({
      days: { from: bins[a].from, to: bins[b].to },
      undated: false,
    });
  }

  function draw() {
    const { days: asked, undated: only } = state.get();
    bins = binned(days.all()).bins;
    chosen = asked && bins.length ? range(asked) : null;
    const width = Math.max(1, chart.clientWidth);
    const step = width / Math.max(1, bins.length);
    const most = Math.max(1, ...bins.map(({ count }) => count));
    const focused = chart.contains(document.activeElement) ? document.activeElement?.getAttribute('data-end') : null;
    const height = (/** @type {number} */ count) => (count ? Math.max(2, (HEIGHT - HEAD) * (count / most)) : 0);
    const isIn = (/** @type {number} */ i) => !chosen || (i >= chosen[0] && i <= chosen[1]);
    fill(
      chart,
      h(
        'svg',
        {
          width,
          height: HEIGHT,
          viewBox: `0 0 ${width} ${HEIGHT}`,
          role: 'img',
          'aria-label': summary(),
        },
        chosen &&
          h('rect.brush', {
            x: chosen[0] * step,
            width: (chosen[1] - chosen[0] + 1) * step,
            y: 0,
            height: HEIGHT,
          }),
        h('line.axis', {
          x1: 0,
          x2: width,
          y1: HEIGHT - 0.5,
          y2: HEIGHT - 0.5,
        }),
        bins.map(({ from, to, count }, i) =>
          h(
            `rect.bin${isIn(i) ? '' : '.out'}`,
            {
              x: i * step + (step > 3 ? 0.5 : 0),
              width: Math.max(0.5, step - (step > 3 ? 1 : 0)),
              y: HEIGHT - height(count),
              height: height(count),
            },
            h('title', {}, `${dates(from, to)}: ${counted(count, 'mention')}`),
          ),
        ),
      ),
      bins.length > 1 && [0, 1].map((end) => handle(/** @type {0|1} */ (end), step)),
      h(
        'div.ends',
        {},
        h('span', {}, bins.length ? date(bins[0].from) : ''),
        h('span', {}, bins.length > 1 ? date(bins[bins.length - 1].to) : ''),
      ),
    );
    if (focused) chart.querySelector(`[data-end="${focused}"]`)?.focus();
    said.textContent = asked ? (dates(asked.from, asked.to) ?? '') : bins.length ? 'All days' : 'No days';
    undated.hidden = !days.undated() && !only;
    undated.setAttribute('aria-pressed', String(only));
    fill(undated, `Undated ${number(days.undated())}`);
    play.draw();
  }

  const summary = () =>
    bins.length
      ? `Mentions by day, ${dates(bins[0].from, bins[bins.length - 1].to)}, ${counted(
          bins.reduce((sum, { count }) => sum + count, 0),
          'mention',
        )}`
      : 'No mention has a day';

  /** The bins that hold chosen days. @param {state.Days} asked @returns {[number, number]|null} */
  function range({ from, to }) {
    const first = bins.findIndex((bin) => bin.to >= from);
    const last = bins.findLastIndex((bin) => bin.from <= to);
    return first >= 0 && last >= first ? [first, last] : null;
  }

  /** A slider at one end of the brush, for the keyboard as much as for the pointer. @param {0|1} end @param {number} step */
  function handle(end, step) {
    const at = chosen ? chosen[end] : end ? bins.length - 1 : 0;
    const element = h('div.handle', {
      role: 'slider',
      tabindex: 0,
      'data-end': end,
      'aria-label': end ? 'Last day' : 'First day',
      'aria-valuemin': 0,
      'aria-valuemax': bins.length - 1,
      'aria-valuenow': at,
      'aria-valuetext': date(end ? bins[at].to : bins[at].from),
      onkeydown: (/** @type {KeyboardEvent} */ event) => key(event, end, at),
    });
    // Leaflet does the same: a position is no inline style, which the policy of the page forbids.
    element.style.left = `${(at + end) * step}px`;
    return element;
  }

  function key(/** @type {KeyboardEvent} */ event, /** @type {0|1} */ end, /** @type {number} */ at) {
    const moves = /** @type {Record<string, number>} */ ({
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowDown: at - 1,
      ArrowUp: at + 1,
      PageDown: at - 7,
      PageUp: at + 7,
      Home: 0,
      End: bins.length - 1,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    const range = /** @type {[number, number]} */ (chosen ? [...chosen] : [0, bins.length - 1]);
    const to = Math.max(0, Math.min(bins.length - 1, moves[event.key]));
    range[end] = end ? Math.max(range[0], to) : Math.min(range[1], to);
    choose(range);
  }

  chart.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    if (!bins.length || event.button) return;
    event.preventDefault();
    play.stop();
    const left = chart.getBoundingClientRect().left;
    const at = (/** @type {PointerEvent} */ of) =>
      Math.max(0, Math.min(bins.length - 1, Math.floor(((of.clientX - left) / chart.clientWidth) * bins.length)));
    const end = /** @type {HTMLElement} */ (event.target).getAttribute('data-end');
    // A handle moves its own end; elsewhere a new range begins.
    const anchor = end !== null && chosen ? chosen[end === '0' ? 1 : 0] : at(event);
    const before = chosen;
    let moved = false;
    const move = (/** @type {PointerEvent} */ to) => {
      moved ||= Math.abs(to.clientX - event.clientX) > 3;
      if (moved) choose([anchor, at(to)]);
    };
    const up = () => {
      removeEventListener('pointermove', move);
      if (moved || end !== null) return;
      // A click chooses one bar, and once more lets it go.
      const same = before && before[0] === anchor && before[1] === anchor;
      choose(same ? null : [anchor, anchor]);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up, { once: true });
  });

  return { draw };
}
