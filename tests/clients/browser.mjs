// A real browser opens the page, and a reader's ways through it are walked. Usage: browser.mjs URL [SCREENSHOT-FOLDER [CHECK...]]

import { access } from './page/access.mjs';
import { add } from './page/add.mjs';
import { arithmetic } from './page/arithmetic.mjs';
import { begin } from './page/shared.mjs';
import { corrections } from './page/corrections.mjs';
import { downloads } from './page/downloads.mjs';
import { edits } from './page/edits.mjs';
import { embed } from './page/embed.mjs';
import { example } from './page/example.mjs';
import { filters } from './page/filters.mjs';
import { keyboard } from './page/keyboard.mjs';
import { marks } from './page/marks.mjs';
import { movements } from './page/movements.mjs';
import { pages } from './page/pages.mjs';
import { print } from './page/print.mjs';
import { reading } from './page/reading.mjs';
import { share } from './page/share.mjs';
import { states } from './page/states.mjs';
import { time } from './page/time.mjs';
import { transfer } from './page/transfer.mjs';

const ALL = {
  arithmetic,
  transfer,
  marks,
  reading,
  movements,
  filters,
  time,
  share,
  print,
  keyboard,
  states,
  add,
  corrections,
  edits,
  downloads,
  example,
  embed,
  pages,
  access,
};

const [url, folder, ...names] = process.argv.slice(2);
const checks = await begin(url, folder);
for (const [name, walk] of Object.entries(ALL)) {
  if (names.length && !names.includes(name)) continue;
  console.log(`-- ${name}`);
  try {
    await walk(checks);
  } catch (error) {
    checks.check(false, `${name} could not go on: ${/** @type {Error} */ (error).message}`);
  }
}
await checks.end();
