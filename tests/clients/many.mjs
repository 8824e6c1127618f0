// Writes reports that name towns all over the world as JSON lines, for a store of some 100,000 mentions.
// Usage: many.mjs URL [MENTIONS] >many.jsonl, of any running service: its gazetteer tells the towns

import { once } from 'node:events';

const url = process.argv[2].replace(/\/$/, '');
const wanted = Number(process.argv[3] ?? 100_000);

const STEP = 5;
const TOWNS_PER_POINT = 12;
const SENTENCES = [
  'Officials in A said on DAY that the road to B was open again.',
  'In A, the mayor spoke of a quiet night, while people in B reported rain.',
  'The hospital of A took in eleven people from B and C.',
  'A meeting of traders from A and B was held in C on DAY.',
  'Nothing was heard from A.',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** Numbers that look random and are the same each time. */
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}
const random = numbers(2015);
const below = (limit) => Math.floor(random.next().value * limit);

/** Towns near each point of a grid; those of a point are near each other. @type {string[][]} */
const regions = [];
for (let lat = -50; lat <= 65; lat += STEP) {
  const row = Array.from({ length: 360 / STEP }, (_, i) => -180 + STEP * i);
  for (let at = 0; at < row.length; at += 8) {
    const answers = await Promise.all(
      row
        .slice(at, at + 8)
        .map(async (lon) =>
          (await fetch(`${url}/gazetteer/nearest?lon=${lon}&lat=${lat}&limit=${TOWNS_PER_POINT}`)).json(),
        ),
    );
    for (const { features } of answers) {
      const towns = features
        .map(({ properties }) => properties)
        .filter(({ feature_class: of, distance_km: away }) => of === 'P' && away < 400);
      if (towns.length >= 4) regions.push(towns.map(({ name, admin1, country }) => [name, admin1, country]));
    }
  }
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' });
let mentions = 0;
for (let number = 0; mentions < wanted; number += 1) {
  const towns = regions[below(regions.length)];
  const [name, , country] = towns[below(towns.length)];
  const day = new Date(Date.UTC(2015, 0, 1 + below(300))).toISOString().slice(0, 10);
  const sentences = [`${name.toUpperCase()}, ${countries.of(country) ?? country} - This is report ${number}.`];
  for (let i = 0; i < 18; i += 1) {
    const town = () => towns[below(towns.length)][0];
    const sentence = SENTENCES[below(SENTENCES.length)];
    mentions += sentence.match(/\b[ABC]\b/g).length;
    sentences.push(
      sentence
        .replace(/\bA\b(?! meeting)/, town)
        .replace(/\bB\b/, town)
        .replace(/\bC\b/, town)
        .replace(/\bDAY\b/, DAYS[below(DAYS.length)]),
    );
  }
  // A journey here and there: each is derived over all that is stored.
  if (number % 20 === 0)
    sentences.push(`On ${DAYS[number % 5]} a convoy of ten lorries drove from ${towns[0][0]} to ${towns[1][0]}.`);
  const line = JSON.stringify({
    title: `Report ${number} from ${name}`,
    date: day,
    source: 'many.jsonl',
    text: sentences.join(' '),
  });
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
