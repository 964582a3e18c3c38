"""How long an agreement lives under each design of its end: the chance that it is in force, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import COLOURS, NEUTRAL
from tradetalks.clauses.quantity import Level, Quantity
from tradetalks.clauses.sunset import Sunset

TODAY = "As today: no end, no review"
SIDE = 170
GAP = 0.06
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
        y=_chance("alive"), strokeDash=dash, color=_colour(designs, wide=wide)
    )
    marks = alt.Chart(theme.rows(reviews)).mark_point(filled=True, size=42, opacity=1)
    points = marks.encode(x=_years(years, wide=wide), y=_chance("alive"), color=_colour(designs, wide=wide))
    words = [_words(lines, designs, years)] if wide else []
    plot = width - 50 - (SIDE if wide else 0)
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


def _colour(designs: Mapping[str, Sunset], *, wide: bool) -> alt.Color:
    legend = alt.Legend(
        title=None, orient="bottom", direction="vertical", columns=1, symbolType="stroke", labelLimit=300
    )
    return alt.Color("design:N", scale=_scale(designs), legend=None if wide else legend)


def _words(lines: list[dict[str, Any]], designs: Mapping[str, Sunset], years: int) -> alt.Chart:
    """Name each line at its end, names moved apart where lines end close together."""
    ends = sorted((row for row in lines if row["year"] == years), key=lambda row: -row["alive"])
    top = 1.0
    placed: list[dict[str, Any]] = []
    for row in ends:
        top = min(top - GAP, row["alive"]) if placed else row["alive"]
        placed.append({"design": row["design"], "year": years, "at": top})
    marks = alt.Chart(theme.rows(placed)).mark_text(align="left", dx=8, fontSize=theme.SIZE, limit=SIDE - 8)
    at = alt.Y("at:Q", scale=alt.Scale(domain=[0, 1]))
    return marks.encode(x="year:Q", y=at, text="design:N", color=_colour(designs, wide=True))
