"""Chances, exchanges and red lines: laws on random negotiations, then by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.advice.chances import chances
from tradetalks.talks.advice.chips import chips
from tradetalks.talks.advice.exchanges import exchanges
from tradetalks.talks.advice.red_lines import red_lines
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs


@given(st.lists(negotiations(), min_size=1, max_size=3), st.integers(0, 3))
def test_chances_count_draws(games: list[Negotiation], pick: int) -> None:
    """Draws of one negotiation: the same deals, each with what another no deal makes of them."""
    game = games[0]
    shifts = [np.full(len(game.parties), shift) for shift in range(-pick, pick + 1)]
    drawn = [
        negotiation(
            game.own,
            linked=game.linked,
            together=game.together if game.linked else None,
            no_deal=(game.no_deal + shift).tolist(),
            walk_away=game.walk_away.tolist(),
            excluded=game.space.excluded,
        )
        for shift in shifts
    ]
    found = chances(drawn)
    tables = [every_deal(one) for one in drawn]
    for digits in tables[0]:
        number = game.space.joined(digits)
        takes = [[gain >= least for gain, least in zip(t[digits], game.walk_away, strict=True)] for t in tables]
        assert found.accepts[number].tolist() == pytest.approx(np.mean(takes, axis=0).tolist())
        assert found.signed[number] == pytest.approx(np.mean([all(one) for one in takes]))
    assert (found.signed <= found.accepts.min(axis=1)).all()
    assert not found.signed[~Payoffs(game).allowed].any()


@given(negotiations())
def test_an_exchange_is_the_mildest_that_leaves_the_party_better_off(game: Negotiation) -> None:
    today, allowed = game.gain(game.space.today), every_deal(game)
    for party, name in enumerate(game.parties):
        moves = chips(game, party)
        found = {one.give.move: one for one in exchanges(game, party, moves.gives, moves.asks)}
        for give in moves.gives:
            able = []
            for ask in moves.asks:
                digits = game.space.place({m.issue: m.after for m in (give.move, ask.move)})
                change = game.gain(digits) - today
                if ask.move.issue != give.move.issue and digits in allowed and change[party] > 0:
                    able.append((-np.delete(np.minimum(change, 0), party).sum(), -change[party]))
            assert (give.move in found) == bool(able)
            if able:
                one = found[give.move]
                assert (one.taken, -one.gain[name]) == min(able)
                assert set(one.objects) == {p for p, gain in one.gain.items() if gain < 0}


@given(negotiations())
def test_red_lines_are_refused_more_often_than_not_and_than_today(game: Negotiation) -> None:
    deals, space = every_deal(game), game.space
    for party in range(len(game.parties)):
        found = {(line.issue, line.option): line for line in red_lines(Payoffs(game), party)}
        for issue, options in enumerate(space.options):
            share = []
            for digit in range(len(options)):
                gains = [gains[party] for digits, gains in deals.items() if digits[issue] == digit]
                share.append(np.mean([gain < game.walk_away[party] for gain in gains]) if gains else 0.0)
            for digit, option in enumerate(options):
                line = found.get((space.issues[issue], option))
                assert (line is not None) == (share[digit] > max(0.5, share[space.today[issue]]))
                assert line is None or (line.refused, line.today) == pytest.approx((share[digit], share[0]))


def test_red_lines_by_hand() -> None:
    game = negotiation([np.array([[0, 0], [-9, 5]]), np.array([[0, 0], [1, 1], [2, 0]])])
    lines = red_lines(Payoffs(game), 0)
    assert [(line.issue, line.option, line.refused, line.today) for line in lines] == [("issue 0", "option 1", 1, 0)]
