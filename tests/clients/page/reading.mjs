// Reading: a place with its sentences, a mention with its reasons, a document with every mention marked.

import { FIRST_KINDS, go } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function reading(checks) {
  const { check, open, fetched, soon } = checks;
  const { features: mentions } = await fetched('mentions.geojson');

  // What the page is given: offsets that count Unicode characters and fit, in the sentence and in the document.
  const slice = (/** @type {string} */ text, /** @type {number} */ start, /** @type {number} */ end) =>
    Array.from(text).slice(start, end).join('');
  const texts = new Map();
  for (const id of new Set(mentions.map((/** @type {any} */ { properties }) => properties.document_id)))
    texts.set(id, (await fetched(`documents/${encodeURIComponent(String(id))}`)).text);
  const misplaced = mentions.filter(
    ({ properties: { sentence, sentence_start: from, start, end, surface, document_id: id } }) =>
      slice(sentence, start - from, end - from) !== surface || slice(texts.get(id), start, end) !== surface,
  );
  check(
    mentions.length > 0 && misplaced.length === 0,
    `the offsets of ${mentions.length} mentions fit their sentences and documents, wrong: ${
      misplaced
        .map(({ id }) => id)
        .slice(0, 5)
        .join(', ') || 'none'
    }`,
  );

  const page = await open();
  await page.click('#tab-places');
  await page.click('#list .row >> nth=0');
  await page.waitForSelector('#drawer mark');
  check(true, 'a place opens its sentences with the mentions marked');
  const place = await page.getAttribute('#list .row >> nth=0', 'data-place');
  const expected = mentions.filter(
    ({ properties }) => properties.place_id === place && FIRST_KINDS.includes(properties.kind),
  ).length;
  check(
    await soon(
      page,
      (/** @type {number} */ count) => document.querySelectorAll('#drawer .drawer-body > div .quote').length === count,
      Math.min(50, expected),
    ),
    `and lists every mention of it: ${expected}`,
  );
  await page.keyboard.press('Escape');
  check(await page.isHidden('#drawer'), 'Escape closes the details');

  await page.locator('.mark.place:visible').first().dispatchEvent('click');
  await page.waitForSelector('#drawer mark');
  check(true, 'a click on a mark opens its sentences');
  check((await page.$$('#list [aria-current=true]')).length === 1, 'and the list marks the same place');
  await page.click('#drawer .quote >> nth=0');
  check(await soon(page, () => document.querySelector('#drawer blockquote mark')), 'a sentence opens its mention');
  await page.keyboard.press('Escape');

  let wrong = 0;
  for (const { id, properties } of mentions) {
    await go(page, `sel=mention:${encodeURIComponent(id)}`);
    const shown = await soon(
      page,
      (/** @type {string} */ words) =>
        document.querySelector('#drawer h2')?.textContent === words &&
        document.querySelector('#drawer blockquote mark')?.textContent === words,
      properties.surface,
    );
    if (!shown) wrong += 1;
  }
  check(wrong === 0, `each of ${mentions.length} mentions is marked in its sentence, wrong: ${wrong}`);
  check(
    /Document[\s\S]*Kind[\s\S]*Place[\s\S]*Confidence/.test((await page.textContent('#drawer .facts')) ?? ''),
    'with document, kind, place and confidence',
  );

  const homs = mentions.find(({ properties }) => properties.kind === 'literal' && properties.feature_class === 'P');
  await go(page, `sel=mention:${encodeURIComponent(homs.id)}`);
  check(
    await soon(
      page,
      () =>
        document.querySelectorAll('#drawer .candidate').length > 0 &&
        document.querySelectorAll('#drawer .clues li').length > 0,
    ),
    'why this place: its candidates with their evidence',
  );

  await page.click('#drawer .facts .link >> nth=0');
  check(
    await soon(page, () => {
      const { top, bottom } = document.querySelector('#drawer .span.current')?.getBoundingClientRect() ?? {};
      return top !== undefined && top > 0 && bottom !== undefined && bottom < innerHeight;
    }),
    'from a mention its document opens where the mention stands',
  );
  await page.keyboard.press('Escape');
  await page.click('#tab-documents');
  await page.click('#list .row.document >> nth=0');
  await page.waitForSelector('#drawer .running .span');
  const document_ = mentions.filter(({ properties }) => page.url().includes(properties.document_id)).length;
  check(
    (await page.$$('#drawer .running .span')).length >= document_ && document_ > 0,
    'a document opens with its mentions marked in the text',
  );
  const shifted = await page.$$eval(
    '#drawer .running .span',
    (spans) => spans.filter((span) => /^\s|\s$/.test(span.textContent ?? '') || !span.textContent).length,
  );
  check(shifted === 0, 'and no mark is shifted into the space beside its words');
  await page.keyboard.press(']');
  check(await soon(page, () => location.hash.includes('sel=mention')), '] goes to the first mention of the document');
  const selected = () => page.evaluate(() => /sel=[^&]+/.exec(location.hash)?.[0]);
  const first = await selected();
  await page.keyboard.press(']');
  check(await soon(page, (/** @type {any} */ old) => !location.hash.includes(old), first), 'and on to the next');
  await page.keyboard.press('[');
  check(await soon(page, (/** @type {any} */ old) => location.hash.includes(old), first), '[ goes back');
  await page.goBack();
  check((await selected()) !== first, 'and so does the browser');
  await page.context().close();
}
