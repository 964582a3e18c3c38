from __future__ import annotations

import numpy as np
import pytest
from support.worlds import random_world

from tradetalks.equilibrium.decomposition import PathIntegral
from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.equilibrium.solve import solve, solve_many
from tradetalks.errors import InputError, ShockError

WORLD = random_world(1)


def spoiled(value: float) -> np.ndarray:
    array = np.array(WORLD.tariff)
    array[0, 1, 2] = value
    return array


@pytest.mark.parametrize("value", [-1.0, -2.0, np.nan, np.inf])
def test_an_impossible_tariff_names_its_cell(value: float) -> None:
    with pytest.raises(ShockError, match="SUD:NOR:SVC"):
        solve(WORLD, Shock(tariff=spoiled(value)))


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan])
def test_an_impossible_trade_cost_names_its_cell(value: float) -> None:
    cost = np.ones_like(WORLD.trade)
    cost[0, 1, 2] = value
    with pytest.raises(ShockError, match="SUD:NOR:SVC"):
        solve(WORLD, Shock(trade_cost=cost))


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan])
def test_an_impossible_demand_names_its_cell(value: float) -> None:
    demand = np.ones_like(WORLD.trade)
    demand[0, 1, 2] = value
    with pytest.raises(ShockError, match="SUD:NOR:SVC"):
        solve(WORLD, Shock(demand=demand))


def turned(factor: float = 2.0) -> np.ndarray:
    demand = np.ones_like(WORLD.trade)
    demand[0, 1, 2] = factor
    return demand


def test_a_turn_of_demand_moves_no_price_index_by_itself() -> None:
    demand = Shock(demand=turned()).demand_in(WORLD)
    np.testing.assert_allclose((WORLD.trade_share * demand).sum(axis=0), 1, rtol=1e-14)
    assert demand[0, 1, 2] > 1 > demand[2, 1, 2]


def test_only_the_ratio_of_demand_factors_counts() -> None:
    once, thrice = (solve(WORLD, Shock(demand=k * turned())) for k in (1, 3))
    np.testing.assert_allclose(once.welfare_hat, thrice.welfare_hat, rtol=1e-12)


def test_demand_turns_shares_as_cheaper_delivery_would() -> None:
    turn = Shock(demand=turned())
    by_cost = solve(WORLD, Shock(trade_cost=turn.cost_in(WORLD)))
    by_demand = solve(WORLD, turn)
    np.testing.assert_allclose(by_demand.flow, by_cost.flow, rtol=1e-9)
    np.testing.assert_allclose(by_demand.welfare_hat, by_cost.welfare_hat, rtol=1e-10)
    terms = by_demand.decompose(PathIntegral())
    np.testing.assert_allclose(terms["total"], by_demand.real_income, atol=1e-5)


def test_turns_of_demand_multiply() -> None:
    both = combine(WORLD, [Shock(demand=turned()), Shock(demand=turned(3.0))])
    np.testing.assert_allclose(both.demand_in(WORLD), Shock(demand=turned(6.0)).demand_in(WORLD), rtol=1e-13)


def test_a_transfer_is_a_deficit_more() -> None:
    paid = np.array([5.0, -5.0, 0.0, 0.0])
    by_transfer = solve(WORLD, combine(WORLD, [Shock(transfer=paid / 2), Shock(transfer=paid / 2)]))
    by_deficit = solve(WORLD, Shock(deficit=WORLD.deficit + paid))
    np.testing.assert_allclose(by_transfer.welfare_hat, by_deficit.welfare_hat, rtol=1e-10)
    assert by_transfer.real_income.iloc[0] > 0 > by_transfer.real_income.iloc[1]


@pytest.mark.parametrize("transfer", [np.ones(4), np.zeros(3), np.array([1, -1, np.nan, 0])])
def test_transfers_that_do_not_cancel_are_refused(transfer: np.ndarray) -> None:
    with pytest.raises(ShockError):
        solve(WORLD, Shock(transfer=transfer))


def test_own_sales_pay_no_tariff() -> None:
    tariff = np.array(WORLD.tariff)
    tariff[1, 1, 0] = 0.1
    with pytest.raises(ShockError, match="own sales"):
        solve(WORLD, Shock(tariff=tariff))


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ShockError, match="shape"):
        solve(WORLD, Shock(tariff=np.zeros((2, 2, 2))))


@pytest.mark.parametrize("deficit", [np.ones(4), np.zeros(3), np.array([1, -1, np.nan, 0]), "balanced", Balanced])
def test_deficits_that_do_not_cancel_are_refused(deficit: np.ndarray) -> None:
    with pytest.raises(ShockError):
        solve(WORLD, Shock(deficit=deficit))


def test_given_deficits_are_met() -> None:
    deficit = np.array([5.0, -5.0, 2.0, -2.0])
    solution = solve(WORLD, Shock(deficit=deficit))
    imports = ((1 + WORLD.tariff) * solution.flow.transpose(2, 1, 0)).sum(axis=(0, 2))
    np.testing.assert_allclose(imports - solution.produced.sum(axis=0) - solution.collected, deficit, atol=1e-6)
    assert solution.deficit_rule == "deficits as given"


def test_balanced_trade_leaves_no_deficit() -> None:
    solution = solve(WORLD, Shock(deficit=Balanced()))
    exports = solution.flow.sum(axis=(0, 1)) - solution.flow.sum(axis=(0, 2))
    assert np.abs(exports).max() < 1e-6


def test_shocks_join_in_any_order() -> None:
    first = Shock(tariff=spoiled(0.4), trade_cost=1 + WORLD.tariff)
    second = Shock(tariff=WORLD.tariff * 2, trade_cost=1 + 2 * WORLD.tariff)
    one, other = combine(WORLD, [first, second]), combine(WORLD, [second, first])
    assert one.tariff is not None
    assert other.tariff is not None
    np.testing.assert_allclose(one.tariff, other.tariff)
    np.testing.assert_allclose(one.tariff[0, 1, 2], 0.4 + WORLD.tariff[0, 1, 2])
    np.testing.assert_allclose(one.trade_cost_in(WORLD), other.trade_cost_in(WORLD))


def test_two_shocks_cannot_both_set_deficits() -> None:
    with pytest.raises(ShockError, match="two shocks"):
        combine(WORLD, [Shock(deficit=Balanced()), Shock(deficit=Balanced())])


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ShockError, match="tariff holds something else"):
        solve(WORLD, Shock(tariff="high"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("world", "shocks", "name"),
    [
        ("icio-2017", [Shock()], "world"),
        (WORLD, [WORLD.tariff], "shock"),
        (WORLD, [Shock], "shock"),
        (WORLD, WORLD.tariff, "shock"),
        (WORLD, Shock(), "shocks"),
    ],
)
def test_what_is_no_world_or_no_shock_is_refused_by_name(world: object, shocks: object, name: str) -> None:
    with pytest.raises(InputError) as told:
        solve_many(world, shocks)  # type: ignore[arg-type]
    assert told.value.code == "wrong-type"
    assert told.value.message.startswith(f"{name} is ")
