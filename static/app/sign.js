// The first sign of a reader: what only they need is not fetched for a page that nobody touches.

const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'keydown'];

/** @type {Promise<void>} */
export const firstSign = new Promise((resolve) => {
  for (const type of SIGNS) addEventListener(type, () => resolve(), { once: true, capture: true, passive: true });
});
