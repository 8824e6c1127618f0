// The map: its ground, its marks with true counts, and what the kinds do to them.

import { FIRST_KINDS, WORLD, counted, counts } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function marks(checks) {
  const { check, open, ready, fetched } = checks;
  const { features: mentions } = await fetched('mentions.geojson');
  const ofKinds = (/** @type {string[]} */ kinds) =>
    mentions.filter((/** @type {any} */ { properties }) => kinds.includes(properties.kind)).length;

  const page = await open(`#${WORLD}`);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  check((await page.$$('.mark')).length > 0, 'places stand on the map');
  check(
    (await counted(page)) === ofKinds(FIRST_KINDS),
    `the first view counts every literal, facility and region mention: ${ofKinds(FIRST_KINDS)}`,
  );
  const drawn = await page.$eval('canvas.ground', (canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const { data } = /** @type {any} */ (canvas).getContext('2d').getImageData(0, 0, width, height);
    let filled = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]) filled += 1;
    return filled / (width * height);
  });
  check(drawn > 0.1 && drawn < 0.9, `the base map is drawn, land on ${Math.round(drawn * 100)} % of it`);
  check(
    (await page.$$('.name-country')).length > 3 && (await page.$$('.name-sea')).length > 0,
    'countries and seas have their names',
  );
  const attribution = (await page.textContent('.leaflet-control-attribution')) ?? '';
  check(
    /GeoNames/.test(attribution) &&
      /Natural Earth/.test(attribution) &&
      /CC BY 4\.0/.test(attribution) &&
      /no statement on status/.test(attribution),
    'the sources are credited, and borders are no statement',
  );
  check(/\d+ km/.test((await page.textContent('.leaflet-control-scale')) ?? ''), 'a scale is drawn');
  check((await page.$$('#legend li')).length > 2, 'the legend tells of lines and areas');

  await page.click('[data-kind=metonymic]');
  check(await counts(checks, page, ofKinds([...FIRST_KINDS, 'metonymic'])), 'a kind switched on adds its mentions');
  check(page.url().includes('kinds='), 'and the link says so');
  await page.focus('[data-kind=literal]');
  await page.keyboard.press('Space');
  check(
    await counts(checks, page, ofKinds(['facility', 'region', 'metonymic'])),
    'a kind switched off with the keyboard takes its mentions away',
  );
  check(
    await page.evaluate(() => document.activeElement?.getAttribute('data-kind') === 'literal'),
    'and keeps the focus',
  );
  await page.reload();
  await ready(page);
  check((await counted(page)) === ofKinds(['facility', 'region', 'metonymic']), 'the link restores the filter');
  check(!asked.some((address) => /mentions\.geojson/.test(address)), 'and never are all mentions fetched');
  await page.check('#legend input');
  check(page.url().includes('grid=1'), 'the grid can be switched on');
  await page.context().close();

  const coloured = await open(`#${WORLD}`);
  const land = () =>
    coloured.$eval('canvas.ground', (canvas) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      const { data } = /** @type {any} */ (canvas).getContext('2d').getImageData(0, 0, width, height);
      const at = data.findIndex((/** @type {number} */ value, /** @type {number} */ i) => i % 4 === 3 && value === 255);
      return data[at - 1];
    });
  // Reading the canvas is what only this check does.
  checks.expect(/willReadFrequently/);
  const light = await land();
  await coloured.click('#theme');
  await coloured.click('#theme');
  check((await coloured.getAttribute('#theme', 'aria-label')) === 'Colours: dark', 'colours can be chosen');
  check(light > 150 && (await land()) < 100, 'and the ground is painted in them');
  await coloured.context().close();

  const world = await open(`#${WORLD}&kinds=literal,facility,region,metonymic,demonym,embedded`);
  const cluster = world.locator('.mark.cluster').first();
  const before = (await world.$$('.mark')).length;
  await cluster.dispatchEvent('click');
  check(await checks.soon(world, () => !location.hash.includes('view=2/')), 'a click on a cluster zooms in');
  check((await world.$$('.mark')).length > 0 && before > 0, 'where its places stand apart');
  await world.focus('#map');
  const view = world.url();
  await world.keyboard.press('ArrowRight');
  check(await checks.soon(world, (/** @type {string} */ old) => location.href !== old, view), 'arrows move the map');
  await world.context().close();

  const area = await open('#view=5/34/40');
  check(
    await checks.soon(area, () => document.querySelectorAll('path.area').length > 0),
    'what is meant as an area is drawn as one',
  );
  await area.context().close();
}
