// Leaves a page of the staff once its sign-in has ended: what it shows is for nobody else. The clock
// on the wall may be set back, the other one stands while the machine sleeps: whichever is further.
"use strict";
{
  const { seconds, url } = document.currentScript.dataset;
  const begun = { wall: Date.now(), counted: performance.now() };

  const look = () => {
    const gone = Math.max(Date.now() - begun.wall, performance.now() - begun.counted);
    if (gone < 1000 * seconds) return;
    // Hidden at once: the address that follows may be slow, or away.
    document.documentElement.hidden = true;
    location.replace(url);
  };

  setInterval(look, 1000);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
}
