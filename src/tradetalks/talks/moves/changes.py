"""Changes of a deal, an issue or two at a time, and the cheapest that all accept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from tradetalks.talks.deals import Deal, DealSpace
from tradetalks.talks.negotiation import Negotiation


@dataclass(frozen=True)
class Move:
    """One issue moved from an option to another."""

    issue: str
    before: str
    after: str


@dataclass(frozen=True)
class Fix:
    """A deal that only one party rejects, and the cheapest changes that bring it in.

    `cost` is what the changes take from the others together, in the unit of payoffs; below zero they gain as well.
    `payoff` is that of the changed deal.
    """

    deal: Deal
    changes: tuple[Move, ...]
    cost: float
    payoff: dict[str, float]


def neighbours(space: DealSpace, digits: tuple[int, ...], count: int) -> np.ndarray:
    """Digits of all deals that differ from one in so many issues, (deal, issue), in the order of their numbers."""
    rows = sorted(_neighbours(space, digits, count))
    return np.array(rows, dtype=np.int64).reshape(-1, len(space.issues))


def _neighbours(space: DealSpace, digits: tuple[int, ...], count: int) -> Iterator[tuple[int, ...]]:
    for issues in combinations(range(len(digits)), count):
        others = [[d for d in range(space.shape[issue]) if d != digits[issue]] for issue in issues]
        for chosen in product(*others):
            moved = dict(zip(issues, chosen, strict=True))
            yield tuple(moved.get(issue, digit) for issue, digit in enumerate(digits))


def cheapest_change(game: Negotiation, digits: tuple[int, ...], party: int, count: int) -> Fix | None:
    """Find the change of so many issues that makes a deal acceptable to all at the least loss to the other parties.

    loss = sum over the others of gain(deal) - gain(changed deal); of equal losses the first deal is taken.
    """
    rows = neighbours(game.space, digits, count)
    gains = game.gains(rows)
    fits = np.flatnonzero(game.accepts(gains).all(axis=1) & game.space.allowed(rows))
    if not len(fits):
        return None
    loss = np.delete(game.gain(digits) - gains[fits], party, axis=1).sum(axis=1)
    best = int(loss.argmin())
    there = tuple(rows[fits[best]].tolist())
    return Fix(
        deal=game.space.named(digits),
        changes=moves_between(game.space, digits, there),
        cost=float(loss[best]) / game.per_unit,
        payoff=game.by_party(gains[fits[best]]),
    )


def moves_between(space: DealSpace, before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Move, ...]:
    """Name what differs between two deals."""
    pairs = zip(space.issues, space.options, before, after, strict=True)
    return tuple(Move(issue, options[old], options[new]) for issue, options, old, new in pairs if old != new)
