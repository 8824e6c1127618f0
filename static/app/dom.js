// Elements without markup strings: text from documents is only ever set as text, so nothing in it can run.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'g', 'path', 'circle', 'rect', 'line', 'text', 'title', 'polygon']);

/**
 * Makes an element: `h('button.row', {type: 'button', onclick}, 'Hama')`.
 * Attributes that start with `on` become listeners; `null` and `false` are left out.
 * @param {string} tag name with optional classes, `div.row.open`
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|number|null|undefined|false|Array<any>)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = SVG_TAGS.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true && !key.startsWith('aria-') ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} parent @param {any[]} children */
export function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replaces what is in `parent`. @param {Element} parent @param {...any} children */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** A name in any script: the browser finds its direction. @param {string} text @param {string} [tag] */
export function name(text, tag = 'bdi') {
  return h(tag, { dir: 'auto' }, text);
}

/** @param {string} id @returns {any} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const isPhone = () => matchMedia('(max-width: 719px)').matches;

/** Whether this is the map in a frame of another page, from which nothing may be changed. */
export const isEmbedded = () => document.body.classList.contains('embed');
