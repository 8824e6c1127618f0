// The code of a frame, pasted into a page of another origin as its author would.

import { createServer } from 'node:http';

import { ground } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function embed({ check, open, context, watch, url, soon, shot, violations }) {
  const page = await open('#view=5/34/41&kinds=literal,region');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('#share >> text=Copy embed code');
  const code = await page.evaluate(() => navigator.clipboard.readText());
  await page.context().close();

  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Somebody else's article</title><link rel="icon" href="data:,">
<h1>Somebody else's article</h1><p>The map of what the reports tell:</p>${code}<p>The article goes on.</p></html>`;
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  await new Promise((resolve) => {
    site.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  // Another host and another port, so that the frame is a stranger by every measure.
  const origin = `http://localhost:${/** @type {import('node:net').AddressInfo} */ (site.address()).port}`;
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const around = await (await context({ colorScheme, tour: true })).newPage();
    watch(around, [origin, url]);
    await around.goto(origin);
    const frame = around.frames().find((one) => one.url().startsWith(url));
    check(frame, `a page of another origin frames the map, ${colorScheme}`);
    if (!frame) continue;
    await frame.waitForSelector('body.ready .mark');
    await around.waitForLoadState('networkidle');
    check((await frame.$$('.segment')).length > 0, 'its marks and lines are drawn');
    const { painted } = await ground(frame);
    check(painted > 0.2, `and the land under them, ${Math.round(100 * painted)} % of the picture`);
    const kinds = await frame.$$eval('.mark', (marks) =>
      marks.map((mark) => mark.getAttribute('aria-label')).filter((label) => /demonym|metonymic/.test(label ?? '')),
    );
    check(kinds.length === 0, 'it keeps to the kinds that were chosen when it was copied');
    // With the keys alone: out of the article, into the frame, to the first place.
    const isOnPlace = () => frame.evaluate(() => document.activeElement?.matches('.mark.place'));
    for (let i = 0; i < 30 && !(await isOnPlace()); i += 1) await around.keyboard.press('Tab');
    await around.keyboard.press('Enter');
    check(
      await soon(/** @type {any} */ (frame), () => document.querySelector('#drawer mark')),
      'Enter on a mark in the frame tells its sentences',
    );
    await around.screenshot({ path: shot(`embed-article-${colorScheme}`) });
    const found = await violations(/** @type {any} */ (frame));
    check(found.length === 0, `axe finds nothing in the frame ${found.join('; ')}`);
    await around.keyboard.press('Escape');
    check(await frame.isHidden('#drawer'), 'and Escape closes them');
    await around.context().close();
  }
  site.close();
}
