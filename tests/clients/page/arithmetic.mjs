// The arithmetic of the page, in the browser that runs it; and that the page asks early for all that it will need.

import { readFileSync } from 'node:fs';

/** @param {import('./shared.mjs').Checks} checks */
export async function arithmetic({ check, open }) {
  const page = await open();
  const found = await page.evaluate(async () => {
    const load = (/** @type {string} */ name) => import(new URL(`static/app/${name}.js`, document.baseURI).href);
    const [
      { markedSentence },
      { stretch, distance },
      { parse, parseBox, write },
      { date, dates, listing, plural },
      { seamOf, eastOf, wrap, together },
      { binned },
      { cluster },
      { parameters },
      { mediaType },
    ] = await Promise.all(
      ['mark', 'map/lines', 'state', 'format', 'map/turns', 'time/bins', 'map/clusters', 'query', 'add/media'].map(
        load,
      ),
    );
    const marked = (/** @type {string} */ sentence, /** @type {number} */ start, /** @type {string} */ surface) =>
      markedSentence({
        sentence,
        sentence_start: 100,
        start: 100 + start,
        end: 100 + start + [...surface].length,
        surface,
        kind: 'literal',
      }).find((/** @type {any} */ part) => part instanceof Node).textContent;
    const line = [
      [0, 0],
      [0, 10],
      [0, 20],
    ];
    const thirds = [0, 1, 2].map((i) => stretch([line], i / 3, (i + 1) / 3)[0]);
    const hash =
      '#view=6.5/34.800/37.500&kinds=facility,metonymic&tab=places&q=north%20%26%20west&country=SY,IQ&class=P&doc=a%3Ab&conf=0.5&days=2015-10-01/2015-10-07&box=170,-20,-170,-10&grid=1&sel=place:a%2Fb%3Ac';
    const place = (/** @type {number} */ lon, /** @type {number} */ total) => ({
      place: { id: String(lon), at: [0, lon] },
      counts: { literal: total, facility: 0, region: 0, metonymic: 0, demonym: 0, embedded: 0 },
      total,
      kind: 'literal',
    });
    const many = Array.from({ length: 2000 }, (_, i) => place(-180 + ((i * 137.5) % 360), 1 + (i % 7)));
    const sums = [0, 2, 5.5, 9, 14].map((zoom) =>
      cluster(many, zoom).reduce((/** @type {number} */ sum, /** @type {any} */ { total }) => sum + total, 0),
    );
    return {
      astral: marked('🚀🛰️ In Morek, in Morek', 16, 'Morek'),
      arabic: marked('في حمص وحماة', 3, 'حمص'),
      cut: thirds.map((piece) => Math.round(distance(piece[0], piece.at(-1)))),
      joined: thirds[0].at(-1)[1] === thirds[1][0][1],
      same: write(parse(hash)) === hash,
      broken: write(parse('#view=x/y&kinds=nonsense&sel=&tab=8&box=1,2&days=never&conf=7&country=syria')),
      boxes: [parseBox('35 34 38 37'), parseBox('35,34,38'), parseBox('1,2,3,1')]
        .map((box) => box?.join() ?? 'none')
        .join('|'),
      dates: [
        date('2015-10-07T00:00:00Z'),
        dates('2015-09-30', '2015-10-01'),
        dates(null, null),
        dates('2015-10-01', '2015-10-07'),
      ],
      words: [listing(['Iran', 'Iraq', 'Syria']), plural('cruise missile'), plural('lorry'), plural('aircraft')],
      seam: [
        seamOf([178, -172, 175]),
        eastOf(-172, 170),
        wrap(190),
        wrap(-542),
        together([
          [0, 179],
          [0, -179],
        ])
          .map(([, lon]) => lon)
          .join(),
        // Beside each other already, beyond the antimeridian: they stay so, to the last digit.
        Math.round(
          Math.max(...together([202.59, 202.61, 202.64].map((lon) => [0, lon])).map(([, lon]) => lon)) -
            Math.min(...together([202.59, 202.61, 202.64].map((lon) => [0, lon])).map(([, lon]) => lon)),
        ),
      ].join('|'),
      bins: [
        binned([
          { day: '2015-10-01', count: 1 },
          { day: '2015-10-04', count: 2 },
        ]),
        binned([
          { day: '1900-01-01', count: 1 },
          { day: '2015-10-04', count: 2 },
        ]),
      ]
        .map(
          ({ unit, bins }) =>
            `${unit} ${bins.length} ${bins.reduce((/** @type {number} */ sum, /** @type {any} */ { count }) => sum + count, 0)}`,
        )
        .join('|'),
      edge: cluster([place(179.99, 3), place(-179.99, 2)], 3).length,
      sums: new Set(sums).size === 1 && sums[0] === many.reduce((sum, { total }) => sum + total, 0),
      query: JSON.stringify(parameters(parse('#class=P,A&days=2015-10-01/2015-10-07&kinds=literal'), 'mentions')),
      media: [mediaType({ name: 'a.JSONL', type: '' }), mediaType({ name: 'b', type: 'text/html' })].join(),
    };
  });
  check(found.astral === 'Morek', 'offsets count Unicode characters, beyond the basic plane too');
  check(found.arabic === 'حمص', 'and in Arabic');
  check(new Set(found.cut).size === 1 && found.joined, `a line is cut by its kilometres: ${found.cut.join(', ')}`);
  check(found.same, 'a link says what it was read from');
  check(found.broken === '#kinds=', `a broken link opens as far as it can: ${found.broken}`);
  check(found.boxes === '35,34,38,37|none|none', `boxes are read or refused: ${found.boxes}`);
  check(
    found.dates.join('|') === '7 Oct 2015|30 Sep – 1 Oct 2015||1 – 7 Oct 2015',
    `dates read as ${found.dates.join(', ')}`,
  );
  check(
    found.words.join('|') === 'Iran, Iraq and Syria|cruise missiles|lorries|aircraft',
    `words join as ${found.words.join('; ')}`,
  );
  check(found.seam === '175|188|-170|178|179,181|0', `longitudes are put side by side: ${found.seam}`);
  check(found.bins === 'day 4 3|year 116 3', `days are put together, and none is lost: ${found.bins}`);
  check(found.edge === 1 && found.sums, 'clusters count every mention once, over the antimeridian too');
  check(
    found.query ===
      '{"kind":"literal","datetime":"2015-10-01/2015-10-07","filter":"feature_class IN (\'P\', \'A\') AND time_source IS NOT NULL"}',
    `a state asks the API ${found.query}`,
  );
  check(found.media === 'application/x-ndjson,text/html', `files are what they are called: ${found.media}`);

  const loaded = await page.evaluate(() => {
    const [{ startTime: first }] = performance.getEntriesByName('first-view');
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < first);
    return before.map(({ name }) => new URL(name).pathname).filter((path) => /static\/app\//.test(path));
  });
  const html = readFileSync(new URL('../../../static/index.html', import.meta.url), 'utf8');
  const late = [...new Set(loaded)].filter((path) => !html.includes(path.slice(path.indexOf('static/'))));
  check(
    late.length === 0,
    `index.html names all ${new Set(loaded).size} modules, so that none waits for another: ${late.join(', ') || 'none is missing'}`,
  );
  await page.context().close();
}
