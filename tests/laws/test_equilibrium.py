"""Laws that every equilibrium obeys, whatever the world and the shock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.worlds import random_cost, random_tariff, random_world, remade, seeds

from tradetalks import Balanced, PathIntegral, Shock, load_world, solve, solve_many, worlds
from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.input_output import InputOutput
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.solution import Solution
from tradetalks.errors import ConvergenceError, WorldError
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
    scaled = remade(world, trade=unit * world.trade)
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
    return remade(world, trade=trade)


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
    with pytest.raises(WorldError, match="EST, OVE apart from NOR"):
        solve(halves, Shock(tariff=halves.tariff + 0.1 * (halves.tariff > 0)))


def test_hard_shocks_are_solved() -> None:
    """Tariffs of 500 %, doubled trade costs and near-autarky all meet the tolerance, whatever the elasticities."""
    plain = load_world("icio-2017")
    abroad = (1 - np.eye(len(plain.regions)))[:, :, None] * np.ones(len(plain.sectors))
    shocks = [
        Shock(tariff=plain.tariff + 5 * abroad),
        Shock(trade_cost=1 + abroad),
        *(Shock(trade_cost=1 + dear * abroad, deficit=Balanced()) for dear in (9, 49, 199, 999, 1e5)),
    ]
    for elasticities in plain.elasticity_sets:
        batch = solve_many(plain.with_elasticity(elasticities), shocks)
        assert batch.failed == ()
        assert batch.residual.max() < 1e-9
        assert (batch.real_income.to_numpy()[2:] > -100).all()
        assert (batch.real_income.loc[6] < 0).all()


def test_near_autarky_is_what_home_shares_say() -> None:
    """Without tariffs and deficits log real income falls by alpha (1 - gamma)^-1 log(pi_nn)/theta, region by region."""
    plain = load_world("icio-2017")
    free = solve(plain, Shock(tariff=0 * plain.tariff, deficit=Balanced())).rebased()
    abroad = (1 - np.eye(len(free.regions)))[:, :, None] * np.ones(len(free.sectors))
    closed = solve(free, Shock(trade_cost=1 + 1e6 * abroad)).welfare_hat
    home = np.log(np.einsum("nnj->nj", free.trade_share)) / free.elasticity
    through = np.linalg.solve(np.eye(len(free.sectors)) - free.input_share.transpose(0, 2, 1), home[..., None])[..., 0]
    np.testing.assert_allclose(np.log(closed), (free.final_share * through).sum(axis=1), rtol=1e-9)


def test_what_leaves_a_region_without_income_is_refused() -> None:
    """A surplus that is held while trade dies, and a subsidy that costs more than a region earns, are no economies."""
    plain = load_world("icio-2017")
    abroad = (1 - np.eye(len(plain.regions)))[:, :, None] * np.ones(len(plain.sectors))
    given_away = np.array(plain.tariff)
    given_away[:, 0] -= 0.9 * abroad[:, 0]
    batch = solve_many(plain, [Shock(trade_cost=1 + 999 * abroad), Shock(), Shock(tariff=given_away)])
    assert batch.failed == (0, 2)
    with pytest.raises(ConvergenceError, match="shock 2 leaves CAN without income") as caught:
        batch[2]
    assert caught.value.code == "no-income"
    assert batch[1:2].failed == ()


@few
@given(seeds)
def test_closing_a_region_is_solved(seed: int) -> None:
    """A region whose trade becomes prohibitive for itself and the others lives on what it makes."""
    world = solve(random_world(seed), Shock(deficit=Balanced())).rebased()
    cost = np.ones_like(world.trade)
    cost[0, 1:], cost[1:, 0] = 1e6, 1e6
    solution = solve(world, Shock(trade_cost=cost))
    assert solution.flow[:, 0, 1:].sum() < 1e-3 * world.trade[1:, 0].sum()
    assert solution.real_income.iloc[0] < 0


@few
@given(seeds)
def test_sectors_that_nobody_trades_are_no_special_case(seed: int) -> None:
    """A sector traded next to nothing gives what one gives that is not traded at all."""
    world, shock = random_world(seed, sectors=4), Shock(tariff=random_tariff(random_world(seed, sectors=4), seed))
    own = np.eye(len(world.regions), dtype=bool)
    solved = []
    for left in (0.0, 1e-9):
        trade = np.array(world.trade)
        trade[:, :, 2] *= np.where(own, 1, left)
        local = remade(world, trade=trade)
        own_cost = np.ones_like(trade)
        own_cost[1, 1, 2] = 1.3
        solution = solve(local, Shock(tariff=shock.tariff, trade_cost=own_cost))
        assert accounts(solution) < 1e-10
        solved.append(solution)
    np.testing.assert_allclose(solved[0].welfare_hat, solved[1].welfare_hat, rtol=1e-6)
    np.testing.assert_allclose(solved[0].price_hat, solved[1].price_hat, rtol=1e-6)


@few
@given(seeds)
def test_merging_two_identical_regions_changes_nothing(seed: int) -> None:
    """A region cut into two equal halves that trade freely gives the same world as the whole region."""
    whole = random_world(seed)
    shock = Shock(tariff=random_tariff(whole, seed))
    assert shock.tariff is not None
    twin = [0, 0, 1, 2, 3]
    size = np.array([0.5, 0.5, 1, 1, 1])
    trade = whole.trade[np.ix_(twin, twin)] * size[:, None, None] * size[None, :, None]
    halves = World.from_arrays(
        regions=["A", "B", *whole.regions[1:]],
        sectors=whole.sectors,
        trade=trade,
        tariff=whole.tariff[np.ix_(twin, twin)],
        input_share=whole.input_share[twin],
        value_added_share=whole.value_added_share[twin],
        elasticity=whole.elasticity,
    )
    split = solve(halves, Shock(tariff=shock.tariff[np.ix_(twin, twin)])).welfare_hat
    np.testing.assert_allclose(split, solve(whole, shock).welfare_hat[twin], rtol=1e-9)


def without_inputs(world: World, market: str) -> World:
    """Return the same flows in a world in which nothing is used as an input."""
    return remade(
        world,
        input_share=np.zeros_like(world.input_share),
        value_added_share=np.ones_like(world.value_added_share),
        market=market,
    )


@few
@given(seeds)
def test_profits_are_what_wages_leave_of_sales(seed: int) -> None:
    world = without_inputs(random_world(seed), "monopolistic")
    solution = solve(world, shock_of(world, seed))
    sold = solution.produced
    np.testing.assert_allclose(solution.retained, (sold / (world.elasticity[:, None] + 1)).sum(axis=0), rtol=1e-10)
    wages = solution.wage_hat * world.labour_income
    np.testing.assert_allclose(wages + solution.retained, sold.sum(axis=0), rtol=1e-8)
    np.testing.assert_allclose(wages.sum(), world.labour_income.sum(), rtol=1e-9)


@few
@given(seeds)
def test_both_markets_agree_where_all_sectors_have_one_elasticity(seed: int) -> None:
    """Profits are then the same part of every sector's sales, so they follow wages."""
    drawn = random_world(seed)
    shock = shock_of(drawn, seed)
    one = replace(drawn, elasticity=np.full(len(drawn.sectors), 4.0))
    perfect, monopolistic = (solve(without_inputs(one, market), shock) for market in ("perfect", "monopolistic"))
    np.testing.assert_allclose(
        perfect.flow / perfect.flow.sum(), monopolistic.flow / monopolistic.flow.sum(), atol=1e-8
    )


@few
@given(seeds)
def test_both_searches_find_the_same_equilibrium(seed: int) -> None:
    """Sweeps over all conditions serve a world without inputs as well as Newton's method on wages and incomes."""
    world = without_inputs(random_world(seed), "perfect")
    shock = shock_of(world, seed)
    base = Baseline.of(world)
    policy = Policy.of(world, base, [shock])
    swept, residual = InputOutput(base).find(policy)
    assert residual.max() < 1e-9
    np.testing.assert_allclose(swept.flow[0], solve(world, shock).flow, rtol=1e-7)
