"""The textbook algorithm finds what the package finds: two ways to one equilibrium."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks import textbook
from support.worlds import random_tariff, random_world

import tradetalks as tt

TIGHT = 1e-10
AGREE = 1e-7


@pytest.fixture
def world() -> tt.World:
    return random_world(7)


def shocks(world: tt.World) -> dict[str, tt.Shock]:
    cost = np.random.default_rng(3).uniform(0.8, 1.3, world.trade.shape)
    return {
        "tariffs": tt.Shock(tariff=random_tariff(world, 8)),
        "trade costs": tt.Shock(trade_cost=cost),
        "no deficits": tt.Shock(deficit=tt.Balanced()),
        "all": tt.Shock(tariff=random_tariff(world, 9), trade_cost=cost, deficit=tt.Balanced()),
    }


@pytest.mark.parametrize("name", ["tariffs", "trade costs", "no deficits", "all"])
def test_both_find_the_same_equilibrium(world: tt.World, name: str) -> None:
    shock = shocks(world)[name]
    theirs, ours = textbook.solve(world, shock, TIGHT), tt.solve(world, shock)
    assert np.allclose(theirs.wage, ours.wage, rtol=AGREE, atol=0)
    assert np.allclose(theirs.spending.T, ours.expenditure, rtol=AGREE, atol=0)
    assert np.allclose(theirs.income, ours.income, rtol=AGREE, atol=0)
    assert np.allclose(theirs.real_income(world), ours.real_income, rtol=0, atol=100 * AGREE)


def test_nothing_changes_without_a_shock(world: tt.World) -> None:
    answer = textbook.solve(world, tt.Shock())
    assert answer.wage_rounds == 1
    assert np.allclose(answer.wage, 1, rtol=0, atol=1e-12)
    assert np.allclose(answer.price, 1, rtol=0, atol=1e-12)


def test_excess_demands_add_up_to_zero(world: tt.World) -> None:
    economy = textbook.Economy.of(world, tt.Shock(tariff=random_tariff(world, 8)))
    wage = np.array([1.1, 0.9, 1.0, 1.05])
    _, cost, _ = textbook.prices(economy, wage, TIGHT)
    share = textbook.trade_share(economy, cost)
    excess = textbook.excess_demand(economy, share, textbook.expenditure(economy, share, wage))
    assert abs(excess.sum()) < 1e-9 * economy.labour.sum()
    assert np.abs(excess).max() > 1e-3 * economy.labour.sum()


def test_a_step_keeps_world_value_added(world: tt.World) -> None:
    economy = textbook.Economy.of(world, tt.Shock())
    wage = textbook.next_wage(economy, np.ones(4), np.array([3.0, -1.0, -1.0, -1.0]))
    assert wage[0] < 1 < wage[1]
    assert np.isclose((wage * economy.labour).sum(), economy.labour.sum(), rtol=1e-12)


def test_it_says_when_it_does_not_arrive(world: tt.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textbook, "MOST_WAGES", 2)
    with pytest.raises(textbook.TextbookError, match="not settled after 2"):
        textbook.solve(world, tt.Shock(tariff=random_tariff(world, 8)))
