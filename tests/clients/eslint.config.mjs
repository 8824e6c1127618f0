// What the linter holds the scripts of the page and of these checks to.

const browser = [
  'document',
  'window',
  'location',
  'history',
  'fetch',
  'URL',
  'URLSearchParams',
  'AbortController',
  'AbortSignal',
  'matchMedia',
  'getComputedStyle',
  'localStorage',
  'navigator',
  'performance',
  'TextDecoder',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'addEventListener',
  'removeEventListener',
  'getSelection',
  'CSS',
  'Path2D',
  'ResizeObserver',
  'IntersectionObserver',
  'Node',
  'Element',
  'HTMLElement',
  'prompt',
  'print',
  'Blob',
  'L',
  'topojson',
  'console',
  'Intl',
];
const node = ['process', 'Buffer', 'innerWidth', 'innerHeight', 'DataTransfer', 'File', 'Event', 'dispatchEvent'];
const readonly = (/** @type {string[]} */ names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

const rules = {
  'no-undef': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  'no-use-before-define': 'off',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-else-return': 'error',
  'no-unreachable': 'error',
  'no-fallthrough': 'error',
  'no-dupe-keys': 'error',
  'no-duplicate-imports': 'error',
  'array-callback-return': 'error',
  'require-atomic-updates': 'off',
  'no-await-in-loop': 'off',
};

const inPage = {
  ...rules,
  // Text of documents is never markup.
  'no-restricted-properties': [
    'error',
    { property: 'innerHTML', message: 'make elements with h()' },
    { property: 'outerHTML', message: 'make elements with h()' },
    { property: 'insertAdjacentHTML', message: 'make elements with h()' },
  ],
};

export default [
  {
    files: ['**/static/app/**/*.js'],
    languageOptions: { ecmaVersion: 'latest', sourceType: 'module', globals: readonly(browser) },
    rules: inPage,
  },
  {
    files: ['**/tests/clients/**/*.mjs'],
    languageOptions: { ecmaVersion: 'latest', sourceType: 'module', globals: readonly([...browser, ...node]) },
    rules,
  },
];
