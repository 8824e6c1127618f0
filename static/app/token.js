// The token that a server asks for, before it lets anything be changed or, where it is private, read.

import { byId, fill, h } from './dom.js';

/** Asks the reader. @param {boolean} wasWrong whether they gave another one before @returns {Promise<string|null>} null when they would rather not */
export function askForToken(wasWrong) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('token'));
  const input = h('input.field', {
    id: 'token-field',
    type: 'password',
    autocomplete: 'off',
  });
  return new Promise((resolve) => {
    dialog.returnValue = '';
    fill(
      dialog,
      h(
        'form.panel-body',
        { method: 'dialog' },
        h('h2', { id: 'token-title' }, 'A token is needed'),
        h('p.quiet', {}, 'This server asks for one. It is kept only while the page is open'),
        wasWrong && h('p.warning', { role: 'alert' }, 'The server does not know that token. Try another one'),
        h('label', { for: 'token-field' }, 'Token'),
        input,
        h(
          'div.panel-foot',
          {},
          h('button.primary', { value: 'given' }, 'Go on'),
          h('button.small-button', { value: '' }, 'Cancel'),
        ),
      ),
    );
    dialog.addEventListener(
      'close',
      () => resolve(dialog.returnValue === 'given' && input.value ? input.value : null),
      { once: true },
    );
    dialog.showModal();
  });
}
