"""Gradients by the adjoint against central differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from support.worlds import random_cost, random_tariff, random_world, remade, seeds

from tradetalks import Linear, RealIncome, Shock, gradient, load_world, solve
from tradetalks.errors import InputError, ShockError, UnknownNameError
from tradetalks.world.world import World

STEP = 3e-3
few = settings(max_examples=8, deadline=None)


def central(number: Callable[[float], float]) -> float:
    """Difference of fourth order."""
    near, far = number(STEP) - number(-STEP), number(2 * STEP) - number(-2 * STEP)
    return (8 * near - far) / (12 * STEP)


def shock_of(world: World, seed: int) -> Shock:
    return Shock(
        tariff=random_tariff(world, seed),
        trade_cost=random_cost(world, seed + 1),
        demand=random_cost(world, seed + 2),
    )


def world_of(seed: int, market: str) -> World:
    drawn = random_world(seed)
    inputs = drawn.input_share if market == "perfect" else np.zeros_like(drawn.input_share)
    return remade(drawn, input_share=inputs, value_added_share=1 - inputs.sum(axis=1), market=market)


@pytest.mark.parametrize("market", ["perfect", "monopolistic"])
@few
@given(seeds)
def test_real_income_by_every_parameter(market: str, seed: int) -> None:
    """Tariffs, trade costs and elasticities, along random directions in all of them."""
    world, rng = world_of(seed, market), np.random.default_rng(seed)
    shock = shock_of(world, seed)
    assert shock.tariff is not None
    assert shock.trade_cost is not None
    objective = RealIncome(world.regions[seed % 4])
    slope = gradient(solve(world, shock), objective)
    towards = rng.uniform(-1, 1, world.trade.shape)
    apart = towards * (1 - np.eye(4))[:, :, None]
    by_theta = rng.uniform(-1, 1, len(world.sectors))
    tariff, cost = shock.tariff, shock.trade_cost

    def value(step: float, tariffs: np.ndarray, costs: np.ndarray, thetas: np.ndarray) -> float:
        there = replace(shock, tariff=tariff + step * tariffs, trade_cost=cost + step * costs)
        return objective.value(solve(replace(world, elasticity=world.elasticity + step * thetas), there))

    still, same = np.zeros_like(towards), np.zeros_like(by_theta)
    for expected, direction in (
        ((slope.tariff.to_numpy() * apart).sum(), (apart, still, same)),
        ((slope.trade_cost.to_numpy() * towards).sum(), (still, towards, same)),
        (float(slope.elasticity @ by_theta), (still, still, by_theta)),
    ):
        measured = central(lambda step, d=direction: value(step, *d))
        np.testing.assert_allclose(expected, measured, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("market", ["perfect", "monopolistic"])
@few
@given(seeds)
def test_anything_linear_by_tariffs_and_deficits(market: str, seed: int) -> None:
    world, rng = world_of(seed, market), np.random.default_rng(seed)
    shock = shock_of(world, seed)
    assert shock.tariff is not None
    weights = {
        "income": rng.normal(size=4),
        "revenue": rng.normal(size=4),
        "wage": 100 * rng.normal(size=4),
        "output": rng.normal(size=(4, 3)),
        "price_index": 100 * rng.normal(size=(4, 3)),
    }
    objective = Linear(weights)
    slope = gradient(solve(world, shock), objective)
    apart = rng.uniform(-1, 1, world.trade.shape) * (1 - np.eye(4))[:, :, None]
    moved = np.array([1.0, -1, 0.5, -0.5])
    assert shock.tariff is not None

    def by_tariff(step: float) -> float:
        return objective.value(solve(world, replace(shock, tariff=shock.tariff + step * apart)))

    def by_deficit(step: float) -> float:
        return objective.value(solve(world, replace(shock, deficit=world.deficit + step * moved)))

    size = abs(objective.value(solve(world, shock)))
    np.testing.assert_allclose((slope.tariff.to_numpy() * apart).sum(), central(by_tariff), rtol=1e-6, atol=1e-8 * size)
    np.testing.assert_allclose(float(slope.deficit @ moved), central(by_deficit), rtol=1e-5, atol=1e-8 * size)


def test_a_small_shock_is_its_gradient() -> None:
    world = load_world("icio-2017")
    slope = gradient(solve(world, Shock()), RealIncome("CAN"))
    rate = 1e-5 * (np.array(world.layer("mfn")) - world.tariff)
    change = solve(world, Shock(tariff=world.tariff + rate)).real_income["CAN"]
    np.testing.assert_allclose(float((slope.tariff.to_numpy() * rate).sum()), change, rtol=1e-4)


def test_without_a_shock_elasticities_do_not_matter() -> None:
    slope = gradient(solve(random_world(5), Shock()), RealIncome("EST"))
    np.testing.assert_allclose(slope.elasticity, 0, atol=1e-12)
    assert slope.value == pytest.approx(0, abs=1e-10)


def test_wrong_objectives_are_refused() -> None:
    solution = solve(random_world(1), Shock())
    with pytest.raises(UnknownNameError, match="NORR"):
        gradient(solution, RealIncome("NORR"))
    with pytest.raises(ShockError, match="has no 'welfare' to weigh"):
        gradient(solution, Linear({"welfare": np.ones(4)}))
    with pytest.raises(ShockError, match=r"give them as \(4, 3\)"):
        gradient(solution, Linear({"output": np.ones((3, 4))}))


def test_what_is_no_solution_and_no_objective_is_refused_by_name() -> None:
    world = random_world(1)
    solution = solve(world, Shock())
    for given_, name in (
        ((world, RealIncome("NOR")), "solution"),
        ((solution, "NOR"), "objective"),
        ((solution, RealIncome), "objective"),
        ((solution, Linear([1.0])), "weights"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InputError) as told:
            gradient(*given_)  # type: ignore[arg-type]
        assert told.value.code == "wrong-type"
        assert told.value.message.startswith(f"{name} is ")
