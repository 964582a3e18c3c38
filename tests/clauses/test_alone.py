"""One clause alone in a world."""

from __future__ import annotations

import numpy as np
import pytest

from tradetalks import load_world, solve
from tradetalks.clauses import Sunset, Tariff, TradeCost
from tradetalks.clauses.alone import alone
from tradetalks.clauses.quantity import Quantity
from tradetalks.files.attach import attached

WORLD = load_world("icio-2017")
DUTY = Tariff(
    type="tariff",
    exporter=("MEX",),
    importer=("USA", "CAN"),
    sector=("C29",),
    add=Quantity(value=0.02, low=0.01, high=0.05),
    judgement="test",
)


def test_the_flows_touched_are_those_of_the_clause() -> None:
    flows = alone(DUTY, WORLD).flows
    assert set(flows.index) == {("MEX", "USA", "C29"), ("MEX", "CAN", "C29")}
    np.testing.assert_allclose(flows["tariff"], 2, rtol=1e-12)
    assert (flows[["trade_cost", "demand"]] == 0).all(axis=None)
    assert flows["trade"].is_monotonic_decreasing


def test_real_income_is_that_of_the_equilibrium_and_its_range_that_of_the_figure() -> None:
    result = alone(DUTY, WORLD)
    np.testing.assert_allclose(result.real_income["value"], solve(WORLD, DUTY.shock(WORLD)).real_income, atol=1e-9)
    least, value, most = (result.real_income.loc["MEX", end] for end in ("least", "value", "most"))
    assert 0 > least > value > most
    worth = result.equivalent_variation.loc["MEX", "value"]
    assert worth == pytest.approx(value / 100 * WORLD.income[WORLD.regions.index("MEX")])


def test_a_clause_that_does_nothing_touches_no_flow() -> None:
    idle = TradeCost(
        type="trade-cost",
        exporter=("MEX",),
        importer=("USA",),
        sector=("C29",),
        factor=Quantity(value=1, low=1, high=1),
        judgement="test",
    )
    result = alone(idle, WORLD)
    assert result.flows.empty
    assert (result.real_income.abs() < 1e-9).all(axis=None)


def test_a_clause_with_an_end_is_valued_with_the_years_after_it_too() -> None:
    clause = attached(Sunset(term=5, goods=1.04, services=1.02))
    result = alone(clause, WORLD)
    assert result.expected is not None
    held, value = (one.welfare_hat[1] for one in (result, result.expected))
    share = np.array([clause.lapse_share(region) for region in WORLD.regions])
    lapse = solve(WORLD, clause.lapse().shock(WORLD)).welfare_hat
    np.testing.assert_allclose(value, (1 - share) * held + share * lapse, atol=1e-9)
    can, usa = WORLD.regions.index("CAN"), WORLD.regions.index("USA")
    assert share[usa] == pytest.approx(0, abs=1e-12)
    assert value[can] - 1 < 5 * (held[can] - 1) < 0
    assert result.expected.expected is None


def test_without_an_end_there_is_one_value() -> None:
    assert alone(DUTY, WORLD).expected is None
    assert alone(Sunset(threatened=0.032, end="apart"), WORLD).expected is None
