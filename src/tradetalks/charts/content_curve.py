"""What a content rule does at every level: who complies, and how much content it brings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import COLOURS
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import Makers, Rule

GROUPS = ("comply freely", "comply at a cost", "do not comply")
SHADES = ("#b9cde3", "#e9c9a8", "#e4e2dc")
LETTER = 6.7
LINE = 13
HEIGHT = 280
EDGE = 1.5
NAME = "Average content"
STEPS = np.linspace(0, 1, 101)
PERCENT = "datum.value + ' %'"


def content_curve(makers: Makers, duty: float, marked: Sequence[float] = (), *, width: int) -> alt.LayerChart:
    """Draw parts of makers as areas and average content as a line over the required content; `marked` are levels."""
    rows = [row for required in STEPS for row in _rows(Choices(makers, Rule(float(required)), duty))]
    data = alt.Chart(theme.rows(rows))
    ends = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(labelExpr=PERCENT, tickCount=5)
    x = alt.X("required:Q", title="Content required", scale=ends, axis=axis)
    layers = [
        _areas(data, x, ends, axis),
        *(theme.rule_at(100 * level, strokeDash=[4, 3]) for level in marked),
        _line(data, x),
        *_words(rows, marked, width - 60),
    ]
    drawn: alt.LayerChart = theme.dressed(alt.layer(*layers).properties(width=width - 60, height=HEIGHT))
    return drawn


def _rows(choices: Choices) -> Iterator[dict[str, Any]]:
    parts = (choices.freely.mean(), choices.constrained.mean(), choices.paying.mean())
    for order, (group, part) in enumerate(zip(GROUPS, parts, strict=True)):
        yield {
            "required": round(100 * choices.rule.required, 2),
            "group": group,
            "order": order,
            "part": round(100 * float(part), 3),
            "content": round(100 * choices.content, 3),
        }


def _areas(data: alt.Chart, x: alt.X, ends: alt.Scale, axis: alt.Axis) -> alt.Chart:
    colour = alt.Color("group:N", scale=alt.Scale(domain=list(GROUPS), range=list(SHADES)), legend=None)
    y = alt.Y("part:Q", stack="zero", title="Makers; average content", scale=ends, axis=axis)
    return data.mark_area().encode(x=x, y=y, color=colour, order=alt.Order("order:Q"))


def _line(data: alt.Chart, x: alt.X) -> alt.Chart:
    line = data.transform_filter(f"datum.group == '{GROUPS[0]}'").mark_line(color=COLOURS[0], strokeWidth=2.5)
    return line.encode(x=x, y=alt.Y("content:Q"))


def _words(rows: Sequence[dict[str, Any]], marked: Sequence[float], plot: int) -> Iterator[alt.Chart]:
    """Name each area inside it and the line where it starts, so that no legend is needed."""
    parts = np.array([[row["part"] for row in rows if row["group"] == group] for group in GROUPS])
    tops = parts.cumsum(axis=0)
    line = np.array([row["content"] for row in rows if row["group"] == GROUPS[0]])
    for group, part, top in zip(GROUPS, parts, tops, strict=True):
        if part.max() > 5:  # noqa: PLR2004  (a line of text needs as much)
            for at in _named(group.capitalize(), Area(top - part, top, line, tuple(marked), plot)):
                yield _text(at, theme.INK)
    yield _text({"x": 3, "y": line[0] + 4, "text": NAME}, COLOURS[0], align="left")


@dataclass(frozen=True)
class Area:
    """An area between two edges over the required content, (step,), %; the line crosses it, and so may marked levels.

    `plot` is the width of the drawing in pixels.
    """

    base: np.ndarray
    top: np.ndarray
    line: np.ndarray
    marked: tuple[float, ...]
    plot: int

    def best(self, width: float, height: float) -> tuple[float, float, float]:
        """Find the place of a box, in pixels, with the most room: how much is left above and below, x and y, all %."""
        half, tall = 50 * width / self.plot + EDGE, 100 * height / HEIGHT
        return max(self._free(float(x), half, tall) for x in 100 * STEPS if half <= x <= 100 - half)

    def _free(self, x: float, half: float, tall: float) -> tuple[float, float, float]:
        """Measure what is free around x, on the roomier side of the line; a marked level counts against it."""
        steps = 100 * STEPS
        inside = np.abs(steps - x) <= half
        named = steps <= 3 + 100 * LETTER * len(NAME) / self.plot
        over = (self.line + np.where(named, 8, EDGE))[inside].max()
        floor, ceiling = self.base[inside].max(), self.top[inside].min()
        spans = [(floor, min(ceiling, self.line[inside].min() - EDGE)), (max(floor, over), ceiling)]
        low, high = max(spans, key=lambda span: span[1] - span[0])
        crossed = any(abs(100 * level - x) <= half for level in self.marked)
        room = float(high - low) - tall
        return (min(room, 0.0) if crossed else room, x, float(low + high) / 2)


def _named(name: str, area: Area) -> Iterator[dict[str, Any]]:
    """Place a name in as few lines as fit into its area, or else in as many as it has words."""
    words = name.split()
    for letters in range(len(name), max(map(len, words)) - 1, -1):
        lines = textwrap.wrap(name, letters)
        room, x, y = area.best(LETTER * max(map(len, lines)), LINE * len(lines))
        if room > 0:
            break
    down = 100 * LINE / HEIGHT
    for place, text in enumerate(lines):
        yield {"x": x, "y": y + down * ((len(lines) - 1) / 2 - place), "text": text}


def _text(at: dict[str, Any], colour: str, **look: Any) -> alt.Chart:
    mark = alt.Chart(theme.rows([at])).mark_text(color=colour, fontWeight=600, **look)
    return mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("text:N"))
