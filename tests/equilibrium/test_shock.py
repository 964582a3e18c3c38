from __future__ import annotations

import numpy as np
import pytest
from support.worlds import random_world

from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.equilibrium.solve import solve
from tradetalks.errors import ShockError

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
