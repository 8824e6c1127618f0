// A store without anything, a server that fails, a link that is broken.

/** @param {import('./shared.mjs').Checks} checks */
export async function states({ check, open, context, watch, url, soon, expect, shot }) {
  const answer = (/** @type {any} */ body) => (/** @type {import('playwright-core').Route} */ route) =>
    route.fulfill({ json: body });
  for (const size of /** @type {const} */ (['phone', 'desktop'])) {
    const empty = await (await context({ size })).newPage();
    watch(empty);
    await empty.route(
      /\/collections\/\w+\/items/,
      answer({ type: 'FeatureCollection', features: [], numberMatched: 0, numberReturned: 0, links: [] }),
    );
    await empty.route(/\/counts\?/, answer({ by: [], numberMatched: 0, counts: [], links: [] }));
    await empty.route(/\/documents\?/, answer({ documents: [], numberMatched: 0, links: [] }));
    await empty.goto(url);
    await empty.waitForSelector('body.ready');
    check(
      await soon(empty, () => /Nothing is here yet/.test(document.querySelector('#list')?.textContent ?? '')),
      `an empty store says how to begin, ${size}`,
    );
    await empty.screenshot({ path: shot(`empty-${size}`) });
    await empty.click('text=Try it with an example');
    check((await empty.inputValue('#add-text')).length > 50, 'and has an example ready');
    await empty.context().close();
  }

  // What is provoked here is no complaint.
  expect(/503|ERR_FAILED|Failed to load resource|request failed/);
  const page = await open('#view=4/35/37');
  const marks = (await page.$$('.mark')).length;
  await page.route(/counts\?/, (route) =>
    route.fulfill({ status: 503, json: { title: 'Service Unavailable', detail: 'too much is asked at once' } }),
  );
  await page.fill('#search', 'Syria');
  check(
    await soon(page, () =>
      /Too much is asked at once.*still shown/.test(document.querySelector('#notice')?.textContent ?? ''),
    ),
    'a failure says what was wrong',
  );
  check((await page.$$('.mark')).length === marks, 'and leaves the last good data');
  await page.unroute(/counts\?/);
  await page.click('#notice >> text=Try again');
  check(await soon(page, () => !document.querySelector('#notice')?.textContent), 'another try puts it right');
  await page.context().close();

  expect(/404/);
  const gone = await open('#sel=mention:nowhere-1-2');
  check(
    await soon(gone, () => /no longer in the store/.test(document.querySelector('#drawer')?.textContent ?? '')),
    'a link to what is gone says so',
  );
  await gone.context().close();

  const locked = await open('#tab=places');
  await locked.route(/\/documents$/, (route) =>
    route.request().headers().authorization === 'Bearer secret'
      ? route.fulfill({ status: 201, json: { documents: [] } })
      : route.fulfill({ status: 401, json: { title: 'Unauthorized' } }),
  );
  expect(/401/);
  await locked.click('#add-open');
  await locked.fill('#add-text', 'A quiet day in Homs.');
  await locked.click('#add .primary');
  await locked.waitForSelector('#add .read');
  await locked.click('#add .primary');
  await locked.waitForSelector('#token-field');
  check(true, 'a server with a token asks for it');
  await locked.fill('#token-field', 'secret');
  await locked.keyboard.press('Enter');
  check(
    await soon(locked, () => !(/** @type {any} */ (document.querySelector('#add')).open)),
    'and takes the text with it',
  );
  await locked.context().close();

  const hidden = await (await context()).newPage();
  watch(hidden);
  await hidden.route(new RegExp(`^${url}/(collections|documents)`), (route) =>
    route.request().headers().authorization === 'Bearer secret'
      ? route.continue()
      : route.fulfill({ status: 401, json: { title: 'Unauthorized' } }),
  );
  await hidden.goto(url);
  await hidden.waitForSelector('#token-field');
  await hidden.fill('#token-field', 'guessed');
  await hidden.keyboard.press('Enter');
  check(
    await soon(hidden, () => /does not know that token/.test(document.querySelector('#token')?.textContent ?? '')),
    'a wrong token is said to be wrong, and asked for again',
  );
  await hidden.fill('#token-field', 'secret');
  await hidden.keyboard.press('Enter');
  check(await soon(hidden, () => document.querySelectorAll('.mark').length > 0), 'and so does one that is private');
  check(await hidden.isHidden('#token'), 'and it asks once');
  await hidden.context().close();
}
