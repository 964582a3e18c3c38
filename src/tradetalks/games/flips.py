"""How far to look for a better branch before tariffs are called optimal, and what was seen."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from tradetalks.games.certificate import FLIP_GAIN, Looked
from tradetalks.games.choice import Choice
from tradetalks.games.market import Market
from tradetalks.games.restarts import restart
from tradetalks.games.search import Found, search
from tradetalks.games.slopes import Planner

ROUNDS = 12


class Proof:
    """How far to look before tariffs are called optimal."""

    @abstractmethod
    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, Looked]:
        """Return the best tariffs met, and what the last look for better ones saw."""


@dataclass(frozen=True)
class Stationary(Proof):
    """Trust the first point at which no tariff wants to move."""

    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, Looked]:  # noqa: ARG002
        """Return what was found."""
        return found, Looked()


@dataclass(frozen=True)
class SectorFlips(Proof):
    """Restart every sector of every chooser low and high, and all at once; move where over 1e-6 % is gained.

    A restart that leads to no equilibrium or to no end is no better branch; the certificate counts it.
    """

    def improve(self, market: Market, aims: Planner, choice: Choice, found: Found) -> tuple[Found, Looked]:
        """Flip, move to the best branch, and flip there again until nothing is gained."""
        open_rows, gain = np.arange(len(found.value)), np.zeros(len(found.value))
        counts = np.zeros((len(found.value), 3), dtype=int)
        for _ in range(ROUNDS):
            here, kind = found.only(open_rows), choice.only(open_rows)
            met = restart(market, aims.only(open_rows), kind, here.tariff)
            counts[open_rows] = met.counts
            gain[open_rows] = 100 * np.expm1(met.value - here.value)
            better = gain[open_rows] > FLIP_GAIN
            open_rows, starts = open_rows[better], met.tariff[better]
            if not len(open_rows):
                break
            followed = search(market, aims.only(open_rows), choice.only(open_rows), starts)
            found = found.replaced(open_rows, followed)
        return found, Looked.of(counts, float(gain.max(initial=0.0)))


SECTOR_FLIPS = SectorFlips()


def flipped_gain(
    market: Market, aims: Planner, choice: Choice, tariff: np.ndarray, proof: Proof
) -> tuple[np.ndarray, Looked]:
    """Return what the best restart adds to each problem, %, and their numbers; nothing where none is wanted."""
    value = aims.value(market.kernel.find(market.policy(tariff))[0])
    if isinstance(proof, Stationary):
        return np.zeros(len(value)), Looked()
    met = restart(market, aims, choice, tariff)
    return np.maximum(0.0, 100 * np.expm1(met.value - value)), Looked.of(met.counts)
