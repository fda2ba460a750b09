// Asks whether somebody is still there, and puts the answers away when nobody is. The server counts
// for itself: it is told that the tablet is in use, and parks what nobody uses with or without this.
"use strict";
{
  const dialog = document.querySelector("#idle");
  const limit = 1000 * dialog.dataset.seconds;
  // Milliseconds on this page. A wall clock can be set back, the other one may stand while the tablet
  // sleeps: whichever has gone further since the last look moves it on.
  let time = 0;
  let seen = { wall: Date.now(), counted: performance.now() };
  const now = () => {
    const look = { wall: Date.now(), counted: performance.now() };
    time += Math.max(look.wall - seen.wall, look.counted - seen.counted, 0);
    seen = look;
    return time;
  };

  let touched = now();
  let heard = touched; // the last touch that the server knows of
  let told = touched;
  let telling = false;
  let leaving = false; // a page that is slow to come must not be asked for again each second

  const post = async (go) => {
    const page = new URLSearchParams(new FormData(document.querySelector("#step-form")));
    const body = go === "away" ? page : new URLSearchParams({ csrf_token: page.get("csrf_token") });
    body.set("go", go);
    const headers = { "HX-Request": "true" };
    const reply = await fetch(location.pathname, { method: "POST", headers, body, signal: AbortSignal.timeout(15000) });
    const elsewhere = reply.headers.get("HX-Redirect");
    if (elsewhere) {
      leaving = true;
      location.replace(elsewhere);
    }
    return reply.ok;
  };

  const tell = async (go) => {
    if (telling || leaving) return;
    telling = true;
    const at = now();
    told = at;
    if (await post(go).catch(() => false)) heard = at;
    telling = false;
  };

  const watch = () => {
    const at = now();
    const quiet = at - touched;
    if (quiet >= limit && !dialog.open) dialog.showModal();
    if (quiet >= limit * 1.5) {
      dialog.classList.add("locked");
      tell("away");
    } else if (touched > heard && at - told >= limit / 4) tell("here");
  };

  // The moment of an answer is noted at once: the close event comes later, perhaps after a jump of the clock.
  const isHere = () => {
    if (!dialog.classList.contains("locked")) touched = now();
  };

  const stay = () => {
    if (dialog.classList.contains("locked")) return dialog.showModal();
    told = -limit;
    return watch();
  };

  const touch = () => {
    if (!dialog.open) touched = now();
  };

  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "input"]) {
    document.addEventListener(kind, touch, { passive: true, capture: true });
  }
  dialog.querySelector("button").addEventListener("click", () => {
    isHere();
    dialog.close();
  });
  dialog.addEventListener("cancel", isHere); // Escape
  dialog.addEventListener("close", stay); // by the button, or by Escape
  setInterval(watch, 1000);
}
