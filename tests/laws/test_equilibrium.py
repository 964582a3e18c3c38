"""Laws that every equilibrium obeys, whatever the world and the shock."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.worlds import random_cost, random_tariff, random_world, seeds

from tradetalks import Balanced, PathIntegral, Shock, load_world, solve, solve_many, worlds
from tradetalks.equilibrium.solution import Solution
from tradetalks.errors import ConvergenceError
from tradetalks.world.world import World

few = settings(max_examples=15, deadline=None)


def shock_of(world: World, seed: int) -> Shock:
    return Shock(tariff=random_tariff(world, seed), trade_cost=random_cost(world, seed + 1))


def accounts(solution: Solution) -> float:
    """Largest gap in the accounts, relative to world value added."""
    world = solution.world
    tariff = solution.shock.tariff_in(world).transpose(2, 1, 0)
    use = np.einsum("nkj,jn->kn", world.input_share, solution.produced)
    final = world.final_share.T * solution.earned
    earned = solution.wage_hat * world.value_added
    gaps = [
        ((1 + tariff) * solution.flow).sum(axis=2) - solution.spending,
        solution.flow.sum(axis=1) - solution.produced,
        use + final - solution.spending,
        (world.value_added_share.T * solution.produced).sum(axis=0) - earned,
        (tariff * solution.flow).sum(axis=(0, 2)) - solution.collected,
        earned + solution.collected + solution.shock.deficit_rule.values(world) - solution.earned,
        np.array([earned.sum() - world.value_added.sum()]),
    ]
    return max(float(np.abs(gap).max()) for gap in gaps) / float(world.value_added.sum())


@few
@given(seeds)
def test_no_shock_changes_nothing(seed: int) -> None:
    solution = solve(random_world(seed), Shock())
    for hat in (solution.wage_hat, solution.price_hat, solution.cost_hat, solution.welfare_hat):
        assert np.abs(hat - 1).max() < 1e-12


@pytest.mark.parametrize("name", worlds())
def test_no_shock_changes_nothing_in_embedded_worlds(name: str) -> None:
    for elasticities in load_world(name).elasticity_sets:
        solution = solve(load_world(name, elasticities), Shock())
        for hat in (solution.wage_hat, solution.price_hat, solution.cost_hat, solution.welfare_hat):
            assert np.abs(hat - 1).max() < 1e-12


@few
@given(seeds)
def test_accounts_add_up(seed: int) -> None:
    world = random_world(seed)
    solution = solve(world, shock_of(world, seed))
    assert solution.residual < 1e-9
    assert accounts(solution) < 1e-10


@pytest.mark.parametrize("name", worlds())
def test_accounts_of_embedded_worlds_add_up(name: str) -> None:
    world = load_world(name)
    assert abs(world.deficit.sum()) < 1e-10 * world.value_added.sum()
    assert world.imbalance < 1e-10
    for shock in (Shock(), Shock(tariff=world.layer("mfn")), Shock(deficit=Balanced())):
        assert accounts(solve(world, shock)) < 1e-10


@few
@given(seeds, st.permutations(range(4)))
def test_relabelling_regions_changes_nothing(seed: int, order: list[int]) -> None:
    world = random_world(seed)
    shock = shock_of(world, seed)
    moved = World.from_arrays(
        regions=[world.regions[p] for p in order],
        sectors=world.sectors,
        trade=world.trade[np.ix_(order, order)],
        tariff=world.tariff[np.ix_(order, order)],
        input_share=world.input_share[order],
        value_added_share=world.value_added_share[order],
        elasticity=world.elasticity,
    )
    assert shock.tariff is not None
    assert shock.trade_cost is not None
    same = Shock(tariff=shock.tariff[np.ix_(order, order)], trade_cost=shock.trade_cost[np.ix_(order, order)])
    np.testing.assert_allclose(solve(moved, same).welfare_hat, solve(world, shock).welfare_hat[order], rtol=1e-9)


@few
@given(seeds, st.floats(1e-6, 1e6))
def test_the_unit_of_money_does_not_matter(seed: int, unit: float) -> None:
    world = random_world(seed)
    shock = shock_of(world, seed)
    scaled = World.from_arrays(
        regions=world.regions,
        sectors=world.sectors,
        trade=unit * world.trade,
        tariff=world.tariff,
        input_share=world.input_share,
        value_added_share=world.value_added_share,
        elasticity=world.elasticity,
    )
    np.testing.assert_allclose(solve(scaled, shock).welfare_hat, solve(world, shock).welfare_hat, rtol=1e-9)


@few
@given(seeds)
def test_a_batch_gives_what_single_solves_give(seed: int) -> None:
    world = random_world(seed)
    shocks = [shock_of(world, seed + p) for p in range(5)]
    batch = solve_many(world, shocks)
    assert batch.failed == ()
    for together, shock in zip(batch, shocks, strict=True):
        np.testing.assert_allclose(together.welfare_hat, solve(world, shock).welfare_hat, rtol=1e-9)


@few
@given(seeds)
def test_two_steps_lead_where_one_does(seed: int) -> None:
    """Hats do not depend on the path: a shock from a rebased world meets the direct one."""
    world = random_world(seed)
    first, second = shock_of(world, seed), Shock(tariff=random_tariff(world, seed + 7))
    halfway = solve(world, first)
    onward = solve(halfway.rebased(), second)
    direct = solve(world, Shock(tariff=second.tariff, trade_cost=first.trade_cost))
    np.testing.assert_allclose(halfway.welfare_hat * onward.welfare_hat, direct.welfare_hat, rtol=1e-8)


@few
@given(seeds)
def test_the_path_decomposition_adds_up_to_the_exact_change(seed: int) -> None:
    world = random_world(seed)
    cost = random_cost(world, seed) * np.linspace(0.9, 1.1, len(world.sectors))  # own sales among them
    shock = Shock(tariff=random_tariff(world, seed), trade_cost=cost, deficit=Balanced())
    solution = solve(world, shock)
    terms = solution.decompose(PathIntegral(nodes=12))
    np.testing.assert_allclose(terms["total"], solution.real_income, atol=1e-6)


def halves_of(world: World, between: float) -> World:
    """Scale the trade between the first two regions and the others."""
    trade = np.array(world.trade)
    trade[:2, 2:] *= between
    trade[2:, :2] *= between
    return World.from_arrays(
        regions=world.regions,
        sectors=world.sectors,
        trade=trade,
        tariff=world.tariff,
        input_share=world.input_share,
        value_added_share=world.value_added_share,
        elasticity=world.elasticity,
    )


@few
@given(seeds)
def test_regions_that_barely_trade_with_the_shocked_are_left_alone(seed: int) -> None:
    """Trade is balanced first: deficits held in world money would carry price levels from one half to the other."""
    halves = solve(halves_of(random_world(seed), 1e-6), Shock(deficit=Balanced())).rebased()
    tariff = np.array(halves.tariff)
    tariff[0, 1] += 0.4
    hat = solve(halves, Shock(tariff=tariff)).welfare_hat
    assert np.abs(hat[2:] - 1).max() < 1e-5
    assert np.abs(hat[:2] - 1).max() > 1e-4


def test_a_world_in_two_parts_has_no_common_price_level_and_is_refused() -> None:
    """Without any trade between the parts nothing ties their wages together."""
    halves = halves_of(random_world(1), 0.0)
    with pytest.raises(ConvergenceError):
        solve(halves, Shock(tariff=halves.tariff + 0.1 * (halves.tariff > 0)))


def test_hard_shocks_are_solved_or_refused() -> None:
    """Tariffs of 500 %, doubled trade costs and near-autarky all meet the tolerance, whatever the elasticities."""
    plain = load_world("icio-2017")
    abroad = (1 - np.eye(len(plain.regions)))[:, :, None] * np.ones(len(plain.sectors))
    shocks = [
        Shock(tariff=plain.tariff + 5 * abroad),
        Shock(trade_cost=1 + abroad),
        Shock(trade_cost=1 + 999 * abroad),
    ]
    for elasticities in ("U4", "LL"):
        batch = solve_many(plain.with_elasticity(elasticities), shocks)
        assert batch.failed == ()
        assert batch.residual.max() < 1e-9
        assert (batch.real_income.loc[2] < 0).all()
