"""The accent colour: within the contrast rule in both themes, or the nearest one that is."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import cache

ENOUGH = 7.0
"""AAA: the contrast of words with what is behind them (WCAG 2.2, 1.4.6)."""

BEHIND = {"light": ("#e4ede6", "#fcfdfa", "#fff"), "dark": ("#1c1420", "#2a2030", "#2a1a31")}
"""By theme what accent words stand on, and what stands on the accent: static/tokens.css."""

STEPS = 500
"""Between black and white, of one hue."""

_HEX = re.compile(r"#[0-9a-f]{6}")


def is_colour(typed: str) -> bool:
    """Whether this is a colour as a browser's own picker gives it: #55265c."""
    return bool(_HEX.fullmatch(typed))


def passes(colour: str, theme: str) -> bool:
    """Whether words in this colour, and words on it, can be read in a theme."""
    return all(contrast(colour, other) >= ENOUGH for other in BEHIND[theme])


@cache
def nearest(colour: str, theme: str) -> str:
    """The colour of the same hue that passes in a theme and is the nearest in lightness."""
    if passes(colour, theme):
        return colour
    hue, light, strong = rgb_to_hls(*_parts(colour))
    for step in range(STEPS + 1):
        away = step / STEPS
        for moved in (light - away, light + away):
            tried = _hex(hls_to_rgb(hue, min(max(moved, 0.0), 1.0), strong))
            if passes(tried, theme):
                return tried
    return {"light": "#000000", "dark": "#ffffff"}[theme]


def contrast(one: str, other: str) -> float:
    """How many times as bright the brighter of two colours is, as WCAG counts it."""
    darker, brighter = sorted((_brightness(one), _brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


def sheet(colour: str) -> str:
    """The stylesheet that puts this accent in the place of ours; the bold theme keeps its own."""
    light, dark = (f"--primary:{nearest(colour, theme)}" for theme in ("light", "dark"))
    return (
        f":root{{{light}}}"
        f'[data-theme="dark"]{{{dark}}}'
        '[data-theme="contrast"]{--primary:#000}'
        f"@media (prefers-color-scheme: dark){{:root:not([data-theme]){{{dark}}}}}\n"
    )


def _brightness(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    plain = colour.removeprefix("#")
    wide = plain if len(plain) == 6 else "".join(part * 2 for part in plain)
    red, green, blue = (int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
