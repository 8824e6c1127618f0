// Movements as lines: a stretch per territory in its colour, arrow heads in the direction of travel, the plain great circle dashed beside it.

import { drawn as drawable, references, version } from '../data/movements.js';
import { h } from '../dom.js';
import { km } from '../format.js';
import { journey, mover } from '../words.js';
import { colourClass, territoryColours } from './colours.js';
import { LEAST_FOR_HEADS, headShapes } from './heads.js';
import { extent, parts, stretch } from './lines.js';
import { onPress } from './press.js';
import { onTurns, turnsOf } from './turns.js';

/* global L */

/** With more journeys than this, yardsticks are drawn only for the selected one. */
const REFERENCES_UP_TO = 2;
/** Pixels from end to end below which a line is not drawn. */
const LEAST_TO_SEE = 5;

/** @param {any} map @param {{onselect: (id: string) => void}} events */
export function addMovements(map, { onselect }) {
  for (const [name, z] of [
    ['references', 380],
    ['journeys', 400],
  ])
    map.createPane(name).style.zIndex = String(z);
  const renderers = {
    references: L.svg({ pane: 'references', padding: 0.6, tolerance: 4 }),
    journeys: L.svg({ pane: 'journeys', padding: 0.6, tolerance: 6 }),
  };
  const layers = L.layerGroup().addTo(map);
  const heads = L.layerGroup().addTo(map);
  /** @type {{lines: any[], className: string, end: boolean}[]} */
  let directed = [];
  /** @type {{movement: any, lines: [number, number][][]}[]} */
  let starts = [];
  /** @type {{name: string, at: [number, number]}[]} */
  let named = [];
  /** @type {[number, number][][]} */
  let courses = [];

  /** @type {string|null} */
  let selected = null;

  let drawn = '';
  /** The journeys that can be seen at this zoom, by their ids. */
  let shown = '';

  /** @typedef {import('../data/movements.js').Movement} Movement */
  /** What is shorter on the screen is a speck among the marks, and there may be hundreds. @param {Movement} movement */
  const isLong = (movement) => {
    const [south, west, north, east] = extent(movement.geometry);
    return map.project([north, west]).distanceTo(map.project([south, east])) >= LEAST_TO_SEE;
  };
  const visible = () => drawable(selected).filter((movement) => movement.id === selected || isLong(movement));
  const key = (/** @type {Movement[]} */ of) => of.map(({ id }) => id).join();

  /** @param {string|null} id of the one that is selected */
  function show(id) {
    const now = `${version()} ${id}`;
    if (now === drawn) return;
    drawn = now;
    selected = id;
    draw();
  }

  function draw() {
    layers.clearLayers();
    directed = [];
    starts = [];
    named = [];
    courses = [];
    const lines = visible();
    shown = key(lines);
    const colours = territoryColours(lines);
    const few = drawable().length <= REFERENCES_UP_TO;
    for (const turn of turnsOf(map)) {
      for (const movement of lines) {
        if (movement.id === selected || few)
          for (const other of references(movement)) drawReference(other, movement, turn);
        drawJourney(movement, colours, turn);
      }
    }
    drawHeads();
  }

  function drawReference(/** @type {any} */ reference, /** @type {any} */ movement, /** @type {number} */ turn) {
    const lines = parts(reference.geometry, turn);
    if (!lines.length) return;
    const style = {
      pane: 'references',
      renderer: renderers.references,
      className: 'reference',
      interactive: false,
    };
    layers.addLayer(L.polyline(lines, style));
    courses.push(...lines);
    const against = reference.consistent_with_text ? 'agrees with the text' : 'does not agree with the text';
    // The line itself listens, drawn invisible and wide.
    const target = L.polyline(lines, {
      ...style,
      className: 'target',
      weight: 14,
      interactive: true,
      bubblingMouseEvents: false,
    });
    target.bindTooltip(
      h(
        'div',
        {},
        h('div.tip-name', {}, `Great circle, ${against}`),
        reference.contradicting && h('div', {}, `Crosses ${reference.contradicting.replaceAll(';', ',')}`),
      ),
      { sticky: true, className: 'tip' },
    );
    target.on('click', () => onselect(movement.id));
    layers.addLayer(outOfTabs(target));
    const [middle] = stretch(lines, 0.44, 0.46);
    if (middle) named.push({ name: `Great circle: ${against}`, at: middle[0] });
  }

  function drawJourney(
    /** @type {any} */ movement,
    /** @type {Map<string, number>} */ colours,
    /** @type {number} */ turn,
  ) {
    const lines = parts(movement.geometry, turn);
    const style = {
      pane: 'journeys',
      renderer: renderers.journeys,
      interactive: false,
    };
    const state = `${movement.id === selected ? ' selected' : ''}${movement.hedged || movement.polarity !== 'affirmed' ? ' unsure' : ''}`;
    layers.addLayer(L.polyline(lines, { ...style, className: `casing${state}` }));
    courses.push(...lines);
    const total = movement.segments.at(-1)?.to_km;
    const segments = total ? movement.segments : [{ territory: null, from_km: 0, to_km: 1 }];
    segments.forEach((/** @type {any} */ segment, /** @type {number} */ i) => {
      const piece = stretch(lines, segment.from_km / (total || 1), segment.to_km / (total || 1));
      if (!piece.length) return;
      const className = colourClass(segment, colours);
      layers.addLayer(
        L.polyline(piece, {
          ...style,
          className: `segment ${className}${state}`,
        }),
      );
      directed.push({
        lines: piece,
        className,
        end: i === segments.length - 1,
      });
      const target = L.polyline(piece, {
        ...style,
        className: 'target',
        weight: 18,
        interactive: true,
        bubblingMouseEvents: false,
      });
      target.bindTooltip(
        h(
          'div',
          {},
          h('div.tip-name', {}, segment.territory ?? 'Unnamed water'),
          total &&
            h(
              'div',
              {},
              `${km(segment.to_km - segment.from_km)}${segment.in_text ? ', named in the text' : ', not named in the text'}`,
            ),
          h('div.tip-counts', {}, journey(movement)),
        ),
        { sticky: true, className: 'tip' },
      );
      target.on('click', () => onselect(movement.id));
      layers.addLayer(outOfTabs(target));
    });
    starts.push({ movement, lines });
  }

  /** A line that has a tip would be a stop of the Tab key, and a movement has many; its start is the one. @param {any} line */
  const outOfTabs = (line) => line.on('add', () => line.getElement()?.setAttribute('tabindex', '-1'));

  /** One stop for the keyboard per journey, at its start. @param {any} movement @param {[number, number]} at */
  function startMark(movement, at) {
    const icon = L.divIcon({ className: 'journey-start', html: h('span', {}), iconSize: [14, 14] });
    const start = L.marker(at, { pane: 'journeys', title: journey(movement), icon });
    onPress(start, () => onselect(movement.id));
    start.on('add', () => start.getElement()?.setAttribute('aria-label', `${mover(movement)}: open the movement`));
    return start;
  }

  /** Arrow heads keep their size on the screen, so they are made anew for each zoom. */
  function drawHeads() {
    heads.clearLayers();
    const zoom = map.getZoom();
    for (const { movement, lines } of starts) {
      const [first, last] = [lines[0][0], lines[lines.length - 1].at(-1)].map((at) => map.project(at, zoom));
      if (first.distanceTo(last) >= LEAST_FOR_HEADS) heads.addLayer(startMark(movement, lines[0][0]));
    }
    // Leaflet would simplify shapes of a few pixels away.
    const style = { pane: 'journeys', renderer: renderers.journeys, interactive: false, smoothFactor: 0 };
    for (const { corners, className } of headShapes(map, directed))
      heads.addLayer(L.polygon(corners, { ...style, className }));
  }

  map.on('zoomend', () => (key(visible()) === shown ? drawHeads() : draw()));
  onTurns(map, draw);
  return { show, names: () => ({ named, courses }) };
}
