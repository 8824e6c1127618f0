// Taking the view along: link, API query, files, frame, paper.

/** @param {import('./shared.mjs').Checks} checks */
export async function share({ check, open, ready, url, context, watch, shot }) {
  const page = await open('#view=6/35/37&kinds=literal&country=SY');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async (/** @type {string} */ words) => {
    await page.click(`#share >> text=${words}`);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  check((await copied('Copy link')) === page.url(), 'the link of the view is copied');
  const query = await copied('Copy API query');
  const answer = await (await fetch(query)).json();
  check(
    query.startsWith(`${url}/mentions.geojson?`) &&
      answer.features.length > 0 &&
      answer.features.every(
        (/** @type {any} */ { properties }) => properties.country === 'SY' && properties.kind === 'literal',
      ),
    `the API query answers with what is shown: ${query}`,
  );
  check((await copied('Copy embed code')).includes('static/embed.html#view='), 'the code of a frame is copied');

  await page.click('#share >> text=Download');
  const links = await page.$$eval('#download-menu a', (anchors) =>
    anchors.map((anchor) => [anchor.textContent, /** @type {any} */ (anchor).href, anchor.getAttribute('download')]),
  );
  check(
    links.map(([name]) => name).join() === 'GeoJSON,CSV,Excel,KML,GeoPackage,FlatGeobuf,GeoParquet',
    `files: ${links.map(([, , file]) => file).join(', ')}`,
  );
  for (const [name, address] of links) {
    const response = await fetch(String(address));
    check(
      response.ok && (await response.arrayBuffer()).byteLength > 100,
      `${name} comes as ${response.headers.get('content-type')}`,
    );
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download-menu >> text=CSV')]);
  check(download.suggestedFilename() === 'mentions.csv', 'and is kept under its name');

  await page.emulateMedia({ media: 'print' });
  check(
    (await page.isHidden('.bar')) && (await page.isVisible('#map')),
    'on paper there is the map without the controls',
  );
  await page.screenshot({ path: shot('print') });
  await page.context().close();

  const frame = await (await context()).newPage();
  watch(frame);
  await frame.goto(`${url}/static/embed.html#view=5/35/40`);
  await ready(frame);
  check((await frame.$$('.mark')).length > 0, 'the page for frames shows the map');
  await frame.locator('.mark.place').first().dispatchEvent('click');
  await frame.waitForSelector('#drawer mark');
  await frame.click('#drawer .quote >> nth=0');
  await frame.waitForSelector('#drawer blockquote mark');
  check((await frame.$$('#drawer .correct')).length === 0, 'and tells of its marks, but lets nothing be changed');
  check(((await frame.getAttribute('#whole', 'href')) ?? '').includes('sel=mention'), 'and leads to the whole page');
  await frame.screenshot({ path: shot('embed') });
  await frame.context().close();
}
