// Somebody else's page, with Leaflet, and the page of Dateline, in views over the antimeridian.
// Usage: antimeridian.mjs URL [SCREENSHOT-FOLDER], of a service that holds the text of pacific.txt

import { createServer } from 'node:http';

import { begin } from './page/shared.mjs';

const checks = await begin(process.argv[2], process.argv[3]);
const { url, check, shot } = checks;

/** As its author would write it: asks for the view after each move, and draws what comes. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Somebody else's map</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${url}/static/vendor/leaflet-1.9.4/leaflet.css">
<style>body { margin: 0 } #map { height: 100vh; background: #dfe8ee }</style>
<div id="map"></div>
<script src="${url}/static/vendor/leaflet-1.9.4/leaflet.js"></script>
<script>
  const map = L.map('map', { preferCanvas: true, inertia: false, zoomAnimation: false, attributionControl: false });
  const answers = [];
  const drawn = L.layerGroup().addTo(map);
  // A place is named once, however often it is mentioned.
  const pointToLayer = (named) => ({ properties: { name } }, at) => {
    const mark = L.circleMarker(at, { radius: 5 });
    if (!named.has(name)) mark.bindTooltip(name, { permanent: true });
    named.add(name);
    return mark;
  };

  map.on('moveend', async () => {
    const view = map.getBounds();
    const bbox = view.toBBoxString();
    const answer = { bbox };
    try {
      const response = await fetch('${url}/mentions.geojson?bbox=' + bbox);
      answer.status = response.status;
      const collection = await response.json();
      answer.ids = collection.features.map(({ id }) => id);
      drawn.clearLayers();
      // A feature has one longitude, and the world comes again every 360 degrees: each copy in view is drawn.
      for (let turn = Math.floor((view.getWest() + 180) / 360); turn <= Math.floor((view.getEast() + 180) / 360); turn += 1) {
        L.geoJSON(collection, { pointToLayer: pointToLayer(new Set()), coordsToLatLng: ([lon, lat]) => L.latLng(lat, lon + 360 * turn) }).addTo(drawn);
      }
    } catch (error) {
      answer.error = String(error);
    }
    answers.push(answer);
  });
</script>
</html>`;

const { features: mentions } = await (await fetch(`${url}/mentions.geojson`)).json();

/** The mentions of a view, found without the service: a longitude lies in it if any of its turns does. */
function within(bbox) {
  const [west, south, east, north] = bbox.split(',').map(Number);
  return mentions.filter(
    ({
      geometry: {
        coordinates: [lon, lat],
      },
    }) => lat >= south && lat <= north && lon + 360 * Math.ceil((west - lon) / 360) <= east,
  );
}

const namesOf = (features) => [...new Set(features.map(({ properties }) => properties.name))].sort();
const same = (a, b) => a.length === b.length && [...a].sort().join() === [...b].sort().join();

