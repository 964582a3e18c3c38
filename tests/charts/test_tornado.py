"""The tornado holds the swings of the drivers, the widest first."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from support.ranged import ranged_data, studied
from support.studies import agreeing, nafta

from tradetalks.charts.swing_bars import bars_by_party
from tradetalks.charts.swings import Swing
from tradetalks.charts.tornado import MOST, driver_words, tornado_chart
from tradetalks.talks.robustness.drivers import Driver, Kind, families
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.robustness import robustness
from tradetalks.talks.study import Study

WIDTHS = (720, 340)


@cache
def ranged() -> Study:
    return studied(ranged_data())


@cache
def found() -> Robustness:
    return robustness(ranged(), 60)


def bars(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    held = [json.loads(values) for values in spec["datasets"].values()]
    return [rows for rows in held if rows and {"low", "high"} <= rows[0].keys()]


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_are_the_swings_of_each_party(width: int) -> None:
    causes = found().tornado("nash").causes
    panels = bars(tornado_chart(ranged().talks, found(), "nash", width=width).to_dict())
    assert len(panels) == 3
    for party, rows in enumerate(panels):
        assert [(row["low"], row["high"]) for row in rows] == [(c.low[party], c.high[party]) for c in causes]
        assert [row["y"] for row in rows] == sorted(row["y"] for row in rows)


def test_the_widest_are_drawn() -> None:
    swings = [Swing(f"thing {n}", (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) for n in range(MOST)]
    spec = bars_by_party(ranged().talks.parties, swings, (0.5, 0.5, 0.5), unit="points", width=720).to_dict()
    assert all(len(rows) == MOST for rows in bars(spec))


def test_drivers_have_words() -> None:
    talks = ranged().talks
    assert driver_words(talks, Driver(Kind.SCORES, "fee")) == "Worth beyond trade (scores): Fee"
    assert driver_words(agreeing().talks, Driver(Kind.CLAUSES, "trade-cost of rule")) == "What clauses do: trade cost"
    assert driver_words(talks, Driver(Kind.CHANCES)) == "How likely each outcome of no deal is"
    named = {driver_words(nafta().talks, Driver(Kind.CLAUSES, name)) for name in families(nafta().talks)}
    assert "What clauses do: regional content, national content, labour value" in named
    assert all(not words.endswith(": ") for words in named)
