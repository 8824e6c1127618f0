// What a file is, told by its name where the browser does not say.

/** @type {Record<string, string>} */
const TYPES = {
  txt: 'text/plain',
  md: 'text/plain',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  xml: 'application/xml',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  eml: 'message/rfc822',
  mbox: 'application/mbox',
};

/** @param {{name: string, type: string}} file */
export const mediaType = ({ name, type }) =>
  TYPES[name.split('.').pop()?.toLowerCase() ?? ''] ?? (type || 'text/plain');
