// The feature classes of GeoNames in words.

/** @type {Record<string, string>} */
const NAMES = {
  A: 'Countries and areas',
  P: 'Towns and villages',
  H: 'Seas, rivers, lakes',
  L: 'Parks, regions, bases',
  S: 'Buildings and sites',
  T: 'Mountains and islands',
  R: 'Roads and railways',
  V: 'Forests',
  U: 'Under the sea',
};

/** @param {string} code */
export const className = (code) => NAMES[code] ?? `Class ${code}`;
