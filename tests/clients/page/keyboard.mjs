// The page without a mouse: keys, focus order, the tour, the help.

/** @param {import('./shared.mjs').Checks} checks */
export async function keyboard({ check, open, context, watch, ready, soon, url, shot }) {
  const page = await open();
  const active = (/** @type {string} */ selector) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
  await page.keyboard.press('Tab');
  check(await active('.skip'), 'the first stop skips to the list');
  await page.keyboard.press('Enter');
  check(await active('#list'), 'and leads there');
  await page.keyboard.press('/');
  check(await active('#search'), '/ goes to the search');
  await page.keyboard.type('zzzz no such place');
  check(
    await soon(page, () => document.querySelectorAll('.mark').length === 0),
    'what nothing matches leaves the map empty',
  );
  await page.keyboard.press('Escape');
  check(await soon(page, () => document.querySelectorAll('.mark').length > 0), 'Escape clears the search');
  await page.focus('#tab-documents');
  await page.keyboard.press('ArrowRight');
  check((await active('#tab-places')) && page.url().includes('tab=places'), 'arrows go through the tabs');
  await page.focus('#list .row >> nth=0');
  await page.keyboard.press('ArrowDown');
  check(
    await page.evaluate(() => document.activeElement === document.querySelectorAll('#list .row')[1]),
    'arrows walk the list',
  );
  await page.keyboard.press('Enter');
  await page.waitForSelector('#drawer .quote');
  check(await active('#drawer'), 'Enter opens, and the focus follows');
  await page.keyboard.press('Escape');
  check(await active('.row'), 'Escape gives the focus back');
  await page.keyboard.press('?');
  check(await page.isVisible('#help'), '? shows the keys');
  await page.keyboard.press('Escape');
  check(await page.isHidden('#help'), 'Escape hides them');
  await page.keyboard.press('f');
  check(await page.isVisible('#filters'), 'f opens the filters');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  check(await active('#map'), 'm goes to the map');
  for (const key of ['Enter', ' ']) {
    await page.locator('.mark.place').first().focus();
    await page.keyboard.press(key);
    check(
      await soon(page, () => document.querySelector('#drawer:not([hidden]) .quote')),
      `${key === ' ' ? 'the space bar' : key} on a mark opens it`,
    );
    await page.keyboard.press('Escape');
  }
  const apart = () => page.locator('.mark').count();
  const together = await apart();
  const { hash } = new URL(page.url());
  await page.locator('.mark.cluster').first().focus();
  await page.keyboard.press('Enter');
  check(
    await soon(
      page,
      (/** @type {string} */ before) => location.hash !== before || document.querySelector('#drawer:not([hidden])'),
      hash,
    ),
    `and Enter on several places comes nearer: ${together}, then ${await apart()} marks`,
  );

  // Every stop of the Tab key can be seen to have the focus, and is in the order of the page.
  await page.goto(`${url}/collections`);
  await page.goto(url);
  await ready(page);
  const stops = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    if (await active('body')) break;
    stops.push(
      await page.evaluate(() => {
        const element = /** @type {HTMLElement} */ (document.activeElement);
        const { outlineStyle } = getComputedStyle(element);
        return {
          name: element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30),
          part: element.closest('.bar, .side, .stage, .foot, .drawer')?.className ?? '',
          seen: outlineStyle !== 'none' || element.matches('.handle, .skip, input'),
        };
      }),
    );
  }
  check(
    stops.every(({ seen }) => seen),
    `every stop shows the focus: ${
      stops
        .filter(({ seen }) => !seen)
        .map(({ name }) => name)
        .join(', ') || 'all'
    }`,
  );
  const parts = stops.map(({ part }) => part.split(' ')[0]).filter((part, i, list) => part && part !== list[i - 1]);
  check(
    /^bar,side,(foot,)?(map|stage)|^bar,side,stage/.test(parts.join()),
    `the focus goes through the page in its order: ${parts.join(', ')}`,
  );
  const unnamed = await page.$$eval('button, a, input, select, textarea, [role=slider]', (elements) =>
    elements
      .filter((e) => !(e.textContent?.trim() || e.getAttribute('aria-label') || /** @type {any} */ (e).labels?.length))
      .map((e) => e.outerHTML.slice(0, 80)),
  );
  check(unnamed.length === 0, `every control has a name ${unnamed.join('; ')}`);
  await page.context().close();

  const first = await (await context({ tour: true })).newPage();
  watch(first);
  await first.goto(url);
  await ready(first);
  check(
    (await first.isVisible('#tour')) &&
      !(await first.evaluate(() => document.querySelector('#tour')?.contains(document.activeElement))),
    'a first visit has a tour, which does not take the focus',
  );
  await first.screenshot({ path: shot('tour') });
  for (let i = 0; i < 4; i += 1) await first.click('#tour .primary');
  check(await first.isHidden('#tour'), 'it ends after four cards');
  await first.reload();
  await ready(first);
  check(await first.isHidden('#tour'), 'and is not shown again');
  await first.context().close();

  const hurried = await (await context({ tour: true })).newPage();
  watch(hurried);
  await hurried.goto(url);
  await ready(hurried);
  await hurried.waitForSelector('#tour:not([hidden])');
  await hurried.keyboard.press('Escape');
  check(await hurried.isHidden('#tour'), 'Escape ends it at once');
  await hurried.context().close();
}
