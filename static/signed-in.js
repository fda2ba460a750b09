// Leaves a page of the staff once its sign-in has ended: what it shows is for nobody else. It may
// end here, by the clock: the one on the wall may be set back, the other stands while the machine
// sleeps, so whichever is further. And it may end elsewhere: the server is asked now and then.
"use strict";
{
  const { seconds, still, url } = document.currentScript.dataset;
  const begun = { wall: Date.now(), counted: performance.now() };

  const leave = () => {
    // Hidden at once: the address that follows may be slow, or away.
    document.documentElement.hidden = true;
    location.replace(url);
  };

  const ask = async () => {
    try {
      const answer = await fetch(still, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect" || [403, 409].includes(answer.status)) leave();
    } catch {
      // No network says nothing about a sign-in: the clock goes on.
    }
  };

  const look = () => {
    const gone = Math.max(Date.now() - begun.wall, performance.now() - begun.counted);
    if (gone < 1000 * seconds) ask();
    else leave();
  };

  setInterval(look, 5000);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
}
