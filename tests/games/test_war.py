"""Trade wars: nobody wants to move, from wherever the war began."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from support.games import final_world, in_balance
from support.worlds import random_tariff, random_world, seeds

from tradetalks import solve
from tradetalks.errors import ShockError, UnknownNameError
from tradetalks.games.choice import MostFavouredNation
from tradetalks.games.flips import Stationary
from tradetalks.games.optimal import optimal_tariffs
from tradetalks.games.war import trade_war

few = settings(max_examples=8, deadline=None)


@few
@given(seeds)
def test_two_starts_end_in_one_point(seed: int) -> None:
    for world in (final_world(seed, market="monopolistic"), in_balance(random_world(seed))):
        one = trade_war(world)
        two = trade_war(world, start=random_tariff(world, seed, highest=2.0))
        assert one.certificate.holds
        np.testing.assert_allclose(one.tariffs, two.tariffs, atol=1e-6)


@few
@given(seeds)
def test_every_player_answers_best(seed: int) -> None:
    """Against the war's tariffs as given, each player's own optimum is what it already charges."""
    world = final_world(seed)
    war = trade_war(world)
    after = solve(world, war.shock).rebased()
    np.testing.assert_allclose(optimal_tariffs(after).welfare.to_numpy().diagonal(), 0, atol=1e-7)


def test_a_war_of_one_is_its_optimal_tariff() -> None:
    world = final_world(3, market="monopolistic")
    war, alone = trade_war(world, ["EST"]), optimal_tariffs(world, ["EST"])
    np.testing.assert_allclose(war.tariffs.sel(importer="EST"), alone.tariffs.sel(importer="EST"), atol=1e-8)
    np.testing.assert_allclose(war.payoffs["government"], alone.welfare.loc["EST"], atol=1e-8)


def test_who_does_not_play_keeps_factual_tariffs() -> None:
    world = in_balance(random_world(3))
    war = trade_war(world, ["NOR", "SUD"])
    np.testing.assert_array_equal(war.tariffs.to_numpy()[:, 2:], world.tariff[:, 2:])
    assert list(war.median_tariff.index) == ["NOR", "SUD"]


def test_payoffs_are_those_of_solving() -> None:
    world = in_balance(random_world(8))
    war = trade_war(world)
    again = solve(world, war.shock)
    np.testing.assert_allclose(war.payoffs["real_income"], again.real_income, atol=1e-7)
    assert war.payoffs["profits"].isna().all()


def test_common_tariffs_stay_common_in_war() -> None:
    rates = trade_war(final_world(3), rule=MostFavouredNation()).tariffs.sel(importer="NOR").drop_sel(exporter="NOR")
    np.testing.assert_allclose(rates.max("exporter"), rates.min("exporter"), atol=1e-10)


def test_wrong_starts_and_players_are_refused() -> None:
    world = final_world(1)
    with pytest.raises(ShockError):
        trade_war(world, start=np.zeros((2, 2)))
    with pytest.raises(UnknownNameError):
        trade_war(world, ["NOR", "ATLANTIS"])


def test_who_does_not_play_keeps_factual_tariffs_wherever_the_search_starts() -> None:
    world = random_world(4)
    start = 1.0 - np.eye(4)[:, :, None] * np.ones(3)
    war = trade_war(world, ["NOR", "SUD"], sectors=["CARS"], start=start, proof=Stationary())
    tariffs = war.tariffs.to_numpy()
    np.testing.assert_array_equal(tariffs[:, 2:], world.tariff[:, 2:])
    np.testing.assert_array_equal(tariffs[:, :, [0, 2]], world.tariff[:, :, [0, 2]])
    again = trade_war(world, ["NOR", "SUD"], sectors=["CARS"], proof=Stationary())
    np.testing.assert_allclose(tariffs, again.tariffs, atol=1e-6)


def test_a_war_is_told_in_a_line_and_its_proof_with_limits() -> None:
    war = trade_war(random_world(4), ["NOR", "SUD"], proof=Stationary())
    assert repr(war).startswith("<TradeWar: real income of the players, %: NOR ")
    assert str(war.certificate).startswith("holds: residual ")
    assert "(limit 1e-10)" in str(war.certificate)
    assert str(war.certificate).endswith("no restarts tried")
