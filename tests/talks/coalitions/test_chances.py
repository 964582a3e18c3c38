from __future__ import annotations

from copy import deepcopy

import numpy as np
import pytest
from support.worlds import random_world
from talks.coalitions.tables import NO_DEAL, studied, table_of, talks_of

from tradetalks import study
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.coalitions import coalitions, payoff_among
from tradetalks.talks.coalitions.chances import chances_of

DEAL = {"rule": "new", "duty": "goes", "works": "open", "words": "some"}


def test_those_of_the_case_are_the_rule() -> None:
    talks = studied().talks
    assert chances_of(talks, None).tolist() == [0.6, 0.4]
    assert chances_of(talks, {"war": 1.0}).tolist() == [0.0, 1.0]
    assert payoff_among(studied().economy, studied().game, "NS", DEAL) == payoff_among(
        studied().economy, studied().game, "NS", DEAL, chances={"calm": 0.6, "war": 0.4}
    )


def test_the_outsider_meets_what_it_would_meet_in_a_case_with_these_chances() -> None:
    """Payoffs differ by what no deal is worth, which stays as the case has it."""
    result = studied()
    no_deal = deepcopy(NO_DEAL)
    no_deal["outcome"][0]["probability"], no_deal["outcome"][1]["probability"] = 0.1, 0.9
    other = study(talks_of(random_world(11), no_deal=no_deal))
    told = payoff_among(result.economy, result.game, "NS", DEAL, chances={"calm": 0.1, "war": 0.9})
    theirs = payoff_among(other.economy, other.game, "NS", DEAL)
    today = [{p: told[p] + result.no_deal[p] for p in "NSE"}, {p: theirs[p] + other.no_deal[p] for p in "NSE"}]
    assert today[0] == pytest.approx(today[1], abs=2e-5)
    assert abs(told["E"] - payoff_among(result.economy, result.game, "NS", DEAL)["E"]) > 1e-4


def test_where_nobody_or_everybody_has_a_deal_they_change_nothing() -> None:
    result = studied()
    table = table_of(result, {"war": 1.0})
    deal = result.value(DEAL)
    np.testing.assert_allclose(table.room("").gains([deal.deal]), 0, atol=1)
    whole = table.room("NSE").gains([deal.deal])[0]
    np.testing.assert_allclose(whole, result.game.gain(result.space.place(deal.deal)), rtol=0, atol=1)


def test_a_threat_to_the_outsider_alone_is_told_by_coalitions() -> None:
    result = studied()
    found = coalitions(result.economy, result.game, result.table, {}, chances={"war": 1.0})
    one = found.partial[0]
    assert one.deal is not None
    threatened = payoff_among(result.economy, result.game, one.members, one.deal, chances={"war": 1.0})
    assert one.payoff == pytest.approx(threatened, abs=1e-5)


@pytest.mark.parametrize("wrong", [{"calm": 0.5, "war": 0.6}, {"calm": 1.5, "war": -0.5}, {}, {"war": float("nan")}])
def test_chances_add_up_to_one(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError, match="chances of no deal") as caught:
        chances_of(studied().talks, wrong)
    assert caught.value.code == "probability"


def test_chances_are_of_outcomes_that_are_there() -> None:
    with pytest.raises(UnknownNameError, match="'wat'") as caught:
        chances_of(studied().talks, {"wat": 1.0})
    assert "war" in caught.value.remedy
