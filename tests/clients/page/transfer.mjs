// How much the first load brings, and how soon the first view stands there.

/** The bar, in bytes as they come over the line. */
const MOST = 400_000;

/** @param {import('./shared.mjs').Checks} checks */
export async function transfer(checks) {
  for (const [words, fragment] of [
    ['the first load', ''],
    ['a link to a near view', '#view=6/35/38'],
  ])
    await load(checks, words, fragment);
}

/** @param {import('./shared.mjs').Checks} checks @param {string} words @param {string} fragment */
async function load({ check, context, watch, ready, url }, words, fragment) {
  const page = await (await context()).newPage();
  watch(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let files = 0;
  /** @type {Map<string, string>} */
  const parts = new Map();
  /** @type {Map<string, number>} */
  const sums = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => parts.set(requestId, partOf(request.url)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const part = parts.get(requestId) ?? 'other';
    sums.set(part, (sums.get(part) ?? 0) + encodedDataLength);
    files += 1;
  });
  await page.goto(`${url}/${fragment}`);
  await ready(page);
  // What the page fetches for its reader once it is quiet belongs to the load as well.
  await page.waitForTimeout(2500);
  await page.waitForLoadState('networkidle');
  const first = await page.evaluate(() => performance.getEntriesByName('first-view')[0].startTime);
  const bytes = [...sums.values()].reduce((sum, part) => sum + part, 0);
  const kilobytes = (/** @type {number} */ of) => `${Math.round(of / 1000)} kB`;
  check(bytes < MOST, `${words} brings ${kilobytes(bytes)} in ${files} answers`);
  for (const [part, of] of [...sums].sort((a, b) => b[1] - a[1])) console.log(`   ${part}: ${kilobytes(of)}`);
  // A busy machine makes any time; it is told, and judged by people.
  console.log(`   first view after ${Math.round(first)} ms`);
  if (fragment) {
    const fine = page.waitForResponse(/countries-50m/);
    await page.mouse.move(700, 400);
    check((await fine).ok(), 'the fine outlines come when somebody is there');
  }
  await page.context().close();
}

/** @param {string} address */
function partOf(address) {
  const { pathname } = new URL(address);
  const [, part = 'other'] =
    /^\/(?:static\/(\w+)|collections\/(\w+)|(documents))/.exec(pathname)?.filter(Boolean) ?? [];
  return part;
}
