// Smooths the walk. Every page works without this file, and nothing here is kept in the browser.
"use strict";
{
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  root.classList.add("script");

  // ---- Choices: "none" clears the others, any other clears "none"; the server does it too

  const clearOthers = (picked) => {
    if (picked.type !== "checkbox" || !picked.checked) return;
    for (const other of all(`input[name="${picked.name}"]`, picked.form)) {
      if (other !== picked && ("clears" in picked.dataset || "clears" in other.dataset)) other.checked = false;
    }
  };

  // ---- What the browser knows of itself, where nobody has chosen yet

  const ownZone = find('select[data-own="time zone"]');
  if (ownZone && !ownZone.value) ownZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // ---- A group in one row: its choices open on a yes, and wait, unsent, behind a no

  const openRow = (picked) => {
    const row = picked.closest(".group");
    const yes = row && find("[data-yes]", row);
    if (!yes || picked.type !== "radio") return;
    row.classList.toggle("yes", yes.checked);
    for (const chip of all("[type=checkbox]", row)) chip.disabled = !yes.checked;
    if (!yes.checked) return;
    yes.value = "seen";
    row.scrollIntoView({ block: "nearest" });
  };

  // ---- On a small screen the next card comes by itself; not under the arrow keys, nor in a wide window

  const turn = ({ target, detail }) => {
    const card = detail && target.matches("input") && target.closest(".turn");
    if (card && matchMedia("(max-width: 44rem)").matches) card.nextElementSibling?.scrollIntoView();
  };

  // ---- Places on the page: a fragment leaves no trail in the history

  const jump = (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    location.replace(link.getAttribute("href"));
    if (link.closest(".errors")) find("input, textarea, select", find(link.getAttribute("href")))?.focus();
  };

  const closeMenus = (event) => {
    for (const menu of all(".menu[open]")) {
      if (event.key === "Escape" || (event.type === "click" && !menu.contains(event.target))) menu.open = false;
    }
  };

  // ---- The cover: hides the answers from neighbours, and whenever the tablet looks away

  const cover = () => {
    const sheet = find("#cover");
    if (!sheet) return;
    const covered = location.hash === "#cover";
    for (const part of all("header, main, .skip")) part.inert = covered;
    find(covered ? "#cover a" : "h1")?.focus();
  };

  // Firefox and Safari call a page hidden that only makes room for the next one: a cover would call it back.
  let leaving = false;

  const lookAway = () => {
    const hidden = document.visibilityState === "hidden";
    if (hidden && !leaving && find("#cover")) location.replace("#cover");
    leaving &&= hidden;
  };

  // ---- Saving: a post that did not arrive is sent again, with all fields as they are

  const WAITS = [2, 4, 8, 15, 30];
  let tries = 0;
  let timer = 0;
  let pressed = null;

  const SAYS_STALE = ["today", "note-form"];

  const saysStale = (ctx, is) => {
    if (SAYS_STALE.includes(ctx?.sourceElement?.id)) find("#stale").hidden = !is;
  };

  const isStep = (ctx) => ctx?.request?.form?.id === "step-form";

  const sendAgain = () => {
    clearTimeout(timer);
    const button = pressed?.isConnected ? pressed : find('button[form="step-form"]');
    button?.click();
  };

  const notSaved = (ctx) => {
    saysStale(ctx, true);
    if (!isStep(ctx)) return;
    pressed = ctx.request.submitter;
    find("#saved").hidden = true;
    find("#unsaved").hidden = false;
    clearTimeout(timer);
    timer = setTimeout(sendAgain, 1000 * WAITS[Math.min(tries++, WAITS.length - 1)]);
  };

  const answered = (ctx) => {
    const status = ctx?.response?.status;
    if (!status || status >= 500) return;
    saysStale(ctx, false);
    if (!isStep(ctx)) return;
    clearTimeout(timer);
    tries = 0;
    find("#unsaved").hidden = true;
    find("#saved").hidden = status !== 200;
  };

  // A reply from another address (the intake is over, staff are signed out) is a page of its own.
  const fromElsewhere = (event) => {
    const { raw } = event.detail.ctx.response;
    if (!raw.redirected || new URL(raw.url).pathname === location.pathname) return;
    event.preventDefault();
    location.replace(raw.url);
  };

  // Torn on its way, or somebody else's page: what is no page of ours must not take this one's place.
  const notOurs = (event) => {
    const { ctx } = event.detail;
    const { headers, status } = ctx.response;
    const leads = headers.has("HX-Redirect") || headers.has("HX-Refresh");
    if (!isStep(ctx) || leads || status >= 500 || ctx.text.includes('id="page"')) return;
    event.preventDefault();
    notSaved(ctx);
  };

  // ---- A post that opens a further question of its own step: it is marked, and focused by itself

  const goToOpened = () => find("#page [autofocus]:not(h1, .errors)")?.scrollIntoView({ block: "center" });

  // ---- The thank-you, and the line after a lock, make room for the next client, in place of this page
  // ---- in the history; not for one who has begun to choose

  // ---- A form that is kept at each change: one request after the other, each as the form is by then

  // What waited its turn was filled in before the answer to the one before it: it knows an old rev, and
  // a place on the page that this answer has put another in.
  const asItIsNow = ({ detail: { ctx } }) => {
    const form = ctx.sourceElement;
    if (!form.matches("form[data-in-turn]")) return;
    ctx.request.body = new URLSearchParams(new FormData(form));
    ctx.target = find(form.dataset.hxTarget);
  };

  const afterItsTurn = (event) => {
    const form = event.target;
    if (!form.matches("[data-in-turn].htmx-request")) return;
    event.preventDefault();
    const again = () => setTimeout(() => form.requestSubmit(event.submitter));
    form.addEventListener("htmx:finally:request", again, { once: true });
  };

  const leave = (page) => {
    if (page) setTimeout(() => find("input:checked") || location.replace(page.dataset.leave), 1000 * page.dataset.after);
  };

  // ---- A page that waits for staff (Welcome for an intake given back, a returning client for their
  // ---- answers) looks now and then whether another has come in its place; not under a finger that chooses

  const lookAgain = async () => {
    if (!find("[data-waits]")) return;
    const reply = await fetch(location.pathname).catch(() => null);
    const page = reply ? await reply.text().catch(() => "") : "";
    const gone = reply?.redirected && new URL(reply.url).pathname !== location.pathname;
    const news = page.includes("<main") && (gone || !page.includes("data-waits"));
    if (news && !find("input:checked")) location.replace(gone ? reply.url : location.pathname);
  };

  // ---- Wiring

  document.addEventListener("change", ({ target }) => {
    clearOthers(target);
    openRow(target);
  });
  document.addEventListener("click", turn);
  document.addEventListener("click", jump);
  document.addEventListener("click", closeMenus);
  document.addEventListener("keydown", closeMenus);
  for (const kind of ["beforeunload", "pagehide"]) window.addEventListener(kind, () => (leaving = true));
  document.addEventListener("visibilitychange", lookAway);
  window.addEventListener("hashchange", cover);
  window.addEventListener("online", () => find("#unsaved:not([hidden])") && sendAgain());
  find("#unsaved button")?.addEventListener("click", sendAgain);
  document.addEventListener("htmx:before:request", asItIsNow);
  document.addEventListener("submit", afterItsTurn);
  document.addEventListener("htmx:error", ({ detail }) => notSaved(detail.ctx));
  document.addEventListener("htmx:response:error", ({ detail }) => {
    if (detail.ctx.response.status >= 500) notSaved(detail.ctx);
  });
  document.addEventListener("htmx:before:response", fromElsewhere);
  document.addEventListener("htmx:after:request", notOurs);
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    answered(detail.ctx);
    goToOpened();
  });
  leave(find("[data-leave]"));
  setInterval(lookAgain, 5000);
}
