// The example of a page from another origin, as its readers would serve it.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const FILE = new URL('../../../examples/leaflet/index.html', import.meta.url);

/** @param {import('./shared.mjs').Checks} checks */
export async function example({ check, context, watch, url, soon, shot }) {
  const html = readFileSync(FILE, 'utf8').replaceAll('http://127.0.0.1:8080', url);
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  await new Promise((resolve) => {
    site.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (site.address()).port}`;
  const page = await (await context()).newPage();
  watch(page, [origin, url]);
  await page.goto(origin);
  check(
    await soon(page, () => document.querySelectorAll('path.leaflet-interactive').length > 3),
    'a page of another origin draws the mentions',
  );
  await page.locator('path.leaflet-interactive').first().dispatchEvent('click');
  check(
    await soon(page, () => (document.querySelector('.leaflet-popup')?.textContent?.length ?? 0) > 20),
    'and tells their sentences',
  );
  await page.screenshot({ path: shot('example-leaflet') });
  await page.context().close();
  site.close();
}
