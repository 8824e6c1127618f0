// On paper the page is light, whatever it is on the screen.

import { ground } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function print({ check, open, shot }) {
  for (const how of ['system', 'chosen']) {
    const page = await open('#view=5/34/40&tab=places', { colorScheme: how === 'system' ? 'dark' : 'light' });
    if (how === 'chosen') for (let i = 0; i < 2; i += 1) await page.click('#theme');
    const dark = await brightness(page);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print', colorScheme: how === 'system' ? 'dark' : 'light' });
    const { panel, land } = await brightness(page);
    check(dark.panel < 60 && dark.land < 90, `dark on the screen (${how}): ${dark.panel}, land ${dark.land}`);
    check(panel > 230 && land > 200, `and light on paper: ${panel}, land ${land}`);
    await page.screenshot({ path: shot(`print-from-dark-${how}`), fullPage: true });
    await page.pdf({ path: shot(`print-from-dark-${how}`).replace('.png', '.pdf'), format: 'A4', landscape: true });
    await page.emulateMedia({ media: 'screen', colorScheme: how === 'system' ? 'dark' : 'light' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    check((await brightness(page)).land < 90, 'and dark again after it');
    await page.context().close();
  }
}

/** How bright the page and the land on its map are, 0 to 255. @param {import('playwright-core').Page} page */
async function brightness(page) {
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  return { panel: Number(/rgb\((\d+)/.exec(colour)?.[1]), land: (await ground(page)).brightness };
}
