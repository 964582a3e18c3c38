from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.composites import allowed_deals, composites
from tradetalks.talks.deals import DealSpace, Exclusion
from tradetalks.talks.negotiation import Negotiation, in_units
from tradetalks.talks.payoffs import Payoffs


@given(negotiations())
def test_the_list_holds_every_deal_by_its_number(game: Negotiation) -> None:
    listed, deals = Payoffs(game), every_deal(game)
    for number in range(game.space.count):
        digits = game.space.digits(number)
        assert bool(listed.allowed[number]) == (digits in deals)
        assert tuple(listed.gains[number]) == tuple(game.gain(digits))
        assert game.space.joined(digits) == number
        assert game.space.number(game.space.deal(number)) == number


@given(negotiations())
def test_the_zone_is_what_all_accept(game: Negotiation) -> None:
    accepted = {
        digits
        for digits, gains in every_deal(game).items()
        if all(gain >= least for gain, least in zip(gains, game.walk_away.tolist(), strict=True))
    }
    assert {game.space.digits(int(number)) for number in Payoffs(game).acceptable} == accepted


@given(negotiations())
def test_composites_part_the_issues_and_keep_ties_together(game: Negotiation) -> None:
    parts = [set(one.issues) for one in composites(game)]
    assert sorted(issue for part in parts for issue in part) == list(range(len(game.space.issues)))
    for tied in (set(game.linked), *(set(one.options) for one in game.space.excluded)):
        assert sum(bool(tied & part) for part in parts) == bool(tied)


def test_too_many_deals_are_not_listed() -> None:
    game = negotiation([np.zeros((10, 2))] * 8)
    assert not Payoffs(game).listed
    with pytest.raises(InputError) as caught:
        _ = Payoffs(game).gains
    assert caught.value.code == "too-many-deals"


def test_unknown_issues_and_options_are_named() -> None:
    space = DealSpace(("duty",), (("high", "low"),), (0,))
    assert space.number({"duty": "low"}) == 1
    with pytest.raises(UnknownNameError, match="option 'lo'"):
        space.number({"duty": "lo"})
    with pytest.raises(UnknownNameError, match="issue 'dut'"):
        space.number({"dut": "low"})


def test_an_exclusion_covers_deals_that_hold_one_option_of_each_of_its_issues() -> None:
    one = Exclusion({0: frozenset({1, 2}), 2: frozenset({0})})
    rows = np.array([[1, 5, 0], [2, 0, 0], [2, 0, 1], [0, 0, 0]])
    assert one.covers(rows).tolist() == [True, True, False, False]


@given(negotiations())
def test_allowed_deals_are_counted_without_listing_them(game: Negotiation) -> None:
    assert allowed_deals(game) == len(every_deal(game))


@pytest.mark.parametrize("figure", [1e14, -1e20, float("inf"), float("nan")])
def test_figures_that_cannot_be_counted_exactly_are_refused(figure: float) -> None:
    with pytest.raises(InputError) as caught:
        in_units(np.array([0.0, figure]))
    assert caught.value.code == "payoff-size"
