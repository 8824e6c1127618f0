// Asks for what the first view needs while the rest of the page is still on its way; main.js finds the answers there.

import * as movements from './data/movements.js';
import * as places from './data/places.js';
import * as state from './state.js';

const current = state.get();
// What fails here is asked again by main.js, which tells the reader.
Promise.all([places.book.load(null), places.counts.load(current), movements.list.load(current)]).catch(() => {});
