// Reads the points and polygons of a vector tile (Mapbox Vector Tile 2.1): of the protocol buffers in it, only what they need.

/** @typedef {[number, number]} Point in units of the tile, 0 to its extent, y down */
/** @typedef {{properties: Record<string, any>, rings: Point[][]}} TileFeature */

/** Field numbers and wire types of the format. */
const TILE_LAYER = 3;
const [FEATURE, KEY, VALUE] = [2, 3, 4];
const [TAGS, GEOMETRY] = [2, 4];
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];
const CLOSE = 7;
/** The field of a value that is a whole number with a sign. */
const SIGNED = 6;

/** @param {ArrayBuffer} buffer @returns {TileFeature[]} the features of all layers */
export function readTile(buffer) {
  return [...fields(new DataView(buffer))]
    .filter(([number]) => number === TILE_LAYER)
    .flatMap(([, layer]) => readLayer(layer));
}

/** @param {DataView} layer @returns {TileFeature[]} */
function readLayer(layer) {
  /** @type {string[]} */
  const keys = [];
  /** @type {any[]} */
  const values = [];
  const features = [];
  for (const [number, content] of fields(layer)) {
    if (number === KEY) keys.push(text(content));
    if (number === VALUE) values.push([...fields(content)].map(valueOf)[0]);
    if (number === FEATURE) features.push(content);
  }
  return features.map((feature) => {
    const own = Object.fromEntries([...fields(feature)].filter(([number]) => number === TAGS || number === GEOMETRY));
    const tags = own[TAGS] ? [...varints(own[TAGS])] : [];
    const properties = Object.fromEntries(
      Array.from({ length: tags.length / 2 }, (_, i) => [keys[tags[2 * i]], values[tags[2 * i + 1]]]),
    );
    return {
      properties,
      rings: own[GEOMETRY] ? rings([...varints(own[GEOMETRY])]) : [],
    };
  });
}

/** @param {[number, any]} field of a value */
function valueOf([number, value]) {
  if (value instanceof DataView) return text(value);
  return number === SIGNED ? signed(value) : value;
}

/** Moves, lines and closings, each relative to the point before; points are a ring without an end. @param {number[]} commands @returns {Point[][]} */
function rings(commands) {
  const found = [];
  /** @type {Point[]} */
  let ring = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < commands.length;) {
    const [command, count] = [commands[at] & 7, commands[at] >> 3];
    at += 1;
    if (command === CLOSE) {
      found.push(ring);
      ring = [];
      continue;
    }
    for (let i = 0; i < count; i += 1, at += 2) {
      x += signed(commands[at]);
      y += signed(commands[at + 1]);
      ring.push([x, y]);
    }
  }
  return ring.length ? [...found, ring] : found;
}

/** @param {number} zigzag */
const signed = (zigzag) => (zigzag >>> 1) ^ -(zigzag & 1);

/** @param {DataView} view */
const text = (view) => new TextDecoder().decode(view);

/** The fields of a message: number, and content as a number or bytes. @param {DataView} view @returns {Generator<[number, any]>} */
function* fields(view) {
  const cursor = { at: 0 };
  while (cursor.at < view.byteLength) {
    const key = varint(view, cursor);
    const [number, wire] = [key >> 3, key & 7];
    if (wire === VARINT) yield [number, varint(view, cursor)];
    else if (wire === BYTES) {
      const length = varint(view, cursor);
      yield [number, new DataView(view.buffer, view.byteOffset + cursor.at, length)];
      cursor.at += length;
    } else if (wire === FIXED64) {
      yield [number, view.getFloat64(cursor.at, true)];
      cursor.at += 8;
    } else if (wire === FIXED32) {
      yield [number, view.getFloat32(cursor.at, true)];
      cursor.at += 4;
    } else throw new Error(`a tile holds a field of type ${wire}`);
  }
}

/** @param {DataView} view */
function* varints(view) {
  const cursor = { at: 0 };
  while (cursor.at < view.byteLength) yield varint(view, cursor);
}

/** @param {DataView} view @param {{at: number}} cursor */
function varint(view, cursor) {
  let [result, scale] = [0, 1];
  for (;;) {
    const byte = view.getUint8(cursor.at);
    cursor.at += 1;
    result += (byte & 127) * scale;
    if (byte < 128) return result;
    scale *= 128;
  }
}
