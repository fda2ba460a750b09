// The signature: strokes as whole numbers in the form's own field, and on the server at every pen lift.
// Nothing of it stays in the browser; without this file a typed name counts the same.
"use strict";
{
  const find = (selector, within = document) => within.querySelector(selector);

  const MOST_POINTS = 1900; // the server takes 2,000

  const flat = (groups) => {
    const points = groups.reduce((sum, group) => sum + group.points.length, 0);
    const step = Math.ceil(points / MOST_POINTS) || 1;
    const kept = (group) => group.points.filter((_, n) => n % step === 0 || n === group.points.length - 1);
    return groups.map((group) => kept(group).flatMap(({ x, y }) => [Math.round(x), Math.round(y)]));
  };

  const groups = ({ w, h, strokes }, canvas) => {
    const [across, down] = [canvas.clientWidth / w, canvas.clientHeight / h];
    const point = (x, y, n) => ({ x: x * across, y: y * down, pressure: 0.5, time: n });
    return strokes.map((stroke) => ({
      points: stroke.flatMap((x, n) => (n % 2 ? [] : [point(x, stroke[n + 1], n + 1)])),
    }));
  };

  // Each stroke goes to the server, one after the other: of those drawn meanwhile, the last has them all.
  let keeping = false;
  let drawnMeanwhile = false;

  const keepStrokes = async (form) => {
    if (!form.elements.rev) return; // nothing is kept of it before it is signed
    drawnMeanwhile = keeping;
    if (keeping) return;
    keeping = true;
    const sent = new URLSearchParams(new FormData(form));
    sent.set("go", "stroke");
    const reply = await fetch(form.action, { method: "POST", body: sent }).catch(() => null);
    const rev = reply?.status === 200 && !reply.redirected ? await reply.text().catch(() => "") : "";
    if (/^\d+$/.test(rev) && form.isConnected) form.elements.rev.value = rev;
    keeping = false;
    if (drawnMeanwhile && form.isConnected) keepStrokes(form);
  };

  const wirePad = (box) => {
    if (!box || "wired" in box.dataset || !window.SignaturePad) return;
    box.dataset.wired = "";
    const canvas = find("canvas", box);
    const field = find("input", box);
    const pen = { minWidth: 2, maxWidth: 2, minDistance: 3, penColor: getComputedStyle(canvas).color };
    const pad = new SignaturePad(canvas, pen);
    const draw = () => {
      const dots = Math.max(devicePixelRatio, 1);
      canvas.width = canvas.clientWidth * dots;
      canvas.height = canvas.clientHeight * dots;
      canvas.getContext("2d").scale(dots, dots);
      pad.clear();
      if (field.value) pad.fromData(groups(JSON.parse(field.value), canvas).map((group) => ({ ...pen, ...group })));
    };
    pad.addEventListener("endStroke", () => {
      const pageful = { w: canvas.clientWidth, h: canvas.clientHeight, strokes: flat(pad.toData()) };
      field.value = JSON.stringify(pageful);
      keepStrokes(field.form);
    });
    // A stroke that ends in a flick would else count as a fling, and swallow the tap after it.
    canvas.addEventListener("touchstart", (event) => event.preventDefault());
    find("button", box).addEventListener("click", () => {
      pad.clear();
      field.value = "";
      keepStrokes(field.form);
    });
    new ResizeObserver(draw).observe(canvas);
  };

  document.addEventListener("htmx:after:swap", () => wirePad(find("[data-sign]")));
  // The pad's own script arrives with the sign page, after this one.
  document.addEventListener("load", (event) => event.target.tagName === "SCRIPT" && wirePad(find("[data-sign]")), true);
}
