"""Sieves that keep what nothing dominates, a block of points at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.negotiation import EXACT

MOST_POINTS = 1_000_000
CHAMPIONS = 8

Block = tuple[np.ndarray, np.ndarray]
"""Points, (point, party), and their names, whole numbers (point, ...)."""


def undominated(points: np.ndarray) -> np.ndarray:
    """Positions of points that no other beats for one party without loss to another; of equal points, of the first.

    Points are whole numbers, (point, party), compared exactly (the filter of moocore works in floating point, where
    whole numbers are exact below 2^53).
    """
    if len(points) and int(np.abs(points).max()) >= EXACT:
        raise InputError("payoff-size", "payoffs are too large to be compared exactly", "count them in a larger unit")
    import moocore  # noqa: PLC0415  (slow to import)

    if not len(points):
        return np.arange(0)
    kept = moocore.is_nondominated(points.astype(float), maximise=True, keep_weakly=False)
    return np.flatnonzero(kept)


def sifted(blocks: Iterable[Block], parties: int) -> Block:
    """Keep the undominated points of all blocks with their names, of equal points the first, in order of arrival.

    Raises
    ------
    InputError
        `frontier-size`, when more points are undominated than can be kept.
    """
    kept = np.empty((0, parties), dtype=np.int64)
    names: np.ndarray | None = None
    for points, called in blocks:
        alive = ~_beaten(points, kept)
        joined = np.concatenate([kept, points[alive]])
        all_names = called[alive] if names is None else np.concatenate([names, called[alive]])
        chosen = undominated(joined)
        if len(chosen) > MOST_POINTS:
            message = f"more than {MOST_POINTS:,} points are undominated"
            raise InputError("frontier-size", message, "count payoffs in a larger unit, or settle some issues first")
        kept, names = joined[chosen], all_names[chosen]
    return kept, np.empty((0,), dtype=np.int64) if names is None else names


def _beaten(points: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Whether one of the few kept points of largest sum is at least as good for all: a quick first cut."""
    found = np.zeros(len(points), dtype=bool)
    best = np.argsort(-kept.sum(axis=1), kind="stable")[:CHAMPIONS]
    for champion in kept[best]:
        worse = points[:, 0] <= champion[0]
        for party in range(1, points.shape[1]):
            worse &= points[:, party] <= champion[party]
        found |= worse
    return found
