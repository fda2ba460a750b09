// Opens a question on the tap that asks for it, under the one it hangs on. The server asks the same
// on every post, and without this file. What was typed in a question that closes again is held only
// until the page goes.
"use strict";
{
  const find = (selector, within = document) => within.querySelector(selector);

  let form = null; // the page whose questions these are
  let asks = [];
  let drawn = null; // every follow-up as it would be put in
  let by = ""; // what the last touch was: "pointer", or a key
  let touched = false; // whether this page was touched before its follow-ups had come

  const fragment = (words) => {
    const holder = document.createElement("template");
    holder.innerHTML = words;
    return holder.content;
  };

  const box = (key, within = document) => {
    const found = find(`[data-asked="${key}"]`, within) ?? find(`#${key}`, within);
    return found?.closest("[data-asked], fieldset, .field");
  };

  const said = (key) => new FormData(form).getAll(key).filter((value) => `${value}`.trim());

  const TESTS = {
    has: (key, ...values) => said(key).some((value) => values.includes(value)),
    more: (key, number) => said(key).length > number,
    least: (key, number) => said(key).some((value) => Number(value) >= number),
    all: (...tests) => tests.every(holds),
    any: (...tests) => tests.some(holds),
  };

  const holds = ([kind, ...rest]) => TESTS[kind](...rest);

  // ---- One question in its place

  const offer = ({ key, among }, question) => {
    const picked = said(among);
    for (const input of question.querySelectorAll(`input[name="${key}"]`)) {
      const offered = picked.includes(input.value);
      input.closest("label").hidden = !offered;
      input.checked &&= offered;
    }
  };

  // Drawn by the server it has only the choices offered then: all of them are put in its place.
  const widen = ({ key }, there) => {
    const whole = drawn.get(key);
    if (!whole || whole === there) return;
    const picked = find("input:checked", there)?.value;
    for (const input of whole.querySelectorAll("input")) input.checked = input.value === picked;
    there.replaceWith(whole);
  };

  const open = ({ key, after }) => {
    const question = drawn.get(key);
    const before = after.map((known) => box(known)).find(Boolean);
    if (!question || !before) return null;
    before.after(question);
    return question;
  };

  const close = ({ key }, there) => {
    drawn.set(key, there);
    there.remove();
  };

  const update = (ask) => {
    const there = box(ask.key);
    const asked = holds(ask.when);
    if (there && !asked) close(ask, there);
    if (there && asked && ask.among) widen(ask, there);
    const opened = !there && asked ? open(ask) : null;
    const shown = box(ask.key);
    if (shown && ask.among) offer(ask, shown);
    return opened;
  };

  // ---- The server is told what was on the screen, so that it does not ask as though it were new

  const tell = () => {
    const field = find("[name=shown]", form) ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name: "shown" });
    field.value = asks.map((ask) => ask.key).filter((key) => box(key)).join(" ");
    form.append(field);
  };

  // ---- Where to look next. Whoever types, moves through choices with arrows, or ticks several by
  // ---- key stays where they are, and is told; a tap goes on to the new question.

  const goesOn = (target) => by === "pointer" || (target.type === "radio" && by === " ");

  const goTo = (question, target) => {
    const bar = find(".bar", form);
    const low = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().top : innerHeight;
    const { top, bottom, height } = question.getBoundingClientRect();
    const room = goesOn(target) ? top - 16 : target.getBoundingClientRect().top - 16;
    if (bottom > low || top < 0) scrollBy({ top: Math.min(Math.max(bottom - low + 16, height > low ? top - 16 : 0), room) });
    if (goesOn(target)) {
      const field = find("input:checked", question) ?? find("input, textarea", question);
      const words = find(`label[for="${field.id}"]`, question);
      // A typed answer is gone to by its words: the keyboard would cover what is still being ticked.
      if (words) words.tabIndex = -1;
      (words ?? field).focus({ preventScroll: true });
    } else {
      find("#opened").textContent = find("#opened").dataset.says;
    }
  };

  const look = ({ target, type }) => {
    if (!drawn || target.form !== form) return;
    find("#opened").textContent = "";
    const [first] = asks.map(update).filter(Boolean);
    tell();
    if (first && type === "change" && target.matches("[type=radio], [type=checkbox]")) goTo(first, target);
    by = "";
  };

  // ---- A page has come: what it may ask further is fetched once, and kept by the browser

  const wire = async () => {
    const page = find("#step-form");
    if (page === form) return;
    [form, asks, drawn, touched] = [page, JSON.parse(page?.dataset.asks ?? "[]"), null, false];
    if (!asks.length) return;
    const reply = await fetch(page.dataset.followUps).catch(() => null);
    if (!reply?.ok) return;
    const words = await reply.text().catch(() => "");
    if (page !== form) return;
    const [all, kept] = [fragment(words), fragment(find("#opened").dataset.kept ?? "")];
    drawn = new Map(asks.map(({ key }) => [key, box(key, kept) ?? box(key, all)]));
    page.dataset.wired = "";
    // Nothing moves by itself under a finger: what was tapped meanwhile opens with the next tap.
    if (!touched) asks.forEach(update);
    tell();
  };

  const note = (what) => {
    by = what;
    touched = true;
  };

  document.addEventListener("pointerdown", () => note("pointer"), true);
  document.addEventListener("keydown", ({ key }) => note(key), true);
  document.addEventListener("change", look);
  document.addEventListener("input", (event) => event.target.matches(".input") && look(event));
  document.addEventListener("htmx:after:swap", wire);
  wire();
}
