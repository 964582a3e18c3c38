"""The frontier: deals that no other deal beats for one party without loss to another, exact at any scale.

Payoffs add up over composite issues, and a sum is undominated only if each of its parts is; so composites are joined
one at a time, and dominated partial sums are discarded. Equal sums are kept once; their deals are found on demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.talks.composites import BLOCK, Composite, composites
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.sieve import Block, sifted


@dataclass(frozen=True, eq=False)
class Front:
    """Undominated worths of a composite, (point, party), and the number of the first deal of each, (point,)."""

    composite: Composite
    worth: np.ndarray
    first: np.ndarray

    @cached_property
    def members(self) -> list[list[int]]:
        """Numbers of all deals of the composite that are worth exactly as much, by point."""
        found: list[list[int]] = [[] for _ in self.worth]
        for start, worth, allowed in self.composite.blocks():
            point = places(self.worth, worth)
            for row in np.flatnonzero((point >= 0) & allowed).tolist():
                found[int(point[row])].append(start + row)
        return found


@dataclass(frozen=True, eq=False)
class Chain:
    """Undominated sums of a front and of all that come after it.

    `worth` is (sum, party); `via`, (sum, 2), names the point of this front and the sum of the rest that come first.
    """

    front: Front
    rest: Chain | None
    worth: np.ndarray
    via: np.ndarray

    @cached_property
    def place(self) -> dict[tuple[int, ...], int]:
        """Position of every sum."""
        return {tuple(row): position for position, row in enumerate(self.worth.tolist())}

    def first(self, position: int) -> list[int]:
        """Numbers of the deals, a composite each, that make a sum first."""
        point, beyond = self.via[position]
        return [int(self.front.first[point]), *(self.rest.first(beyond) if self.rest else [])]

    def all(self, position: int) -> Iterator[list[int]]:
        """Yield the numbers of the deals, a composite each, of every way to make a sum."""
        for point, numbers in enumerate(self.front.members):
            ways = self._beyond(self.worth[position] - self.front.worth[point])
            yield from ([number, *way] for number in numbers for way in ways)

    def _beyond(self, left: np.ndarray) -> list[list[int]]:
        """Ways to make what is left of a sum by what comes after this front."""
        if self.rest is None:
            return [] if left.any() else [[]]
        after = self.rest.place.get(tuple(left.tolist()))
        return [] if after is None else list(self.rest.all(after))


@dataclass(frozen=True, eq=False)
class Frontier:
    """Undominated deals by falling joint gain: `gains` over no deal in units, (point, party), all different."""

    negotiation: Negotiation
    gains: np.ndarray
    chain: Chain | None
    order: np.ndarray

    def first(self, point: int) -> tuple[int, ...]:
        """Digits of the first deal of a point."""
        return self._digits(self.chain.first(int(self.order[point]))) if self.chain else ()

    def deals(self, point: int) -> Iterator[tuple[int, ...]]:
        """Yield the digits of every deal of a point, the first one first."""
        if self.chain is not None:
            yield from map(self._digits, self.chain.all(int(self.order[point])))

    def _digits(self, numbers: list[int]) -> tuple[int, ...]:
        digits = [0] * len(self.negotiation.space.issues)
        chain, at = self.chain, 0
        while chain is not None:
            composite = chain.front.composite
            for issue, digit in zip(composite.issues, composite.space.digits(numbers[at]), strict=True):
                digits[issue] = digit
            chain, at = chain.rest, at + 1
        return tuple(digits)


def frontier(negotiation: Negotiation) -> Frontier:
    """Find the frontier of a negotiation.

    Raises
    ------
    InputError
        `frontier-size`, when it has more points than can be kept; `payoff-size`, when payoffs are too large.
    """
    chain: Chain | None = None
    for composite in reversed(composites(negotiation)):
        chain = _joined(_front(composite), chain)
    sums = chain.worth if chain is not None else np.zeros((0, len(negotiation.parties)), dtype=np.int64)
    order = np.argsort(-sums.sum(axis=1), kind="stable")
    return Frontier(negotiation, sums[order] - negotiation.no_deal, chain, order)


def _front(composite: Composite) -> Front:
    def blocks() -> Iterator[Block]:
        for start, worth, allowed in composite.blocks():
            rows = np.flatnonzero(allowed)
            yield worth[rows], start + rows

    worth, first = sifted(blocks(), len(composite.negotiation.parties))
    return Front(composite, worth, first)


def _joined(front: Front, rest: Chain | None) -> Chain:
    """Add what comes after to a front and keep what is undominated."""
    if rest is None:
        via = np.stack([np.arange(len(front.worth)), np.zeros(len(front.worth), dtype=np.int64)], axis=1)
        return Chain(front, None, front.worth, via)
    worth, via = sifted(_sums(front.worth, rest.worth), front.worth.shape[1])
    return Chain(front, rest, worth, via.reshape(-1, 2))


def _sums(left: np.ndarray, right: np.ndarray) -> Iterator[Block]:
    """Yield all sums of two sets of points with the positions of their parts, a bounded block at a time."""
    step = max(1, BLOCK // max(len(right), 1))
    for start in range(0, len(left), step):
        some = left[start : start + step]
        names = np.stack(np.meshgrid(np.arange(start, start + len(some)), np.arange(len(right)), indexing="ij"), -1)
        yield (some[:, None] + right[None]).reshape(-1, left.shape[1]), names.reshape(-1, 2)


def places(points: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Position among different points, (point, party), of every row, (row, party), or -1; exact.

    One party after the other, what was told apart so far and its payoff are numbered together.
    """
    known = np.ones(len(rows), dtype=bool)
    ours, theirs = np.zeros(len(points), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    for party in range(points.shape[1]):
        values, mine = np.unique(points[:, party], return_inverse=True)
        at = _nearest(values, rows[:, party])
        known &= values[at] == rows[:, party]
        names, ours = np.unique(ours * len(values) + mine, return_inverse=True)
        joint = theirs * len(values) + at
        theirs = _nearest(names, joint)
        known &= names[theirs] == joint
    return np.where(known, np.argsort(ours, kind="stable")[theirs], -1)


def _nearest(sorted_values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    return np.searchsorted(sorted_values, wanted).clip(max=len(sorted_values) - 1)
