"""Contrast, measured once for each look that words have: half of what axe takes for a page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import looking

# The looks of words and fields that were not seen before, as numbers; the first part that has one
# is marked. A look is all that contrast goes by, and where in the page it stands: its own colours,
# size and weight, and the kinds and grounds of all that it lies in.
MARK = """known => {
    const seen = new Set(known), fresh = [], grounds = new WeakMap();
    const number = words => [...words].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) | 0, 7);
    const ground = part => {
        if (!part) return 0;
        if (!grounds.has(part)) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(part);
            const own = [part.localName, part.getAttribute("class"), backgroundColor,
                backgroundImage, opacity];
            grounds.set(part, number(own.join() + ground(part.parentElement)));
        }
        return grounds.get(part);
    };
    for (const part of document.querySelectorAll("body *")) {
        const says = [...part.childNodes].some(one => one.nodeType === 3 && one.data.trim());
        if (!(says || part.matches("input, select, textarea")) || !part.checkVisibility()) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(part);
        const look = number([color, fontSize, fontWeight, textShadow].join() + ground(part));
        if (seen.has(look)) continue;
        seen.add(look);
        fresh.push(look);
        part.setAttribute("data-unmeasured", "");
    }
    return fresh;
}"""

MEASURE = """async () => {
    const found = await axe.run({include: [["[data-unmeasured]"]]}, {
        runOnly: {type: "rule", values: ["color-contrast", "color-contrast-enhanced"]},
        resultTypes: ["violations"], selectors: false, preload: false,
    });
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
}"""


class Measured:
    """Looks at one page after the other, and measures no contrast twice."""

    def __init__(self) -> None:
        self.looks = set[int]()

    def axe_says(self, page: Page) -> list[str]:
        """Everything axe finds wrong with it; of contrasts, with those of looks that are new."""
        found = looking.axe_says(page, contrast=False)
        fresh = page.evaluate(MARK, [*self.looks])
        self.looks.update(fresh)
        return found + (page.evaluate(MEASURE) if fresh else [])