// Another port is another origin, so that the browser asks for leave.
const site = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE));
await new Promise((resolve) => {
  site.listen(0, '127.0.0.1', () => resolve(undefined));
});
const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (site.address()).port}`;

const page = await (await checks.browser.newContext({ viewport: { width: 900, height: 600 } })).newPage();
checks.watch(page, [origin, url]);
await page.goto(origin);

/** What the page was answered after a move that the caller makes. */
async function after(move) {
  const before = await page.evaluate('answers.length');
  await move();
  await page.waitForFunction(`answers.length > ${before}`, undefined, { timeout: 10_000 });
  return page.evaluate('answers.at(-1)');
}

const setView = (lat, lon, zoom) => after(() => page.evaluate(`void map.setView([${lat}, ${lon}], ${zoom})`));

/** The names on the screen, each as often as it is there. */
const onScreen = () =>
  page.$$eval('.leaflet-tooltip', (tips) =>
    tips
      .filter((tip) => {
        const { left, right, top, bottom } = tip.getBoundingClientRect();
        return right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
      })
      .map((tip) => tip.textContent),
  );

/** An answer is right when it has what lies in the view, all of it and nothing else. */
const right = ({ status, ids, bbox }) =>
  status === 200 &&
  same(
    ids,
    within(bbox).map(({ id }) => id),
  );

const told = ({ status, ids, bbox, error }) =>
  `${bbox}: ${error ?? `${status}, ${ids.length} mentions of ${within(bbox).length}`}`;

check(
  ['Suva', 'Apia', 'London'].every((name) => namesOf(mentions).includes(name)),
  `the service holds Suva, Apia and London among ${mentions.length} mentions`,
);

for (const [lat, lon, zoom, expected] of /** @type {[number, number, number, string[]][]} */ ([
  [-17, 178, 5, ['Suva', 'Apia', 'Nuku‘alofa']],
  [-17, -182, 5, ['Suva', 'Apia', 'Nuku‘alofa']],
  [-17, 538, 5, ['Suva', 'Apia', 'Nuku‘alofa']],
  [-17, -542, 5, ['Suva', 'Apia', 'Nuku‘alofa']],
  [-17, 180, 7, ['Suva', 'Labasa']],
  [-17, -180, 7, ['Suva', 'Labasa']],
  [-15, 190, 5, ['Suva', 'Apia']],
  [-15, -170, 5, ['Suva', 'Apia']],
])) {
  const answer = await setView(lat, lon, zoom);
  check(right(answer), `the view of ${lat}, ${lon} at zoom ${zoom} is answered, ${told(answer)}`);
  const names = await onScreen();
  check(
    expected.every((name) => names.includes(name)),
    `and shows ${expected.join(', ')}: ${[...new Set(names)].join(', ') || 'nothing'}`,
  );
  check(
    !['London', 'Syria', 'Moscow', 'Auckland'].some(
      (name) => namesOf(within(answer.bbox)).includes(name) || names.includes(name),
    ),
    'and nothing from elsewhere',
  );
  await page.screenshot({ path: shot(`leaflet-${lat}-${lon}-${zoom}`) });
}

// Zoom 1 is wider than the world, and higher.
for (const lon of [0, 180, -180, 540]) {
  const answer = await setView(0, lon, 1);
  check(
    answer.status === 200 && answer.ids.length === mentions.length,
    `the world around ${lon} is all of it, ${told(answer)}`,
  );
  const names = await onScreen();
  check(
    namesOf(mentions).every((name) => names.includes(name)),
    `and all ${namesOf(mentions).length} places are drawn`,
  );
}
await page.screenshot({ path: shot('leaflet-world') });

// Dragged by hand across the line, both ways, where it is called 180, -180 and 540.
for (const [start, dragged] of [
  [160, -90],
  [-200, -90],
  [520, -90],
  [205, 90],
  [-155, 90],
]) {
  await setView(-17, start, 5);
  const wrong = [];
  const empty = [];
  let steps = 0;
  for (; steps < 11; steps += 1) {
    const answer = await after(async () => {
      await page.mouse.move(450, 560);
      await page.mouse.down();
      await page.mouse.move(450 + dragged, 560, { steps: 4 });
      await page.mouse.up();
    });
    if (!right(answer)) wrong.push(told(answer));
    if (!(await onScreen()).length) empty.push(told(answer));
  }
  const end = await page.evaluate('map.getCenter().lng');
  check(
    Math.abs(end - start) > 40 && !wrong.length,
    `${steps} drags from ${start} to ${end.toFixed()} are answered, wrong: ${wrong.join('; ') || 'none'}`,
  );
  check(!empty.length, `and no map is empty: ${empty.join('; ') || 'none'}`);
}
await page.context().close();
site.close();

// The page of Dateline: the same waters from either side of the line, wherever a link says that they are.
/** The places whose marks are on the screen. @param {import('playwright-core').Page} own */
const marksOf = (own) =>
  own.$$eval('.mark', (elements) =>
    elements
      .filter((element) => {
        const { left, right: edge, top, bottom } = element.getBoundingClientRect();
        return edge > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
      })
      .map((element) => element.getAttribute('aria-label') ?? ''),
  );

for (const [view, expected] of /** @type {[string, string[]][]} */ ([
  ['7/-17/179', ['Suva', 'Labasa']],
  ['7/-17/-172', ['Apia', 'Pago Pago', 'Tonga', 'Nuku‘alofa']],
  ['5/-17/178', ['Suva', 'Apia', 'Nuku‘alofa']],
  ['5/-17/-178', ['Suva', 'Apia', 'Nuku‘alofa']],
  ['5/-17/538', ['Suva', 'Apia', 'Nuku‘alofa']],
  ['5/-17/-182', ['Suva', 'Apia', 'Nuku‘alofa']],
])) {
  const own = await checks.open(`#view=${view}`);
  const marks = await marksOf(own);
  check(
    expected.every((name) => marks.some((mark) => mark.startsWith(`${name},`) || /of \d+ places/.test(mark))) &&
      marks.length > 1,
    `the page of Dateline at ${view} shows ${expected.join(', ')}: ${marks.join('; ')}`,
  );
  await own.screenshot({ path: shot(`dateline-${view.replaceAll('/', '-').replaceAll('--', '-')}`) });
  await own.context().close();
}

