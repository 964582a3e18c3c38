"""The dance shows what every package is worth to everyone; the curve of waiting shows what is lost."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tradetalks.charts.dance import TOGETHER, dance_chart
from tradetalks.charts.waiting import waiting_chart
from tradetalks.report.figures import Sketch, drawn
from tradetalks.talks.schema import Party, Position
from tradetalks.talks.timing.concessions import Concessions, Scale, concessions
from tradetalks.talks.timing.waiting import Curve

WIDTHS = (720, 340)
PARTIES = [Party(id=name, name=f"{name} <land>", region=name) for name in ("N", "S", "E")]
AS_OF, LAST = dt.date(2018, 4, 6), dt.date(2018, 6, 30)
WORTH = {
    "cars": np.array([(0, 0, 0), (2, -1, 0), (5, -4, 1)]),
    "dairy": np.array([(0, 0, 0), (1, -2, 0)]),
}
SCALE = Scale(("N", "S", "E"), {"cars": ("old", "half", "full"), "dairy": ("kept", "open")}, WORTH)


def said(day: str, party: str, issue: str, option: str) -> Position:
    told = {"date": day, "party": party, "issue": issue, "option": option, "kind": "position"}
    return Position.model_validate({**told, "fact": "they say", "source": "src", "evidence": "data"})


def table() -> Concessions:
    record = [
        said("2018-01-10", "N", "cars", "full"),
        said("2018-02-10", "S", "dairy", "kept"),
        said("2018-05-01", "N", "cars", "half"),
        said("2018-05-02", "N", "dairy", "open"),
        said("2018-09-01", "N", "dairy", "kept"),
    ]
    return concessions(record, SCALE)


def panels(chart: Any) -> list[list[list[dict[str, Any]]]]:
    """Rows of every layer of every panel."""
    spec = chart.to_dict()
    rows = {name: json.loads(values) for name, values in spec["datasets"].items()}
    return [
        [rows[layer.get("data", panel.get("data"))["name"]] for layer in panel["layer"]]
        for panel in spec.get("concat", [spec])
    ]


def lines(panel: list[list[dict[str, Any]]]) -> dict[tuple[str, str], float]:
    """Worth by date and by who counts it."""
    rows = next(rows for rows in panel if any(row.get("to") == TOGETHER for row in rows))
    return {(row["date"], row["to"]): row["worth"] for row in rows}


def test_a_package_is_worth_what_its_options_are_to_each_and_together() -> None:
    north, south, east = map(lines, panels(dance_chart(table(), PARTIES, AS_OF, LAST, width=720)))
    assert {date for date, _ in north} == {"2018-01-10", "2018-05-01", "2018-05-02", "2018-06-30"}
    assert [north["2018-05-01", to] for to in ("N", "S", "E", TOGETHER)] == [2, -1, 0, 1]
    assert [north["2018-06-30", to] for to in ("N", "S", "E", TOGETHER)] == [3, -3, 0, 0]
    assert set(south.values()) == set(east.values()) == {0}


def test_moves_after_the_day_of_the_case_are_hollow() -> None:
    (panel, *_) = panels(dance_chart(table(), PARTIES, AS_OF, LAST, width=720))
    marks = [row for rows in panel for row in rows if row.get("moved") and row["to"] == "N"]
    assert {(row["date"], row["later"]) for row in marks} == {
        ("2018-01-10", False),
        ("2018-05-01", True),
        ("2018-05-02", True),
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_all_panels_have_one_scale_and_can_be_drawn(width: int) -> None:
    spec = dance_chart(table(), PARTIES, AS_OF, LAST, width=width).to_dict()
    scales = [layer["encoding"]["y"]["scale"] for panel in spec["concat"] for layer in panel["layer"][2:]]
    assert all(scale == scales[0] for scale in scales)
    low, high = scales[0]["domain"]
    assert low < -4
    assert high > 5
    assert spec["columns"] == (3 if width == 720 else 1)
    figure = drawn([Sketch("dance", "in words", lambda wide: dance_chart(table(), PARTIES, AS_OF, LAST, width=wide))])
    assert "N &lt;land&gt;" in figure["dance"].wide


def test_the_dance_stands_without_a_move() -> None:
    chart = dance_chart(concessions([], SCALE), PARTIES, AS_OF, LAST, width=340)
    for panel in map(lines, panels(chart)):
        assert set(panel.values()) == {0}


CURVE = Curve((AS_OF, dt.date(2018, 5, 6), LAST), np.array([(9.0, 5.0, 3.0), (8.0, 5.5, 2.0), (6.0, 5.0, 1.0)]))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_curve_of_waiting_shows_what_is_lost_and_the_deadlines_within(width: int) -> None:
    deadlines = [dt.date(2018, 4, 1), dt.date(2018, 5, 1), LAST]
    chart = waiting_chart(CURVE, PARTIES, deadlines, width=width)
    (layers,) = panels(chart)
    rows = next(rows for rows in layers if "lost" in rows[0])
    assert [row["lost"] for row in rows if row["party"] == "N"] == [0, 1, 3]
    assert [row["lost"] for row in rows if row["party"] == "S"] == [0, -0.5, 0]
    rules = next(rows for rows in layers if "text" in rows[0])
    assert [(row["date"], row["text"]) for row in rules] == [("2018-05-01", "2"), ("2018-06-30", "3")]
    assert all(before["date"] <= after["date"] for before, after in pairwise(rows))


def test_the_curve_of_waiting_stands_without_deadlines() -> None:
    figure = drawn([Sketch("waiting", "in words", lambda wide: waiting_chart(CURVE, PARTIES, [], width=wide))])
    assert figure["waiting"].narrow.startswith("<svg")
