"""What every search for equilibria offers: equilibria of a batch, and the multipliers of an objective at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import BatchByCell, BatchByRegion, Unknowns
from tradetalks.equilibrium.system import State

TOLERANCE = 1e-10
EXACT = 1e-12


@dataclass(frozen=True, eq=False)
class Pull:
    """Partial derivatives of an objective L.

    By `income`, `revenue`, log `wage` (S, N), and by `output` and log `price` (S, J, N).
    """

    income: BatchByRegion
    revenue: BatchByRegion
    wage: BatchByRegion
    output: BatchByCell
    price: BatchByCell


@dataclass(frozen=True, eq=False)
class Multipliers:
    """Total derivatives of an objective L when all conditions are kept.

    `output` (S, J, N): by demand for the output of a sector; `income` (S, N): by a transfer to a region; `revenue`
    (S, N): by a transfer that counts as tariff revenue; `price` (S, J, N): by what is added to log P. `values` is what
    a search for those of an equilibrium nearby may start from.
    """

    output: BatchByCell
    income: BatchByRegion
    revenue: BatchByRegion
    price: BatchByCell
    values: Unknowns | None = None


class Kernel(Protocol):
    """A way to solve the conditions of one baseline."""

    base: Baseline

    def find(self, policy: Policy, guess: State | None = None) -> tuple[State, np.ndarray]:
        """Return the equilibria of a batch from a guess or the baseline, and the largest violation (S,) each leaves."""

    def multipliers(
        self, policy: Policy, state: State, pull: Pull, *, guess: Multipliers | None = None, tolerance: float = EXACT
    ) -> Multipliers:
        """Return the multipliers of objectives, each at its equilibrium or all at one, by one transposed solve each."""
