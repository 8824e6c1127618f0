// How much the first load brings, and how soon the first view stands there.

/** The bar, in bytes as they come over the line. */
const MOST = 400_000;

/** @param {import('./shared.mjs').Checks} checks */
export async function transfer({ check, context, watch, ready, url }) {
  const page = await (await context()).newPage();
  watch(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let files = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    files += 1;
  });
  await page.goto(url);
  await ready(page);
  const first = await page.evaluate(() => performance.getEntriesByName('first-view')[0].startTime);
  check(bytes < MOST, `the first load brings ${Math.round(bytes / 1000)} kB in ${files} answers`);
  // A busy machine makes any time; it is told, and judged by people.
  console.log(`   first view after ${Math.round(first)} ms`);
  await page.context().close();
}
