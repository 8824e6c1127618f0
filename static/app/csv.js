// Reads comma-separated values (RFC 4180), the shortest that the server writes.

/** Fields of one line each time: quoted ones may hold commas, quotes and line ends. */
const FIELD = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/y;

/** @param {string} text with a line of names first @returns {Record<string, string>[]} */
export function readCsv(text) {
  const [names = [], ...lines] = linesOf(text);
  return lines.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i] ?? ''])));
}

/** @param {string} text */
function linesOf(text) {
  /** @type {string[][]} */
  const lines = [];
  let line = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const [, raw, end] = /** @type {RegExpExecArray} */ (FIELD.exec(text));
    line.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',' && FIELD.lastIndex < text.length) continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
