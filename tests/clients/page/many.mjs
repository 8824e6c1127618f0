// Of more than is fetched at once: the sums are true from the first view on, and the rest comes when somebody is there to see it.

import { WORLD, counted, counts } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function many(checks) {
  const { check, open, fetched, soon, shot } = checks;
  const matched = async (/** @type {string} */ query) =>
    (await fetched(`collections/${query}&limit=1&f=json`)).numberMatched;
  const mentions = await matched('mentions/items?kind=literal,facility,region');
  const page = await open(`#${WORLD}`);
  check(
    await counts(checks, page, mentions),
    `the marks of the first view stand for all ${mentions} mentions: ${await counted(page)}`,
  );
  const places = await matched('places/items?filter=literal%2Bfacility%2Bregion%3E0');
  await page.mouse.move(700, 400);
  await page.waitForLoadState('networkidle');
  check(await counts(checks, page, mentions), 'and so they do when it is known which places they are');
  await page.click('#tab-places');
  check(
    ((await page.textContent('#tab-places')) ?? '').includes(`${(places / 1000).toFixed(1)}k`),
    `the list has all ${places} places`,
  );
  for (let i = 0; i < 8; i += 1) {
    const before = await page.locator('#list .row').count();
    await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 1e7));
    await soon(page, (/** @type {number} */ rows) => document.querySelectorAll('#list .row').length > rows, before);
  }
  const names = await page.$$eval('#list .row bdi, #list .row .grow > span:first-child', (items) =>
    items.map((item) => item.textContent),
  );
  check(
    names.length > 400 && names.every(Boolean),
    `and names each as it is read: ${names.length}, down to ${names.at(-1)}`,
  );
  await page.context().close();

  // A map that is looked at from near has each place by its name.
  const near = await open('#view=8/51/7');
  await near.mouse.move(700, 400);
  check(
    await soon(near, () =>
      [...document.querySelectorAll('.mark.place')].every(
        (mark) => !mark.getAttribute('aria-label')?.startsWith('Place,'),
      ),
    ),
    'every place that stands by itself has its name',
  );
  await near.screenshot({ path: shot('many-near') });
  await near.context().close();
}

/** @param {import('./shared.mjs').Checks} checks */
export async function manyMovements(checks) {
  const { check, context, watch, ready, fetched, soon, url, shot } = checks;
  const page = await (await context()).newPage();
  watch(page);
  let most = 0;
  await page.route(/movements\/items\?/, async (route) => {
    const address = new URL(route.request().url());
    // As if few were fetched at once.
    if (Number(address.searchParams.get('limit')) > 20) address.searchParams.set('limit', '20');
    if (!most || !address.searchParams.has('bbox')) return route.continue({ url: address.href });
    const body = await (await route.fetch({ url: address.href })).json();
    return route.fulfill({ json: { ...body, numberMatched: most, links: [] } });
  });
  await page.goto(`${url}/#view=4/45/15`);
  await ready(page);
  const said = () => page.textContent('#legend');
  check(
    /movements drawn, \d+ more;/.test((await said()) ?? ''),
    `a part of many movements is said to be one: ${await said()}`,
  );
  await page.mouse.move(700, 400);
  await page.waitForLoadState('networkidle');
  const box = await page.evaluate(() => {
    const map = document.querySelector('#map');
    return { width: map?.clientWidth ?? 0, height: map?.clientHeight ?? 0 };
  });
  // The box of the view, by the projection of the map.
  const world = 256 * 2 ** 4;
  const unit = (/** @type {number} */ lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  const lat = (/** @type {number} */ y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  const [west, east] = [-1, 1].map((side) => 15 + (side * box.width * 360) / world / 2);
  const [north, south] = [-1, 1].map((side) => lat(unit(45) + (side * box.height) / world / 2));
  const { numberMatched } = await fetched(
    `collections/movements/items?f=json&limit=1&bbox=${[west, south, east, north].join()}&filter=${encodeURIComponent("geometry_status <> 'reference'")}`,
  );
  check(
    await soon(
      page,
      async (/** @type {number} */ wanted) => {
        const { drawn } = await import(new URL('static/app/data/movements.js', document.baseURI).href);
        return Math.abs(drawn().length - wanted) <= 1;
      },
      numberMatched,
    ),
    `then all ${numberMatched} of the view come, page after page, and those that are more than a speck are drawn: ${await page.locator('path.casing').count()}`,
  );
  check(
    await soon(page, () => !/more; come/.test(document.querySelector('#legend')?.textContent ?? '')),
    'and nothing is said to be missing',
  );
  await page.screenshot({ path: shot('many-movements') });
  most = 4321;
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  check(
    await soon(page, () => /more; come nearer or filter/.test(document.querySelector('#legend')?.textContent ?? '')),
    `where there are too many, the page says so: ${await said()}`,
  );
  await page.click('#tab-movements');
  const rows = () => page.locator('#list .row.movement').count();
  const few = await rows();
  await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 1e7));
  check(
    await soon(
      page,
      (/** @type {number} */ before) => document.querySelectorAll('#list .row.movement').length > before,
      few,
    ),
    'and the list goes on as it is read',
  );
  await page.context().close();
}
