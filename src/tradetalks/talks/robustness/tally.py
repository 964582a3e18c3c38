"""Count over many draws of a negotiation which deals all accept, and which one party alone rejects.

Where payoffs add up over issues, the issues are split into two halves: a deal's gain is the sum of a left and a right
half, and a party accepts where the left sum reaches what the right one leaves to be reached. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from math import prod
from typing import Any

import numpy as np

from tradetalks.talks.composites import Composite
from tradetalks.talks.negotiation import Negotiation

TILE = 1 << 16
BATCH = 255
"""Draws that are counted in bytes before the counts are added up."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts over `draws`: deals that all accept, (deal,), and that a party alone rejects, (party, deal)."""

    draws: int
    accepted: np.ndarray
    blocked: np.ndarray

    @property
    def acceptable(self) -> np.ndarray:
        """Probability that all accept a deal, (deal,); 0 where it holds an excluded combination of options."""
        return np.asarray(self.accepted / self.draws)

    @property
    def blocks(self) -> np.ndarray:
        """Probability that a party rejects a deal that all others accept, (party, deal)."""
        return np.asarray(self.blocked / self.draws)


def tally(games: Iterable[Negotiation]) -> Tally:
    """Count over draws of one negotiation, which differ in worth alone; they may be made one by one."""
    source = iter(games)
    first = next(source)
    space, parties = first.space, len(first.parties)
    accepted = np.zeros(space.count, dtype=np.uint32)
    beside = np.zeros((parties, space.count), dtype=np.uint32)
    draws, group = 0, list[Negotiation]()
    for draws, game in enumerate(chain([first], source), start=1):  # noqa: B007  (the last number is the count)
        if game.together.any():
            _count_blocks(game, accepted, beside)
            continue
        group.append(game)
        if len(group) == BATCH:
            _count_halves(group, accepted, beside)
            group = []
    if group:
        _count_halves(group, accepted, beside)
    allowed = space.allowed(space.rows(np.arange(space.count))) if space.excluded else np.ones(1, dtype=bool)
    return Tally(draws, accepted * allowed, (beside - accepted) * allowed)


def _count_halves(games: Sequence[Negotiation], accepted: np.ndarray, beside: np.ndarray) -> None:
    """Add the counts of some draws, a tile of deals at a time that stays in the cache of a processor."""
    split = _middle(games[0].space.shape)
    left = np.stack([_sums(game, range(split)) for game in games])
    short = np.stack([_needed(game, split) for game in games])
    kind = _narrowest(left, short)
    left, short = np.ascontiguousarray(left.swapaxes(1, 2), kind), np.ascontiguousarray(short.swapaxes(1, 2), kind)
    rows, columns = left.shape[2], short.shape[2]
    step = max(1, TILE // columns)

    def count(start: int) -> None:
        end = min(start + step, rows)
        tile = _Tile(left.shape[1], end - start, columns)
        for one, other in zip(left[:, :, start:end], short, strict=True):
            tile.count(one, other)
        accepted[start * columns : end * columns] += tile.accepted.ravel()
        beside[:, start * columns : end * columns] += tile.beside.reshape(len(beside), -1)

    with ThreadPoolExecutor() as threads:
        list(threads.map(count, range(0, rows, step)))


class _Tile:
    """Counts of a tile of deals, in bytes, and room to work in."""

    def __init__(self, parties: int, rows: int, columns: int) -> None:
        self.accepted = np.zeros((rows, columns), dtype=np.uint8)
        self.beside = np.zeros((parties, rows, columns), dtype=np.uint8)
        self._accepts = np.empty((parties, rows, columns), dtype=bool)
        self._others = np.empty((rows, columns), dtype=bool)
        self._nobody = np.ones((rows, columns), dtype=bool)

    def count(self, left: np.ndarray, short: np.ndarray) -> None:
        """Count one draw: left sums (party, row), and what right sums leave to be reached, (party, column)."""
        for party, accepts in enumerate(self._accepts):
            np.greater_equal(left[party][:, None], short[party][None], out=accepts)
        self.add(self._accepts)

    def add(self, accepts: np.ndarray) -> None:
        """Count who accepts, (party, row, column)."""
        for party in range(len(accepts)):
            first, *others = [accepts[other] for other in range(len(accepts)) if other != party] or [self._nobody]
            np.copyto(self._others, first) if not others else np.logical_and(first, others[0], out=self._others)
            for other in others[1:]:
                self._others &= other
            self.beside[party] += self._others.view(np.uint8)
        self._others &= accepts[-1]
        self.accepted += self._others.view(np.uint8)


def _count_blocks(game: Negotiation, accepted: np.ndarray, beside: np.ndarray) -> None:
    """Add the counts of one draw of linked issues, a block of deals at a time."""
    whole = Composite(game, tuple(range(len(game.space.issues))))
    for start, worth, _ in whole.blocks():
        accepts = np.ascontiguousarray(game.accepts(worth - game.no_deal).T)
        tile = _Tile(len(accepts), 1, len(worth))
        tile.add(accepts[:, None])
        accepted[start : start + len(worth)] += tile.accepted[0]
        beside[:, start : start + len(worth)] += tile.beside[:, 0]


def _middle(shape: Sequence[int]) -> int:
    """Where to split the issues so that the halves have the fewest combinations between them."""
    return min(range(len(shape) + 1), key=lambda split: prod(shape[:split]) + prod(shape[split:]))


def _sums(game: Negotiation, issues: Iterable[int]) -> np.ndarray:
    """Worth of all combinations of some issues, (combination, party)."""
    total = np.zeros((1, len(game.parties)), dtype=np.int64)
    for issue in issues:
        total = (total[:, None] + game.own[issue][None]).reshape(-1, total.shape[1])
    return total


def _needed(game: Negotiation, split: int) -> np.ndarray:
    """Return what left sums must reach so that parties accept, given the right half, (combination, party)."""
    return np.asarray(game.no_deal + game.walk_away - _sums(game, range(split, len(game.space.issues))))


def _narrowest(*sums: np.ndarray) -> np.dtype[np.signedinteger[Any]]:
    """Return the narrower of two kinds of whole numbers that hold all sums."""
    most = max(int(np.abs(one).max(initial=0)) for one in sums)
    return np.dtype(np.int32 if most <= np.iinfo(np.int32).max else np.int64)
