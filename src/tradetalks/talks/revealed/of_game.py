"""A negotiation as worths of options, and its dated positions as comparisons of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.revealed.moves import Strength
from tradetalks.talks.revealed.reading import at_least, read
from tradetalks.talks.revealed.reveal import Revealed, reveal
from tradetalks.talks.revealed.worths import Worths
from tradetalks.talks.schema import Position


def worths(game: Negotiation) -> Worths:
    """Return what options are worth by themselves, in the figures that people read.

    What linked issues are worth together beyond that is left out, since no weight of a single issue could be put on it.
    """
    space = game.space
    return Worths(
        parties=game.parties,
        issues=space.issues,
        options=space.options,
        status_quo=space.today,
        own=tuple(np.asarray(own / game.per_unit) for own in game.own),
        no_deal=np.asarray(game.no_deal / game.per_unit),
        walk_away=np.asarray(game.walk_away / game.per_unit),
    )


def revealed(
    game: Negotiation, positions: Sequence[Position], party: str, *, until: dt.date, strength: Strength = Strength.WEAK
) -> Revealed:
    """Find the weights of a party that explain its moves up to a day, by inferences of a strength or stronger.

    Raises
    ------
    InputError
        `nothing-revealed`, when no such move tells anything; `nothing-at-stake`, when all options are worth the same to
        the party.
    UnknownNameError
        When it is not a party of the negotiation.
    """
    told = worths(game)
    return reveal(told, party, at_least(read(positions, told, until), strength))
