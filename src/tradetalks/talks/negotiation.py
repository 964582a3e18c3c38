"""A negotiation as numbers: what every option is worth to every party, by itself and together with others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.deals import DealSpace

EXACT = 2**53
"""Whole numbers below this one are exact in floating point too."""

PER_BILLION = 100_000
"""Payoffs are counted in units of 10,000 US$, above the noise of solutions; sums of integers do not depend on order."""


@dataclass(frozen=True, eq=False)
class Negotiation:
    """Parties, deals, and the worth of options in whole units over the status quo.

    V(deal) = sum over issues of `own`[issue][option] + `together`[options of the `linked` issues]; a party's payoff is
    its gain V(deal) - V(no deal). `own` are arrays (option, party); `together` is (*options of the linked issues,
    party), what options are worth in company beyond what they are worth alone; `no_deal` and `walk_away` (the least
    gain that a party accepts) are (party,). `per_unit` units make one of the figures that people read.
    """

    parties: tuple[str, ...]
    space: DealSpace
    own: tuple[np.ndarray, ...]
    linked: tuple[int, ...]
    together: np.ndarray
    no_deal: np.ndarray
    walk_away: np.ndarray
    per_unit: int = PER_BILLION

    def gains(self, rows: np.ndarray) -> np.ndarray:
        """Gains over no deal of deals given by their digits, (deal, issue), in units, (deal, party)."""
        found = np.asarray(self.together[tuple(rows[:, issue] for issue in self.linked)] - self.no_deal)
        for issue, worth in enumerate(self.own):
            found = found + worth[rows[:, issue]]
        return found

    def gain(self, digits: tuple[int, ...]) -> np.ndarray:
        """Gains over no deal of one deal, in units, (party,)."""
        return np.asarray(self.gains(np.array([digits]))[0])

    def accepts(self, gains: np.ndarray) -> np.ndarray:
        """Whether parties accept gains, (..., party): each reaches its walk-away."""
        return gains >= self.walk_away

    @cached_property
    def floor(self) -> np.ndarray:
        """From where settlements count gains: no deal, or a walk-away below it, so that none is negative, (party,)."""
        return np.minimum(self.walk_away, 0)

    def by_party(self, gains: np.ndarray) -> dict[str, float]:
        """Name gains in units, (party,), and turn them into the figures that people read."""
        return dict(zip(self.parties, (gains / self.per_unit).tolist(), strict=True))


def in_units(figures: np.ndarray, per_unit: int = PER_BILLION) -> np.ndarray:
    """Round figures to whole units.

    Raises
    ------
    InputError
        `payoff-size`, when a figure is too large to be counted exactly, infinite or no number.
    """
    counted = np.asarray(figures) * per_unit
    if not (np.abs(counted) < EXACT).all():
        message = f"a payoff, a walk-away or what no deal is worth is beyond {EXACT // per_unit:,} or no number"
        raise InputError("payoff-size", message, "count payoffs in a larger unit")
    return np.rint(counted).astype(np.int64)