// Dragged over the line by hand, the marks stay and the link comes back to the first turn of the world.
{
  const own = await checks.open('#view=5/-17/170');
  for (let i = 0; i < 6; i += 1) {
    await own.mouse.move(1100, 600);
    await own.mouse.down();
    await own.mouse.move(700, 600, { steps: 6 });
    await own.mouse.up();
    await own.waitForTimeout(150);
    const lon = Number(/view=[\d.]+\/[-\d.]+\/([-\d.]+)/.exec(own.url())?.[1]);
    check(Math.abs(lon) <= 180, `dragged to ${lon}`);
    if (i === 0)
      check(
        (await marksOf(own)).some((mark) => /Suva|Apia|Tonga|places/.test(mark)),
        'and the marks are there on the other side',
      );
  }
  await own.context().close();
}

// Data of the Pacific alone are first seen in the Pacific, on the page and on the small maps.
{
  const pacific = mentions.filter(({ properties }) => ['FJ', 'WS', 'TO', 'AS'].includes(properties.country));
  check(pacific.length > 3, `${pacific.length} mentions lie in the Pacific`);
  const own = await checks.open('#country=FJ,WS,TO,AS');
  const [, lat, lon] = /view=[\d.]+\/([-\d.]+)\/([-\d.]+)/.exec(own.url())?.map(Number) ?? [];
  const marks = await marksOf(own);
  check(
    marks.length > 0 && (lat === undefined || (Math.abs(lon) > 160 && lat < 0)),
    `their first view is ${lat}, ${lon}: ${marks.join('; ')}`,
  );
  await own.screenshot({ path: shot('dateline-pacific') });
  await own.context().close();

  const small = await (await checks.context()).newPage();
  checks.watch(small);
  await small.goto(`${url}/collections/mentions/items?country=FJ,WS,TO,AS`);
  await small.waitForSelector('.small-map-feature');
  const spread = await small.$eval('.small-map', (element) => {
    const shapes = [...element.querySelectorAll('.small-map-feature')].map((shape) => shape.getBoundingClientRect());
    const width = element.getBoundingClientRect();
    return {
      inside: shapes.filter(({ left, right: edge }) => left >= width.left && edge <= width.right).length,
      all: shapes.length,
      span: Math.max(...shapes.map(({ left }) => left)) - Math.min(...shapes.map(({ left }) => left)),
    };
  });
  check(
    spread.inside === spread.all && spread.span > 20,
    `a small map shows both sides of the line: ${spread.inside} of ${spread.all}, ${Math.round(spread.span)} pixels apart`,
  );
  await small.screenshot({ path: shot('small-map-pacific') });
  await small.context().close();
}

await checks.end();
