"""Tariffs set to a rate or moved by an addition, at the ends of their ranges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.worlds import random_world, remade

from tradetalks import solve
from tradetalks.clauses import TariffTable, TradeCost
from tradetalks.clauses.quantity import Level, Quantity
from tradetalks.clauses.tariff import Tariff
from tradetalks.clauses.tariff_table import TariffRow
from tradetalks.world.world import World

WORLD = random_world(3)
ABROAD = ~np.eye(len(WORLD.regions), dtype=bool)[:, :, None]
FLOWS = {"exporter": ["SUD", "EST"], "importer": "NOR", "sector": "all"}
ranges = st.lists(st.floats(-0.5, 2.0), min_size=3, max_size=3).map(sorted)


def tariff(**figure: object) -> Tariff:
    return Tariff.model_validate({"type": "tariff", "judgement": "test", **FLOWS, **figure})


def span(low: float, value: float, high: float) -> Quantity:
    return Quantity(low=low, value=value, high=high)


def moved(clause: Tariff, world: World = WORLD) -> list[np.ndarray]:
    """How far the clause takes every cell from today's tariff, at each end, signs kept."""
    return [clause.at(level).shock(world).tariff_in(world) - world.tariff for level in Level]


def charging(rate: float) -> World:
    """The world with one tariff on all that crosses a border."""
    return remade(WORLD, tariff=np.where(ABROAD, rate, np.zeros_like(WORLD.tariff)))


@given(ranges)
def test_the_mild_end_is_never_farther_from_today(figures: list[float]) -> None:
    for kind in ("rate", "add"):
        low, value, high = map(np.abs, moved(tariff(**{kind: span(*figures)})))
        assert (low <= value + 1e-12).all()
        assert (value <= high + 1e-12).all()


@given(st.floats(-0.5, 2.0))
def test_without_a_range_all_ends_are_one(figure: float) -> None:
    for kind in ("rate", "add"):
        low, value, high = moved(tariff(**{kind: Quantity.model_validate(figure)}))
        np.testing.assert_array_equal(low, value)
        np.testing.assert_array_equal(high, value)


