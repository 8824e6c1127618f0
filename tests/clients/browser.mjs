// A real browser opens the page, and a reader's ways through it are walked. Usage: browser.mjs URL [SCREENSHOT-FOLDER]

import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const url = process.argv[2].replace(/\/$/, '');
const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'dateline-page-'));
mkdirSync(folder, { recursive: true });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { desktop: { width: 1440, height: 900 }, tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

let failures = 0;
const complaints = [];

function check(condition, words) {
  console.log(`${condition ? 'ok' : 'FAILED'}: ${words}`);
  if (!condition) failures += 1;
}

/** Collects what the console or the network complain of, and every request to another host. */
function watch(page) {
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`request failed: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== url) complaints.push(`foreign request: ${request.url()}`);
  });
}

/** Opens the page and waits until it has drawn. */
async function open(fragment = '', { size = 'desktop', colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme, reducedMotion: 'reduce', hasTouch: size === 'phone', isMobile: size === 'phone' });
  const page = await context.newPage();
  watch(page);
  await page.goto(`${url}/${fragment}`);
  await page.waitForSelector('body.ready', { timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  return page;
}

const fetched = async (path) => (await fetch(`${url}/${path}`)).json();
const { features: mentions } = await fetched('mentions.geojson');
const { features: flightPath } = await fetched('flight-path.geojson');
const FIRST = ['literal', 'facility', 'region'];
const ofKinds = (kinds) => mentions.filter((feature) => kinds.includes(feature.properties.kind)).length;

/** The mentions that the marks in view say they stand for. */
const counted = (page) =>
  page.$$eval('.mark', (marks) => marks.reduce((sum, mark) => sum + Number(/([\d,]+) mention/.exec(mark.getAttribute('aria-label'))[1].replaceAll(',', '')), 0));

// What the page is given: offsets that count Unicode characters and fit, in the sentence and in the document.
{
  const slice = (text, start, end) => Array.from(text).slice(start, end).join('');
  const texts = new Map();
  for (const id of new Set(mentions.map(({ properties }) => properties.document_id))) texts.set(id, (await fetched(`documents/${encodeURIComponent(id)}`)).text);
  const wrong = mentions.filter(({ properties: { sentence, sentence_start: from, start, end, surface, document_id: id } }) =>
    slice(sentence, start - from, end - from) !== surface || slice(texts.get(id), start, end) !== surface);
  check(mentions.length > 0 && wrong.length === 0, `the offsets of ${mentions.length} mentions fit their sentences and documents, wrong: ${wrong.map(({ id }) => id).slice(0, 5).join(', ') || 'none'}`);
}

// The world, so that every mark is in view.
const WORLD = 'view=2/25/10';

{
  const page = await open(`#${WORLD}`);
  check((await page.$$('.mark')).length > 0, 'places stand on the map');
  check((await counted(page)) === ofKinds(FIRST), `the first view counts every literal, facility and region mention: ${ofKinds(FIRST)}`);
  check((await page.$$('.base-land')).length > 0, 'the base map is drawn');
  const attribution = await page.textContent('.leaflet-control-attribution');
  check(/GeoNames/.test(attribution) && /Natural Earth/.test(attribution) && /CC BY 4\.0/.test(attribution), 'the sources are credited');

  await page.click('[data-kind=metonymic]');
  check((await counted(page)) === ofKinds([...FIRST, 'metonymic']), 'a kind switched on adds its mentions');
  check(page.url().includes('kinds='), 'and the link says so');
  await page.click('[data-kind=literal]');
  check((await counted(page)) === ofKinds(['facility', 'region', 'metonymic']), 'a kind switched off takes its mentions away');
  await page.reload();
  await page.waitForSelector('body.ready');
  check((await counted(page)) === ofKinds(['facility', 'region', 'metonymic']), 'the link restores the filter');
  await page.context().close();
}

{
  const page = await open();
  await page.click('#tab-places');
  await page.click('#list .row >> nth=0');
  check(await page.isVisible('#drawer mark'), 'a place opens its sentences with the mentions marked');
  const place = await page.getAttribute('#list .row >> nth=0', 'data-place');
  const expected = mentions.filter(({ properties }) => properties.place_id === place && FIRST.includes(properties.kind)).length;
  check((await page.$$('#drawer .drawer-body > .group .quote')).length === expected || expected === 1, `and lists every mention of it: ${expected}`);
  await page.keyboard.press('Escape');
  check(await page.isHidden('#drawer'), 'Escape closes the details');

  // Every mark of a place, clicked on the map itself.
  const mark = page.locator('.mark.place:visible').first();
  await mark.dispatchEvent('click');
  check(await page.isVisible('#drawer mark'), 'a click on a mark opens its sentence');
  await page.keyboard.press('Escape');

  let wrong = 0;
  for (const { id, properties } of mentions) {
    await page.evaluate((fragment) => { location.hash = fragment; }, `sel=mention:${encodeURIComponent(id)}`);
    await page.waitForFunction((words) => document.querySelector('#drawer h2')?.textContent === words, properties.surface, { timeout: 5000 }).catch(() => {});
    if ((await page.textContent('#drawer blockquote mark').catch(() => null)) !== properties.surface) wrong += 1;
  }
  check(wrong === 0, `each of ${mentions.length} mentions is marked in its sentence, wrong: ${wrong}`);
  check(/Document[\s\S]*Kind[\s\S]*Place[\s\S]*Confidence/.test(await page.textContent('#drawer .facts')), 'with document, kind, place and confidence');

  await page.keyboard.press('Escape');
  await page.click('#tab-documents');
  await page.click('#list .row.document >> nth=0');
  await page.waitForSelector('#drawer .running .span');
  check((await page.$$('#drawer .running .span')).length > 0, 'a document opens with its mentions marked in the text');
  const shifted = await page.$$eval('#drawer .running .span', (spans) => spans.filter((span) => /^\s|\s$/.test(span.textContent) || !span.textContent).length);
  check(shifted === 0, 'and no mark is shifted into the space beside its words');
  await page.context().close();
}

{
  const page = await open();
  const derived = flightPath.find(({ properties }) => properties.geometry_status === 'derived');
  check(derived !== undefined, 'there is a flight path');
  check((await page.$$('.segment')).length >= derived.properties.segments.length, 'its stretches are drawn');
  check((await page.$$('.head')).length > 0, 'with their direction');
  check((await page.$$('path.reference')).length > 0, 'and the plain great circle beside it');
  await page.click('#tab-movements');
  await page.click(`[data-key="movement:${derived.id}"]`);
  const territories = await page.$$eval('#drawer .segments li .grow > :first-child', (items) => items.map((item) => item.textContent));
  const expected = derived.properties.segments.map((segment) => segment.territory ?? 'Unnamed water');
  check(territories.join() === expected.join(), `the movement lists its territories in order: ${territories.join(', ')}`);
  check(await page.isVisible('#drawer .length-bar'), 'compares the lengths');
  check((await page.$$('#drawer .evidence mark')).length >= derived.properties.evidence.length * 0.9, 'and shows its evidence marked');
  check(/does not agree|against what the text says/.test(await page.textContent('#drawer')), 'and says why not the plain line');
  const shared = await open(new URL(page.url()).hash);
  check((await shared.textContent('#drawer h2')) === (await page.textContent('#drawer h2')), 'its link opens the same');
  await shared.context().close();
  await page.context().close();
}

{
  const page = await open();
  await page.keyboard.press('/');
  check(await page.evaluate(() => document.activeElement?.id === 'search'), '/ goes to the search');
  await page.keyboard.type('zzzz no such place');
  await page.waitForFunction(() => document.querySelectorAll('.mark').length === 0, undefined, { timeout: 5000 }).catch(() => {});
  check((await page.$$('.mark')).length === 0, 'what nothing matches leaves the map empty');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.mark');
  check((await page.$$('.mark')).length > 0, 'Escape clears the search');
  await page.click('#tab-places');
  await page.focus('#list .row >> nth=0');
  await page.keyboard.press('ArrowDown');
  check(await page.evaluate(() => document.activeElement === document.querySelectorAll('#list .row')[1]), 'arrows walk the list');
  await page.keyboard.press('Enter');
  check(await page.isVisible('#drawer'), 'Enter opens');
  await page.keyboard.press('Escape');
  check(await page.evaluate(() => document.activeElement?.classList.contains('row')), 'Escape gives the focus back');
  await page.keyboard.press('?');
  check(await page.isVisible('#help'), '? shows the keys');
  const unnamed = await page.$$eval('button, a, input', (elements) => elements.filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length);
  check(unnamed === 0, 'every control has a name');
  await page.context().close();
}

// The arithmetic of the page, in the browser that runs it.
{
  const page = await open();
  const found = await page.evaluate(async () => {
    const load = (name) => import(new URL(`static/app/${name}.js`, document.baseURI).href);
    const [{ markedSentence }, { stretch, distance }, { parse, write }, { date, dates, listing, plural }] = await Promise.all(['mark', 'lines', 'state', 'format'].map(load));
    const marked = (sentence, start, surface) =>
      markedSentence({ sentence, sentence_start: 100, start: 100 + start, end: 100 + start + [...surface].length, surface, kind: 'literal' }).find((part) => part instanceof Node).textContent;
    const line = [[0, 0], [0, 10], [0, 20]];
    const thirds = [0, 1, 2].map((i) => stretch([line], i / 3, (i + 1) / 3)[0]);
    const hash = '#view=6.5/34.800/37.500&kinds=facility,metonymic&tab=places&q=north%20%26%20west&grid=1&sel=place:a%2Fb%3Ac';
    return {
      astral: marked('🚀🛰️ In Morek, in Morek', 16, 'Morek'),
      arabic: marked('في حمص وحماة', 3, 'حمص'),
      cut: thirds.map((piece) => Math.round(distance(piece[0], piece.at(-1)))),
      joined: thirds[0].at(-1)[1] === thirds[1][0][1],
      same: write(parse(hash)) === hash,
      broken: write(parse('#view=x/y&kinds=nonsense&sel=&tab=8')),
      dates: [date('2015-10-07T00:00:00Z'), dates('2015-09-30', '2015-10-01'), dates(null, null), dates('2015-10-01', '2015-10-07')],
      words: [listing(['Iran', 'Iraq', 'Syria']), plural('cruise missile'), plural('lorry'), plural('aircraft')],
    };
  });
  check(found.astral === 'Morek', 'offsets count Unicode characters, beyond the basic plane too');
  check(found.arabic === 'حمص', 'and in Arabic');
  check(new Set(found.cut).size === 1 && found.joined, `a line is cut by its kilometres: ${found.cut.join(', ')}`);
  check(found.same, 'a link says what it was read from');
  check(!/sel|tab|view/.test(found.broken), 'a broken link opens as far as it can');
  check(found.dates.join('|') === '7 Oct 2015|30 Sep – 1 Oct 2015||1 – 7 Oct 2015', `dates read as ${found.dates.join(', ')}`);
  check(found.words.join('|') === 'Iran, Iraq and Syria|cruise missiles|lorries|aircraft', `words join as ${found.words.join('; ')}`);
  await page.context().close();
}

// What people with a screen reader, a keyboard or weak eyes need, as far as a program can tell.
for (const fragment of ['', `#sel=place:${encodeURIComponent(mentions[0].properties.place_id)}&tab=places`, `#sel=movement:${encodeURIComponent(flightPath[0]?.id)}&tab=movements`]) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(fragment, { colorScheme });
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
    check(violations.length === 0, `axe finds nothing, ${colorScheme}, ${fragment || 'first view'} ${violations.join('; ')}`);
    await page.context().close();
  }
}

