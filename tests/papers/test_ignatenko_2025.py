"""Ignatenko et al. (2025): their tables, the authors' own output, laws, and the limit that the engine solves."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks import Shock, World, solve
from tradetalks.errors import ConvergenceError
from tradetalks.files.arrays import read_arrays
from tradetalks.papers.ignatenko_2025 import COLUMNS, TRADE_COLUMNS
from tradetalks.papers.ignatenko_2025_model import Economy, Outcome, Rebate
from tradetalks.papers.ignatenko_2025_scenarios import OPTIMAL_WITH_INPUTS, calibrate, optimal_tariff, scenarios
from tradetalks.papers.ignatenko_2025_solver import _State, solve_economy
from tradetalks.papers.registry import replicate
from tradetalks.papers.replication import Cell, Replication

DATA = Path(__file__).parents[3] / "shared" / "data"
FILE = DATA / "trade_194_2023" / "liberation_194.npz"
NAME, WELFARE, TRADE = "ignatenko-2025", "welfare", "trade"
needs_data = pytest.mark.skipif(not FILE.is_file(), reason="the paper's data are not here")
few = settings(max_examples=15, deadline=None)
seeds = st.integers(0, 10**6)
rebates = st.sampled_from(Rebate)
labour_shares = st.sampled_from([1.0, 0.49])

AUTHORS = {
    # replication folder, output_map.csv and output_map_retal.csv: welfare, deficit, exports/GDP, imports/GDP,
    # employment, prices, all in per cent
    ("announced", "USA"): (1.13071239738, -18.0618776598, -52.7123095311, -43.5762821134, 0.3178547546, 12.8100598870),
    ("announced", "CHN"): (-1.1325622124, 5.5867193991, -3.9331957456, -6.9896107795, -0.1695675509, -5.9262191687),
    ("announced", "CAN"): (-0.9957907864, 10.4418945915, -6.9970453735, -6.9289161527, -0.3300496932, 0.8121042811),
    ("announced", "ABW"): (-1.1129357753, -0.4256641851, -26.4250240456, -3.7902133776, -0.1983664594, 2.1148465963),
    ("announced, optimal answer", "USA"): (
        *(-0.7454096991, -28.9605777600, -75.5333741088, -59.8256144728, -0.3172290208, 6.0178383797),
    ),
    ("announced, optimal answer", "CAN"): (
        *(-0.8613772967, 209.8879835788, -29.2565353562, -25.5244624470, -0.4005744934, 3.0292249532),
    ),
    ("announced, optimal answer", "ABW"): (
        *(-0.9027825237, -0.8942177990, -40.3508970540, -11.1659241379, 0.4596768889, 8.5795481357),
    ),
}


@cache
def outcomes() -> dict[str, Outcome]:
    return {s.name: solve_economy(s.economy, s.tariff, s.rebate) for s in scenarios(read_arrays(FILE))}


@cache
def tables() -> dict[str, Replication]:
    return {found.table: found for found in replicate(NAME, DATA)}


def table(name: str) -> Replication:
    return tables()[name]


def differing(result: Replication) -> list[Cell]:
    return [c for c in result.cells if c.published is not None and round(c.ours, result.decimals) != c.published]


@needs_data
@pytest.mark.parametrize(("name", "printed"), [(WELFARE, 52), (TRADE, 71)])
def test_every_figure_but_those_of_one_rounded_rate(name: str, printed: int) -> None:
    """The paper prints a rate of 12.5 %; all else agrees, and so does that block at 12.6 %."""
    assert table(name).max_residual < 1e-10
    assert sum(cell.published is not None for cell in table(name).cells) == printed
    assert {cell.group for cell in differing(table(name))} == {"inputs: optimal"}


@needs_data
@pytest.mark.parametrize("name", [WELFARE, TRADE])
def test_the_unrounded_rate_gives_the_rest(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = "tradetalks.papers.ignatenko_2025"
    monkeypatch.setattr(f"{rooms}_scenarios.OPTIMAL_WITH_INPUTS", OPTIMAL_WITH_INPUTS + 0.001)
    monkeypatch.setattr(f"{rooms}.scenarios", lambda data: (s for s in scenarios(data) if s.name == "inputs: optimal"))
    (result,) = (found for found in replicate(NAME, DATA) if found.table == name)
    assert len(result.cells) == 8
    assert result.agrees


@needs_data
def test_the_three_headlines() -> None:
    ours = {cell.group: cell.ours for cell in table(WELFARE).cells if (cell.row, cell.column) == ("USA", "welfare")}
    groups = ("announced", "announced, lump sum", "optimal")
    assert [round(ours[group], 2) for group in groups] == [1.13, -0.01, 1.79]


@needs_data
@pytest.mark.parametrize(("scenario", "region"), AUTHORS)
def test_the_authors_own_output(scenario: str, region: str) -> None:
    after, here = outcomes()[scenario], list(read_arrays(FILE)["iso3"]).index(region)
    changes = {**COLUMNS, **TRADE_COLUMNS}
    columns = ("welfare", "deficit", "exports/GDP", "imports/GDP", "employment", "prices")
    ours = [100 * changes[column](after)[here] for column in columns]
    np.testing.assert_allclose(ours, AUTHORS[scenario, region], rtol=1e-7)


@needs_data
def test_what_the_notes_say() -> None:
    data = read_arrays(FILE)
    home = list(data["iso3"]).index("USA")
    economy = calibrate(data["trade_exp_imp"], data["gdp"] / 1000, home)
    own = np.diag(economy.sales)
    assert round(100 * optimal_tariff(economy, economy.spending - own)[home], 1) == 21.8
    assert round(100 * optimal_tariff(economy, economy.gdp - own)[home], 1) == 18.5
    assert round(economy.gdp[home] / data["gdp"][home] * 1000, 3) == 1.016
    assert round(100 * (outcomes()["announced"].welfare_hat[home] - 1), 2) == 0.63

    def gain(scenario: str, rate: float) -> float:
        economy = outcomes()[scenario].economy
        tariff = np.where(np.arange(len(own)) == home, rate, 0.0) * np.ones((len(own), 1))
        tariff[home, home] = 0
        return float(100 * (solve_economy(economy, tariff, Rebate.LABOUR_TAX).printed_welfare_hat[home] - 1))

    best = gain("inputs: announced", 0.179)
    assert round(best, 2) == 2.28
    assert best > max(gain("inputs: announced", rate) for rate in (0.17, 0.19))


def random_economy(seed: int, labour_share: float = 1.0, size: int = 6) -> Economy:
    """Draw an economy; with inputs its returns to scale are milder, since they can leave no equilibrium."""
    rng = np.random.default_rng(seed)
    return Economy(
        sales=rng.uniform(1, 20, (size, size)) + np.diag(rng.uniform(50, 150, size)),
        selling_share=rng.uniform(0.05, 0.3, size),
        pass_through=rng.uniform(0.9, 1.4 if labour_share == 1 else 1.15, size),
        elasticity=rng.uniform(2, 6),
        labour_supply=rng.uniform(0.1, 0.8),
        scale=rng.uniform(0, 0.2 if labour_share == 1 else 0.1),
        labour_share=labour_share,
    )


def random_tariff(seed: int, size: int = 6) -> np.ndarray:
    rng = np.random.default_rng(seed)
    tariff = rng.uniform(0, 0.4, (size, size))
    np.fill_diagonal(tariff, 0)
    return tariff


@few
@given(seeds, rebates, labour_shares)
def test_no_tariff_changes_nothing(seed: int, rebate: Rebate, labour_share: float) -> None:
    after = solve_economy(random_economy(seed, labour_share), np.zeros((6, 6)), rebate)
    for hat in (after.wage_hat, after.labour_hat, after.price_hat, after.welfare_hat, after.printed_welfare_hat):
        assert np.abs(hat - 1).max() < 1e-12


@few
@given(seeds, rebates, labour_shares)
def test_accounts_add_up(seed: int, rebate: Rebate, labour_share: float) -> None:
    economy, tariff = random_economy(seed, labour_share), random_tariff(seed)
    after = solve_economy(economy, tariff, rebate)
    produced = after.flow @ (1 - economy.selling_share)
    spent = ((1 + tariff) * after.flow).sum(axis=0)
    paid = labour_share * produced + economy.selling_share * after.flow.sum(axis=0)
    np.testing.assert_allclose(spent, after.spending_hat * economy.spending)
    np.testing.assert_allclose(paid, after.gdp)
    np.testing.assert_allclose((tariff * after.flow).sum(axis=0), after.revenue)
    np.testing.assert_allclose(
        spent, after.gdp + after.revenue + (1 - labour_share) * produced + economy.transfer, rtol=1e-9
    )
    np.testing.assert_allclose(after.gdp.sum(), economy.gdp.sum())
    assert abs(economy.transfer.sum()) < 1e-9


@few
@given(seeds, rebates)
def test_order_and_money_do_not_matter(seed: int, rebate: Rebate) -> None:
    economy, tariff = random_economy(seed), random_tariff(seed)
    order = np.random.default_rng(seed).permutation(6)
    turned = replace(
        economy,
        sales=1000 * economy.sales[np.ix_(order, order)],
        selling_share=economy.selling_share[order],
        pass_through=economy.pass_through[order],
    )
    after, same = (
        solve_economy(economy, tariff, rebate),
        solve_economy(turned, tariff[np.ix_(order, order)], rebate),
    )
    np.testing.assert_allclose(same.welfare_hat, after.welfare_hat[order], rtol=1e-9)
    np.testing.assert_allclose(same.flow, 1000 * after.flow[np.ix_(order, order)], rtol=1e-9)


@few
@given(seeds, labour_shares)
def test_the_general_engine_solves_the_limit(seed: int, labour_share: float) -> None:
    """Fixed labour, no scale, no selling costs and full pass-through: Caliendo and Parro with one sector."""
    nothing = np.zeros(6)
    economy = replace(
        random_economy(seed, labour_share),
        selling_share=nothing,
        pass_through=nothing + 1,
        labour_supply=0.0,
        scale=0.0,
    )
    tariff = random_tariff(seed)
    world = World.from_arrays(
        regions=[f"R{p}" for p in range(6)],
        sectors=["ALL"],
        trade=economy.sales[:, :, None],
        tariff=np.zeros((6, 6, 1)),
        input_share=np.full((6, 1, 1), 1 - labour_share),
        value_added_share=np.full((6, 1), labour_share),
        elasticity=np.array([economy.elasticity]),
    )
    general = solve(world, Shock(tariff=tariff[:, :, None]))
    for rebate in Rebate:  # who gets the revenue does not matter where labour is fixed
        after = solve_economy(economy, tariff, rebate)
        np.testing.assert_allclose(after.wage_hat, general.wage.to_numpy(), atol=1e-8)
        np.testing.assert_allclose(after.price_hat, general.consumer_price.to_numpy(), atol=1e-8)
        np.testing.assert_allclose(100 * (after.welfare_hat - 1), general.real_income.to_numpy(), atol=1e-8)
        np.testing.assert_allclose(after.revenue, general.revenue.to_numpy(), rtol=1e-8)


@few
@given(seeds, rebates)
def test_welfare_is_the_utility_of_the_preferences(seed: int, rebate: Rebate) -> None:
    """U = C - kappa / (1 + kappa) L^((1 + kappa) / kappa), with labour of the base year from its supply."""
    economy, tariff = random_economy(seed), random_tariff(seed)
    after = solve_economy(economy, tariff, rebate)
    kappa = economy.labour_supply
    effort = kappa / (1 + kappa) * (1 - after.tax) * economy.gdp
    consumed = economy.final_spending * after.consumption_hat
    utility = (consumed - effort * after.labour_hat ** (1 + 1 / kappa)) / (economy.final_spending - effort)
    np.testing.assert_allclose(after.welfare_hat, utility, rtol=1e-8)
    if rebate is Rebate.LUMP_SUM:
        np.testing.assert_allclose(after.printed_welfare_hat, utility, rtol=1e-8)


@few
@given(seeds, rebates, labour_shares)
def test_the_jacobian_is_that_of_the_conditions(seed: int, rebate: Rebate, labour_share: float) -> None:
    economy, tariff = random_economy(seed, labour_share), random_tariff(seed)
    at = 0.05 * np.random.default_rng(seed).normal(size=(4, 6))
    step = 1e-6 * np.eye(24).reshape(24, 4, 6)
    up, down = ([_State(economy, tariff, rebate, at + d).conditions for d in (sign * step)] for sign in (1, -1))
    numeric = (np.array(up) - np.array(down)).reshape(24, 24).T / 2e-6
    np.testing.assert_allclose(_State(economy, tariff, rebate, at).jacobian().reshape(24, 24), numeric, atol=1e-7)


def test_what_has_no_equilibrium_says_so() -> None:
    tariff = random_tariff(1)
    tariff[0, 1] = np.nan
    with pytest.raises(ConvergenceError, match="no equilibrium"):
        solve_economy(random_economy(1), tariff, Rebate.LUMP_SUM)


def test_no_selling_costs_in_mixed_money() -> None:
    with pytest.raises(ConvergenceError, match="selling costs"):
        calibrate(np.full((3, 3), np.nan), np.ones(3), 0)
