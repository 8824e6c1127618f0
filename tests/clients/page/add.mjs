// Adding text: read first, then kept; errors by file; markup in a text is text.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NASTY = `A report about <script>document.title = 'run'</script> and <img src=x onerror="document.title = 'run'"> from Homs, written in Aleppo on 3 October 2015.`;
const NASTY_TITLE = '<b onmouseover="document.title = 1">Bold</b> news';
const ARABIC = 'قال مسؤولون في حمص إن الطريق إلى حماة مفتوح.';

/** @param {import('./shared.mjs').Checks} checks */
export async function add(checks) {
  const { check, open, url, fetched, soon, expect, shot } = checks;
  const folder = mkdtempSync(join(tmpdir(), 'dateline-add-'));
  const files = [
    ['arabic.json', JSON.stringify({ title: 'تقرير من حمص', text: ARABIC })],
    ['broken.json', '{"text": 12'],
    ['nasty.json', JSON.stringify({ title: NASTY_TITLE, text: NASTY })],
  ].map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  const stored = async () =>
    (await fetched('documents?f=json&limit=10000')).documents.map((/** @type {any} */ { id }) => id);
  const there = await stored();
  // The broken file is refused, and the browser says so in its console.
  expect(/400/);

  const page = await open();
  await page.keyboard.press('a');
  await page.waitForSelector('#add-text');
  check(await page.evaluate(() => document.activeElement?.id === 'add-text'), 'a opens the dialog for a text');
  await page.keyboard.press('Escape');
  check(await page.isHidden('#add'), 'Escape closes it');
  await page.click('#add-open');
  await page.click('#add .primary');
  check(/Paste a text/.test((await page.textContent('#add')) ?? ''), 'without a text it says what to do');
  await page.fill('#add-text', NASTY);
  await page.click('#add .primary');
  await page.waitForSelector('#add .read');
  check((await page.$$('#add .quote-line')).length > 0, 'a text is read, and what was found is shown');
  const { documents: before } = await (await fetch(`${url}/documents?f=json&limit=10000`)).json();
  check(!before.some((/** @type {any} */ { title }) => title?.includes('script')), 'before anything is kept');
  await page.screenshot({ path: shot('add-result') });
  await page.click('#add >> text=Back');
  check((await page.inputValue('#add-text')) === NASTY, 'one can go back to the text');
  await page.fill('#add-source', 'The wire');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  check(
    (await page.inputValue('#add-text')) === NASTY && (await page.inputValue('#add-source')) === 'The wire',
    'and a dialog closed unawares has lost nothing',
  );
  await page.fill('#add-source', '');

  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['A quiet day in Homs.'], 'dropped.txt', { type: 'text/plain' }));
    return transfer;
  });
  await page.dispatchEvent('#add', 'drop', { dataTransfer: dropped });
  check(/dropped\.txt/.test((await page.textContent('#add .files')) ?? ''), 'a file may be dropped on the dialog');
  await page.click('#add .files button');
  check(!/dropped\.txt/.test((await page.textContent('#add .files')) ?? ''), 'and taken away again');
  await page.setInputFiles('#add-files', files);
  await page.fill('#add-text', '');
  await page.click('#add .primary');
  await page.waitForSelector('#add .read.bad');
  check(
    (await page.$$('#add .read')).length === 3 && (await page.$$('#add .read.bad')).length === 1,
    'of several files the broken one is named with its reason',
  );
  const added = page.waitForResponse(
    (response) => response.url().endsWith('/documents') && response.request().method() === 'POST',
  );
  await page.click('#add .primary');
  await added;
  check(await soon(page, () => document.querySelector('#add .read.bad')), 'what failed stays in the dialog');
  await page.keyboard.press('Escape');
  check(
    await soon(page, () =>
      [...document.querySelectorAll('#list .row.document')].some((row) => /onmouseover/.test(row.textContent ?? '')),
    ),
    'what was kept is in the list',
  );

  await page.click('#list .row.document:has-text("onmouseover")');
  await page.waitForSelector('#drawer .running');
  check(
    (await page.textContent('#drawer .running'))?.includes("<script>document.title = 'run'</script>"),
    'markup in a text is shown as text',
  );
  check(
    (await page.title()) === 'Dateline' &&
      (await page.$$('#drawer .running script, #drawer .running img')).length === 0,
    'and never runs',
  );
  check((await page.getAttribute('#drawer .running', 'dir')) === 'auto', 'a text finds its own direction');
  const row = page.locator('#list .row.document', { hasText: 'حمص' }).first();
  if (await row.count()) {
    await row.click();
    await page.waitForSelector('#drawer .running');
    const direction = await page.$eval('#drawer .running', (element) => getComputedStyle(element).direction);
    check(direction === 'rtl', `Arabic runs from right to left: ${direction}`);
    await page.screenshot({ path: shot('arabic') });
  } else check(false, 'the Arabic document is in the list');
  await page.context().close();
  for (const id of await stored()) {
    if (!there.includes(id)) await fetch(`${url}/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
