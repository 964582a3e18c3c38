"""Tables of what a clause does: flows, worth, findings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rich.console import Console, RenderableType

from tradetalks.clauses.alone import Alone, alone
from tradetalks.clauses.quantity import Quantity
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.clauses.tariff import Tariff
from tradetalks.cli.clause_findings import findings_tables, receipts_table
from tradetalks.cli.clause_flows import MOST_FLOWS, Reach, flows_table, reach
from tradetalks.cli.clause_worth import worth_tables
from tradetalks.files.worlds import load_world
from tradetalks.world.world import World


@lru_cache(maxsize=1)
def world() -> World:
    return load_world("icio-2017")


def duty(**figures: Any) -> Alone:
    given = {"exporter": "MEX", "importer": "USA", "sector": "C29", "judgement": "a test"} | figures
    return alone(Tariff.model_validate({"type": "tariff", **given}), world())


def told(*parts: RenderableType) -> str:
    """What is printed at 80 columns, with single blanks."""
    out = Console(width=80)
    with out.capture() as caught:
        out.print(*parts)
    return " ".join(caught.get().split())


def test_the_ends_of_a_range_reach_every_flow() -> None:
    found = reach(duty(add={"value": 0.02, "low": 0.01, "high": 0.05}), world())
    ends = [float(flows["tariff"].iloc[0]) for flows in (found.least, found.value, found.most)]
    assert [round(end, 9) for end in ends] == [1, 2, 5]
    assert found.cell("tariff", ("MEX", "USA", "C29")) == "+2.00\n+1.00 to +5.00"
    assert found.cell("tariff", ("CAN", "USA", "C29")) == ""
    assert (found.changed("tariff"), found.changed("demand")) == (True, False)


def test_a_flow_that_only_the_far_end_touches_has_a_range_from_nothing() -> None:
    found = reach(duty(add={"value": 0.02, "low": 0.0, "high": 0.05}), world())
    assert len(found.least) == 0
    assert found.cell("tariff", ("MEX", "USA", "C29")) == "+2.00\n0.00 to +5.00"


def test_a_flow_that_is_touched_at_the_far_end_alone_has_its_row() -> None:
    found = reach(duty(add={"value": 0.0, "low": 0.0, "high": 0.05}), world())
    assert len(found.value) == 0
    seen = told(flows_table(found, world()))
    assert "1 flow, 98.6 bn US$" in seen
    assert "98.56 0.00 0.00 to +5.00" in seen


def test_only_kinds_of_change_that_happen_have_a_column_and_many_flows_are_cut() -> None:
    result = duty(sector="goods", add=0.1)
    seen = told(flows_table(reach(result, world()), world()))
    assert "27 flows" in seen
    assert f"the largest {MOST_FLOWS}" in seen
    assert "tariff, points" in seen
    assert "demand" not in seen
    assert seen.count("MEX to USA") == MOST_FLOWS
    assert "C29 Motor vehicles and parts" in seen


def test_several_kinds_of_change_leave_room_by_codes_alone() -> None:
    flows = duty(add=0.1).flows.assign(demand=5.0)
    seen = told(flows_table(Reach(flows, flows, flows), world()))
    assert "MEX to USA C29 98.56 +10.00 +5.00" in seen


def test_worth_without_a_range_says_so_and_small_regions_share_a_row() -> None:
    seen = told(*worth_tables(duty(sector="C16", add=0.001)))
    assert "None of its figures" in seen
    assert "least" not in seen
    assert "each of the other" in seen


def test_worth_with_a_range_has_its_ends_and_what_they_mean() -> None:
    seen = told(*worth_tables(duty(add=Quantity(value=0.02, low=0.01, high=0.05).model_dump())))
    assert "bn US$ a year least most" in seen
    assert "Least and most: every ranged figure" in seen


def test_no_change_is_worth_no_table() -> None:
    assert list(worth_tables(duty(add=0.0))) == []


def test_few_figures_stand_in_rows_and_whom_all_are_about_is_said_once() -> None:
    one = Finding("share that complies", 0.25, "share", "cars")
    seen = told(*findings_tables([one, Finding("duty", 12345.6, "million US$", "cars")], world()))
    assert seen.startswith("How it works: cars figure")
    assert "share that complies 25 %" in seen
    assert "duty 12,346 million US$" in seen


def test_figures_of_many_stand_in_two_ways_with_their_unit_in_the_head_and_no_rows_of_nothing() -> None:
    sectors = ("A01", "A02", "C29", "C20")
    many = [Finding("rise", 0.1 * n, "%", sector) for n, sector in enumerate(sectors)]
    seen = told(*findings_tables(many, world()))
    assert "rise, %" in seen
    assert "C29 Motor vehicles and parts 0.2" in seen
    assert "A01" not in seen
    assert list(findings_tables([Finding("rise", 0.0, "%", sector) for sector in sectors], world())) == []


def test_the_longer_way_goes_down() -> None:
    cells = [Finding(name, 1.0, "share", about) for name in "abcde" for about in ("x", "y", "z", "w")]
    seen = told(*findings_tables(cells, world()))
    assert "x y z w" in seen
    assert "a, % 100 100 100 100" in seen


def test_money_is_told_with_its_sign_and_by_whom() -> None:
    receipts = [Receipt("USA", "duty", 5.0), Receipt("CAN", "rent", -2.0)]
    seen = told(receipts_table(receipts, world()))
    assert "United States duty +5.0" in seen
    assert "Canada rent −2.0" in seen
