"""Side payments: the least that the others would have to pay a party for a deal that it alone rejects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.payoffs import Payoffs


@dataclass(frozen=True)
class SidePayment:
    """The deal of largest joint gain that only this party rejects and the others can pay for.

    `amount` is what the party lacks, in the unit of payoffs; `pays` splits it over the others in proportion to what
    each gains beyond its walk-away; `payoff` counts the payment.
    """

    deal: Deal
    amount: float
    pays: dict[str, float]
    payoff: dict[str, float]


def side_payment(payoffs: Payoffs, party: int, alone: np.ndarray) -> SidePayment | None:
    """Find the deal and the payment; None where the others gain too little to pay.

    lacking = walk-away - gain of the party; it can be paid if the others' gains beyond their walk-aways reach it.
    """
    game = payoffs.negotiation
    numbers = np.flatnonzero(alone)
    beyond = payoffs.gains[numbers] - game.walk_away
    affordable = numbers[beyond.sum(axis=1) >= 0]
    if not len(affordable):
        return None
    number = int(affordable[payoffs.gains[affordable].sum(axis=1).argmax()])
    spare = payoffs.gains[number] - game.walk_away
    lacking = -float(spare[party])
    others = np.delete(spare, party).sum()
    pays = np.where(np.arange(len(spare)) == party, -lacking, lacking * spare / others)
    given = {name: paid for p, (name, paid) in enumerate(game.by_party(pays).items()) if p != party}
    deal = game.space.deal(number)
    return SidePayment(deal, lacking / game.per_unit, given, game.by_party(payoffs.gains[number] - pays))
