"""The search without inputs: the general conditions, the other search, and derivatives by differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from support.games import final_world
from support.worlds import random_tariff, seeds

from tradetalks import Shock, solve, solve_many
from tradetalks.equilibrium.baseline import Baseline, kernel_axes
from tradetalks.equilibrium.final_goods import FinalGoods
from tradetalks.equilibrium.input_output import InputOutput
from tradetalks.equilibrium.kernel import TOLERANCE, Pull
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.system import circuit, unknowns_of, violations

few = settings(max_examples=15, deadline=None)


def pulled(base: Baseline, seed: int) -> Pull:
    rng = np.random.default_rng(seed)
    sectors, regions = base.scale.shape
    total = base.labour.sum()
    return Pull(
        income=rng.normal(size=(1, regions)) / total,
        revenue=rng.normal(size=(1, regions)) / total,
        wage=rng.normal(size=(1, regions)),
        output=rng.normal(size=(1, sectors, regions)) / total,
        price=rng.normal(size=(1, sectors, regions)),
    )


@few
@given(seeds)
def test_every_condition_holds_in_both_markets(seed: int) -> None:
    for market, highest in (("perfect", 10.0), ("monopolistic", 10.0), ("perfect", 0.5), ("monopolistic", 0.5)):
        world = final_world(seed, market=market, balanced=highest > 1)
        base = Baseline.of(world)
        policy = Policy.of(world, base, [Shock(tariff=random_tariff(world, seed, highest=highest))])
        state, residual = FinalGoods(base).find(policy)
        gap = violations(base, circuit(base, policy, unknowns_of(base, state)))
        assert residual.max() <= TOLERANCE
        assert np.abs(gap).max() <= 10 * TOLERANCE


@few
@given(seeds)
def test_it_finds_what_the_general_search_finds(seed: int) -> None:
    world = final_world(seed, balanced=False)
    base = Baseline.of(world)
    policy = Policy.of(world, base, [Shock(tariff=random_tariff(world, seed))])
    ours, _ = FinalGoods(base).find(policy)
    theirs, _ = InputOutput(base).find(policy)
    np.testing.assert_allclose(ours.wage, theirs.wage, atol=1e-8)
    np.testing.assert_allclose(ours.flow, theirs.flow, rtol=1e-7)
    pull = pulled(base, seed)
    mine, other = FinalGoods(base).multipliers(policy, ours, pull), InputOutput(base).multipliers(policy, theirs, pull)
    for one, two in ((mine, other),):
        flows = [m.output[:, :, None, :] - m.revenue[:, None, :, None] for m in (one, two)]
        np.testing.assert_allclose(flows[0], flows[1], atol=1e-7 * np.abs(flows[1]).max())
        np.testing.assert_allclose(one.price, two.price, atol=1e-7 * np.abs(two.price).max())


@few
@given(seeds)
def test_multipliers_are_the_derivatives(seed: int) -> None:
    """Tariff slopes by multipliers against central differences of any objective."""
    world = final_world(seed, market="monopolistic")
    base = Baseline.of(world)
    kernel, pull = FinalGoods(base), pulled(base, seed)
    tariff = kernel_axes(random_tariff(world, seed))[None]

    def value(rates: np.ndarray) -> float:
        state, _ = kernel.find(Policy.at(base, rates, base.deficit[None]))
        parts = ((pull.income, state.income), (pull.revenue, state.revenue), (pull.wage, state.wage))
        cells = ((pull.output, state.output), (pull.price, state.price))
        return float(sum((weight * part).sum() for weight, part in (*parts, *cells)))

    policy = Policy.at(base, tariff, base.deficit[None])
    state, _ = kernel.find(policy)
    found = kernel.multipliers(policy, state, pull)
    psi = found.output[:, :, None, :] - found.revenue[:, None, :, None]
    common = found.price + base.theta[:, None] * (psi * state.flow).sum(axis=3)
    slope = state.share * common[..., None] - (1 + base.theta[:, None, None]) * psi * state.flow
    rng = np.random.default_rng(seed)
    for _ in range(3):
        cell = (0, *(int(rng.integers(size)) for size in base.share.shape))
        move = np.zeros_like(tariff)
        move[cell] = 1e-4 * (1 + tariff[cell])
        assert abs((value(tariff + move) - value(tariff - move)) / 2e-4 - slope[cell]) <= 1e-6 * max(
            1, np.abs(slope).max()
        )


def test_a_guess_nearby_gives_the_same_equilibrium() -> None:
    world = final_world(5, market="monopolistic")
    base = Baseline.of(world)
    kernel = FinalGoods(base)
    first, _ = kernel.find(Policy.of(world, base, [Shock(tariff=random_tariff(world, 1))]))
    policy = Policy.of(world, base, [Shock(tariff=random_tariff(world, 2))])
    np.testing.assert_allclose(kernel.find(policy, first)[0].wage, kernel.find(policy)[0].wage, atol=1e-9)


def test_autarky_is_reached() -> None:
    """Costs that stop trade are too far for Newton alone."""
    world = final_world(3)
    cost = np.full(world.trade.shape, 1e4)
    cost[np.arange(4), np.arange(4)] = 1
    gone = solve(world, Shock(trade_cost=cost, deficit=np.zeros(4)))
    assert gone.residual <= TOLERANCE
    assert float(gone.trade.sum() - np.einsum("nnj->", gone.trade.to_numpy())) < 1e-2 * float(gone.trade.sum())


def test_one_lost_shock_does_not_take_the_others_along() -> None:
    """A singular derivative belongs to its row."""
    drawn = final_world(1, market="monopolistic")
    world = replace(drawn, elasticity=np.full(len(drawn.sectors), 200.0))
    abroad = (1 - np.eye(len(world.regions)))[:, :, None] * np.ones(len(world.sectors))
    batch = solve_many(world, [Shock(tariff=0.1 * abroad), Shock(tariff=np.array(world.tariff) + 5 * abroad)])
    assert 0 not in batch.failed
    np.testing.assert_allclose(batch.welfare_hat[0], solve(world, Shock(tariff=0.1 * abroad)).welfare_hat, rtol=1e-9)
