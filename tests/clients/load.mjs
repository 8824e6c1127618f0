// The page over 100,000 mentions: how long scripts work per frame while the map is dragged, zoomed and filtered.
// Usage: load.mjs URL [SCREENSHOT-FOLDER], of a service that holds what many.mjs wrote

import { many, manyMovements } from './page/many.mjs';
import { begin } from './page/shared.mjs';
import { transfer } from './page/transfer.mjs';

/** Mentions that count as many. */
const MANY = 100_000;
/** The bar: scripting per frame at the median while panning. */
const PAN_MS = 50;
const SCRIPTING = new Set(['EventDispatch', 'FunctionCall', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks']);

const checks = await begin(process.argv[2], process.argv[3]);
const { check, open, fetched, soon, browser, shot } = checks;
const { numberMatched } = await fetched('collections/mentions/items?limit=1&f=json');
check(numberMatched >= MANY, `the service holds ${numberMatched} mentions`);

// However many there are, the first load brings no more than with few.
await transfer(checks);

/** Milliseconds of scripting in each frame of what is done meanwhile. @param {import('playwright-core').Page} page @param {() => Promise<void>} act */
async function frames(page, act) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await act();
  const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
  // The thread of the page is the one that takes its events.
  const threadOf = (/** @type {any} */ { pid, tid }) => `${pid} ${tid}`;
  const taken = new Map();
  for (const event of events)
    if (event.name === 'EventDispatch') taken.set(threadOf(event), (taken.get(threadOf(event)) ?? 0) + 1);
  const [thread] = [...taken].sort((a, b) => b[1] - a[1])[0] ?? [];
  const own = events.filter((/** @type {any} */ event) => threadOf(event) === thread);
  // A frame ends when what was drawn is handed on.
  const ends = own
    .filter((/** @type {any} */ { name }) => name === 'Commit')
    .map((/** @type {any} */ { ts }) => ts)
    .sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const work = own
    .filter((/** @type {any} */ { name, dur }) => SCRIPTING.has(name) && dur)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.ts - b.ts);
  const spent = new Array(ends.length + 1).fill(0);
  let until = 0;
  let frame = 0;
  for (const { ts, dur } of work) {
    // What is called by what is counted already is counted once.
    if (ts < until) continue;
    until = ts + dur;
    while (frame < ends.length && ends[frame] <= ts) frame += 1;
    spent[frame] += dur / 1000;
  }
  return spent.filter((milliseconds) => milliseconds > 0).sort((a, b) => a - b);
}

const at = (/** @type {number[]} */ sorted, /** @type {number} */ share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const told = (/** @type {number[]} */ spent) =>
  `median ${at(spent, 0.5).toFixed(1)} ms, 95 % ${at(spent, 0.95).toFixed(1)} ms, most ${at(spent, 1).toFixed(1)} ms, of ${spent.length} frames`;

for (const view of ['3/30/20', '5/45/10', '7/48/5']) {
  const page = await open(`#view=${view}`);
  const first = await page.evaluate(() => performance.getEntriesByName('first-view')[0].startTime);
  console.log(`   first view ${view} after ${Math.round(first)} ms`);
  const spent = await frames(page, async () => {
    for (const way of [-1, 1, -1, 1]) {
      await page.mouse.move(900, 400);
      await page.mouse.down();
      for (let step = 1; step <= 25; step += 1) {
        await page.mouse.move(900 + way * step * 14, 400 + step * 3);
        await page.waitForTimeout(16);
      }
      await page.mouse.up();
      await page.waitForTimeout(250);
    }
  });
  check(at(spent, 0.5) < PAN_MS, `dragging at ${view}: ${told(spent)}`);
  await page.screenshot({ path: shot(`many-${view.replaceAll('/', '-')}`) });
  await page.context().close();
}

await many(checks);
await manyMovements(checks);

const page = await open('#view=4/45/10');
const zoomed = await frames(page, async () => {
  for (const key of ['+', '+', '-', '-']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
  }
});
console.log(`   zooming: ${told(zoomed)}`);
const begun = Date.now();
await page.fill('#search', 'Banana');
check(
  await soon(
    page,
    () =>
      document.querySelectorAll('#list .row.document').length > 0 &&
      /Banana/.test(document.querySelector('.filter-chip')?.textContent ?? ''),
  ),
  `a search is answered, ${Date.now() - begun} ms`,
);
await page.click('#tab-places');
check((await page.$$('#list .row')).length <= 70, 'the list makes its rows as they are read');
await page.click('.filter-chip');
await soon(page, () => document.querySelectorAll('#list .row').length >= 60);
const rows = await page.$$eval('#list .row', (all) => all.length);
await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 1e6));
check(
  await soon(page, (/** @type {number} */ before) => document.querySelectorAll('#list .row').length > before, rows),
  'and more of them when it is scrolled',
);
const far = page.locator('#list .row').nth(90);
const key = await far.getAttribute('data-key');
await far.click();
await page.waitForSelector('#drawer .quote');
const seen = await page.$eval(`#list [data-key="${key}"]`, (row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return row.getAttribute('aria-current') === 'true' && top > 0 && bottom < innerHeight;
});
check(seen, 'a row far down stays in sight when it is opened');
const linked = await open(new URL(page.url()).hash);
const reached = await soon(
  linked,
  (/** @type {string|null} */ wanted) => {
    const row = document.querySelector(`#list [data-key="${wanted}"]`);
    return row && row.getBoundingClientRect().top > 0 && row.getBoundingClientRect().bottom < innerHeight;
  },
  key,
);
check(reached, 'and is scrolled to by a link');
await linked.context().close();
await page.context().close();
await checks.end();
