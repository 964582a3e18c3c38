"""Chances that parties accept deals, counted over draws of what a negotiation rests on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tradetalks.talks.advice.offers import Chances
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs


def chances(games: Iterable[Negotiation]) -> Chances:
    """Count in how many draws each party accepts each deal, and all of them do.

    chance(deal, party) = draws in which gain >= walk-away / draws; signed(deal) the same of all parties at once, so
    that what moves several parties together counts as it does, and 0 where a deal is not allowed. Draws are of one
    negotiation, which differ in worth alone; they may be made one by one.

    Raises
    ------
    InputError
        `too-many-deals`, when there are too many deals to list.
    """
    draws, accepts, signed = 0, np.zeros((1, 1)), np.zeros(1)
    for draws, game in enumerate(games, start=1):  # noqa: B007  (how many there were)
        listed = Payoffs(game)
        accepts = accepts + listed.accepts
        signed = signed + listed.unanimous
    return Chances(accepts / max(draws, 1), signed / max(draws, 1))
