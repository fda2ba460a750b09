// For hands that shake: of taps that follow each other in a moment, in the same place, only the first counts.
"use strict";
{
  const MOMENT = 700; // milliseconds
  const NEAR = 56; // pixels: a hand that shakes does not meet the very same spot

  let last = { at: -Infinity, x: 0, y: 0 };
  let again = false;

  const comesDown = ({ timeStamp: at, clientX: x, clientY: y }) => {
    again = at - last.at < MOMENT && Math.hypot(x - last.x, y - last.y) < NEAR;
    last = { at, x, y };
  };

  // A key has no place on the screen, and no detail.
  const isOneMore = (event) => {
    if (!again || !event.detail) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  document.addEventListener("pointerdown", comesDown, true);
  document.addEventListener("click", isOneMore, true);
}
