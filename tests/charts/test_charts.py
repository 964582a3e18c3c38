"""Every chart holds the figures of the study, at both widths."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.studies import agreeing, stuck

from tradetalks.charts.bars import domain
from tradetalks.charts.frontier import MOST_PANELS, NO_DEAL, beyond, frontier_chart, span
from tradetalks.charts.labels import DEALS, decimals_for, signed
from tradetalks.charts.layout import Layout
from tradetalks.charts.no_deal import no_deal_chart
from tradetalks.charts.payoffs import payoffs_chart
from tradetalks.charts.placing import Box, placed
from tradetalks.charts.ranges import ranges_chart
from tradetalks.charts.sectors import largest, sectors_chart
from tradetalks.charts.swings import swings
from tradetalks.charts.timeline import drawn, timeline_chart

WIDTHS = (720, 340)


def data_of(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """All data of a specification, each set once."""
    return [json.loads(values) for values in spec["datasets"].values()]


def with_key(spec: dict[str, Any], *keys: str) -> list[list[dict[str, Any]]]:
    return [rows for rows in data_of(spec) if rows and all(key in rows[0] for key in keys)]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_frontier_holds_every_point_in_every_pair_of_parties(width: int) -> None:
    study = agreeing()
    spec = frontier_chart(study, width=width).to_dict()
    panels = with_key(spec, "x", "y", "acceptable")
    assert len(panels) == 3 <= MOST_PANELS
    assert all(len(rows) == len(study.frontier) for rows in panels)
    assert {round(p.payoff["N"], 3) for p in study.frontier} == {row["x"] for row in panels[0]}


def test_the_frontier_marks_settlements_no_deal_and_status_quo() -> None:
    study = agreeing()
    marks = with_key(frontier_chart(study, width=720).to_dict(), "deal", "label_x")
    assert len(marks) == 3
    for rows in marks:
        assert {row["deal"] for row in rows} == {NO_DEAL, *DEALS.values()}
    nash = next(row for row in marks[0] if row["deal"] == "Nash")
    assert (nash["x"], nash["y"]) == (study.settlements["nash"].payoff["N"], study.settlements["nash"].payoff["S"])
    assert next(row for row in marks[0] if row["deal"] == NO_DEAL)["x"] == 0


def test_cells_of_the_zone_count_all_acceptable_deals() -> None:
    study = agreeing()
    for rows in with_key(frontier_chart(study, width=720).to_dict(), "deals"):
        assert sum(row["deals"] for row in rows) == study.acceptable > 0


def test_far_losses_are_left_out_and_counted() -> None:
    study = agreeing()
    low, _ = span(study, 1)
    outside = [p for p in study.frontier if p.payoff["S"] < low or p.payoff["E"] < span(study, 2)[0]]
    assert beyond(study) == len(outside)


@pytest.mark.parametrize("width", WIDTHS)
def test_charts_stand_without_a_zone_of_agreement(width: int) -> None:
    study = stuck()
    assert study.acceptable == 0
    spec = frontier_chart(study, width=width).to_dict()
    assert not with_key(spec, "deals")
    assert {row["deal"] for row in with_key(spec, "label_x")[0]} == {NO_DEAL, "Status quo"}
    for chart in (payoffs_chart, no_deal_chart, ranges_chart, timeline_chart):
        chart(study, width=width).to_dict()


@pytest.mark.parametrize("width", WIDTHS)
def test_payoffs_stand_with_their_ranges(width: int) -> None:
    study = agreeing()
    rows = with_key(payoffs_chart(study, width=width).to_dict(), "deal", "low")[0]
    assert len(rows) == len(study.shown) * 3
    for row in rows:
        assert row["low"] <= row["value"] <= row["high"]
        assert row["value"] == study.shown[row["deal"]].payoff[row["party"]]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_deal_holds_every_outcome_and_party(width: int) -> None:
    study = agreeing()
    spec = no_deal_chart(study, width=width).to_dict()
    assert [row["value"] for row in with_key(spec, "value", "side")[0]] == [v.real_income for v in study.no_deal_sheet]
    assert [row["tariffs"] for row in with_key(spec, "tariffs")[0]] == [v.tariffs_alone for v in study.no_deal_sheet]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_tornado_spans_the_ranges(width: int) -> None:
    study = agreeing()
    found = swings(study, "nash")
    row = list(study.shown).index("nash")
    for party in range(3):
        assert min(swing.low[party] for swing in found) == study.ranges.low[row, party]
        assert max(swing.high[party] for swing in found) == study.ranges.high[row, party]
    drawn_bars = with_key(ranges_chart(study, width=width).to_dict(), "low", "high")
    assert sum(map(len, drawn_bars)) == 3 * len(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_sectors_hold_output_of_every_party(width: int) -> None:
    study = agreeing()
    effects = study.effects({"duty": "falls"})
    spec = sectors_chart(study, effects, width=width).to_dict()
    values = {row["value"] for rows in with_key(spec, "value", "side") for row in rows}
    assert values == {float(value) for value in effects["output"]}
    change = effects["output"].abs()
    assert largest(effects, 1) == [change.idxmax()[1]]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_timeline_tells_what_came_later(width: int) -> None:
    study = agreeing()
    rows = with_key(timeline_chart(study, width=width).to_dict(), "kind", "later")[0]
    assert len(rows) == len(drawn(study.talks)) == 4
    assert [row["later"] for row in rows] == [False, False, False, True]


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_do_not_overlap(width: int) -> None:
    layout = Layout(["short", "a label that is long enough to need several lines " * 2], 3, width)
    assert layout.y(0, 2) + layout.lane / 2 <= layout.tops[1]
    assert layout.y(1, 0) - layout.lane / 2 >= layout.tops[1]
    assert layout.y(1, 2) + layout.lane / 2 <= layout.height


def test_labels_of_near_points_keep_apart() -> None:
    points = [(100.0, 100.0), (104.0, 102.0), (108.0, 99.0), (100.0, 104.0)]
    boxes = placed(points, ["Nash", "Kalai-Smorodinsky", "Egalitarian", "Utilitarian"], 200, 250)
    for a, first in enumerate(boxes):
        assert all(first.overlap(Box(x, y, 8, 8)) == 0 for x, y in points)
        assert all(first.overlap(second) == 0 for second in boxes[a + 1 :])
        assert first.outside(200, 250) == 0


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1.234, 2, "+1.23"), (-1.234, 2, "\u22121.23"), (-0.001, 2, "0.00"), (12345.6, 1, "+12,345.6")],
)
def test_figures_have_a_sign(value: float, decimals: int, text: str) -> None:
    assert signed(value, decimals) == text


def test_small_figures_get_more_decimals() -> None:
    assert decimals_for([1.0, 2.0]) == 2
    assert decimals_for([0.011, 0.02, 1e-15]) == 3
    assert decimals_for([]) == 2


def test_bars_leave_room_for_their_figures() -> None:
    low, high = domain([-1.0, 0.5], 300)
    assert low < -1
    assert high > 0.5
    assert domain([1.0], 300)[0] == 0
