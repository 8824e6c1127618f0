// What narrows the view: words, countries, classes, confidence, days, a box; each in the link, each taken away again.

import { FIRST_KINDS, WORLD, counts, go } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function filters(checks) {
  const { check, open, fetched, soon } = checks;
  const { features: mentions } = await fetched('mentions.geojson');
  const all = mentions.filter((/** @type {any} */ { properties }) => FIRST_KINDS.includes(properties.kind));
  const matching = async (/** @type {string} */ query) =>
    (await fetched(`collections/mentions/items?limit=1&f=json&kind=${FIRST_KINDS.join()}&${query}`)).numberMatched;
  const country = all.map((/** @type {any} */ { properties }) => properties.country).find(Boolean);
  const word = all.find((/** @type {any} */ { properties }) => properties.feature_class === 'P').properties.surface;
  const document_ = all[0].properties.document_id;

  const page = await open(`#${WORLD}`);
  await page.keyboard.press('/');
  await page.keyboard.type(word);
  check(
    await counts(checks, page, await matching(`q=${encodeURIComponent(word)}`)),
    `a search for ${word} leaves what contains it`,
  );
  check(page.url().includes('q='), 'the link keeps the search');
  await page.click('.filter-chip');
  check(await counts(checks, page, all.length), 'its cross takes it away');

  await page.click('#filters-open');
  await page.waitForSelector(`#filter-country-${country}`);
  await page.check(`#filter-country-${country}`);
  check(await counts(checks, page, await matching(`country=${country}`)), `only ${country}`);
  await page.uncheck(`#filter-country-${country}`);
  await page.waitForSelector('#filter-feature_class-P');
  await page.focus('#filter-feature_class-P');
  await page.keyboard.press('Space');
  check(
    await counts(checks, page, await matching("filter=feature_class%20IN%20('P')")),
    'only towns and villages, by keyboard',
  );
  check(
    await soon(page, () => document.activeElement?.id === 'filter-feature_class-P'),
    'and the choice keeps the focus',
  );
  await go(page, WORLD);
  await page.fill('#filter-box', '35, 34, 38, 37');
  await page.press('#filter-box', 'Enter');
  check(await counts(checks, page, await matching('bbox=35,34,38,37')), 'a box that is typed');
  check(await soon(page, () => document.querySelectorAll('path.asked-box').length > 0), 'is drawn on the map');
  await page.fill('#filter-box', '35, 34');
  await page.press('#filter-box', 'Enter');
  check(
    await soon(page, () => /Four numbers/.test(document.querySelector('#filters')?.textContent ?? '')),
    'what is no box is said to be none',
  );
  await go(page, WORLD);
  await page.focus('#filter-confidence');
  for (let i = 0; i < 18; i += 1) await page.keyboard.press('ArrowRight');
  check(await counts(checks, page, await matching('confidence=0.9')), 'only confident ones');
  await page.keyboard.press('Escape');
  check(
    (await page.isHidden('#filters')) && (await page.evaluate(() => document.activeElement?.id === 'filters-open')),
    'Escape closes the filters and gives the focus back',
  );

  await go(page, 'view=6/35/37');
  await page.click('#filters-open');
  await page.click('text=Draw on the map');
  const map = /** @type {{x: number, y: number}} */ (await page.locator('#map').boundingBox());
  await page.mouse.move(map.x + 300, map.y + 200);
  await page.mouse.down();
  await page.mouse.move(map.x + 500, map.y + 400, { steps: 5 });
  await page.mouse.up();
  check(await soon(page, () => /box=[-\d.,]+/.test(location.hash)), 'a box is drawn with the mouse');
  const box = /box=([-\d.,]+)/.exec(page.url())?.[1].split(',').map(Number) ?? [];
  check(
    box[0] < box[2] && box[1] < box[3] && box.every((number) => Math.abs(number) < 60),
    `and reads ${box.join(', ')}`,
  );
  check(await page.evaluate(() => document.querySelector('#drawer')?.hasAttribute('hidden')), 'and opens nothing');

  await go(page, `${WORLD}&doc=${encodeURIComponent(document_)}`);
  check(await counts(checks, page, await matching(`document=${encodeURIComponent(document_)}`)), 'only one document');
  check(
    await soon(page, () => document.querySelectorAll('#list .row.document').length === 1),
    'and the list has only that',
  );

  await go(page, `${WORLD}&q=zzzz%20no%20such%20place`);
  check(
    await soon(page, () => document.querySelectorAll('.mark').length === 0),
    'what nothing matches leaves the map empty',
  );
  await page.click('text=Clear all filters');
  check(await counts(checks, page, all.length), 'and one button clears all filters');
  await page.context().close();
}
