// Keeps the screen on while a client's page is open and seen, where the browser lets us: a tablet that
// sleeps in the middle of a question has to be unlocked by somebody else.
"use strict";
{
  const stay = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", stay);
  stay();
}
