// Prints what waits: claims the next paper, hands it to the browser's printer, and says how it went.
// A paper is claimed before it is printed, so one that may have come out is never printed again by itself.
"use strict";
{
  const EVERY = 3000;
  const PATIENCE = 20000;
  const home = location.pathname;

  const read = async (url, options = {}) => {
    const reply = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    if (!reply.ok) throw new Error(String(reply.status));
    return new DOMParser().parseFromString(await reply.text(), "text/html");
  };
  const send = (form) => read(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const station = (page) => {
    const found = page.querySelector("#station");
    found.querySelector("noscript")?.remove(); // a page that was fetched has elements in it, a shown one words
    return found;
  };

  // What is as it was stays: whoever stands on a link in it would lose it every three seconds.
  const show = (page) => {
    const [here, now] = [document, page].map(station);
    if (!here.isEqualNode(now)) here.replaceWith(now);
  };

  // Chromium and Firefox print a frame that is there, if only a dot of it.
  const print = (url) =>
    new Promise((printed, failed) => {
      const frame = document.createElement("iframe");
      frame.className = "quiet";
      frame.title = document.title;
      frame.addEventListener("load", () => {
        try {
          frame.contentWindow.print();
          printed(frame);
        } catch (no) {
          failed(no);
        }
      });
      setTimeout(failed, PATIENCE, new Error("the paper did not load"));
      frame.src = url;
      document.body.append(frame);
    });

  const printNext = async (form) => {
    const page = await send(form);
    const paper = page.querySelector("#paper");
    if (!paper) return;
    // The browser may still be sending the last one to the printer: it goes when the next comes.
    document.querySelectorAll("iframe").forEach((frame) => frame.remove());
    const went = await print(paper.getAttribute("href")).then(() => "#printed", () => "#failed");
    await send(page.querySelector(went));
  };

  const look = async () => {
    const stale = document.querySelector("#stale");
    try {
      show(await read(home));
      const next = document.querySelector("#next");
      if (next) await printNext(next);
      stale.hidden = true;
    } catch {
      stale.hidden = false;
    }
    setTimeout(look, EVERY);
  };
  if (!document.querySelector("#paper")) setTimeout(look, EVERY);
}
