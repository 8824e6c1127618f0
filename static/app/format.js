// Numbers, dates and codes as people read them.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** `2015-10-07` as `7 Oct 2015`; read as text, since a Date would shift the day with the time zone. @param {string|null} day */
export function date(day) {
  const match = /^(-?\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  return match ? `${Number(match[3])} ${MONTHS[Number(match[2]) - 1]} ${match[1]}` : null;
}

/** Two days as one phrase, `30 Sep – 1 Oct 2015`. @param {string|null} first @param {string|null} last */
export function dates(first, last) {
  const [from, to] = [date(first), date(last)];
  if (!from || !to || from === to) return from ?? to;
  const [a, b] = [from.split(' '), to.split(' ')];
  if (a[2] !== b[2]) return `${from} – ${to}`;
  return a[1] === b[1] ? `${a[0]} – ${to}` : `${a[0]} ${a[1]} – ${to}`;
}

/** @type {Record<string, string>} */
const BASIS = {
  given: 'given when it was added',
  front_matter: 'stated in the document',
  metadata: 'from the file’s metadata',
  json_ld: 'from the page’s metadata',
  time_element: 'from a time on the page',
  dateline: 'from its dateline',
  file_name: 'from the file’s name',
};

/** How a document's date is known. @param {string|null} basis */
export const dateBasis = (basis) => (basis ? (BASIS[basis] ?? basis.replaceAll('_', ' ')) : null);

/** Made once: making one takes longer than using it a thousand times. */
const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** @param {number} value */
export const number = (value) => WHOLE.format(value);

/** @param {number|null} value */
export const km = (value) => (value === null || value === undefined ? null : `${number(value)} km`);

/** `1 mention`, `12 mentions`. @param {number} count @param {string} noun */
export function counted(count, noun) {
  return `${number(count)} ${count === 1 ? noun : plural(noun)}`;
}

/** @param {string} noun singular */
export function plural(noun) {
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(people|aircraft|troops)$/.test(noun)) return noun;
  if (/person$/.test(noun)) return noun.replace(/person$/, 'people');
  return `${noun}s`;
}

/** Confidence in words with the figure behind them. @param {number|null} value */
export function confidence(value) {
  if (value === null || value === undefined) return 'not rated';
  const words =
    value >= 0.95
      ? 'very likely'
      : value >= 0.8
        ? 'likely'
        : value >= 0.6
          ? 'probable'
          : value >= 0.4
            ? 'uncertain'
            : 'doubtful';
  return `${words}, ${value.toFixed(2)}`;
}

/** @type {Record<string, string>} */
const PRECISION = {
  1: 'the exact place',
  2: 'within about 25 km of it',
  3: 'somewhere in its district',
  4: 'somewhere in its first-level area',
  5: 'along a line or in a vague area',
  6: 'somewhere in the country',
  7: 'somewhere at sea or in international airspace',
};

/** UCDP where_prec in words. @param {number|null} code */
export const precision = (code) => PRECISION[code ?? ''] ?? null;

/** @type {Record<string, string>} */
const CODES = {
  PPLC: 'capital',
  PPLA: 'regional capital',
  PPLA2: 'town',
  PPLA3: 'town',
  PPLX: 'part of a town',
  PPL: 'town or village',
  PCLI: 'country',
  PCLS: 'country',
  PCLD: 'territory',
  TERR: 'territory',
  ADM1: 'first-level area',
  ADM2: 'district',
  ADM3: 'district',
  SEA: 'sea',
  OCN: 'ocean',
  GULF: 'gulf',
  LK: 'lake',
  BAY: 'bay',
  STRT: 'strait',
  STM: 'river',
  RGN: 'region',
  CONT: 'continent',
  AIRP: 'airport',
  AIRB: 'air base',
  INSM: 'military installation',
  NVB: 'naval base',
  BLDG: 'building',
  PAL: 'palace',
  ISL: 'island',
};
/** @type {Record<string, string>} */
const CLASSES = {
  P: 'populated place',
  A: 'administrative area',
  H: 'water',
  T: 'landform',
  L: 'area',
  S: 'site',
  R: 'road',
  U: 'undersea',
  V: 'vegetation',
};

/** What a place is, from its GeoNames codes. @param {{feature_class?: string|null, feature_code?: string|null}} place */
export function featureType(place) {
  return CODES[place.feature_code ?? ''] ?? CLASSES[place.feature_class ?? ''] ?? 'place';
}

/** @param {string|null} code ISO 3166-1 alpha-2 */
export function country(code) {
  if (!code || !/^[A-Z]{2}$/.test(code)) return code || null;
  try {
    return COUNTRY_NAMES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The areas a place lies in, without repeating its own name. @param {{name?: string|null, admin1?: string|null, country?: string|null, feature_code?: string|null}} place */
export function within(place) {
  // A country may go by another name in its own code.
  if (/^PCL/.test(place.feature_code ?? '')) return '';
  return [place.admin1, country(place.country ?? null)].filter((part) => part && part !== place.name).join(', ');
}

/** `the Caspian Sea`, `Syria`. @param {string} name */
export const withArticle = (name) =>
  /\b(Sea|Ocean|Gulf|Strait|Channel|River|States|Emirates|Kingdom|Netherlands)\b/.test(name) && !/^the /i.test(name)
    ? `the ${name}`
    : name;

/** `Iran`, `Iran and Iraq`, `Iran, Iraq and Jordan`. @param {string[]} names */
export function listing(names) {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A joined column (`"Iran; Iraq"`) as a list. @param {string|null} joined */
export const split = (joined) =>
  joined
    ? joined
        .split(';')
        .map((part) => part.trim())
        .filter(Boolean)
    : [];

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
