"""Sweeps through all conditions at once, steered region by region and accelerated."""

from __future__ import annotations

import numpy as np

from tradetalks.equilibrium.anderson import Anderson
from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.kernel import TOLERANCE
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import Unknowns
from tradetalks.equilibrium.system import circuit, largest, violations

DEPTH = 6
LONGEST_LOG_MOVE = 0.7


def sweep(
    base: Baseline, own: OwnRegion, policy: Policy, point: Unknowns, *, limit: int
) -> tuple[Unknowns, np.ndarray]:
    """Return unknowns (S, N + 2JN) after at most `limit` sweeps and the largest violation that each leaves (S,).

    Rows that have arrived leave the batch, and so do those that are lost.
    """
    best, residual = point.copy(), np.full(len(point), np.inf)
    active = np.arange(len(point))
    anderson = Anderson(point, DEPTH)
    with np.errstate(all="ignore"):
        for _ in range(limit):
            gap = violations(base, circuit(base, policy, point))
            size = largest(base, point, gap)
            best[active], residual[active] = point, size
            going = np.flatnonzero((size > TOLERANCE) & np.isfinite(size))
            if not len(going):
                break
            if len(going) < len(active):
                active, point, gap, policy = active[going], point[going], gap[going], policy.only(going)
                anderson.keep(going)
            point = bounded(base, point, anderson.step(point, own.step(gap)))
    return best, residual


def bounded(base: Baseline, point: Unknowns, wanted: Unknowns) -> Unknowns:
    """Shorten moves of wages and prices that would leave the region where derivatives mean anything."""
    logs = base.labour.size + base.scale.size
    move = wanted - point
    longest = np.abs(move[:, :logs]).max(axis=1)
    if (longest <= LONGEST_LOG_MOVE).all():
        return wanted
    return point + move * np.minimum(1, LONGEST_LOG_MOVE / np.maximum(longest, 1e-300))[:, None]
