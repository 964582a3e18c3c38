"""Agreement in principle: deals with issues left open, and which to close so that every completion is acceptable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.deals import Deal
from tradetalks.talks.payoffs import Payoffs

MOST_PARTIAL = 20_000_000


@dataclass(frozen=True)
class Principle:
    """A deal with issues left open.

    `closed` are the options agreed; `worst`, `best` and `mean` are payoffs by party over all completions, in the unit
    of the negotiation; `acceptable` is the part of completions that all accept.
    """

    closed: Deal
    open: tuple[str, ...]
    worst: dict[str, float]
    best: dict[str, float]
    mean: dict[str, float]
    acceptable: float

    @property
    def safe(self) -> bool:
        """Whether every completion is acceptable to all."""
        return self.acceptable == 1


@dataclass(frozen=True, eq=False)
class Principles:
    """All deals with issues left open: every issue has one position more, its last, that stands for open.

    worst(closed) = min over completions of a party's gain: one minimum an issue, taken issue by issue. A completion
    that is not allowed counts for nothing.

    Raises
    ------
    InputError
        `too-many-deals`, when there are more than twenty million of them, or deals are too many to list.
    """

    payoffs: Payoffs

    @property
    def few(self) -> bool:
        """Whether there are few enough of them."""
        return self.payoffs.listed and prod(size + 1 for size in self.payoffs.negotiation.space.shape) <= MOST_PARTIAL

    @cached_property
    def worst(self) -> np.ndarray:
        """Least gain over all completions in units, (*options and open, party); the largest number where there is none.

        Issues are left open one after another, so that a least gain is the least of least gains.
        """
        game = self.payoffs.negotiation
        sizes = tuple(size + 1 for size in game.space.shape)
        if prod(sizes) > MOST_PARTIAL:
            message = f"{prod(sizes):,} deals with issues left open are too many; at most {MOST_PARTIAL:,} can be told"
            raise InputError("too-many-deals", message, "settle some issues first")
        gains = np.where(self.payoffs.allowed[:, None], self.payoffs.gains, np.iinfo(np.int64).max)
        found = gains.reshape((*game.space.shape, -1))
        for axis in range(len(sizes)):
            found = np.concatenate([found, found.min(axis=axis, keepdims=True)], axis=axis)
        return found

    @cached_property
    def safe(self) -> np.ndarray:
        """Whether there is a completion and all accept every one, (*options and open,)."""
        some = self.worst[..., 0] < np.iinfo(np.int64).max
        return np.asarray(some & self.payoffs.negotiation.accepts(self.worst).all(axis=-1))

    def smallest(self) -> Principle | None:
        """Close as few issues as make every completion acceptable to all; of several ways the best worst joint gain."""
        return self._fewest(self.safe, self.worst.sum(axis=-1))

    def secure(self, party: int) -> Principle | None:
        """Close as few issues as leave one party safe and some completion that all accept; then its best worst gain."""
        worst = self.worst[..., party]
        there = (worst < np.iinfo(np.int64).max) & (worst >= self.payoffs.negotiation.walk_away[party])
        return self._fewest(there & self._signable, worst)

    @cached_property
    def _signable(self) -> np.ndarray:
        """Whether all accept some completion, (*options and open,)."""
        found = self.payoffs.unanimous.reshape(self.payoffs.negotiation.space.shape)
        for axis in range(found.ndim):
            found = np.concatenate([found, found.any(axis=axis, keepdims=True)], axis=axis)
        return found

    def _fewest(self, wanted: np.ndarray, worth: np.ndarray) -> Principle | None:
        """Take, of the deals wanted, the one with most issues left open, then of largest worth."""
        numbers = np.flatnonzero(wanted)
        if not len(numbers):
            return None
        places = np.stack(np.unravel_index(numbers, wanted.shape), axis=-1)
        closed = (places != np.array(wanted.shape) - 1).sum(axis=1)
        return self.describe(places[np.lexsort((-worth.ravel()[numbers], closed))[0]])

    def towards(self, digits: tuple[int, ...]) -> tuple[Principle, ...]:
        """Close the issues of a deal in the order that protects the worst off, until every completion is acceptable.

        Each step closes the issue that raises the smallest of the parties' worst gains beyond their walk-aways most.
        """
        place = [size - 1 for size in self.safe.shape]
        steps = [self.describe(np.array(place))]
        while not self.safe[tuple(place)] and any(at != digit for at, digit in zip(place, digits, strict=True)):
            place = max(self._closing(place, digits), key=self._security)
            steps.append(self.describe(np.array(place)))
        return tuple(steps)

    def _closing(self, place: list[int], digits: tuple[int, ...]) -> list[list[int]]:
        return [
            [*place[:issue], digit, *place[issue + 1 :]]
            for issue, digit in enumerate(digits)
            if place[issue] == self.safe.shape[issue] - 1
        ]

    def _security(self, place: list[int]) -> tuple[int, ...]:
        """Worst gains beyond walk-aways, the smallest first, then their sum."""
        beyond = sorted((self.worst[tuple(place)] - self.payoffs.negotiation.walk_away).tolist())
        return (*beyond, sum(beyond))

    def describe(self, place: np.ndarray) -> Principle:
        """Tell a deal with issues left open by the positions of its options."""
        game, listed = self.payoffs.negotiation, self.payoffs
        space = game.space
        left = [digit == size for digit, size in zip(place.tolist(), space.shape, strict=True)]
        at = tuple(slice(None) if free else digit for free, digit in zip(left, place.tolist(), strict=True))
        kept = listed.allowed.reshape(space.shape)[at]
        gains = listed.gains.reshape((*space.shape, -1))[at][kept].reshape(-1, len(game.parties))
        agreed = listed.unanimous.reshape(space.shape)[at][kept]
        names = zip(space.issues, space.options, place.tolist(), left, strict=True)
        return Principle(
            closed={issue: options[digit] for issue, options, digit, free in names if not free},
            open=tuple(issue for issue, free in zip(space.issues, left, strict=True) if free),
            worst=game.by_party(gains.min(axis=0)),
            best=game.by_party(gains.max(axis=0)),
            mean=game.by_party(gains.mean(axis=0)),
            acceptable=float(agreed.mean()),
        )
