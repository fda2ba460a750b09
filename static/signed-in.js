// Leaves a page of the staff once its sign-in has ended: what it shows is for nobody else. It may
// end here, by the clock: the one on the wall may be set back, the other stands while the machine
// sleeps, so whichever is further. And it may end elsewhere: the server is asked now and then.
// A page that stays is the room card: hands are busy, so while its session may last it is in use.
// A minute before the end of all others it asks: one tap, and it stays with all that was typed.
"use strict";
{
  const { seconds, still, url, stays, used, renew } = document.currentScript.dataset;
  const dialog = document.querySelector("#going");
  const now = () => ({ wall: Date.now(), counted: performance.now() });
  const loaded = now();
  let begun = loaded;

  const since = (moment) => Math.max(Date.now() - moment.wall, performance.now() - moment.counted);
  const isInUse = () => stays && since(loaded) < 1000 * stays;

  const leave = () => {
    // Hidden at once: the address that follows may be slow, or away.
    document.documentElement.hidden = true;
    location.replace(url);
  };

  const ask = async () => {
    const inUse = isInUse();
    try {
      const answer = await fetch(inUse ? used : still, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect" || [403, 409].includes(answer.status)) leave();
      else if (inUse && answer.ok) begun = now();
    } catch {
      // No network says nothing about a sign-in: the clock goes on.
    }
  };

  const goOn = async () => {
    const answer = await fetch(renew, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer?.ok) begun = now();
    if (answer?.ok) dialog.close();
    else look();
  };

  const look = () => {
    if (since(begun) >= 1000 * seconds) return leave();
    const soon = since(begun) >= 1000 * (seconds - 60);
    if (soon && dialog && !isInUse() && !dialog.open) dialog.showModal();
    return ask();
  };

  dialog?.querySelector("button").addEventListener("click", goOn);
  dialog?.addEventListener("cancel", (event) => {
    event.preventDefault(); // Escape
    goOn();
  });

  setInterval(look, 5000);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
}
