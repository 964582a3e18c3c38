from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.frontier import frontier
from tradetalks.talks.moves.opening import opening
from tradetalks.talks.negotiation import Negotiation


@given(negotiations())
def test_the_nearest_deal_lacks_least_of_all(game: Negotiation) -> None:
    deals = every_deal(game)
    assume(deals)
    lacking = {digits: np.maximum(game.walk_away - np.array(gains), 0).sum() for digits, gains in deals.items()}
    found = opening(frontier(game))
    assert (found is None) == (min(lacking.values()) == 0)
    if found is not None:
        digits = game.space.place(found.deal)
        assert lacking[digits] == min(lacking.values()) == sum(found.lacks.values())
        assert found.payable == (sum(deals[digits]) >= game.walk_away.sum())
        most = np.array(list(deals.values())).max(axis=0)
        assert found.hopeless == tuple(np.array(game.parties)[most < game.walk_away])


def test_by_hand() -> None:
    """A wants 4 and gets 3 at best; B could pay."""
    game = negotiation([np.array([[0, 0], [3, 5]])], walk_away=[4, 0])
    found = opening(frontier(game))
    assert found is not None
    assert found.deal == {"issue 0": "option 1"}
    assert found.lacks == {"A": 1}
    assert (found.spare, found.payable) == (5, True)
    assert found.hopeless == ("A",)
