"""The chart of weights holds the ranges that were found."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from support.revealed import worths_of

from tradetalks.charts.weights import edge, weights_chart
from tradetalks.talks.revealed.moves import Comparison
from tradetalks.talks.revealed.reveal import Revealed, reveal
from tradetalks.talks.revealed.space import numeraire
from tradetalks.talks.schema import Party

WIDTHS = (720, 340)
PARTIES = (Party(id="P", name="Peru", region="PER"), Party(id="Q", name="Qatar", region="QAT"))
TITLES = {"i0": "Cars", "i1": "Milk"}
SWAP = Comparison("P", {"i0": "o1", "i1": "o1"}, {})
WORTHS = worths_of([0.0, -2.0], [0.0, 1.0], [0.0, 0.0])


def bounded() -> Revealed:
    return reveal(WORTHS, "P", [SWAP])


def boundless() -> Revealed:
    return reveal(WORTHS, "P", [SWAP], numeraire(np.array([True, True, False]), 0))


def data_of(spec: dict[str, Any], *keys: str) -> list[list[dict[str, Any]]]:
    held = [json.loads(values) for values in spec["datasets"].values()]
    return [rows for rows in held if rows and all(key in rows[0] for key in keys)]


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_span_the_ranges_of_issues_at_stake(width: int) -> None:
    found = bounded()
    (rows,) = data_of(weights_chart([found], PARTIES, TITLES, width=width).to_dict(), "low", "high")
    assert [row["issue"] for row in rows] == ["i0", "i1"]
    assert [row["low"] for row in rows] == found.low[:2].tolist()
    assert [row["high"] for row in rows] == found.high[:2].tolist()
    assert [row["centre"] for row in rows] == found.centre[:2].tolist()
    assert [row["nearest"] for row in rows] == found.nearest[:2].tolist()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_weight_without_an_upper_end_runs_to_the_edge(width: int) -> None:
    found = boundless()
    assert found.high[1] == np.inf
    (rows,) = data_of(weights_chart([found], PARTIES, TITLES, width=width).to_dict(), "low", "high")
    assert rows[1]["high"] == edge([found]) > found.centre[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_issues_have_their_titles_or_else_their_ids(width: int) -> None:
    text = json.dumps(weights_chart([bounded()], PARTIES, TITLES, width=width).to_dict())
    assert "Cars" in text
    assert "i2" in text


def test_only_parties_with_something_revealed_are_drawn() -> None:
    spec = weights_chart([bounded()], PARTIES, TITLES, width=720).to_dict()
    assert [panel["title"]["text"] for panel in spec["hconcat"]] == ["Peru"]
    other = weights_chart([bounded()], PARTIES[1:], TITLES, width=720).to_dict()
    assert other["hconcat"] == []
