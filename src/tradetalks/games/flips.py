"""Restarts that look for a better branch: one sector's tariffs put to their lowest or highest, then searched anew."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from tradetalks.games.certificate import FLIP_GAIN
from tradetalks.games.choice import Choice
from tradetalks.games.market import Market, rows_of
from tradetalks.games.search import Found, search
from tradetalks.games.slopes import Planner

TOLERANCE = 1e-5
DEPTH = 4
BLOCK = 154
ROUNDS = 12


class Proof:
    """How far to look before tariffs are called optimal."""

    @abstractmethod
    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, int, float | None]:
        """Return the best tariffs met, how many restarts the last look took, and the most, %, that one still added."""


@dataclass(frozen=True)
class Stationary(Proof):
    """Trust the first point at which no tariff wants to move."""

    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, int, float | None]:  # noqa: ARG002
        """Return what was found."""
        return found, 0, None


@dataclass(frozen=True)
class SectorFlips(Proof):
    """Restart every sector of every chooser low and high, and move wherever that adds more than 1e-6 %."""

    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, int, float | None]:
        """Flip, move to the best branch, and flip there again until nothing is gained."""
        open_rows, tried, gain = np.arange(len(found.value)), 0, np.zeros(len(found.value))
        for _ in range(ROUNDS):
            here = Found(*(part[open_rows] for part in (found.tariff, found.value, found.change, found.sweeps)))
            some, kind = aims.only(open_rows), choice.only(open_rows)
            flipped, starts, count = flip(market, some, kind, here)
            tried = max(tried, count)
            gain[open_rows] = 100 * np.expm1(flipped - here.value)
            open_rows, starts = open_rows[gain[open_rows] > FLIP_GAIN], starts[gain[open_rows] > FLIP_GAIN]
            if not len(open_rows):
                break
            better = search(market, aims.only(open_rows), choice.only(open_rows), starts)
            found = _replaced(found, open_rows, better)
        return found, tried, float(gain.max(initial=0.0))


SECTOR_FLIPS = SectorFlips()


def flip(market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[np.ndarray, np.ndarray, int]:
    """Return for each problem the best value met (S,), its tariffs (S, J, N, N), and the number of restarts in all."""
    state, _ = market.kernel.find(market.policy(found.tariff))
    open_ = np.asarray(choice.free.any(axis=3)).transpose(0, 2, 1)
    sectors = np.stack(np.nonzero(open_))
    best, where = np.full(len(found.value), -np.inf), found.tariff.copy()
    for level in (choice.bounds.low, choice.bounds.high):
        for first in range(0, sectors.shape[1], BLOCK):
            block = sectors[:, first : first + BLOCK]
            problem = block[0]
            starts = _starts(choice, found.tariff, block, level)
            kind, guess = choice.only(problem), rows_of(state, problem)
            here = search(market, aims.only(problem), kind, starts, tolerance=TOLERANCE, depth=DEPTH, guess=guess)
            for row in np.flatnonzero(here.value > best[problem]):
                if here.value[row] > best[problem[row]]:
                    best[problem[row]], where[problem[row]] = here.value[row], here.tariff[row]
    return best, where, 2 * sectors.shape[1]


def flipped_gain(
    market: Market, aims: Planner, choice: Choice, tariff: np.ndarray, proof: Proof
) -> tuple[np.ndarray, int]:
    """Return what the best flip adds to each problem, %, and the number of restarts; nothing where none is wanted."""
    value = aims.value(market.kernel.find(market.policy(tariff))[0])
    if isinstance(proof, Stationary):
        return np.zeros(len(value)), 0
    idle = np.zeros(len(value))
    best, _, tried = flip(market, aims, choice, Found(tariff, value, idle, idle))
    return np.maximum(0.0, 100 * np.expm1(best - value)), tried


def _starts(choice: Choice, tariff: np.ndarray, sectors: np.ndarray, level: float) -> np.ndarray:
    """Put one sector of one importer to a level in each start; `sectors` (3, S) says which problem, place, sector."""
    problem, place, sector = sectors
    starts, each = tariff[problem], np.arange(len(problem))
    importer = choice.importers[problem, place]
    row = starts[each, sector, importer]
    starts[each, sector, importer] = np.where(choice.free[problem, sector, place], level, row)
    return starts


def _replaced(found: Found, rows: np.ndarray, better: Found) -> Found:
    parts = []
    for name in ("tariff", "value", "change", "sweeps"):
        part = getattr(found, name).copy()
        part[rows] = getattr(better, name)
        parts.append(part)
    return Found(*parts)
