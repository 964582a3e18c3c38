from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.moves.blockers import blockers
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs


def accepted_by(game: Negotiation, gains: tuple[int, ...]) -> list[bool]:
    return [gain >= least for gain, least in zip(gains, game.walk_away.tolist(), strict=True)]


@given(negotiations())
def test_rejections_are_counted_deal_by_deal(game: Negotiation) -> None:
    answers = [accepted_by(game, gains) for gains in every_deal(game).values()]
    for party, blocker in enumerate(blockers(Payoffs(game))):
        assert blocker.rejects == sum(not answer[party] for answer in answers)
        assert blocker.alone == sum(not answer[party] and sum(answer) == len(answer) - 1 for answer in answers)


@given(negotiations())
def test_a_payment_leaves_all_at_the_table_and_adds_up(game: Negotiation) -> None:
    deals = every_deal(game)
    for party, blocker in enumerate(blockers(Payoffs(game))):
        payable = [
            sum(gains)
            for gains in deals.values()
            if not accepted_by(game, gains)[party]
            and sum(accepted_by(game, gains)) == len(gains) - 1
            and sum(gains) >= game.walk_away.sum()
        ]
        assert (blocker.payment is None) == (not payable)
        if blocker.payment is not None:
            before = game.gain(game.space.place(blocker.payment.deal))
            after = np.array(list(blocker.payment.payoff.values()))
            assert before.sum() == max(payable)
            assert after.sum() == pytest.approx(before.sum())
            assert (after >= game.walk_away - 1e-9).all()
            assert sum(blocker.payment.pays.values()) == pytest.approx(blocker.payment.amount)
            assert after[party] == pytest.approx(game.walk_away[party])


@given(negotiations())
def test_two_changes_are_told_only_where_they_leave_the_others_with_more(game: Negotiation) -> None:
    for blocker in blockers(Payoffs(game)):
        if blocker.double and blocker.fix:
            left = [party for party in game.parties if party != blocker.party]
            assert sum(blocker.double.payoff[p] for p in left) > sum(blocker.fix.payoff[p] for p in left)


def test_two_changes_where_one_does_not_do() -> None:
    """Only the first deal is rejected by B alone, and only the last is accepted by both."""
    worth = np.array([[[5, -1], [-1, -1]], [[-1, -1], [2, 3]]])
    game = negotiation([np.zeros((2, 2))] * 2, linked=(0, 1), together=worth)
    blocker = blockers(Payoffs(game))[1]
    assert blocker.alone == 1
    assert blocker.fix is None
    assert blocker.double is not None
    assert blocker.double.cost == 3
    assert blocker.double.payoff == {"A": 2, "B": 3}
    assert blocker.payment is not None
    assert blocker.payment.pays == {"A": 1}
    assert blocker.payment.payoff == {"A": 4, "B": 0}
