// Files and addresses of a server that answers nobody without a token.

import { readFileSync } from 'node:fs';

/** @param {import('./shared.mjs').Checks} checks */
export async function downloads({ check, context, watch, url, ready, soon, expect, shot }) {
  expect(/401|503/);
  const page = await (await context()).newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  watch(page);
  let refusals = 0;
  /** @type {string[]} */
  const addresses = [];
  let broken = false;
  // What `serve --private` does: the page itself is open, all else is not.
  await page.route(/.*/, (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    addresses.push(request.url());
    if (pathname === '/' || pathname.startsWith('/static/') || request.headers().authorization === 'Bearer secret') {
      if (broken && /f=csv/.test(request.url()))
        return route.fulfill({ status: 503, json: { title: 'Busy', detail: 'too much is asked at once' } });
      return route.continue();
    }
    refusals += 1;
    return route.fulfill({ status: 401, json: { title: 'Unauthorized' } });
  });
  await page.goto(`${url}/#view=3/30/40`);
  await page.waitForSelector('#token-field');
  await page.fill('#token-field', 'secret');
  await page.keyboard.press('Enter');
  await ready(page);
  refusals = 0;

  for (const [name, ending, sign] of [
    ['GeoJSON', 'geojson', '"FeatureCollection"'],
    ['CSV', 'csv', 'longitude,latitude'],
    ['KML', 'kml', '<kml'],
    ['FlatGeobuf', 'fgb', 'fgb'],
  ]) {
    await page.click('#share >> text=Download');
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 15_000 }),
      page.click(`#download-menu >> text=${name}`),
    ]);
    const text = readFileSync(await download.path(), 'latin1');
    check(
      download.suggestedFilename() === `mentions.${ending}` && text.includes(sign),
      `${name} is fetched with the token: ${download.suggestedFilename()}, ${text.length} bytes`,
    );
  }
  check(refusals === 0, 'nothing was refused on the way');
  await page.click('#share >> text=Copy API query');
  check(
    await soon(page, () => /Authorization: Bearer/.test(document.querySelector('#share .said')?.textContent ?? '')),
    `a copied query comes with what it needs: ${await page.textContent('#share .said')}`,
  );
  await page.screenshot({ path: shot('private-copied') });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check(!/secret/.test(copied + addresses.join()), 'and the token stands in no address');

  broken = true;
  await page.click('#share >> text=Download');
  await page.focus('#download-menu >> text=CSV');
  await page.keyboard.press('Enter');
  check(
    await soon(page, () => /Too much is asked at once/.test(document.querySelector('#notice')?.textContent ?? '')),
    'a download that fails says why',
  );
  broken = false;
  const [again] = await Promise.all([page.waitForEvent('download'), page.click('#notice >> text=Try again')]);
  check(again.suggestedFilename() === 'mentions.csv', 'and another try brings it');
  await page.context().close();
}
