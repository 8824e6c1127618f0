// What people with a screen reader, a keyboard or weak eyes need, as far as a program can tell; and every size, light and dark.

import { SIZES } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function access({ check, open, fetched, violations, shot, soon }) {
  const { features: mentions } = await fetched('mentions.geojson');
  const { features: flightPath } = await fetched('flight-path.geojson');
  const mention = mentions.find(
    (/** @type {any} */ { properties }) => properties.kind === 'literal' && properties.feature_class === 'P',
  );
  /** @type {[string, string][]} */
  const views = [
    ['first', ''],
    ['place', `#tab=places&sel=place:${encodeURIComponent(mention.properties.place_id)}`],
    ['mention', `#sel=mention:${encodeURIComponent(mention.id)}`],
    ['document', `#sel=document:${encodeURIComponent(mention.properties.document_id)}`],
    ['movement', `#tab=movements&sel=movement:${encodeURIComponent(flightPath[0]?.id)}`],
    ['filtered', '#tab=places&country=SY&conf=0.5&grid=1'],
  ];
  for (const [name, fragment] of views) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
        const page = await open(fragment, { colorScheme, size });
        await soon(page, () => !document.querySelector('#drawer [aria-busy=true]'));
        const found = await violations(page);
        check(found.length === 0, `axe finds nothing: ${name}, ${size}, ${colorScheme} ${found.join('; ')}`);
        check(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `nothing runs out of the page: ${name}, ${size}, ${colorScheme}`,
        );
        const cut = await page.$$eval('.tab', (tabs) =>
          tabs.filter((tab) => tab.scrollWidth > tab.clientWidth + 1).map((tab) => tab.textContent),
        );
        check(cut.length === 0, `no tab is cut off: ${cut.join(', ') || 'none'}`);
        await page.screenshot({ path: shot(`${name}-${size}-${colorScheme}`) });
        await page.context().close();
      }
    }
  }
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await open('', { colorScheme });
    for (const [name, opener] of [
      ['filters', '#filters-open'],
      ['add', '#add-open'],
      ['help', '#help-open'],
    ]) {
      await page.click(opener);
      await page.waitForLoadState('networkidle');
      const found = await violations(page);
      check(found.length === 0, `axe finds nothing: ${name}, ${colorScheme} ${found.join('; ')}`);
      await page.screenshot({ path: shot(`${name}-${colorScheme}`) });
      await page.keyboard.press('Escape');
    }
    await page.context().close();
  }
  const phone = await open('', { size: 'phone' });
  await phone.click('#side-toggle');
  await phone.waitForTimeout(200);
  check(
    (await phone.isVisible('#list .row >> nth=0')) && (await phone.isVisible('#share')),
    'on a phone the list opens over the map',
  );
  await phone.screenshot({ path: shot('sheet-phone-light') });
  await phone.context().close();

  const moving = await open('', { reducedMotion: 'reduce' });
  const animated = await moving.$$eval(
    '*',
    (elements) =>
      elements.filter(
        (element) =>
          !['', '0s'].includes(getComputedStyle(element).animationDuration) ||
          !['', '0s'].includes(getComputedStyle(element).transitionDuration),
      ).length,
  );
  check(animated === 0, 'nothing moves for readers who asked for that');
  await moving.context().close();
}
