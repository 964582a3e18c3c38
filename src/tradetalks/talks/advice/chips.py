"""Chips: single moves from today that cost one party and are worth something to others, or the other way round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.moves.changes import Move
from tradetalks.talks.negotiation import Negotiation


@dataclass(frozen=True)
class Chip:
    """A move taken alone, and what it is worth by party against today, in the unit of payoffs."""

    move: Move
    worth: dict[str, float]
    own: float
    others: float

    @property
    def rate(self) -> float:
        """What the others gain for each unit that it costs, or lose for each unit that it brings."""
        return -self.others / self.own


@dataclass(frozen=True)
class Chips:
    """Moves that one party could give and ask for.

    `gives` cost the party and are worth something to another, those first that the others value most for what they
    cost; `asks` bring it something, those first that cost the others least for what they bring.
    """

    gives: tuple[Chip, ...]
    asks: tuple[Chip, ...]


def chips(game: Negotiation, party: int) -> Chips:
    """Sort every single move from the status quo by what it does to a party and to the others.

    others = sum of what it is worth to all other parties; rate = -others / own.
    """
    found = [chip for issue in range(len(game.own)) for chip in _chips(game, party, issue)]
    gives = [chip for chip in found if chip.own < 0 < max(_others(game, party, chip), default=0)]
    asks = [chip for chip in found if chip.own > 0]
    return Chips(
        gives=tuple(sorted(gives, key=lambda chip: -chip.rate)),
        asks=tuple(sorted(asks, key=lambda chip: chip.rate)),
    )


def _chips(game: Negotiation, party: int, issue: int) -> list[Chip]:
    today, options = game.space.today[issue], game.space.options[issue]
    return [
        _chip(game, party, Move(game.space.issues[issue], options[today], options[digit]), worth)
        for digit, worth in enumerate(game.own[issue] - game.own[issue][today])
        if digit != today and _allowed(game, issue, digit)
    ]


def _allowed(game: Negotiation, issue: int, digit: int) -> bool:
    """Whether the move may be made while all else stays as today."""
    row = np.array([game.space.today])
    row[0, issue] = digit
    return bool(game.space.allowed(row)[0])


def _chip(game: Negotiation, party: int, move: Move, worth: np.ndarray) -> Chip:
    own, total = float(worth[party]), float(worth.sum())
    return Chip(move, game.by_party(worth), own / game.per_unit, (total - own) / game.per_unit)


def _others(game: Negotiation, party: int, chip: Chip) -> list[float]:
    return [worth for name, worth in chip.worth.items() if name != game.parties[party]]
