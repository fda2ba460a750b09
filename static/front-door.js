// Welcome and what lies beside it: the pad for codes, and a screen that rests when nobody is there.
"use strict";
{
  const field = document.querySelector("#code");
  const quiet = document.querySelector("[data-quiet]");
  const QUIET = 120_000;
  let timer = 0;

  const press = ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (key === undefined) return;
    field.value = key ? field.value + key : field.value.trimEnd().slice(0, -1);
    document.querySelector("#so-far").textContent = [...field.value].join(" "); // heard sign by sign
  };

  // Whoever comes finds the page awake; a code that was typed and left alone is not shown for ever.
  const wake = () => {
    for (const each of document.getAnimations()) {
      each.cancel();
      each.play();
    }
    clearTimeout(timer);
    if (quiet) timer = setTimeout(() => location.replace(quiet.dataset.quiet), QUIET);
  };

  // The pad is there: the tablet's own keyboard would cover it.
  if (field) field.inputMode = "none";
  document.addEventListener("click", press);
  for (const kind of ["pointerdown", "pointermove", "keydown"]) document.addEventListener(kind, wake, { passive: true });
  wake();
}
