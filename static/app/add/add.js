// Adding text: pasted or as files; read first, so that the result is seen before anything is kept.

import * as api from '../api.js';
import { byId, fill, h } from '../dom.js';
import { counted } from '../format.js';
import { createFiles } from './files.js';
import { mediaType } from './media.js';
import { result } from './result.js';

/** @typedef {{name: string, body: Blob|string, type: string}} Source a text or a file */
/** @typedef {{source: Source, found: any, error: string|null, stored: boolean}} Read */

/** @param {{onstored: (ids: string[]) => Promise<void>}} page */
export function createAdd({ onstored }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('add'));
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const files = createFiles(dialog);
  /** What stands in the form: it is there again after a look at the result, and when the dialog was closed unawares. */
  let draft = { text: '', title: '', date: '', source: '' };

  function open(/** @type {string} */ text) {
    if (text) draft = { ...draft, text };
    showForm();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector('textarea')?.focus();
  }

  function head(/** @type {string} */ title) {
    return h(
      'div.panel-head',
      {},
      h('h2', { id: 'add-title' }, title),
      h(
        'button.icon',
        {
          type: 'button',
          'aria-label': 'Close',
          onclick: () => dialog.close(),
        },
        '×',
      ),
    );
  }

  function showForm() {
    const area = h('textarea.field', {
      id: 'add-text',
      rows: 9,
      dir: 'auto',
      placeholder: 'Paste a report here',
      oninput: (/** @type {any} */ event) => (draft.text = event.target.value),
    });
    area.value = draft.text;
    /** @param {'title'|'date'|'source'} id @param {string} label @param {string} type */
    const field = (id, label, type) => {
      const oninput = (/** @type {any} */ event) => (draft[id] = event.target.value);
      return h('label', {}, label, h('input.field', { id: `add-${id}`, type, value: draft[id], oninput }));
    };
    const said = h('p.warning', { role: 'alert' });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      const sources = sourcesOf();
      if (sources.length) void read(sources);
      else said.textContent = 'Paste a text or choose a file first';
    };
    fill(
      dialog,
      head('Add text'),
      h(
        'form.panel-body',
        { onsubmit: submit },
        h('label', { for: 'add-text' }, 'Text'),
        area,
        h(
          'div.inline',
          {},
          field('title', 'Title', 'text'),
          field('date', 'Date', 'date'),
          field('source', 'Source', 'text'),
        ),
        files.element,
        said,
        h('p.quiet.small', {}, 'It is read first. Nothing is kept before you have seen the result'),
        h('button.primary', {}, 'Read it'),
      ),
    );
  }

  /** @returns {Source[]} */
  function sourcesOf() {
    const { text, title, date, source } = draft;
    /** @type {Source[]} */
    const found = files.all().map((file) => ({
      name: file.name,
      body: file,
      type: mediaType(file),
    }));
    if (!text.trim()) return found;
    const about = Object.fromEntries(Object.entries({ title, date, source }).filter(([, value]) => value));
    // With nothing said about it, the text may say it itself in its front matter.
    const plain = !Object.keys(about).length;
    return [
      {
        name: title || 'The text',
        body: plain ? text : JSON.stringify({ text, ...about }),
        type: plain ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      },
      ...found,
    ];
  }

  /** Reads one after the other, so that the server has room for others. @param {Source[]} sources */
  async function read(sources) {
    /** @type {Read[]} */
    const done = [];
    for (const source of sources) {
      showProgress('Reading', done.length, sources.length);
      const one = {
        source,
        found: null,
        error: /** @type {string|null} */ (null),
        stored: false,
      };
      try {
        one.found = (
          await api.send('POST', 'geoparse', {
            body: source.body,
            type: source.type,
          })
        ).body;
      } catch (error) {
        one.error = /** @type {Error} */ (error).message;
      }
      done.push(one);
    }
    showResult(done);
  }

  function showProgress(/** @type {string} */ verb, /** @type {number} */ at, /** @type {number} */ of) {
    fill(
      dialog,
      head('Add text'),
      h(
        'div.panel-body',
        { role: 'status' },
        h('p', {}, of > 1 ? `${verb} ${at + 1} of ${of}` : verb),
        h('progress', { max: of, value: at, 'aria-label': verb }),
      ),
    );
  }

  function showResult(/** @type {Read[]} */ done) {
    const good = done.filter(({ error }) => !error);
    const documents = good.reduce((sum, { found }) => sum + found.documents.length, 0);
    const store = h(
      'button.primary',
      { type: 'button', disabled: !documents, onclick: () => keep(done) },
      `Keep ${counted(documents, 'document')}`,
    );
    fill(
      dialog,
      head('What was found'),
      h('div.panel-body.results', {}, done.map(result)),
      h('div.panel-foot', {}, store, h('button.small-button', { type: 'button', onclick: showForm }, 'Back')),
    );
    store.focus();
  }

  async function keep(/** @type {Read[]} */ done) {
    const wanted = done.filter(({ error, stored }) => !error && !stored);
    const ids = [];
    for (const [at, one] of wanted.entries()) {
      showProgress('Keeping', at, wanted.length);
      try {
        const { body } = await api.send('POST', 'documents', {
          body: one.source.body,
          type: one.source.type,
        });
        ids.push(...body.documents.map((/** @type {any} */ document) => document.id));
        one.stored = true;
      } catch (error) {
        one.error = /** @type {Error} */ (error).message;
      }
    }
    const failed = done.filter(({ error }) => error);
    if (failed.length) showResult(failed);
    else {
      draft = { text: '', title: '', date: '', source: '' };
      files.clear();
      dialog.close();
    }
    if (ids.length) await onstored(ids);
  }

  return { open };
}
