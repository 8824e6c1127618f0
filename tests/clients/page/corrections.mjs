// Setting things right: another place, another kind, not a place, a missed mention, a movement that is none; and taking each back.

import { go, selectWords } from './shared.mjs';

/** @param {import('./shared.mjs').Checks} checks */
export async function corrections(checks) {
  const { check, open, fetched, soon } = checks;
  const { features: mentions } = await fetched('mentions.geojson');
  const mention = mentions.find(
    (/** @type {any} */ { properties }) => properties.kind === 'literal' && properties.feature_class === 'P',
  );
  const now = async () => {
    const { features } = await fetched('mentions.geojson');
    return features.find((/** @type {any} */ { id }) => id === mention.id)?.properties;
  };
  const undo = async () => {
    await page.click('#notice >> text=Undo');
    return soon(page, () => /Undone/.test(document.querySelector('#notice')?.textContent ?? ''));
  };

  const page = await open(`#sel=mention:${encodeURIComponent(mention.id)}`);
  await page.waitForSelector('#drawer .correct');
  await page.fill('#drawer .search-place input', 'Odessa');
  await page.waitForSelector('#drawer .found li:has-text("Odes")');
  await page.click('#drawer .found li:has-text("Odes") .small-button');
  check(
    await soon(page, () => /is now/.test(document.querySelector('#notice')?.textContent ?? '')),
    'another place out of the gazetteer',
  );
  const changed = await now();
  check(changed.place_id !== mention.properties.place_id && changed.corrected, `is stored: ${changed.name}`);
  check(
    await soon(page, () => /corrected by a person/.test(document.querySelector('#drawer')?.textContent ?? '')),
    'and told with the mention',
  );
  await page.screenshot({ path: checks.shot('corrected') });
  check(await undo(), 'and undone');
  check((await now()).place_id === mention.properties.place_id, 'and is as it was');

  await go(page, `sel=mention:${encodeURIComponent(mention.id)}`);
  await page.waitForSelector('#drawer .correct');
  await page.selectOption('#correct-kind', 'metonymic');
  await page.click('#drawer .correct >> text=Change');
  check(
    await soon(page, () => /is now metonymic/.test(document.querySelector('#notice')?.textContent ?? '')),
    'another kind',
  );
  check((await now()).kind === 'metonymic', 'is stored');
  await page.waitForSelector('#drawer .history .small-button');
  await page.click('#drawer .history .small-button >> nth=-1');
  check(
    await soon(page, () => /Undone/.test(document.querySelector('#notice')?.textContent ?? '')),
    'and undone from the mention itself',
  );

  await go(page, `sel=mention:${encodeURIComponent(mention.id)}`);
  await page.waitForSelector('#drawer .correct');
  await page.focus('#drawer .correct .wide');
  await page.keyboard.press('Enter');
  check(
    await soon(page, () => /no place any more/.test(document.querySelector('#notice')?.textContent ?? '')),
    'not a place, by keyboard',
  );
  check((await now()) === undefined, 'is stored');
  await page.waitForSelector('#drawer .history .small-button');
  await page.focus('#drawer .history .small-button');
  await page.keyboard.press('Enter');
  check(
    await soon(page, () => /Undone/.test(document.querySelector('#notice')?.textContent ?? '')),
    'and undone from the document, which lists what was set right',
  );
  check((await now()) !== undefined, 'and is back');

  // The likeliest other candidate, from the reasons.
  const candidates = (await fetched(`collections/mentions/items/${encodeURIComponent(mention.id)}/candidates`))
    .candidates;
  if (candidates.length > 1) {
    await go(page, `sel=mention:${encodeURIComponent(mention.id)}`);
    await page.waitForSelector('#drawer .candidate');
    const other = page.locator('#drawer .candidate').nth(1);
    await other.locator('summary').focus();
    await page.keyboard.press('Enter');
    await other.locator('.small-button').click();
    check(
      await soon(page, () => /is now/.test(document.querySelector('#notice')?.textContent ?? '')),
      `another candidate: ${candidates[1].name}`,
    );
    check((await now()).place_id === candidates[1].place_id, 'is stored');
    check(await undo(), 'and undone');
  }

  // A word that no mention covers, from the text itself.
  const id = mention.properties.document_id;
  await go(page, `sel=document:${encodeURIComponent(id)}`);
  await page.waitForSelector('#drawer .running .span');
  const words = await page.$eval(
    '#drawer .running',
    (text) =>
      [...text.childNodes]
        .filter((node) => node.nodeType === 3)
        .map((node) => /\b[a-z]{6,}\b/.exec(node.nodeValue ?? '')?.[0])
        .find(Boolean) ?? '',
  );
  check(await selectWords(page, words), `“${words}” is selected in the text`);
  check(
    await soon(
      page,
      (/** @type {string} */ wanted) =>
        document.querySelector('.missed [role=status]')?.textContent?.startsWith(`“${wanted}”`),
      words,
    ),
    'and offered as a missed mention',
  );
  await page.fill('#missed-words', 'no such words stand there');
  check(
    await soon(page, () => /no such words/.test(document.querySelector('.missed [role=status]')?.textContent ?? '')),
    'words may be typed, and those that are not there are said not to be',
  );
  await page.fill('#missed-words', words);
  check(
    await soon(page, () => document.querySelectorAll('.missed .search-place input').length === 1),
    'and those that are can be given a place',
  );
  await page.click('.missed > .small-button');
  check(
    await soon(page, () => /is a mention now/.test(document.querySelector('#notice')?.textContent ?? '')),
    'it is marked',
  );
  const { mentions: inside } = await fetched(`documents/${encodeURIComponent(id)}`);
  check(
    inside.some((/** @type {any} */ { properties }) => properties.surface === words),
    'and stored with its words',
  );
  check(await undo(), 'and undone');

  const movement = (await fetched('movements.geojson')).features.find(
    (/** @type {any} */ { properties }) => properties.geometry_status === 'derived',
  );
  await go(page, `sel=movement:${movement.id}&tab=movements`);
  await page.waitForSelector('#drawer .evidence');
  await page.click('#drawer >> text=Reject this movement');
  check(
    await soon(
      page,
      (/** @type {string} */ gone) => !document.querySelector(`[data-key="movement:${gone}"]`),
      movement.id,
    ),
    'a movement is rejected',
  );
  check(await undo(), 'and undone');
  check(
    await soon(
      page,
      (/** @type {string} */ back) => document.querySelector(`[data-key="movement:${back}"]`),
      movement.id,
    ),
    'and is back',
  );
  await page.context().close();
}
