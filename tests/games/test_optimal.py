"""Optimal tariffs: certified, better than what other optimisers find, and lawful."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import minimize
from support.games import final_world, in_balance
from support.worlds import random_world, remade, seeds

from tradetalks import Shock, World, solve
from tradetalks.errors import ConvergenceError, GameError, UnknownNameError
from tradetalks.games.certificate import Certificate
from tradetalks.games.choice import Bounds, MostFavouredNation
from tradetalks.games.flips import Stationary
from tradetalks.games.optimal import OptimalTariffs, optimal_tariffs

few = settings(max_examples=8, deadline=None)


def tariff_with(world: World, found: OptimalTariffs, region: str) -> np.ndarray:
    tariff = np.array(world.tariff)
    tariff[:, world.regions.index(region)] = found.tariffs.sel(importer=region).to_numpy()
    return tariff


@few
@given(seeds)
def test_an_own_optimum_gains_and_is_what_solving_says(seed: int) -> None:
    for world in (final_world(seed, market="monopolistic"), in_balance(random_world(seed))):
        found = optimal_tariffs(world)
        assert found.certificate.holds
        assert (found.table["government"] >= -1e-9).all()
        region = world.regions[1]
        again = solve(world, Shock(tariff=tariff_with(world, found, region))).real_income
        np.testing.assert_allclose(found.welfare.loc[region], again, atol=1e-7)


@few
@given(seeds)
def test_no_random_step_improves(seed: int) -> None:
    world = final_world(seed)
    found = optimal_tariffs(world, ["NOR"])
    best, base = float(found.welfare.loc["NOR", "NOR"]), tariff_with(world, found, "NOR")
    rng = np.random.default_rng(seed)
    for size in (0.01, 0.1, 1.0):
        moved = base.copy()
        moved[1:, 0] = np.clip(moved[1:, 0] + size * rng.normal(size=moved[1:, 0].shape), 0, 10)
        assert solve(world, Shock(tariff=moved)).real_income["NOR"] <= best + 1e-9


@pytest.mark.parametrize("market", ["perfect", "monopolistic"])
def test_scipy_finds_the_same(market: str) -> None:
    world = final_world(7, 3, 2, market=market)
    found = optimal_tariffs(world, ["NOR"])
    base = np.array(world.tariff)

    def loss(rates: np.ndarray) -> float:
        tariff = base.copy()
        tariff[1:, 0] = rates.reshape(2, 2)
        return -float(solve(world, Shock(tariff=tariff)).welfare_hat[0])

    best = minimize(loss, base[1:, 0].ravel(), method="SLSQP", bounds=[(0, 10)] * 4, options={"ftol": 1e-13})
    assert -best.fun <= 1 + found.welfare.loc["NOR", "NOR"] / 100 + 1e-10
    np.testing.assert_allclose(tariff_with(world, found, "NOR")[1:, 0].ravel(), best.x, atol=1e-3)


def test_relabelling_regions_relabels_the_optimum() -> None:
    world = final_world(2, market="monopolistic")
    order = [2, 0, 3, 1]
    turned = World.from_arrays(
        regions=[world.regions[p] for p in order],
        sectors=world.sectors,
        trade=world.trade[np.ix_(order, order)],
        tariff=world.tariff[np.ix_(order, order)],
        input_share=world.input_share,
        value_added_share=world.value_added_share,
        elasticity=world.elasticity,
        market=world.market,
    )
    one, two = optimal_tariffs(world).tariffs, optimal_tariffs(turned).tariffs
    np.testing.assert_allclose(one, two.sel(importer=one.importer, exporter=one.exporter), atol=1e-7)


def test_a_common_tariff_gains_less_and_is_common() -> None:
    world = final_world(4)
    free, common = optimal_tariffs(world), optimal_tariffs(world, rule=MostFavouredNation())
    assert (common.table["government"] <= free.table["government"] + 1e-9).all()
    rates = common.tariffs.sel(importer="EST").drop_sel(exporter="EST")
    np.testing.assert_allclose(rates.max("exporter"), rates.min("exporter"), atol=1e-12)


def test_chosen_sectors_and_bounds_are_kept() -> None:
    world = final_world(4)
    found = optimal_tariffs(world, ["SUD"], sectors=["CARS"], bounds=Bounds(0, 0.05))
    tariff = tariff_with(world, found, "SUD")
    np.testing.assert_array_equal(tariff[:, :, [0, 2]], world.tariff[:, :, [0, 2]])
    assert tariff[:, 1, 1].max() <= 0.05 + 1e-12


def test_subsidies_may_be_allowed() -> None:
    world = final_world(4, market="monopolistic")
    found = optimal_tariffs(world, bounds=Bounds(-0.5, 10))
    assert (found.table["government"] >= optimal_tariffs(world).table["government"] - 1e-9).all()


def test_small_regions_still_charge_the_optimum_of_one_sector_theory() -> None:
    """With one sector and perfect competition the optimum is near 1/theta over the partners' own share."""
    world = final_world(1, 4, 1, elasticity=5.0)
    rate = float(optimal_tariffs(world, ["NOR"]).table["median_tariff"].iloc[0])
    assert 20 < rate < 40


