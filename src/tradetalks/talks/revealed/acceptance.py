"""Interval weights: whether a party accepts a deal under all weights of a space, under some, or under none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.revealed.space import WeightSpace


@dataclass(frozen=True, eq=False)
class Acceptance:
    """Least and largest gain of deals over the walk-away, (deal,), billion US$ a year, over all weights of a space."""

    least: np.ndarray
    most: np.ndarray

    @property
    def necessarily(self) -> np.ndarray:
        """Deals that the party accepts under all weights, (deal,)."""
        return self.least >= 0

    @property
    def possibly(self) -> np.ndarray:
        """Deals that the party accepts under some weights, (deal,); all that are necessary are possible."""
        return self.most >= 0

    @property
    def never(self) -> np.ndarray:
        """Deals that the party accepts under no weights, (deal,)."""
        return ~self.possibly


def acceptance(rows: np.ndarray, threshold: float, space: WeightSpace) -> Acceptance:
    """Find what deals are worth at least and at most; rows are (deal, issue), the threshold no deal and walk-away.

    Necessary and possible as in robust ordinal regression (Greco, Mousseau and Slowinski 2008); intervals of weights as
    in Salo and Hamalainen (1992). Raises `InputError` "weights-shape", "worths-finite".
    """
    space.check(rows, np.array(threshold))
    least, most = space.span(rows)
    return Acceptance(least - threshold, most - threshold)
