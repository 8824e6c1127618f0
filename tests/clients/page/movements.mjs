// Movements: on the map, in the list, and told in full.

/** @param {import('./shared.mjs').Checks} checks */
export async function movements({ check, open, fetched, soon }) {
  const { features: flightPath } = await fetched('flight-path.geojson');
  const derived = flightPath.find((/** @type {any} */ { properties }) => properties.geometry_status === 'derived');
  check(derived !== undefined, 'there is a flight path');
  const page = await open();
  check((await page.$$('.segment')).length >= derived.properties.segments.length, 'its stretches are drawn');
  check((await page.$$('path.reference')).length > 0, 'and the plain great circle beside it');
  await page.click('#tab-movements');
  await page.click(`[data-key="movement:${derived.id}"]`);
  await page.waitForSelector('#drawer .segments li');
  const territories = await page.$$eval('#drawer .segments li .grow > :first-child', (items) =>
    items.map((item) => item.textContent),
  );
  const expected = derived.properties.segments.map(
    (/** @type {any} */ segment) => segment.territory ?? 'Unnamed water',
  );
  check(
    territories.join() === expected.join(),
    `the movement lists its territories in order: ${territories.join(', ')}`,
  );
  check(
    /\d[\s\S]* from [\s\S]* to /.test((await page.textContent('#drawer h2')) ?? ''),
    `in a line: ${await page.textContent('#drawer h2')}`,
  );
  check((await page.$$('.head')).length > 0, 'its line has a direction');
  const bar = (await page.getAttribute('#drawer .length-bar', 'aria-label')) ?? '';
  check(/computed .* reported .* feasible/.test(bar), `its lengths are compared: ${bar}`);
  check(
    (await page.$$('#drawer .evidence mark')).length >= derived.properties.evidence.length * 0.9,
    'its evidence is marked',
  );
  check(
    /does not agree|against what the text says/.test((await page.textContent('#drawer')) ?? ''),
    'and it says why not the plain line',
  );
  check(await page.isVisible('#drawer >> text=Reject this movement'), 'it can be rejected');
  const shared = await open(new URL(page.url()).hash);
  check(
    await soon(
      shared,
      (/** @type {string} */ words) => document.querySelector('#drawer h2')?.textContent === words,
      (await page.textContent('#drawer h2')) ?? '',
    ),
    'its link opens the same',
  );
  await shared.context().close();
  await page.keyboard.press('Escape');
  await page.locator('.journey-start').first().focus();
  await page.keyboard.press('Enter');
  check(
    await soon(page, () => document.querySelector('#drawer:not([hidden]) .segments')),
    'and Enter on its start opens it too',
  );
  await page.context().close();
}
