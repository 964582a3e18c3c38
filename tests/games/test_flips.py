"""Restarts: they find better branches, and none that cannot be followed stops a search."""

from __future__ import annotations

import numpy as np
import pytest
from support.games import final_world, in_balance
from support.worlds import random_world

from tradetalks import Shock, World, solve
from tradetalks.games.choice import Bounds, Choice, MostFavouredNation
from tradetalks.games.flips import Stationary
from tradetalks.games.optimal import OptimalTariffs, optimal_tariffs
from tradetalks.games.restarts import Restarts
from tradetalks.games.setting import Setting
from tradetalks.games.talks import FromStatusQuo, trade_talks
from tradetalks.games.war import trade_war

WITH_DEFICITS = random_world(7, 3, 2)


def without_far(choice: Choice) -> Restarts:
    nothing = np.zeros(0, dtype=int)
    return Restarts(nothing, nothing, np.zeros((0, choice.free.shape[1]), dtype=bool))


def own_gain(world: World, found: OptimalTariffs, region: str) -> float:
    tariff = np.array(world.tariff)
    tariff[:, world.regions.index(region)] = found.tariffs.sel(importer=region).to_numpy()
    return float(solve(world, Shock(tariff=tariff)).real_income[region])


def test_all_sectors_together_find_what_single_ones_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deficit that stays whatever happens makes it pay to close the border in every sector, not in one."""
    found = optimal_tariffs(WITH_DEFICITS, ["SUD"])
    monkeypatch.setattr(Restarts, "far", staticmethod(without_far))
    missed = optimal_tariffs(WITH_DEFICITS, ["SUD"])
    assert (missed.certificate.far, missed.certificate.flips) == (0, 4)
    assert missed.certificate.holds
    assert found.certificate.holds
    assert found.certificate.far == 2
    assert own_gain(WITH_DEFICITS, found, "SUD") > own_gain(WITH_DEFICITS, missed, "SUD") + 5


def test_a_war_ends_where_nobody_gains_by_closing_the_border() -> None:
    world = final_world(1, 3, 2, balanced=False)
    war = trade_war(world)
    after = solve(world, war.shock).rebased()
    np.testing.assert_allclose(optimal_tariffs(after).welfare.to_numpy().diagonal(), 0, atol=1e-6)


@pytest.mark.parametrize("low", [-0.8, -0.95])
def test_restarts_without_an_end_are_counted_and_stop_nothing(low: float) -> None:
    """Subsidies of all imports at 80 % and more leave no equilibrium, or no multipliers."""
    world = in_balance(random_world(4))
    found = optimal_tariffs(world, bounds=Bounds(low, 10))
    assert found.certificate.failed > 0
    assert f"{found.certificate.failed} of them without an end" in str(found.certificate)
    again = optimal_tariffs(world, bounds=Bounds(low, 10), proof=Stationary())
    np.testing.assert_allclose(found.tariffs, again.tariffs, atol=1e-7)


def test_restarts_keep_to_what_may_be_chosen() -> None:
    world, rule = final_world(4), MostFavouredNation()
    setting = Setting.of(world, ["NOR", "SUD"], sectors=["FARM", "SVC"], bounds=Bounds(0, 2), weights=None, rule=rule)
    choice = setting.jointly()
    far = Restarts.far(choice)
    starts = far.starts(choice, setting.factual, 2.0)
    assert far.problem.tolist() == [0, 0]
    for start, importer in zip(starts, setting.players, strict=True):
        changed = np.argwhere(start != setting.factual[0])
        assert set(changed[:, 0]) == {0, 2}
        assert set(changed[:, 1]) == {importer}
        np.testing.assert_array_equal(start[[0, 2], importer][:, np.arange(4) != importer], 2.0)


def test_one_sector_alone_is_not_restarted_twice() -> None:
    certificate = optimal_tariffs(final_world(4), sectors=["CARS"]).certificate
    assert (certificate.flips, certificate.far, certificate.failed) == (8, 0, 0)


def test_talks_are_measured_against_the_best_that_restarts_met() -> None:
    world = final_world(2, 3, 2)
    proved = trade_talks(world, start=FromStatusQuo()).certificate
    trusted = trade_talks(world, start=FromStatusQuo(), proof=Stationary()).certificate
    assert proved.far == 6
    assert proved.duality_gap is not None
    assert proved.flip_gain is not None
    assert proved.duality_gap >= np.log1p(proved.flip_gain / 100)
    assert trusted.duality_gap is None
