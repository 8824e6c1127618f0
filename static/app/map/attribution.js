// Whose data the map shows, and what its borders are not.

import { h } from '../dom.js';

/* global L */

/** @param {any} map */
export function addAttribution(map) {
  const Attribution = L.Control.extend({
    options: { position: 'bottomright' },
    onAdd: () =>
      h(
        'div.leaflet-control-attribution',
        {},
        'Places: ',
        link('https://www.geonames.org/', 'GeoNames'),
        ', ',
        link('https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'),
        ', modified · Base map: ',
        link('https://www.naturalearthdata.com/', 'Natural Earth'),
        h(
          'span.borders',
          {
            title:
              'Borders show what Natural Earth holds to be in control on the ground. They are no statement about the legal status of any area. Disputed ones are dashed where the data say so.',
          },
          ' · Borders are no statement on status',
        ),
      ),
  });
  new Attribution().addTo(map);
}

/** @param {string} href @param {string} text */
const link = (href, text) => h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
