// Play: the chosen days move on, one step at a time, until the last.

import { fill, h } from '../dom.js';

const STEP_MS = 900;

/** @param {{count: () => number, chosen: () => [number, number]|null, choose: (range: [number, number]) => void}} line */
export function createPlay(line) {
  let timer = 0;
  const button = h('button.icon.play', {
    type: 'button',
    onclick: () => (timer ? stop() : start()),
  });

  function start() {
    const chosen = line.chosen();
    // From the beginning where nothing is chosen, or where the end was reached.
    if (!chosen || chosen[1] >= line.count() - 1) line.choose([0, chosen ? chosen[1] - chosen[0] : 0]);
    timer = setInterval(step, STEP_MS);
    draw();
  }

  function step() {
    const chosen = line.chosen();
    if (!chosen || chosen[1] >= line.count() - 1) return stop();
    return line.choose([chosen[0] + 1, chosen[1] + 1]);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    draw();
  }

  function draw() {
    button.disabled = line.count() < 2;
    button.setAttribute('aria-label', timer ? 'Pause' : 'Play through the days');
    button.title = timer ? 'Pause' : 'Play through the days';
    fill(
      button,
      h(
        'svg',
        { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
        h('path', {
          d: timer ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4 2.5v11l9-5.5z',
        }),
      ),
    );
  }

  return { button, draw, stop };
}
