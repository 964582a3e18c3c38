"""How long an agreement lives under each design of its end: the chance that it is in force, year by year."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import COLOURS, NEUTRAL
from tradetalks.clauses.quantity import Level, Quantity
from tradetalks.clauses.sunset import Sunset

TODAY = "As today: no end, no review"
LETTER = 6.2
LINE = 14
GAP = 4
MOST = 0.36
"""Part of a wide chart that names may take; longer ones are broken into lines."""

BAND = 0.14
HEIGHT = {True: 300, False: 260}


def sunset_chart(designs: Mapping[str, Sunset], *, width: int, years: int = 30) -> alt.LayerChart:
    """Draw a line a design with a point a review; bands span the chances of refusal, the grey line is today.

    Expected value moves with these lines: in any year it is s V(deal) + (1 - s) V(lapse), s being what is drawn.
    """
    wide = width >= theme.WIDE
    paths = {name: list(_line(name, design, years)) for name, design in designs.items()}
    lines = [row for path in paths.values() for row in path]
    today = next(iter(designs.values())).today.survival(years)
    lines += [_row(TODAY, year, float(alive), float(alive), float(alive)) for year, alive in enumerate(today)]
    reviews = [row for row in lines if row["review"]]
    base = alt.Chart(theme.rows(lines)).encode(x=_years(years, wide=wide))
    dash = alt.condition(f"datum.design == '{TODAY}'", alt.value([4, 3]), alt.value([1, 0]))
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=_chance("alive"), strokeDash=dash, color=_colour(designs, width)
    )
    side = _side(designs, width)
    marks = alt.Chart(theme.rows(reviews)).mark_point(filled=True, size=42, opacity=1)
    points = marks.encode(x=_years(years, wide=wide), y=_chance("alive"), color=_colour(designs, width))
    words = [_words(lines, designs, years, width)] if wide else []
    plot = width - 50 - (side if wide else 0)
    layers = alt.layer(*_bands(paths, years, wide=wide), line, points, *words).properties(
        width=plot, height=HEIGHT[wide]
    )
    chart: alt.LayerChart = theme.dressed(layers)
    return chart


def _line(name: str, design: Sunset, years: int) -> Iterator[dict[str, Any]]:
    ends = [_refusing(design, level).chain.survival(years) for level in (Level.HIGH, Level.VALUE, Level.LOW)]
    review = design.chain.review
    for year, (low, alive, high) in enumerate(np.array(ends).T.tolist()):
        yield _row(name, year, alive, low, high, review=bool(review and year and year % review == 0))


def _bands(paths: Mapping[str, list[dict[str, Any]]], years: int, *, wide: bool) -> Iterator[alt.Chart]:
    for place, path in enumerate(paths.values()):
        colour = COLOURS[place % len(COLOURS)]
        area = alt.Chart(theme.rows(path)).mark_area(interpolate="step-after", color=colour, opacity=BAND)
        yield area.encode(x=_years(years, wide=wide), y=_chance("low"), y2="high:Q")


def _refusing(design: Sunset, level: Level) -> Sunset:
    """Return the design with the chance of refusal at one end of its range, all else as it stands."""
    chance = Quantity.model_validate(design.non_renewal.at(level))
    return design.model_copy(update={"non_renewal": chance})


def _row(name: str, year: int, alive: float, low: float, high: float, *, review: bool = False) -> dict[str, Any]:
    return {"design": name, "year": year, "alive": alive, "low": low, "high": high, "review": review}


def _years(years: int, *, wide: bool) -> alt.X:
    axis = alt.Axis(tickCount=6 if wide else 4, grid=False)
    return alt.X(
        "year:Q", title="Years from the start; a point is a review", axis=axis, scale=alt.Scale(domain=[0, years])
    )


def _chance(field: str) -> alt.Y:
    axis = alt.Axis(labelExpr="round(100 * datum.value) + '\u2009%'", tickCount=5)
    return alt.Y(f"{field}:Q", title="Chance of being in force", axis=axis, scale=alt.Scale(domain=[0, 1]))


def _scale(designs: Mapping[str, Sunset]) -> alt.Scale:
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(designs))]
    return alt.Scale(domain=[*designs, TODAY], range=[*colours, NEUTRAL])


def _side(designs: Mapping[str, Sunset], width: int) -> float:
    """Room for names beside a wide chart, in pixels: that of the longest, up to a part of the width."""
    return min(LETTER * max(map(len, (*designs, TODAY))) + 16, MOST * width)


def _colour(designs: Mapping[str, Sunset], width: int) -> alt.Color:
    """Colour by design, named in a legend where there is no room beside the lines; long names take several lines."""
    room = int((width - 60) / LETTER)
    names = json.dumps({name: textwrap.wrap(name, room) for name in (*designs, TODAY)})
    look: dict[str, Any] = {"orient": "bottom", "direction": "vertical", "columns": 1, "symbolType": "stroke"}
    legend = alt.Legend(title=None, labelExpr=f"{names}[datum.value]", labelLimit=width, **look)
    return alt.Color("design:N", scale=_scale(designs), legend=None if width >= theme.WIDE else legend)


def _words(lines: list[dict[str, Any]], designs: Mapping[str, Sunset], years: int, width: int) -> alt.Chart:
    """Name each line at its end, line of text by line of text."""
    ends = sorted((row for row in lines if row["year"] == years), key=lambda row: -row["alive"])
    room = int((_side(designs, width) - 16) / LETTER)
    texts = [textwrap.wrap(row["design"], room) for row in ends]
    line = LINE / HEIGHT[True]
    middles = _apart([row["alive"] for row in ends], [(LINE * len(text) + GAP) / HEIGHT[True] for text in texts])
    placed = [
        {"design": row["design"], "text": words, "year": years, "at": middle + line * ((len(text) - 1) / 2 - place)}
        for row, text, middle in zip(ends, texts, middles, strict=True)
        for place, words in enumerate(text)
    ]
    marks = alt.Chart(theme.rows(placed)).mark_text(align="left", dx=8, fontSize=theme.SIZE)
    at = alt.Y("at:Q", scale=alt.Scale(domain=[0, 1]))
    return marks.encode(x="year:Q", y=at, text="text:N", color=_colour(designs, width))


def _apart(wanted: list[float], sizes: list[float]) -> list[float]:
    """Move names apart that lie on each other, the highest first: down, and up again where that leads below zero."""
    middles, edge = [], float("inf")
    for want, size in zip(wanted, sizes, strict=True):
        middles.append(min(want, edge - size / 2))
        edge = middles[-1] - size / 2
    edge = -float("inf") if edge >= 0 else 0.0
    for place, size in reversed(list(enumerate(sizes))):
        middles[place] = max(middles[place], edge + size / 2)
        edge = middles[place] + size / 2
    return middles
