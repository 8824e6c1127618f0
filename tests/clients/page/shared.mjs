// What every check of the page needs: a browser, pages that are watched, and a tally.

import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
/** What the first view shows of the kinds. */
export const FIRST_KINDS = ['literal', 'facility', 'region'];
/** A view of the whole world, so that every mark is in it. */
export const WORLD = 'view=2/25/10';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SETTLED_MS = 15_000;

/** @typedef {Awaited<ReturnType<typeof begin>>} Checks */

/** @param {string} address of the service @param {string|undefined} screenshots a folder */
export async function begin(address, screenshots) {
  const url = address.replace(/\/$/, '');
  const folder = screenshots ?? mkdtempSync(join(tmpdir(), 'dateline-page-'));
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  let failures = 0;
  /** @type {Set<string>} */
  const complaints = new Set();
  /** What a check provokes on purpose. @type {RegExp[]} */
  const expected = [];

  /** @param {unknown} condition @param {string} words */
  function check(condition, words) {
    console.log(`${condition ? 'ok' : 'FAILED'}: ${words}`);
    if (!condition) failures += 1;
  }

  const complain = (/** @type {string} */ words) =>
    expected.some((pattern) => pattern.test(words)) || complaints.add(words);

  /**
   * Collects what the console or the network complain of, and every request to another host.
   * @param {import('playwright-core').Page} page @param {string[]} [origins] that may be asked
   */
  function watch(page, origins = [url]) {
    page.on(
      'console',
      (message) =>
        ['error', 'warning'].includes(message.type()) &&
        complain(`console: ${message.text()} ${message.location().url}`),
    );
    page.on('pageerror', (error) => complain(`script: ${error.message}`));
    // A question that another one overtakes is given up, and so is all that a closed page still waits for.
    page.on(
      'requestfailed',
      (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && complain(`request failed: ${request.url()}`),
    );
    page.on('response', (response) => response.status() >= 400 && complain(`${response.status()}: ${response.url()}`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol) && !origins.includes(origin))
        complain(`foreign request: ${request.url()}`);
    });
  }

  /**
   * @param {{size?: keyof typeof SIZES, colorScheme?: 'light'|'dark', tour?: boolean, reducedMotion?: 'reduce'|'no-preference'}} [options]
   */
  async function context({ size = 'desktop', colorScheme = 'light', tour = false, reducedMotion = 'reduce' } = {}) {
    const made = await browser.newContext({
      viewport: SIZES[size],
      colorScheme,
      reducedMotion,
      hasTouch: size === 'phone',
      isMobile: size === 'phone',
    });
    if (!tour) await made.addInitScript(() => localStorage.setItem('dateline-tour', 'seen'));
    return made;
  }

  /** Opens the page and waits until it has drawn. @param {string} [fragment] @param {Parameters<typeof context>[0]} [options] */
  async function open(fragment = '', options = {}) {
    const page = await (await context(options)).newPage();
    watch(page);
    await page.goto(`${url}/${fragment}`);
    await ready(page);
    return page;
  }

  /** @param {import('playwright-core').Page} page */
  async function ready(page) {
    await page.waitForSelector('body.ready', { timeout: 30_000 });
    await page.waitForLoadState('networkidle');
  }

  /** Whether a condition in the page comes true soon. @param {import('playwright-core').Page} page @param {any} condition @param {any} [argument] */
  async function soon(page, condition, argument) {
    try {
      await page.waitForFunction(condition, argument, { timeout: SETTLED_MS });
      return true;
    } catch {
      return false;
    }
  }

  /** What axe finds wrong. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
  async function violations(page) {
    await page.evaluate(AXE);
    return page.evaluate(async () =>
      (await /** @type {any} */ (globalThis).axe.run()).violations.map(
        (/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`,
      ),
    );
  }

  /** @param {string} path @param {RequestInit} [request] */
  const fetched = async (path, request) => (await fetch(`${url}/${path}`, request)).json();

  /** Ends the browser, and says what was complained of. */
  async function end() {
    await browser.close();
    for (const complaint of complaints) check(false, complaint);
    if (!complaints.size) check(true, 'no request to another host, no failed request, no complaint in the console');
    console.log(`screenshots: ${folder}`);
    process.exitCode = failures ? 1 : 0;
  }

  return {
    url,
    folder,
    browser,
    check,
    watch,
    context,
    open,
    ready,
    soon,
    violations,
    fetched,
    end,
    /** Says that a check provokes complaints. @param {RegExp} pattern */
    expect: (pattern) => expected.push(pattern),
    /** @param {string} name */
    shot: (name) => join(folder, `${name}.png`),
  };
}

/**
 * What is painted on the ground of the map: how much of it, and how bright that is, 0 to 255.
 * @param {{$eval: import('playwright-core').Page['$eval']}} page or a frame
 */
export const ground = (page) =>
  page.$eval('canvas.ground', (canvas) => {
    const { width, height } = /** @type {any} */ (canvas);
    // A copy, so that the canvas of the page is not read.
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
    context.drawImage(/** @type {any} */ (canvas), 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let [sum, painted, count] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 400) {
      count += 1;
      if (data[i + 3] === 255) [sum, painted] = [sum + data[i + 1], painted + 1];
    }
    return { painted: painted / count, brightness: Math.round(sum / painted) };
  });

/**
 * The mentions that the marks of one turn of the world stand for.
 * @param {import('playwright-core').Page} page @returns {Promise<number>}
 */
export const counted = (page) =>
  page.$$eval('.mark', (marks) => {
    const sums = new Map(
      marks.map((mark) => [
        mark.getAttribute('data-mark'),
        Number(/([\d,]+) mention/.exec(mark.getAttribute('aria-label') ?? '')?.[1].replaceAll(',', '')),
      ]),
    );
    return [...sums.values()].reduce((sum, count) => sum + count, 0);
  });

/** Waits until the marks stand for a number of mentions. @param {Checks} checks @param {import('playwright-core').Page} page @param {number} number */
export const counts = (checks, page, number) =>
  checks.soon(
    page,
    (/** @type {number} */ wanted) => {
      const sums = new Map(
        [...document.querySelectorAll('.mark')].map((mark) => [
          mark.getAttribute('data-mark'),
          Number(/([\d,]+) mention/.exec(mark.getAttribute('aria-label') ?? '')?.[1].replaceAll(',', '')),
        ]),
      );
      return [...sums.values()].reduce((sum, count) => sum + count, 0) === wanted;
    },
    number,
  );

/** Sets the fragment as a followed link does. @param {import('playwright-core').Page} page @param {string} fragment */
export const go = (page, fragment) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);

/** Selects words in the text of a document, as a mouse does. @param {import('playwright-core').Page} page @param {string} words */
export const selectWords = (page, words) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(/** @type {Node} */ (document.querySelector('#drawer .running')), 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at >= 0) {
        getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
        return true;
      }
    }
    return false;
  }, words);
