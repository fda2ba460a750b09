// The body map: the touched region's row of the list becomes the panel, and every mark a line of the list
// of marks. It arrives with the page, which may come more than once; nothing is kept here.
"use strict";
if (!("map" in document.documentElement.dataset)) {
  document.documentElement.dataset.map = "";
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const svg = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const regionOf = (row) => row.id.slice("row-".length);
  const regionLink = (map, region) => find(`.region[href="#row-${region}"]`, map);
  const picked = (row, part = "") => find(`[name="body_marks-${regionOf(row)}${part}"]:checked`, row);
  const markOf = (row) => picked(row)?.value ?? "";
  const filled = (html, region) => html.replaceAll("@", region);

  // ---- A region's row: in the page if it says something or the page was sent whole, else made when it is needed

  const mirrored = (region) => region.replace(/left$|right$/, (side) => (side === "left" ? "right" : "left"));

  const addRow = (map, region) => {
    const link = regionLink(map, region);
    const side = link.closest(".side");
    const rows = find(`#rows-${side.id}`, map);
    const regions = all(".region", side);
    const after = regions.slice(regions.indexOf(link) + 1).map((one) => find(one.getAttribute("href"), rows));
    rows.insertAdjacentHTML("beforeend", filled(find(".panel", map).dataset.row, region));
    const row = rows.lastElementChild;
    find("legend", row).textContent = link.getAttribute("aria-label");
    if (mirrored(region) === region) find(".both", row).remove();
    rows.insertBefore(row, after.find(Boolean) ?? null);
    return row;
  };

  const rowOf = (map, region) => find(`#row-${region}`, map) ?? addRow(map, region);

  // ---- What a row says, part by part; a copy of it is what "both sides" keeps alike

  const PARTS = ["", "-feel", "-level", "-since"];
  const said = (row) => PARTS.map((part) => picked(row, part)?.value ?? "");

  const addHow = (map, row) => {
    if (!find(".how", row)) row.insertAdjacentHTML("beforeend", filled(find(".panel", map).dataset.how, regionOf(row)));
  };

  const say = (map, row, words) => {
    if (words[0]) addHow(map, row);
    PARTS.forEach((part, i) => {
      for (const one of all(`[name="body_marks-${regionOf(row)}${part}"]`, row)) one.checked = words[i] > "" && one.value === words[i];
    });
  };

  const otherSide = (map, row) => rowOf(map, mirrored(regionOf(row)));

  // ---- The figure and the list of marks show what the rows say

  const drawLine = (map, row) => {
    const list = find(".so-far ul", map);
    const region = regionOf(row);
    const before = find(`[data-of="${region}"]`, list);
    if (!markOf(row)) before?.remove();
    else {
      list.insertAdjacentHTML("beforeend", filled(find(".panel", map).dataset.line, region));
      const line = list.lastElementChild;
      find("use", line).setAttribute("href", `#g-${markOf(row)}`);
      const label = find("legend", row).textContent;
      find("b", line).textContent = label;
      find("button .quiet", line).textContent = ` ${label}`;
      const words = PARTS.map((part) => picked(row, part)).filter((one) => one?.value);
      find("small", line).textContent = words.map((one) => one.nextElementSibling.textContent).join(" · ");
      before?.replaceWith(line);
    }
    find(".so-far", map).hidden = !list.children.length;
  };

  const paint = (map, row) => {
    const region = regionOf(row);
    const mark = markOf(row);
    const link = regionLink(map, region);
    const side = link.parentNode;
    const words = find("legend", row).textContent;
    find(`.glyph[data-of="${region}"]`, side)?.remove();
    link.setAttribute("class", `region ${mark}`);
    link.setAttribute("aria-label", mark ? `${words}: ${picked(row).nextElementSibling.textContent}` : words);
    drawLine(map, row);
    if (!mark) return;
    addHow(map, row);
    const place = { class: "glyph", href: `#g-${mark}`, transform: `translate(${link.dataset.at})`, "data-of": region };
    side.append(svg("use", place));
  };

  const outline = (map, region) => {
    find(".here", map)?.remove();
    if (!region) return;
    const rim = svg("g", { class: "here" });
    const link = regionLink(map, region);
    const href = find("use", link).getAttribute("href");
    rim.append(svg("use", { href }), svg("use", { href }));
    const side = link.parentNode;
    side.insertBefore(rim, find(".glyph", side));
  };

  // ---- The panel: one row, put away again when it is done

  const inSight = (map, region) => {
    const panel = find(".panel", map);
    const [place, sheet] = [regionLink(map, region), panel].map((part) => part.getBoundingClientRect());
    const lies = getComputedStyle(panel).position === "sticky";
    if (lies && place.bottom > sheet.top - 8) scrollBy(0, place.bottom - sheet.top + 16);
    if (!lies && (sheet.top < 0 || sheet.top > innerHeight * 0.8)) panel.scrollIntoView({ block: "start" });
  };

  const close = (map) => {
    const row = find(".mark-row.open", map);
    row?.classList.remove("open");
    map.classList.remove("marking");
    outline(map, "");
    return row;
  };

  const openRegion = (map, region) => {
    close(map);
    const row = rowOf(map, region);
    row.classList.add("open");
    map.classList.add("marking");
    if (markOf(row)) addHow(map, row);
    const both = find(".both input", row);
    if (both) both.checked ||= markOf(row) > "" && `${said(row)}` === `${said(otherSide(map, row))}`;
    outline(map, region);
    find(".panel", map).scrollTop = 0;
    (picked(row) ?? find("input", row)).focus({ preventScroll: true });
    inSight(map, region);
  };

  const putAway = (map) => {
    const row = close(map);
    if (row) regionLink(map, regionOf(row)).focus();
  };

  // ---- "Both sides" keeps the other side's row like this one; let go of, that row is as it was

  const mark = ({ target }) => {
    const row = target.closest(".mark-row");
    if (!row) return;
    const map = row.closest(".map");
    const both = find(".both input", row);
    paint(map, row);
    if (!both || !(both.checked || (target === both && both.was))) return;
    const other = otherSide(map, row);
    both.was ??= said(other);
    say(map, other, both.checked ? said(row) : both.was);
    if (!both.checked) both.was = null;
    paint(map, other);
  };

  const takeOff = (map, region) => {
    const row = find(`#row-${region}`, map);
    if (row.classList.contains("open")) close(map);
    say(map, row, ["", "", "", ""]);
    const both = find(".both input", row);
    if (both) for (const box of [both, find(".both input", otherSide(map, row))]) box.checked = false;
    paint(map, row);
    find(".so-far .tool, .to-list", map).focus();
  };

  const turn = (map, listed) => {
    close(map);
    if (listed) for (const link of all(".region", map)) rowOf(map, link.getAttribute("href").slice("#row-".length));
    map.classList.toggle("listed", listed);
    find(listed ? ".to-picture" : ".to-list", map).focus();
  };

  const touch = (event) => {
    const map = event.target.closest(".map");
    const touched = map && event.target.closest(".region, .halo, .so-far a, .so-far button, .to-list, .to-picture, .put-away button");
    if (!touched || (touched.matches(".so-far a") && map.matches(".listed"))) return;
    event.preventDefault();
    if (touched.matches(".put-away button")) putAway(map);
    else if (touched.matches(".to-list, .to-picture")) turn(map, touched.matches(".to-list"));
    else if (touched.matches("button")) takeOff(map, touched.value.slice("unmark:".length));
    else openRegion(map, touched.getAttribute("href").slice("#row-".length));
  };

  document.addEventListener("change", mark);
  document.addEventListener("click", touch, true); // before the links of the page are followed
  document.addEventListener("keydown", ({ key }) => {
    const map = find(".map.marking");
    if (key === "Escape" && map) putAway(map);
  });

  // What was touched before this file came, told by the address, opens now: a place, or the list.
  const [map, early] = [find(".map"), location.hash];
  if (map && (early === "#list" || all(".region", map).some((link) => link.getAttribute("href") === early))) {
    history.replaceState(history.state, "", location.pathname);
    if (early === "#list") turn(map, true);
    else openRegion(map, early.slice("#row-".length));
  }
}
