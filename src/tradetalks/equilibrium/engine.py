"""The search for equilibria: chord-Newton with the baseline's Jacobian, accelerated; continuation for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tradetalks.equilibrium.anderson import Anderson
from tradetalks.equilibrium.jacobian import Jacobian, jacobian
from tradetalks.equilibrium.system import Baseline, Policy, evaluate, start, unpack, violations
from tradetalks.world.world import World

TOLERANCE = 1e-10
DEPTH = 6
CHORD_ITERATIONS = 60
NEWTON_ITERATIONS = 10
SMALLEST_STEP = 1 / 512
LONGEST_LOG_MOVE = 0.7


@dataclass(frozen=True, eq=False)
class Found:
    """Unknowns (S, N + 2JN) and, for each shock, the largest violation that they leave."""

    unknowns: np.ndarray
    residual: np.ndarray


class Engine:
    """Solves shocks to one world; what depends on the world alone is done once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.base = Baseline.of(world)

    @cached_property
    def at_baseline(self) -> Jacobian:
        """The derivative of the conditions where nothing has changed."""
        policy = Policy(self.base.share[None], 1 / (1 + self.base.tariff[None]), self.world.deficit[None])
        state = evaluate(self.base, policy, start(self.base, 1))
        return jacobian(self.base, policy.keep[0], state, 0)

    def find(self, policy: Policy) -> Found:
        """Find the equilibrium of every shock of a batch; a residual above TOLERANCE marks a failure."""
        found = self._chord(policy)
        for row in np.flatnonzero(~(found.residual <= TOLERANCE)):
            unknowns, residual = self._continue(policy.only(np.array([row])))
            found.unknowns[row], found.residual[row] = unknowns[0], residual
        return found

    def _chord(self, policy: Policy) -> Found:
        """Iterate x - J0^-1 F(x) with Anderson acceleration; rows that have arrived leave the batch."""
        point = start(self.base, len(policy.deficit))
        best, residual = point.copy(), np.full(len(point), np.inf)
        active = np.arange(len(point))
        anderson = Anderson(DEPTH)
        with np.errstate(all="ignore"):
            for _ in range(CHORD_ITERATIONS):
                gap = violations(self.base, evaluate(self.base, policy, point))
                size = np.abs(gap).max(axis=1)
                best[active], residual[active] = point, size
                going = np.flatnonzero((size > TOLERANCE) & np.isfinite(size))
                if not len(going):
                    break
                if len(going) < len(active):
                    active, point, gap, policy = active[going], point[going], gap[going], policy.only(going)
                    anderson.keep(going)
                point = self._bounded(point, anderson.step(point, -self.at_baseline.solve(gap)))
        return Found(best, residual)

    def _bounded(self, point: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """Shorten moves of wages and prices that would leave the region where derivatives mean anything."""
        wage, price, _ = unpack(self.base, wanted - point)
        longest = np.maximum(np.abs(wage).max(axis=1), np.abs(price).max(axis=(1, 2)))
        return point + (wanted - point) * np.minimum(1, LONGEST_LOG_MOVE / np.maximum(longest, 1e-300))[:, None]

    def _continue(self, target: Policy) -> tuple[np.ndarray, float]:
        """Walk one shock from the baseline in steps that Newton can follow, longer after each success."""
        point, done, step, residual = start(self.base, 1), 0.0, 0.25, np.inf
        while done < 1 and step >= SMALLEST_STEP:
            reach = min(1.0, done + step)
            ahead, gap = self._newton(self.partway(target, reach), point)
            if gap <= TOLERANCE:
                point, done, step, residual = ahead, reach, 2 * step, gap
            else:
                step /= 2
        return point, residual if done >= 1 else np.inf

    def partway(self, target: Policy, part: complex) -> Policy:
        """Return a part of the shock: cost ratios to the power `part`, tariff factors and deficits in between."""
        share, keep = self.base.share[None], 1 / (1 + self.base.tariff[None])
        power = np.divide(target.attraction, share, out=np.ones_like(target.attraction), where=share > 0)
        return Policy(
            attraction=share * power**part,
            keep=keep * (target.keep / keep) ** part,
            deficit=(1 - part) * self.world.deficit + part * target.deficit,
        )

    def _newton(self, policy: Policy, point: np.ndarray) -> tuple[np.ndarray, float]:
        """Newton's method with a fresh derivative at every step."""
        residual = np.inf
        with np.errstate(all="ignore"):
            for _ in range(NEWTON_ITERATIONS):
                state = evaluate(self.base, policy, point)
                gap = violations(self.base, state)
                residual = float(np.abs(gap).max())
                if residual <= TOLERANCE or not np.isfinite(residual):
                    break
                move = jacobian(self.base, policy.keep[0], state, 0).solve(gap)
                point = self._bounded(point, point - move)
        return point, residual


@lru_cache(maxsize=16)
def engine(world: World) -> Engine:
    """Return the engine of a world, kept for the worlds last used."""
    return Engine(world)
