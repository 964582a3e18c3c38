"""Charts as inline SVG at two widths, one for a page and one for a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

WIDE, NARROW = 720, 340
LONG_NUMBER = re.compile(r"(-?\d+\.\d{2})\d+")
IDS = re.compile(r'(\bid="|url\(#|href="#)')
HEAD = re.compile(r'<svg [^>]*?viewBox="(0 0 ([\d.]+) [\d.]+)"[^>]*>')


@dataclass(frozen=True)
class Sketch:
    """A chart to be drawn: its name, what it shows in words, and a function from width to chart."""

    name: str
    label: str
    draw: Callable[[int], Any]


@dataclass(frozen=True)
class Figure:
    """A chart in the page: what it shows in words, and its drawings."""

    name: str
    label: str
    wide: str
    narrow: str


def drawn(sketches: Iterable[Sketch]) -> dict[str, Figure]:
    """Draw charts at both widths."""
    from altair.utils.schemapi import debug_mode  # noqa: PLC0415  (Altair is slow to import)

    with debug_mode(arg=False):  # specifications are checked by the tests; to check them again takes half the time
        return {sketch.name: _figure(sketch) for sketch in sketches}


def _figure(sketch: Sketch) -> Figure:
    wide, narrow = (_svg(sketch, width) for width in (WIDE, NARROW))
    return Figure(sketch.name, sketch.label, wide, narrow)


def _svg(sketch: Sketch, width: int) -> str:
    import vl_convert  # noqa: PLC0415  (starts an engine; only a report needs it)

    spec = sketch.draw(width).to_dict(validate=False)
    return inline(vl_convert.vegalite_to_svg(spec), f"{sketch.name}-{width}")


def inline(svg: str, prefix: str) -> str:
    """Make an SVG fit to stand in a page: ids of its own, no fixed size, short numbers."""
    found = HEAD.search(svg)
    view, width = (found.group(1), found.group(2)) if found else ("", "0")
    head = f'<svg viewBox="{view}" style="max-width:{width}px" aria-hidden="true" focusable="false">'
    return re.sub(r"<[^>]*>", lambda tag: _shortened(tag.group(), prefix), HEAD.sub(head, svg, count=1))


def _shortened(tag: str, prefix: str) -> str:
    """Round the coordinates of a tag and make its ids those of one drawing; text between tags is left alone."""
    return LONG_NUMBER.sub(r"\1", IDS.sub(rf"\g<1>{prefix}-", tag))
