"""Exchanges: for a move that a party could give, the move of another issue to ask for in return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.advice.chips import Chip
from tradetalks.talks.negotiation import Negotiation


@dataclass(frozen=True)
class Exchange:
    """A concession and what to ask for it: what both together are worth by party against today.

    `objects` are the other parties that both together leave worse off than today.
    """

    give: Chip
    ask: Chip
    gain: dict[str, float]
    objects: tuple[str, ...]

    @property
    def taken(self) -> float:
        """What those who object lose, added up."""
        return -sum(self.gain[name] for name in self.objects)


def exchanges(game: Negotiation, party: int, gives: Sequence[Chip], asks: Sequence[Chip]) -> tuple[Exchange, ...]:
    """Find for every concession the best thing to ask for: both together leave the party better off than today.

    Among all that do, those come first that take least from other parties, all that lose added up, then those worth
    most to the party. A concession that no single move makes up for has no exchange.
    """
    name = game.parties[party]
    found = (list(_pairs(game, party, give, asks)) for give in gives)
    return tuple(min(pairs, key=lambda one: (one.taken, -one.gain[name])) for pairs in found if pairs)


def _pairs(game: Negotiation, party: int, give: Chip, asks: Sequence[Chip]) -> Iterator[Exchange]:
    """Yield what could be asked for a concession with gain to the party, allowed by the case."""
    space = game.space
    today = game.gain(space.today)
    for ask in asks:
        if ask.move.issue == give.move.issue:
            continue
        digits = space.place({give.move.issue: give.move.after, ask.move.issue: ask.move.after})
        change = game.gain(digits) - today
        if change[party] > 0 and space.allowed(np.array([digits]))[0]:
            yield Exchange(give, ask, game.by_party(change), _worse(game, party, change))


def _worse(game: Negotiation, party: int, change: np.ndarray) -> tuple[str, ...]:
    return tuple(name for p, name in enumerate(game.parties) if p != party and change[p] < 0)
