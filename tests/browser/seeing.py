"""What a client sees of a page, as a browser is asked for it."""

# Brings a part of a page at rest into view and says where a finger meets it, and what else it would
# meet there. "done" for a choice that is chosen, or a field that says this already.
TOUCH = """([selector, words]) => {
    const part = document.querySelector(selector);
    if (!part || document.readyState !== "complete" || document.fonts.status === "loading")
        return null;
    if (part.querySelector("input")?.checked || (words && part.value === words)) return "done";
    const look = () => {
        const box = part.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const met = document.elementFromPoint(x, y);
        return [x, y, part.contains(met), String(met?.outerHTML).slice(0, 200)];
    };
    if (!look()[2]) part.scrollIntoView({block: "center", behavior: "instant"});
    return look();
}"""

# Which page this is, and how many clicks it has heard of. The browser's own count is there also
# where no script of a page runs, a listener also where the page's clocks have been taken over.
CLICKS = """() => {
    if (!window.heard) {
        window.heard = Math.random();
        addEventListener("click", () => { window.heard += 1; }, true);
    }
    return `${window.heard} ${performance.eventCounts.get?.("click")}`;
}"""

CLICKED = f"before => ({CLICKS})() !== before"

# The middle of a region of the body, once its drawing has come and a finger meets it.
MIDDLE = """row => {
    const region = document.querySelector(`.region[href="${row}"]`);
    region.scrollIntoView({block: "center", behavior: "instant"});
    const [x, y] = region.dataset.at.split(" ").map(Number);
    const on = new DOMPoint(x, y).matrixTransform(region.ownerSVGElement.getScreenCTM());
    const met = document.elementFromPoint(on.x, on.y);
    return met?.closest("a[href^='#row-']") && [on.x, on.y];
}"""

# The names of what is asked. A row of the body map is there once its region was touched.
ASKED = """() => [...new Set([...document.querySelector("main form").elements].map(f => f.name)),
    ...(document.querySelector("main .map") ? ["body_marks"] : [])]"""

WIRED = """() => !document.documentElement.classList.contains("script")
    || !document.querySelector("[data-asks]:not([data-wired])")"""

FIELD = """name => document.querySelector(`#step-form > [name=${name}]`)?.value"""

BEHIND = """key => Boolean(
    document.querySelector(`details.more:not([open]) :is([name="${key}"], [name^="${key}-"])`))"""

OPEN = """key => document.documentElement.classList.contains("script")
    || document.getElementById(key).classList.contains("yes")"""

FOLDED = """button => Boolean(
    document.querySelector(`details:not([open]) button[value="${button}"]`))"""

ANOTHER = """rev => document.readyState === "complete" && document.querySelector("h1") !== null
    && document.querySelector("#step-form > [name=rev]")?.value !== rev"""

IS_THERE = "what => document.querySelector(what) !== null"
