"""Moves that no weights explain together: the least that they miss by, and the smallest sets that contradict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tradetalks.talks.revealed.region import Region, size

TOLERANCE = 1e-7
"""Below this, relative to the largest figure of the rows, a shortfall is the rounding of the solver."""


def least_slack(region: Region) -> tuple[float, np.ndarray]:
    """Find the least total that rows must be relaxed by, and by how much each, (row,).

    min sum s  with  a w + s >= b,  s >= 0.
    """
    loose = _loose(region)
    aim = np.zeros(loose.variables)
    aim[region.variables :] = 1.0
    found = loose.least(aim)
    if found is None:  # pragma: no cover  (a weight space is never empty)
        return np.inf, np.full(len(region.b), np.inf)
    return found[0], found[1][region.variables :]


def explains(region: Region) -> bool:
    """Whether some weights fulfil all rows, to within the rounding of the solver."""
    return not len(region.b) or least_slack(region)[0] <= tolerance(region)


def tolerance(region: Region) -> float:
    """Shortfall that counts as none, in the money of the rows."""
    return TOLERANCE * size(region.a, region.b)


def closest(region: Region) -> Region:
    """Keep the weights that come closest to all rows: those that miss by the least total; a slack a row is added."""
    total, _ = least_slack(region)
    loose = _loose(region)
    row = np.zeros(loose.variables)
    row[region.variables :] = -1.0
    return loose.with_rows(row[None], np.array([-total - tolerance(region)]))


def conflicts(region: Region) -> list[list[int]]:
    """Find sets of rows that no weights fulfil together, while all but one of a set can be; no row is in two sets.

    The deletion filter (Chinneck and Dravnieks 1991): drop a row; where the rest still contradicts, leave it out. Rows
    are tried from the last to the first, so a set tells the earliest contradiction.
    """
    left = list(range(len(region.b)))
    found: list[list[int]] = []
    while not explains(_only(region, left)):
        found.append(_irreducible(region, left))
        left = [row for row in left if row not in found[-1]]
    return found


def _irreducible(region: Region, rows: list[int]) -> list[int]:
    kept = list(rows)
    for row in reversed(rows):
        rest = [other for other in kept if other != row]
        if not explains(_only(region, rest)):
            kept = rest
    return kept


def _only(region: Region, rows: list[int]) -> Region:
    return replace(region, a=region.a[rows], b=region.b[rows])


def _loose(region: Region) -> Region:
    return region.with_variables(np.eye(len(region.b)))
