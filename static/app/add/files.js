// The files that are to be read: chosen, or dropped anywhere on the dialog; each can be taken away again.

import { fill, h } from '../dom.js';

/** @param {HTMLElement} dialog */
export function createFiles(dialog) {
  /** @type {File[]} */
  let files = [];
  const chosen = h('ul.files', { 'aria-live': 'polite' });
  const picker = h('input', { id: 'add-files', type: 'file', multiple: true, onchange: () => take(picker.files) });
  const element = h(
    'div.drop',
    {},
    h('label', { for: 'add-files' }, 'Files: text, HTML, RSS, JSON lines, mail; drop them here'),
    picker,
    chosen,
  );

  function take(/** @type {FileList|null|undefined} */ list) {
    files = [...files, ...(list ?? [])];
    draw();
  }

  function draw() {
    const item = (/** @type {File} */ file) => {
      const remove = () => {
        files = files.filter((other) => other !== file);
        draw();
      };
      const label = `Leave ${file.name} out`;
      return h('li', {}, file.name, h('button.icon', { type: 'button', 'aria-label': label, onclick: remove }, '×'));
    };
    fill(chosen, files.map(item));
    // The same files may be chosen once more.
    picker.value = '';
  }

  const over = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    element.classList.add('over');
  };
  dialog.addEventListener('dragenter', over);
  dialog.addEventListener('dragover', over);
  dialog.addEventListener('dragleave', () => element.classList.remove('over'));
  dialog.addEventListener('drop', (event) => {
    event.preventDefault();
    element.classList.remove('over');
    // Only the form takes files; a result is not changed under the reader's eyes.
    if (element.isConnected) take(event.dataTransfer?.files);
  });

  return {
    element,
    all: () => files,
    clear: () => {
      files = [];
      draw();
    },
  };
}
