"""The use of a preference: a choice between the margin and the cost of proving origin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr


@dataclass(frozen=True)
class Utilisation:
    """Shipments differ in their cost k of compliance, ln k ~ N(ln c, s); those with k below the margin m claim.

    u(m) = ub Phi((ln m - ln c) / s), u(0) = 0: `ceiling` ub is the share that can ever claim (0 to 1), `cost` c the
    median cost as a share of value, `spread` s its standard deviation in logs. Margins are ad valorem fractions of
    any shape. A margin of nan is none.
    """

    ceiling: float
    cost: float
    spread: float

    def share(self, margin: np.ndarray) -> np.ndarray:
        """Share of trade that claims the preference, u(m)."""
        return self.ceiling * ndtr(self._score(margin))

    def burden(self, margin: np.ndarray) -> np.ndarray:
        """Resources spent on compliance, as a share of all trade: ub E[k 1(k < m)].

        For a lognormal cost, E[k 1(k < m)] = c exp(s^2 / 2) Phi((ln m - ln c) / s - s).
        """
        mean = self.cost * np.exp(self.spread**2 / 2)
        return self.ceiling * mean * ndtr(self._score(margin) - self.spread)

    def _score(self, margin: np.ndarray) -> np.ndarray:
        """(ln m - ln c) / s; minus infinity without a margin."""
        known = np.nan_to_num(np.asarray(margin, dtype=float))
        logs = np.log(np.where(known > 0, known, 1.0))
        return np.where(known > 0, (logs - np.log(self.cost)) / self.spread, -np.inf)
