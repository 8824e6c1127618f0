// The box that narrows what is shown: drawn with the mouse, kept on the map while it holds.

import * as state from '../state.js';
import { bboxOf, boundsOf, onTurns, turnsOf } from './turns.js';

/* global L */

/** Pixels below which a press is a click. */
const LEAST = 6;

/** @param {any} map */
export function addBox(map) {
  map.createPane('box').style.zIndex = '580';
  const style = {
    pane: 'box',
    renderer: L.svg({ pane: 'box' }),
    className: 'asked-box',
    interactive: false,
  };
  const layers = L.layerGroup().addTo(map);
  const container = map.getContainer();

  function show() {
    layers.clearLayers();
    const { box } = state.get();
    if (!box) return;
    const bounds = boundsOf(box);
    for (const turn of turnsOf(map)) {
      const shift = 360 * turn;
      layers.addLayer(
        L.rectangle(
          [
            [bounds.getSouth(), bounds.getWest() + shift],
            [bounds.getNorth(), bounds.getEast() + shift],
          ],
          style,
        ),
      );
    }
  }

  /** What to do when the box is drawn or given up. */
  let done = () => {};

  /** Lets the next drag draw a box instead of moving the map. @param {() => void} whenDone */
  function begin(whenDone) {
    done = whenDone;
    map.dragging.disable();
    document.body.classList.add('drawing');
    container.addEventListener('pointerdown', press, {
      once: true,
      capture: true,
    });
    addEventListener('keydown', giveUp, { capture: true });
  }

  function end() {
    map.dragging.enable();
    document.body.classList.remove('drawing');
    done();
    container.removeEventListener('pointerdown', press, { capture: true });
    removeEventListener('keydown', giveUp, { capture: true });
  }

  function giveUp(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  }

  function press(/** @type {PointerEvent} */ event) {
    event.stopPropagation();
    event.preventDefault();
    const start = map.mouseEventToContainerPoint(event);
    const drawn = L.rectangle(map.getBounds(), style);
    const boundsTo = (/** @type {PointerEvent} */ to) =>
      L.latLngBounds(map.containerPointToLatLng(start), map.containerPointToLatLng(map.mouseEventToContainerPoint(to)));
    const move = (/** @type {PointerEvent} */ to) => drawn.setBounds(boundsTo(to)).addTo(map);
    const up = (/** @type {PointerEvent} */ to) => {
      removeEventListener('pointermove', move);
      drawn.remove();
      end();
      if (start.distanceTo(map.mouseEventToContainerPoint(to)) < LEAST) return;
      // The click that ends the drag is no click on the map; it comes at once, if it comes at all.
      const swallow = (/** @type {Event} */ click) => click.stopPropagation();
      addEventListener('click', swallow, { capture: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      state.set({ box: bboxOf(boundsTo(to)) });
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up, { once: true });
  }

  onTurns(map, show);
  return { show, begin };
}
