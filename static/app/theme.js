// Light or dark: as the system says, unless the reader chose; on paper always light.

import { byId } from './dom.js';

const KEY = 'dateline-theme';
const ORDER = ['system', 'light', 'dark'];
/** @type {Record<string, string>} */
const SIGNS = { system: '◐', light: '○', dark: '●' };

/** Storage may be switched off in the browser; then the choice lasts for this page. */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {() => void} onchange */
export function createTheme(onchange) {
  const button = byId('theme');
  let theme = ORDER.find((name) => name === stored()) ?? 'system';

  function apply() {
    document.documentElement.toggleAttribute('data-light', theme === 'light');
    document.documentElement.toggleAttribute('data-dark', theme === 'dark');
    const words = theme === 'system' ? 'as the system' : theme;
    button.textContent = SIGNS[theme];
    button.setAttribute('aria-label', `Colours: ${words}`);
    button.title = `Colours: ${words}`;
    onchange();
  }

  button.addEventListener('click', () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // See stored().
    }
    apply();
  });
  apply();

  // Scripts see the colours of the screen until the paper is laid out, which is too late for the canvas of the map.
  const print = (/** @type {boolean} */ on) => () => {
    document.documentElement.toggleAttribute('data-printing', on);
    onchange();
  };
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));
}
