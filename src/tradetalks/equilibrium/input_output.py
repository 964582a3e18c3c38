"""The search for equilibria of worlds in which sectors use each other's output."""

from __future__ import annotations

import numpy as np

from tradetalks.equilibrium.adjoint import solve_transposed
from tradetalks.equilibrium.anderson import Anderson
from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.jacobian import jacobian
from tradetalks.equilibrium.kernel import TOLERANCE, Multipliers, Pull
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.system import State, circuit, evaluate, largest, start, unknowns_of, violations

DEPTH = 6
SWEEPS = 100
NEWTON_ITERATIONS = 10
SMALLEST_STEP = 1 / 512
LONGEST_LOG_MOVE = 0.7


class InputOutput:
    """Sweeps through all conditions at once with Anderson acceleration; continuation with Newton for the rest."""

    def __init__(self, base: Baseline) -> None:
        self.base = base
        self.own = OwnRegion(base)

    def find(self, policy: Policy, guess: State | None = None) -> tuple[State, np.ndarray]:
        """Return the equilibria of a batch near a guess, and the largest violation that each leaves (S,)."""
        point = start(self.base, len(policy.deficit)) if guess is None else unknowns_of(self.base, guess)
        unknowns, residual = self._sweep(policy, point)
        with np.errstate(all="ignore"):
            for row in np.flatnonzero(~(residual <= TOLERANCE)):
                unknowns[row], residual[row] = self._walk(policy.only(np.array([row])))
            return evaluate(self.base, policy, unknowns), residual

    def multipliers(self, policy: Policy, state: State, pull: Pull) -> Multipliers:  # noqa: ARG002  (the protocol's)
        """Return the multipliers of an objective at equilibria, by one transposed solve each."""
        return solve_transposed(self.base, self.own, state, pull).multipliers

    def _sweep(self, policy: Policy, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Let every condition set its own unknown; rows that have arrived leave the batch."""
        best, residual = point.copy(), np.full(len(point), np.inf)
        active = np.arange(len(point))
        anderson = Anderson(point, DEPTH)
        with np.errstate(all="ignore"):
            for _ in range(SWEEPS):
                gap = violations(self.base, circuit(self.base, policy, point))
                size = largest(self.base, point, gap)
                best[active], residual[active] = point, size
                going = np.flatnonzero((size > TOLERANCE) & np.isfinite(size))
                if not len(going):
                    break
                if len(going) < len(active):
                    active, point, gap, policy = active[going], point[going], gap[going], policy.only(going)
                    anderson.keep(going)
                point = self._bounded(point, anderson.step(point, self.own.step(gap)))
        return best, residual

    def _bounded(self, point: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """Shorten moves of wages and prices that would leave the region where derivatives mean anything."""
        logs = self.base.labour.size + self.base.scale.size
        move = wanted - point
        longest = np.abs(move[:, :logs]).max(axis=1)
        if (longest <= LONGEST_LOG_MOVE).all():
            return wanted
        return point + move * np.minimum(1, LONGEST_LOG_MOVE / np.maximum(longest, 1e-300))[:, None]

    def _walk(self, target: Policy) -> tuple[np.ndarray, float]:
        """Walk one shock from the baseline in steps that Newton can follow, longer after each success."""
        here = Policy.none(self.base)
        point, done, step, residual = start(self.base, 1), 0.0, 0.25, np.inf
        while done < 1 and step >= SMALLEST_STEP:
            reach = min(1.0, done + step)
            ahead, gap = self._newton(here.towards(target, reach), point)
            if gap <= TOLERANCE:
                point, done, step, residual = ahead, reach, 2 * step, gap
            else:
                step /= 2
        return point[0], residual if done >= 1 else np.inf

    def _newton(self, policy: Policy, point: np.ndarray) -> tuple[np.ndarray, float]:
        """Newton's method with a fresh derivative at every step."""
        residual = np.inf
        with np.errstate(all="ignore"):
            for _ in range(NEWTON_ITERATIONS):
                gap = violations(self.base, circuit(self.base, policy, point))
                residual = float(largest(self.base, point, gap)[0])
                if residual <= TOLERANCE or not np.isfinite(residual):
                    break
                move = jacobian(self.base, evaluate(self.base, policy, point), 0).solve(gap)
                point = self._bounded(point, point - move)
        return point, residual
