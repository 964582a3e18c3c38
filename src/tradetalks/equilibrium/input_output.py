"""The search for equilibria of worlds in which sectors use each other's output."""

from __future__ import annotations

import numpy as np

from tradetalks.equilibrium.adjoint import solve_transposed
from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.kernel import EXACT, TOLERANCE, Multipliers, Pull
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.sweeps import sweep
from tradetalks.equilibrium.system import State, evaluate, start, unknowns_of
from tradetalks.equilibrium.walk import steered, walk

SWEEPS = 60


class InputOutput:
    """Sweeps from the baseline, which serve almost every shock, and a walk in parts for the rest."""

    def __init__(self, base: Baseline) -> None:
        self.base = base
        self.own = OwnRegion.at_rest(base)

    def find(self, policy: Policy, guess: State | None = None) -> tuple[State, np.ndarray]:
        """Return the equilibria of a batch from a guess or the baseline, and the largest violation each leaves (S,)."""
        point = start(self.base, len(policy.deficit)) if guess is None else unknowns_of(self.base, guess)
        unknowns, residual = sweep(self.base, self._steer(guess), policy, point, limit=SWEEPS)
        for row in np.flatnonzero(~(residual <= TOLERANCE)):
            unknowns[row], residual[row] = walk(
                self.base, policy.only(np.array([row])), start(self.base, 1), steered(self.base)
            )
        with np.errstate(all="ignore"):
            return evaluate(self.base, policy, unknowns), residual

    def multipliers(
        self,
        policy: Policy,  # noqa: ARG002  (the protocol's)
        state: State,
        pull: Pull,
        *,
        guess: Multipliers | None = None,
        tolerance: float = EXACT,
    ) -> Multipliers:
        """Return the multipliers of an objective at equilibria, by one transposed solve each."""
        return solve_transposed(
            self.base, self._steer(state), state, pull, guess=guess, tolerance=tolerance
        ).multipliers

    def _steer(self, state: State | None) -> OwnRegion:
        """Steer by derivatives at the one state that is known, else by those of the baseline."""
        return self.own if state is None or len(state.wage) > 1 else OwnRegion(self.base, state)
