"""Trade talks: nobody loses, the gain is shared as the rule says, and nothing common is left on the table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from support.games import final_world, in_balance
from support.worlds import random_world, remade, seeds

from tradetalks import Shock, solve
from tradetalks.errors import GameError, TradetalksError
from tradetalks.games.choice import Bounds
from tradetalks.games.flips import Stationary
from tradetalks.games.sharing import EqualGains, NashProduct
from tradetalks.games.talks import FromFreeTrade, FromNash, FromStatusQuo, trade_talks
from tradetalks.games.war import trade_war

few = settings(max_examples=5, deadline=None, derandomize=True)  # some markets of chance take talks for minutes


@few
@given(seeds)
def test_equal_gains_are_equal_and_bounded_by_the_planner(seed: int) -> None:
    for world in (final_world(seed, 3, 2, market="monopolistic"), in_balance(random_world(seed, 3, 2))):
        talks = trade_talks(world, start=FromStatusQuo())
        gains = talks.payoffs["government"]
        assert talks.certificate.holds
        assert gains.min() >= -1e-8
        assert gains.max() - gains.min() <= 1e-6
        assert talks.weights.sum() == pytest.approx(1)


@few
@given(seeds)
def test_the_product_of_gains_is_no_smaller(seed: int) -> None:
    world = final_world(seed, 3, 2)
    equal = trade_talks(world, start=FromNash(), sharing=EqualGains()).payoffs["government"]
    product = trade_talks(world, start=FromNash(), sharing=NashProduct()).payoffs["government"]
    assert product.min() > 0
    assert product.prod() >= equal.prod() * (1 - 1e-6)


def test_nothing_random_beats_all_gains() -> None:
    """No tariffs drawn at random give every player more: the frontier is the frontier."""
    world = final_world(2, 3, 2)
    war = trade_war(world)
    talks = trade_talks(world, start=FromNash(war))
    before = solve(world, war.shock)
    rng = np.random.default_rng(0)
    for scale in (0.001, 0.01, 0.1) * 5:
        moved = np.clip(talks.tariffs.to_numpy() + scale * rng.normal(size=world.tariff.shape), 0, 10)
        moved[np.arange(3), np.arange(3)] = 0
        gains = solve(world, Shock(tariff=moved)).relative_to(before)["real_income"]
        assert gains.min() <= talks.gain + 1e-9


def test_with_one_elasticity_free_trade_leaves_nothing_to_gain() -> None:
    world = final_world(5, market="monopolistic", elasticity=2.4)
    for sharing in (EqualGains(), NashProduct()):
        talks = trade_talks(world, start=FromFreeTrade(), sharing=sharing)
        assert abs(talks.gain) <= 1e-7
        assert float(np.abs(talks.tariffs).max()) <= 1e-6


def test_talks_from_a_given_war_are_talks_from_the_war() -> None:
    world = final_world(3, 3, 2)
    given_, fought = trade_talks(world, start=FromNash(trade_war(world))), trade_talks(world)
    np.testing.assert_allclose(given_.payoffs["government"], fought.payoffs["government"], atol=1e-6)
    with pytest.raises(GameError) as told:
        trade_talks(final_world(4, 3, 2), start=FromNash(trade_war(world)))
    assert told.value.code == "game-start"


def test_who_does_not_talk_keeps_factual_tariffs() -> None:
    world = in_balance(random_world(4, 4, 2))
    talks = trade_talks(world, ["NOR", "SUD"], start=FromStatusQuo())
    np.testing.assert_array_equal(talks.tariffs.to_numpy()[:, 2:], world.tariff[:, 2:])
    assert abs(talks.payoffs["government"].iloc[0] - talks.payoffs["government"].iloc[1]) <= 1e-6


@pytest.mark.parametrize("sharing", [EqualGains(), NashProduct()])
def test_talks_that_can_only_hurt_are_refused(sharing: EqualGains | NashProduct) -> None:
    """With tariffs of 30 % at least there is nothing to gain over factual ones."""
    with pytest.raises(TradetalksError):
        trade_talks(final_world(1), start=FromStatusQuo(), bounds=Bounds(0.3, 10), sharing=sharing)


def test_tariffs_without_trade_are_not_chosen() -> None:
    drawn = final_world(2)
    trade = np.array(drawn.trade)
    trade[0, 1, 2] = 0
    world = remade(drawn, trade=trade)
    talks = trade_talks(world, start=FromStatusQuo(), bounds=Bounds(0, 1), proof=Stationary())
    assert float(talks.tariffs[0, 1, 2]) == world.tariff[0, 1, 2]