def test_weights_of_one_are_real_income() -> None:
    world = final_world(6, market="monopolistic")
    one, two = optimal_tariffs(world), optimal_tariffs(world, weights=np.full((4, 3), 2.0))
    np.testing.assert_allclose(one.tariffs, two.tariffs, atol=1e-7)


@pytest.mark.parametrize(
    ("given_", "error", "code"),
    [
        ({"regions": ["ATLANTIS"]}, UnknownNameError, "unknown-region"),
        ({"regions": ["NOR", "NOR"]}, GameError, "game-players"),
        ({"regions": []}, GameError, "game-players"),
        ({"sectors": ["SPICE"]}, UnknownNameError, "unknown-sector"),
        ({"bounds": Bounds(2, 1)}, GameError, "game-bounds"),
        ({"bounds": Bounds(-1, 1)}, GameError, "game-bounds"),
        ({"bounds": Bounds(0, float("nan"))}, GameError, "game-bounds"),
        ({"weights": np.ones((2, 2))}, GameError, "game-weights"),
        ({"weights": -np.ones((4, 3))}, GameError, "game-weights"),
        ({"weights": np.zeros((4, 3))}, GameError, "game-weights"),
        ({"weights": np.full((4, 3), np.inf)}, GameError, "game-weights"),
    ],
)
def test_wrong_input_is_refused_by_code(given_: dict[str, object], error: type[Exception], code: str) -> None:
    with pytest.raises(error) as told:
        optimal_tariffs(final_world(1), **given_)  # type: ignore[arg-type]
    assert told.value.code == code  # type: ignore[attr-defined]


def without_cars(world: World, *regions: int) -> World:
    """Take all trade of some regions in one sector away."""
    trade, apart = np.array(world.trade), ~np.eye(4, dtype=bool)
    for region in regions:
        trade[region, apart[region], 1], trade[apart[region], region, 1] = 0, 0
    return remade(world, trade=trade)


def test_a_sector_that_nobody_trades_cannot_be_taxed() -> None:
    with pytest.raises(GameError) as told:
        optimal_tariffs(without_cars(final_world(1), 0, 1, 2, 3), sectors=["CARS"])
    assert told.value.code == "game-sectors"


def test_where_nothing_is_traded_factual_tariffs_stay() -> None:
    world = in_balance(without_cars(final_world(1), 0))
    found = optimal_tariffs(world, ["NOR"], sectors=["CARS"])
    assert abs(found.welfare.loc["NOR", "NOR"]) < 1e-9
    np.testing.assert_allclose(tariff_with(world, found, "NOR"), world.tariff, atol=1e-15)


def test_a_failed_proof_raises() -> None:
    with pytest.raises(ConvergenceError, match="slope 1\\.0e-03 above"):
        Certificate(residual=0, slope=1e-3, change=0).demand("trade war")


def test_stationary_tries_no_flips() -> None:
    certificate = optimal_tariffs(final_world(1), proof=Stationary()).certificate
    assert (certificate.flips, certificate.flip_gain) == (0, None)