// The pages at the addresses of the API: a table of what the JSON has, a map of it, and nothing that a screen reader stumbles over.
const place = mentions[0].properties.place_id;
for (const [path, drawn] of /** @type {const} */ ([
  ['collections', false],
  ['collections/mentions', false],
  ['collections/mentions/items?limit=20', true],
  [`collections/movements/items/${flightPath[0]?.id}`, true],
  ['collections/places/queryables', false],
  [`documents/${mentions[0].properties.document_id}`, true],
  [`gazetteer/${place}`, true],
])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const context = await browser.newContext({ viewport: SIZES.phone, colorScheme });
    const page = await context.newPage();
    watch(page);
    await page.goto(`${url}/${path}`);
    if (drawn) await page.waitForSelector('.small-map-feature');
    check((await page.locator('.small-map').count()) === Number(drawn), `${path}: ${drawn ? 'a' : 'no'} map`);
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path}, ${colorScheme}: nothing runs out of the page`);
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
    check(violations.length === 0, `${path}: axe finds nothing, ${colorScheme} ${violations.join('; ')}`);
    await page.screenshot({ path: join(folder, `${path.replaceAll(/\W+/g, '-')}-${colorScheme}.png`) });
    await context.close();
  }
}

for (const size of Object.keys(SIZES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await open('', { size, colorScheme });
    await page.screenshot({ path: join(folder, `${size}-${colorScheme}.png`) });
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${size}, ${colorScheme}: nothing runs out of the page`);
    await page.context().close();
  }
}

await browser.close();
for (const complaint of new Set(complaints)) check(false, complaint);
if (!complaints.length) check(true, 'no request to another host, no failed request, no complaint in the console');
console.log(`screenshots: ${folder}`);
process.exitCode = failures ? 1 : 0;
