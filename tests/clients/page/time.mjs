// The time line: bars, the brush by mouse and by keyboard, play, and what has no day.

import { FIRST_KINDS, WORLD, counts } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function time(checks) {
  const { check, open, fetched, soon } = checks;
  const { counts: days } = await fetched(`collections/mentions/counts?by=day&kind=${FIRST_KINDS.join()}`);
  const dated = days.filter((/** @type {any} */ { day }) => day !== null);
  const undated = days.find((/** @type {any} */ { day }) => day === null)?.count ?? 0;
  const all = days.reduce((/** @type {number} */ sum, /** @type {any} */ { count }) => sum + count, 0);
  const within = (/** @type {string} */ hash) => {
    const [, from, to] = /days=([\d-]+)\/([\d-]+)/.exec(hash) ?? [];
    return fetched(
      `collections/mentions/items?limit=1&f=json&kind=${FIRST_KINDS.join()}&datetime=${from}/${to}&filter=time_source%20IS%20NOT%20NULL`,
    ).then(({ numberMatched }) => numberMatched);
  };

  const page = await open(`#${WORLD}`);
  check((await page.$$('.bin')).length > 1, 'the days are drawn');
  const chart = /** @type {{x: number, y: number, width: number}} */ (
    await page.locator('#timeline .chart').boundingBox()
  );
  await page.mouse.move(chart.x + chart.width * 0.7, chart.y + 15);
  await page.mouse.down();
  await page.mouse.move(chart.x + chart.width * 0.999, chart.y + 15, { steps: 4 });
  await page.mouse.up();
  check(await soon(page, () => location.hash.includes('days=')), 'a drag chooses days');
  check(
    await counts(checks, page, await within(page.url())),
    `and the map shows them: ${await page.textContent('.chosen-days')}`,
  );
  await page.click('.filter-chip');
  check(await counts(checks, page, all), 'its cross shows all days again');

  await page.focus('[data-end="1"]');
  await page.keyboard.press('ArrowLeft');
  check(await soon(page, () => location.hash.includes('days=')), 'an arrow on the last day takes it away');
  check(
    await page.evaluate(() => document.activeElement?.getAttribute('data-end') === '1'),
    'and the handle keeps the focus',
  );
  check(await counts(checks, page, await within(page.url())), 'and the map follows');
  await page.focus('.play');
  await page.keyboard.press('Enter');
  const before = page.url();
  check(await soon(page, (/** @type {string} */ old) => location.href !== old, before), 'play moves on by itself');
  await page.keyboard.press('Enter');
  check((await page.getAttribute('.play', 'aria-label')) === 'Play through the days', 'and stops');
  await page.context().close();

  if (undated) {
    const other = await open(`#${WORLD}`);
    await other.click('.undated');
    check(await counts(checks, other, undated), `what has no day is reached: ${undated}`);
    await other.context().close();
  }
  check(dated.length > 0, `${dated.length} days, ${undated} mentions without one`);
}
