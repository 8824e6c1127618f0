// A movement set right in its panel, by mouse and by keyboard, and taken back.

/** @param {import('./shared.mjs').Checks} checks */
export async function edits({ check, open, fetched, soon, shot, violations }) {
  const journeys = async () =>
    (await fetched('movements.geojson')).features.filter(
      (/** @type {any} */ { properties }) => properties.geometry_status === 'derived',
    );
  const before = await journeys();
  const [movement] = before
    .filter((/** @type {any} */ { properties }) => properties.count && properties.via)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => b.properties.count - a.properties.count);
  const { count, via } = movement.properties;
  const page = await open(`#tab=movements&sel=movement:${movement.id}`);
  const notice = (/** @type {string} */ words) =>
    soon(
      page,
      (/** @type {string} */ wanted) => document.querySelector('#notice')?.textContent?.includes(wanted),
      words,
    );
  const claim = () => page.textContent('#drawer h2');
  const first = await claim();

  // With the mouse: a count, a territory that is taken out, a day.
  await page.click('#drawer .edit summary');
  await page.waitForSelector('#edit-count');
  check(
    (await page.inputValue('#edit-count')) === String(count) &&
      (await page.$$eval('#drawer .stops-field:nth-of-type(2) li bdi', (items) =>
        items.map((item) => item.textContent).join('; '),
      )) === via,
    'the form has what was read',
  );
  await page.click('#drawer .edit-form .primary');
  check(/Nothing is changed/.test((await page.textContent('#drawer .edit-form')) ?? ''), 'and saves nothing unchanged');
  await page.fill('#edit-count', 'many');
  await page.click('#drawer .edit-form .primary');
  check(
    /whole, such as/.test((await page.textContent('#drawer .edit-form')) ?? ''),
    'what is no number is said to be none',
  );
  await page.fill('#edit-count', String(count + 1));
  const vias = page.locator('#drawer .stops-field').nth(1);
  await vias.locator('input').fill('Turkey');
  await vias.locator('[aria-label^="Add Turkey, Country"]').click();
  await page.fill('#edit-event_start', '2015-10-08');
  await page.fill('#edit-event_end', '2015-10-01');
  await page.click('#drawer .edit-form .primary');
  check(
    /before the first/.test((await page.textContent('#drawer .edit-form')) ?? ''),
    'and so are days in the wrong order',
  );
  await page.fill('#edit-event_end', '2015-10-09');
  const found = await violations(page);
  check(found.length === 0, `axe finds nothing in the form ${found.join('; ')}`);
  await page.screenshot({ path: shot('edit') });
  await page.click('#drawer .edit-form .primary');
  check(await notice('The movement is changed'), 'it is saved');
  const changed = (await journeys()).find((/** @type {any} */ { properties }) => properties.count === count + 1);
  check(
    changed &&
      changed.properties.via.split('; ').sort().join() === [...via.split('; '), 'Turkey'].sort().join() &&
      changed.properties.event_start === '2015-10-08' &&
      changed.properties.event_end === '2015-10-09',
    `and stored: ${changed?.properties.count} by way of ${changed?.properties.via}, ${changed?.properties.event_start}`,
  );
  check(
    await soon(
      page,
      (/** @type {string} */ wanted) => document.querySelector('#drawer h2')?.textContent?.startsWith(wanted),
      String(count + 1),
    ),
    `the panel tells the movement as it is now: ${await claim()}`,
  );
  check(page.url().includes(changed?.id), 'and its link is that of the movement as it is now');
  await page.click('#notice >> text=Undo');
  check(await notice('Undone'), 'undone from the line over the map');
  check(
    await soon(
      page,
      (/** @type {any} */ wanted) => document.querySelector('#drawer h2')?.textContent === wanted,
      first,
    ),
    'it reads as before',
  );

  // A way that cannot be: nothing is lost, and the page says why there is no line.
  await page.click('#drawer .edit summary');
  await page.click(`#drawer [aria-label="Take out ${via.split('; ')[0]}"]`);
  await page.click('#drawer .edit-form .primary');
  check(
    await notice('has no line now'),
    `a change without a way is said to be one: ${await page.textContent('#notice')}`,
  );
  check(
    await soon(page, () => /no line can be drawn/.test(document.querySelector('#drawer')?.textContent ?? '')),
    'and the document still tells of the movement',
  );
  await page.click('#notice >> text=Undo');
  check(
    await soon(
      page,
      (/** @type {any} */ wanted) => document.querySelector('#drawer h2')?.textContent === wanted,
      first,
    ),
    'undone, it is there again',
  );

  // By keyboard: another end out of the gazetteer, in another order, with Enter to save; undone from the panel.
  await page.focus('#drawer .edit summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#edit-count');
  const destinations = page.locator('#drawer .stops-field').nth(2);
  await destinations.locator('input').focus();
  await page.keyboard.type('Damascus');
  await destinations.locator('.found .small-button').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  check(
    await destinations.locator('input').evaluate((input) => input === document.activeElement),
    'a place is added with the keys, and the focus stays in the field',
  );
  const up = destinations.locator('[aria-label^="Move"]');
  await up.focus();
  await page.keyboard.press('Enter');
  const order = await destinations.locator('ol bdi').allTextContents();
  check(/Damascus/.test(order[0] ?? ''), `and moved: ${order.join(', ')}`);
  await destinations.locator('.remove').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.focus('#edit-count');
  await page.keyboard.press('Enter');
  check(await notice('The movement is changed'), 'Enter saves');
  check(
    (await journeys()).some((/** @type {any} */ { properties }) => /Damascus/.test(properties.destination)),
    'and it is stored',
  );
  await page.waitForSelector('#drawer .history .small-button');
  await page.focus('#drawer .history .small-button');
  await page.keyboard.press('Enter');
  check(await notice('Undone'), 'undone from the panel, which lists what was changed');
  const after = await journeys();
  check(JSON.stringify(after) === JSON.stringify(before), 'and every movement is as it was');
  await page.context().close();
}
