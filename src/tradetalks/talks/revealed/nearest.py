"""The weights of a region that lie nearest to given ones, and those deepest inside it."""

from __future__ import annotations

import enum

import numpy as np

from tradetalks.talks.revealed.region import Region

FARTHEST = 1.0
"""No ball is drawn wider than a whole weight: in regions without bounds there is no widest one."""


class Distance(enum.Enum):
    """How a change of weights is measured: all changes together (L1), or the largest single one (L-infinity)."""

    TOTAL = "total"
    LARGEST = "largest"

    def of(self, change: np.ndarray) -> float:
        """Measure a change of weights, (issue,)."""
        size = np.abs(change)
        return float(size.sum() if self is Distance.TOTAL else size.max(initial=0.0))

    @property
    def other(self) -> Distance:
        """The measure that settles ties."""
        return Distance.LARGEST if self is Distance.TOTAL else Distance.TOTAL


def nearest(region: Region, start: np.ndarray, distance: Distance) -> np.ndarray | None:
    """Find the weights of a region that lie nearest to `start`, (issue,); None where it is empty.

    min d  with  |w - start| <= t  and  d = sum t (total), or all t <= d (largest). Of several that are as near, one
    that is nearest by the other measure is taken.
    """
    wide = _with_changes(region, start)
    found = wide.least(_aim(wide, region.issues, distance))
    if found is None:
        return None
    capped = _at_most(wide, _aim(wide, region.issues, distance), found[0])
    settled = capped.least(_aim(wide, region.issues, distance.other)) or found
    return np.clip(settled[1][: region.issues], region.low[: region.issues], region.high[: region.issues])


def centre(region: Region, start: np.ndarray) -> tuple[np.ndarray, float] | None:
    """Find the Chebyshev centre of a region and its radius; None where it is empty.

    max r  with  a w - r |a| >= b  for every row and bound, lengths taken along the plane of the mean (Boyd and
    Vandenberghe 2004, section 4.3.1). Of several centres the one nearest to `start` in total is taken.
    """
    bounded = _bounds_as_rows(region)
    lengths = np.linalg.norm(bounded.a @ _plane(region), axis=1)
    ball = bounded.with_variables(-lengths[:, None], FARTHEST)
    widest = np.zeros(ball.variables)
    widest[-1] = -1.0
    found = ball.least(widest)
    if found is None:
        return None
    near = nearest(_at_most(ball, widest, found[0]), start, Distance.TOTAL)
    return (found[1][: region.issues] if near is None else near), -found[0]


def _with_changes(region: Region, start: np.ndarray) -> Region:
    """Add t >= |w - start| for every issue, and d >= all t as the last variable."""
    n, before = region.issues, region.variables
    wide = region.with_variables(np.zeros((len(region.a), n + 1)))
    rows = np.zeros((3 * n, wide.variables))
    rows[:, before : before + n] = np.vstack([np.eye(n), np.eye(n), -np.eye(n)])
    rows[:n, :n], rows[n : 2 * n, :n] = -np.eye(n), np.eye(n)
    rows[2 * n :, -1] = 1.0
    return wide.with_rows(rows, np.concatenate([-start, start, np.zeros(n)]))


def _aim(wide: Region, issues: int, distance: Distance) -> np.ndarray:
    c = np.zeros(wide.variables)
    if distance is Distance.LARGEST:
        c[-1] = 1.0
    else:
        c[-1 - issues : -1] = 1.0
    return c


def _at_most(region: Region, c: np.ndarray, value: float) -> Region:
    return region.with_rows(-c[None], np.array([-value]))


def _bounds_as_rows(region: Region) -> Region:
    """Write the bounds of free weights as rows, which a ball keeps away from."""
    free = np.flatnonzero(region.high > region.low)
    eye = np.eye(region.variables)[free]
    capped = np.isfinite(region.high[free])
    lower = region.with_rows(eye, region.low[free])
    return lower.with_rows(-eye[capped], -region.high[free][capped])


def _plane(region: Region) -> np.ndarray:
    """Projection on the directions in which weights can move: free ones, along the plane of the mean."""
    free = (region.high > region.low).astype(float)
    normal = region.equal * free
    length = float(normal @ normal)
    plane = np.diag(free)
    return plane - np.outer(normal, normal) / length if length else plane
