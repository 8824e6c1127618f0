// The pages at the addresses of the API: a table of what the JSON has, a map of it, and nothing that a screen reader stumbles over.

/** @param {import('./shared.mjs').Checks} checks */
export async function pages({ check, context, watch, fetched, violations, url, shot }) {
  const { features: mentions } = await fetched('mentions.geojson?limit=20');
  const { features: flightPath } = await fetched('flight-path.geojson');
  for (const [path, drawn] of /** @type {[string, boolean][]} */ ([
    ['collections', false],
    ['collections/mentions', false],
    ['collections/mentions/items?limit=20', true],
    [`collections/movements/items/${flightPath[0]?.id}`, true],
    ['collections/places/queryables', false],
    [`documents/${mentions[0].properties.document_id}`, true],
    [`gazetteer/${mentions[0].properties.place_id}`, true],
  ])) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await (await context({ size: 'phone', colorScheme })).newPage();
      watch(page);
      await page.goto(`${url}/${path}`);
      if (drawn) await page.waitForSelector('.small-map-feature');
      check((await page.locator('.small-map').count()) === Number(drawn), `${path}: ${drawn ? 'a' : 'no'} map`);
      check(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${path}, ${colorScheme}: nothing runs out of the page`,
      );
      const found = await violations(page);
      check(found.length === 0, `${path}: axe finds nothing, ${colorScheme} ${found.join('; ')}`);
      await page.screenshot({ path: shot(`${path.replaceAll(/\W+/g, '-')}-${colorScheme}`) });
      await page.context().close();
    }
  }
}
