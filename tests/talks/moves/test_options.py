from __future__ import annotations

import numpy as np
from hypothesis import given
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.moves.options import reaches
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs


@given(negotiations())
def test_counts_are_those_of_trying_every_deal(game: Negotiation) -> None:
    deals = every_deal(game)
    accepted = {digits for digits, gains in deals.items() if (np.array(gains) >= game.walk_away).all()}
    for one in reaches(Payoffs(game)):
        axis = game.space.issues.index(one.issue)
        digit = game.space.options[axis].index(one.option)
        with_it = [digits for digits in deals if digits[axis] == digit]
        mended = [
            digits
            for digits in with_it
            if digits not in accepted
            and any((*digits[:axis], other, *digits[axis + 1 :]) in accepted for other in range(game.space.shape[axis]))
        ]
        assert (one.deals, one.acceptable) == (len(with_it), len(accepted & set(with_it)))
        assert one.unlocked == len(mended)


def test_an_option_that_nobody_can_live_with_blocks() -> None:
    game = negotiation([np.array([[1, 1], [5, -9]]), np.array([[0, 0], [1, 1]])])
    blocking = [(one.issue, one.option) for one in reaches(Payoffs(game)) if one.blocks]
    assert blocking == [("issue 0", "option 1")]
