"""The chart of acceptance holds the chances that were counted."""

from __future__ import annotations

import json
from functools import cache

import pytest
from support.ranged import ranged_data, studied

from tradetalks.charts.acceptance import ALL, acceptance_chart
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.robustness import robustness

WIDTHS = (720, 340)


@cache
def found() -> Robustness:
    return robustness(studied(ranged_data()), 40)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_deal_has_a_bar_for_each_party_and_one_for_all(width: int) -> None:
    talks = studied(ranged_data()).talks
    spec = acceptance_chart(talks, found(), width=width).to_dict()
    held = [json.loads(values) for values in spec["datasets"].values()]
    (rows,) = [rows for rows in held if rows and "chance" in rows[0]]
    assert [row["deal"] for row in rows] == [name for name in found().shown for _ in range(4)]
    for name in found().shown:
        told = {row["who"]: row["chance"] for row in rows if row["deal"] == name}
        assert told == {**found().accepts(name), ALL: found().acceptance[name]}
    assert len({row["y"] for row in rows}) == len(rows)


def test_bars_say_their_figures() -> None:
    text = json.dumps(acceptance_chart(studied(ranged_data()).talks, found(), width=720).to_dict())
    assert f"{ALL} {100 * found().acceptance['nash']:.0f} %" in text
    assert "Nash" in text
