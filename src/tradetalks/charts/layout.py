"""Rows of a chart, each with lanes: labels stand beside them where there is room, above them where there is not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from tradetalks.charts import theme

LETTER = 6.2
LINE = 14
MOST_LINES = 5


@dataclass(frozen=True)
class Layout:
    """Where rows and lanes lie, in pixels from the top; `side` is the room for labels on a wide chart."""

    labels: Sequence[str]
    lanes: int
    width: int
    lane: int = 17
    gap: int = 16
    side: int = 180

    @property
    def wide(self) -> bool:
        """Whether labels stand beside their rows."""
        return self.width >= theme.WIDE

    @property
    def plot(self) -> int:
        """Width that is left for the drawing."""
        return self.width - 8 - (self.side if self.wide else 0)

    @cached_property
    def lines(self) -> list[list[str]]:
        """Labels broken into lines."""
        room = int((self.side - 14 if self.wide else self.width - 10) / LETTER)
        return [textwrap.wrap(label, room, max_lines=MOST_LINES, placeholder=" …") for label in self.labels]

    @cached_property
    def tops(self) -> list[float]:
        """Where each row starts, and at last where all end."""
        tops = [0.0]
        for lines in self.lines:
            written, drawn = LINE * len(lines), self.lane * self.lanes
            tops.append(tops[-1] + self.gap + (max(written, drawn) if self.wide else written + drawn))
        return tops

    @property
    def height(self) -> float:
        """Height of all rows."""
        return self.tops[-1]

    def y(self, row: int, lane: int = 0) -> float:
        """Middle of a lane."""
        start, end = self.tops[row], self.tops[row + 1]
        drawn = self.lane * self.lanes
        first = (start + end - drawn) / 2 if self.wide else end - self.gap / 2 - drawn
        return first + (lane + 0.5) * self.lane

    def axis(self, field: str = "y") -> alt.Y:
        """Vertical channel in pixels."""
        scale = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)

    def words(self) -> Any:
        """Row labels."""
        look = {"fontSize": theme.SIZE, "color": "#2b2b2b", "baseline": "middle"}
        align, x = ("right", -10) if self.wide else ("left", 0)
        base = alt.Chart(theme.rows(self._lines())).encode(x=alt.value(x), y=self.axis(), text=alt.Text("text:N"))
        halo = base.mark_text(align=align, **look, strokeWidth=4, strokeJoin="round")  # type: ignore[arg-type]
        back = alt.condition("datum.shaded", alt.value(theme.STRIPE), alt.value("white"))
        plain = base.mark_text(align=align, **look)  # type: ignore[arg-type]
        return plain if self.wide else alt.layer(halo.encode(stroke=back), plain)

    def _lines(self) -> Iterator[dict[str, Any]]:
        for row, lines in enumerate(self.lines):
            start, end = self.tops[row], self.tops[row + 1]
            first = (start + end - LINE * len(lines)) / 2 if self.wide else start + self.gap / 2
            for number, text in enumerate(lines):
                yield {"text": text, "y": first + (number + 0.5) * LINE, "shaded": row % 2 == 0}

    def stripes(self) -> alt.Chart:
        """Every second row shaded."""
        spans = [{"y": self.tops[row], "y2": self.tops[row + 1]} for row in range(0, len(self.labels), 2)]
        mark = alt.Chart(theme.rows(spans)).mark_rect(color=theme.STRIPE)
        return mark.encode(y=self.axis(), y2=alt.Y2("y2:Q"), x=alt.value(0), x2=alt.value(self.plot))
