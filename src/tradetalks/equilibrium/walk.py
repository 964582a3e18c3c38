"""Continuation: hard shocks are walked to in parts, from one equilibrium to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.jacobian import jacobian
from tradetalks.equilibrium.kernel import TOLERANCE
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import Unknowns
from tradetalks.equilibrium.sweeps import bounded, sweep
from tradetalks.equilibrium.system import circuit, evaluate, largest, violations

SWEEPS = 50
NEWTON_ITERATIONS = 8
FIRST_STEP = 0.5
SMALLEST_STEP = 1 / 128


Follow = Callable[[Policy, Policy, Unknowns], tuple[Unknowns, float]]
"""Goes from the equilibrium of one policy to that of another: unknowns, and the largest violation that they leave."""


def walk(base: Baseline, target: Policy, point: Unknowns, follow: Follow) -> tuple[Unknowns, float]:
    """Return the unknowns of one shock from those of the baseline, and the largest violation left.

    Deficits move first and costs second, since a deficit must fit through the trade that dear trade leaves; where
    that fails, the other way round. The violation is infinite where no way leads to the shock.
    """
    rest = Policy.none(base)
    reached, residual = point, np.inf
    for between in (replace(rest, deficit=target.deficit), replace(target, deficit=rest.deficit)):
        reached, residual = _leg(rest, between, point, follow)
        if residual <= TOLERANCE:
            reached, residual = _leg(between, target, reached, follow)
        if residual <= TOLERANCE:
            break
    return reached, residual


def _leg(here: Policy, there: Policy, point: Unknowns, follow: Follow) -> tuple[Unknowns, float]:
    """Go from one policy to another in parts that can be followed, longer after each success."""
    done, step, residual, now = 0.0, FIRST_STEP, np.inf, here
    while done < 1 and step >= SMALLEST_STEP:
        reach = min(1.0, done + step)
        policy = here.towards(there, reach)
        ahead, residual = follow(now, policy, point)
        if residual <= TOLERANCE:
            point, done, step, now = ahead, reach, 2 * step, policy
        else:
            step /= 2
    return point, residual if done >= 1 else np.inf


def steered(base: Baseline) -> Follow:
    """Follow by sweeps steered from the equilibrium before, or else by Newton's method."""

    def follow(now: Policy, policy: Policy, point: Unknowns) -> tuple[Unknowns, float]:
        return _arrive(base, now, policy, point)

    return follow


def _arrive(base: Baseline, now: Policy, policy: Policy, point: Unknowns) -> tuple[Unknowns, float]:
    """Solve one part from the equilibrium before: by sweeps steered from there, else by Newton's method."""
    with np.errstate(all="ignore"):
        ahead, residual = sweep(base, OwnRegion(base, evaluate(base, now, point)), policy, point, limit=SWEEPS)
    if residual[0] <= TOLERANCE:
        return ahead, float(residual[0])
    return _newton(base, policy, point)


def _newton(base: Baseline, policy: Policy, point: Unknowns) -> tuple[Unknowns, float]:
    """Newton's method with a fresh derivative at every step."""
    residual = np.inf
    with np.errstate(all="ignore"):
        for _ in range(NEWTON_ITERATIONS):
            gap = violations(base, circuit(base, policy, point))
            residual = float(largest(base, point, gap)[0])
            if residual <= TOLERANCE or not np.isfinite(residual):
                break
            move = jacobian(base, evaluate(base, policy, point), 0).solve(gap)
            point = bounded(base, point, point - move)
    return point, residual