@given(ranges, st.floats(0, 0.4))
def test_a_rate_is_an_addition_to_a_uniform_tariff(figures: list[float], today: float) -> None:
    world = charging(today)
    if abs(figures[0] + figures[2] - 2 * today) < 1e-9:  # both ends as far from today: rounding picks one
        return
    added = span(*(figure - today for figure in figures))
    for one, other in zip(moved(tariff(rate=span(*figures)), world), moved(tariff(add=added), world), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


@pytest.mark.parametrize(
    ("figures", "least", "most"),
    [
        ((0.02, 0.04, 0.06), 0.06, 0.02),
        ((0.15, 0.20, 0.30), 0.15, 0.30),
        ((0.05, 0.08, 0.20), 0.10, 0.20),
        ((0.00, 0.12, 0.15), 0.10, 0.00),
        ((0.05, 0.10, 0.16), 0.10, 0.16),
    ],
)
def test_a_rate_by_hand_where_ten_per_cent_are_paid_today(
    figures: tuple[float, float, float], least: float, most: float
) -> None:
    world = charging(0.1)
    clause = tariff(rate=span(*figures))
    for level, rate in zip(Level, (least, figures[1], most), strict=True):
        changed = clause.at(level).shock(world).tariff_in(world)[1:3, 0]
        np.testing.assert_allclose(changed, rate, atol=1e-15)


def test_every_flow_has_an_end_of_its_own() -> None:
    rates = np.zeros_like(WORLD.tariff)
    rates[1, 0], rates[2, 0] = 0.02, 0.30
    world = remade(WORLD, tariff=rates)
    clause = tariff(rate=span(0.05, 0.10, 0.20))
    least, most = (clause.at(level).shock(world).tariff_in(world) for level in (Level.LOW, Level.HIGH))
    assert (least[1, 0] == 0.05).all()
    assert (least[2, 0] == 0.20).all()
    assert (most[1, 0] == 0.20).all()
    assert (most[2, 0] == 0.05).all()
    np.testing.assert_array_equal(least[:, 1:], rates[:, 1:])


def test_a_mild_cut_moves_trade_less_than_a_full_one() -> None:
    world = charging(0.3)
    clause = tariff(rate=span(0.0, 0.1, 0.2))
    sold = [np.asarray(solve(world, clause.at(level).shock(world)).trade)[1:, 0].sum() for level in Level]
    assert world.trade[1:, 0].sum() < sold[0] < sold[1] < sold[2]


def test_the_case_keeps_the_range_as_written() -> None:
    clause = tariff(rate=span(0.02, 0.04, 0.06))
    for level in Level:
        assert "(2 to 6)" in clause.explain()
        assert clause.at(level).model_dump().keys() == clause.model_dump().keys()
    assert clause.at(Level.LOW) != clause


@given(ranges)
def test_other_typed_figures_do_least_at_their_mild_end(figures: list[float]) -> None:
    factor = span(*(1 + figure for figure in figures))
    clause = TradeCost.model_validate({"type": "trade-cost", "judgement": "test", "factor": factor, **FLOWS})
    low, value, high = (np.abs(np.log(clause.at(level).shock(WORLD).trade_cost_in(WORLD))) for level in Level)
    assert (low <= value + 1e-12).all()
    assert (value <= high + 1e-12).all()


def test_a_table_has_no_range_and_no_ends() -> None:
    row = {"importer": "NOR", "exporter": "SUD", "sector": "CARS", "add": -0.02}
    table = TariffTable.model_validate({"type": "tariff-table", "file": "t.csv", "rows": [row], "judgement": "test"})
    shocks = [table.at(level).shock(WORLD).tariff_in(WORLD) for level in Level]
    np.testing.assert_array_equal(shocks[0], shocks[1])
    np.testing.assert_array_equal(shocks[2], shocks[1])


@pytest.mark.parametrize("key", ["rate", "add"])
@pytest.mark.parametrize("figure", [2.5, {"value": 0.1, "high": 2.5}])
def test_a_bare_duty_above_one_may_be_per_cent_and_is_refused(key: str, figure: object) -> None:
    with pytest.raises(ValidationError, match=r"2\.5 % or as 250 %"):
        tariff(**{key: figure})


def test_duties_are_read_with_their_sign_and_one_is_all_of_the_price() -> None:
    assert tariff(rate="250 %").figure == Quantity(low=2.5, value=2.5, high=2.5)
    assert tariff(add={"low": "5%", "value": 0.1, "high": "20 %"}).figure == span(0.05, 0.1, 0.2)
    assert tariff(rate=1).figure.value == 1.0


def read_row(add: object) -> float:
    return TariffRow.model_validate({"importer": "NOR", "exporter": "SUD", "sector": "CARS", "add": add}).add


def test_rows_of_a_file_say_per_cent_above_one_too() -> None:
    assert [read_row(add) for add in ("0.25", "25 %", "150 %", "1")] == [0.25, 0.25, 1.5, 1.0]
    with pytest.raises(ValidationError, match="25 % or as 2500 %"):
        read_row("25")
    assert read_row(read_row("150 %")) == 1.5


@pytest.mark.parametrize(
    ("adds", "says"),
    [
        ((), "0 sector tariffs change, by +0.0 points"),
        ((0.1,), "1 sector tariff changes, by +10.0 points"),
        ((-0.05, 0.1), "2 sector tariffs change, by -5.0 to +10.0 points"),
    ],
)
def test_a_table_says_how_many_tariffs_change_and_by_how_much(adds: tuple[float, ...], says: str) -> None:
    rows = [{"importer": "NOR", "exporter": "SUD", "sector": "CARS", "add": add} for add in adds]
    table = TariffTable.model_validate({"type": "tariff-table", "file": "t.csv", "rows": rows, "judgement": "test"})
    assert table.explain().startswith(says)
