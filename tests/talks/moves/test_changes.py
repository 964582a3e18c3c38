from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.moves.changes import Move, cheapest_change, moves_between, neighbours
from tradetalks.talks.negotiation import Negotiation


@given(negotiations(), st.integers(1, 2), st.data())
def test_the_cheapest_change_is_the_least_loss_to_the_others_among_all(
    game: Negotiation, count: int, data: st.DataObject
) -> None:
    deals = every_deal(game)
    assume(deals)
    here = data.draw(st.sampled_from(sorted(deals)))
    party = data.draw(st.integers(0, len(game.parties) - 1))
    losses = [
        sum(a - b for p, (a, b) in enumerate(zip(deals[here], gains, strict=True)) if p != party)
        for there, gains in deals.items()
        if sum(a != b for a, b in zip(here, there, strict=True)) == count
        and all(gain >= least for gain, least in zip(gains, game.walk_away, strict=True))
    ]
    fix = cheapest_change(game, here, party, count)
    assert (fix is None) == (not losses)
    if fix is not None:
        assert fix.cost == min(losses)
        assert len(fix.changes) == count
        after = game.space.place(fix.deal | {move.issue: move.after for move in fix.changes})
        assert fix.payoff == game.by_party(game.gain(after))


@given(negotiations(), st.integers(0, 3))
def test_neighbours_are_all_deals_that_differ_in_so_many_issues(game: Negotiation, count: int) -> None:
    here = game.space.today
    found = {tuple(row) for row in neighbours(game.space, here, count).tolist()}
    every = (game.space.digits(number) for number in range(game.space.count))
    assert found == {digits for digits in every if sum(a != b for a, b in zip(here, digits, strict=True)) == count}


def test_moves_name_what_differs() -> None:
    space = negotiation([np.zeros((2, 1)), np.zeros((3, 1))]).space
    assert moves_between(space, (0, 2), (1, 2)) == (Move("issue 0", "option 0", "option 1"),)


def test_by_hand() -> None:
    """B rejects the first deal. Option 1 of either issue mends it, at a loss of 3 or of 1 to A."""
    game = negotiation([np.array([[5, -4], [2, 2]]), np.array([[2, 0], [1, 5]])], walk_away=[0, 0])
    fix = cheapest_change(game, (0, 0), 1, 1)
    assert fix is not None
    assert fix.changes == (Move("issue 1", "option 0", "option 1"),)
    assert fix.cost == pytest.approx(1)
    assert fix.payoff == {"A": 6, "B": 1}
