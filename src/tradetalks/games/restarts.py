"""Searches anew from tariffs put to their lowest or highest: of one sector, or of all that a government chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.system import State
from tradetalks.errors import ConvergenceError
from tradetalks.games.choice import Choice
from tradetalks.games.market import Market, rows_of
from tradetalks.games.search import Found, search
from tradetalks.games.slopes import Planner

TOLERANCE = 1e-5
DEPTH = 4
BLOCK = 154
FAILED = 2


@dataclass(frozen=True, eq=False)
class Restarts:
    """Which tariffs are put to a bound: those of the importer at `place` (R,) of `problem` (R,) in `sectors` (R, J)."""

    problem: np.ndarray
    place: np.ndarray
    sectors: np.ndarray

    @classmethod
    def single(cls, choice: Choice) -> Restarts:
        """One sector of one importer at a time."""
        problem, place, sector = np.nonzero(_open(choice))
        return cls(problem, place, np.eye(choice.free.shape[1], dtype=bool)[sector])

    @classmethod
    def far(cls, choice: Choice) -> Restarts:
        """All sectors of one importer at a time, where that is more than one."""
        open_ = _open(choice)
        problem, place = np.nonzero(open_.sum(axis=2) > 1)
        return cls(problem, place, open_[problem, place])

    def blocks(self) -> Iterator[Restarts]:
        """Cut into batches that fit into the cache of a processor."""
        for first in range(0, len(self.problem), BLOCK):
            part = slice(first, first + BLOCK)
            yield Restarts(self.problem[part], self.place[part], self.sectors[part])

    def starts(self, choice: Choice, tariff: np.ndarray, level: float) -> np.ndarray:
        """Put tariffs (S, J, N, N) of every restart to a level, (R, J, N, N)."""
        taken, each = choice.taken(tariff)[self.problem], np.arange(len(self.problem))
        moved = choice.free[self.problem, :, self.place] & self.sectors[..., None]
        taken[each, :, self.place] = np.where(moved, level, taken[each, :, self.place])
        return choice.only(self.problem).put(tariff[self.problem], taken)


@dataclass(frozen=True, eq=False)
class Met:
    """What restarts of each problem met: the best `value` (S,) and its `tariff` (S, J, N, N).

    `counts` (S, 3): how many were of one sector, how many of all, and how many of both had no end.
    """

    value: np.ndarray
    tariff: np.ndarray
    counts: np.ndarray


def restart(market: Market, aims: Planner, choice: Choice, tariff: np.ndarray) -> Met:
    """Search from every restart of tariffs (S, J, N, N), at the lowest and at the highest that may be chosen."""
    state, _ = market.kernel.find(market.policy(tariff))
    best, where = np.full(len(tariff), -np.inf), tariff.copy()
    counts = np.zeros((len(tariff), 3), dtype=int)
    for kind, level, block in _all(choice):
        problem = block.problem
        starts = block.starts(choice, tariff, level)
        here = attempt(market, aims.only(problem), choice.only(problem), starts, rows_of(state, problem))
        np.add.at(counts[:, kind], problem, 1)
        np.add.at(counts[:, FAILED], problem, ~(np.isfinite(here.value) & (here.change <= TOLERANCE)))
        for row in np.flatnonzero(here.value > best[problem]):
            if here.value[row] > best[problem[row]]:
                best[problem[row]], where[problem[row]] = here.value[row], here.tariff[row]
    return Met(best, where, counts)


def attempt(market: Market, aims: Planner, choice: Choice, starts: np.ndarray, guess: State) -> Found:
    """Search loosely from starts (S, J, N, N); one that cannot be followed ends with the value -inf.

    Multipliers that are not found stop the search of a whole batch, which is then halved until the culprit is alone.
    """
    try:
        return search(market, aims, choice, starts, tolerance=TOLERANCE, depth=DEPTH, guess=guess)
    except (ConvergenceError, np.linalg.LinAlgError):
        if len(starts) == 1:
            return Found(starts, np.array([-np.inf]), np.array([np.inf]), np.zeros(1, dtype=int))
    halves = np.array_split(np.arange(len(starts)), 2)
    parts = [attempt(market, aims.only(rows), choice.only(rows), starts[rows], rows_of(guess, rows)) for rows in halves]
    return Found.joined(parts)


def _all(choice: Choice) -> Iterator[tuple[int, float, Restarts]]:
    """Batches of one kind each, 0 of one sector and 1 of all, with the level of their tariffs."""
    for kind, which in enumerate((Restarts.single(choice), Restarts.far(choice))):
        for level in (choice.bounds.low, choice.bounds.high):
            yield from ((kind, level, block) for block in which.blocks())


def _open(choice: Choice) -> np.ndarray:
    """Whether an importer chooses any tariff in a sector, (S, K, J)."""
    return np.asarray(choice.free.any(axis=3)).transpose(0, 2, 1)
