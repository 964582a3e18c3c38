"""From lines to sectors: the share of a sector's trade that a list covers, and what it pays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

HIGHEST_ODDS = 1e9
STEPS = 200


@dataclass(frozen=True, eq=False)
class Coverage:
    """What a list covers by sector: `share` (sector,) of trade, and the mean `rate` (sector,) on what is covered.

    `tilted` states how far the weights are off: odds k mean that a covered dollar weighs k times what the table says
    against one that is not covered, c(k) = k c / (1 - c + k c). No share leaves 0 to 1, and sectors that are covered
    in full or not at all stay so. k is above 1 where the weights come from years in which the duty itself had shrunk
    the trade on the list, or where lines count by number and a list picks the large ones.
    """

    share: np.ndarray
    rate: np.ndarray

    def tilted(self, odds: float) -> np.ndarray:
        """Share covered at the odds k, (sector,)."""
        weighed = odds * self.share
        return weighed / (1 - self.share + weighed)

    def tariff(self, odds: float) -> np.ndarray:
        """Duty added, (sector,): t(s) = c(s; k) times the mean rate on what is covered."""
        return self.tilted(odds) * self.rate

    def value(self, flow: np.ndarray, odds: float) -> float:
        """Trade covered at a flow (sector,): sum of c(s; k) X(s), in the flow's unit."""
        return float((self.tilted(odds) * flow).sum())

    def most(self, flow: np.ndarray) -> float:
        """Trade of all the sectors that the list touches."""
        return float(flow[self.share > 0].sum())

    def odds_for(self, flow: np.ndarray, covered: float) -> float:
        """Solve sum of c(s; k) X(s) = covered for k by bisection in logs; the left side rises in k."""
        low, high = 1 / HIGHEST_ODDS, HIGHEST_ODDS
        for _ in range(STEPS):
            middle = float(np.sqrt(low * high))
            low, high = (middle, high) if self.value(flow, middle) < covered else (low, middle)
        return high
