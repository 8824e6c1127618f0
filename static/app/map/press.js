// Marks are buttons: a click opens them, and so do Enter and the space bar, which Leaflet leaves to others.

const KEYS = ['Enter', ' '];

/** @param {any} marker of Leaflet @param {() => void} listener */
export function onPress(marker, listener) {
  marker.on('click', listener);
  marker.on('keydown', (/** @type {{originalEvent: KeyboardEvent}} */ { originalEvent: event }) => {
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    listener();
  });
}
