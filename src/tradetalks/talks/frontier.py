"""The frontier: deals that no other deal beats for one party without loss to another."""

from __future__ import annotations

import numpy as np

BLOCK = 512


def frontier(gains: np.ndarray) -> np.ndarray:
    """Numbers of the undominated rows of whole-numbered gains, (deal, party), in order of their joint gain.

    Rows are visited by falling sum, so that nothing later can dominate what is kept; each block is filtered
    against the points kept before and within itself. Of equal rows all are kept.
    """
    points, place = np.unique(gains, axis=0, return_inverse=True)
    order = np.argsort(-points.sum(axis=1), kind="stable")
    kept = np.empty((0, gains.shape[1]), dtype=gains.dtype)
    chosen: list[int] = []
    for first in range(0, len(order), BLOCK):
        block = order[first : first + BLOCK]
        block = block[~_dominated(points[block], kept)]
        block = block[~_dominated(points[block], points[block])]
        kept = np.concatenate([kept, points[block]])
        chosen += block.tolist()
    rank = np.full(len(points), -1)
    rank[chosen] = np.arange(len(chosen))
    ranks = rank[place.ravel()]
    members = np.flatnonzero(ranks >= 0)
    return members[np.argsort(ranks[members], kind="stable")]


def _dominated(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether some other point is at least as good for all and better for one."""
    if not len(others) or not len(points):
        return np.zeros(len(points), dtype=bool)
    at_least = np.ones((len(points), len(others)), dtype=bool)
    better = np.zeros_like(at_least)
    for party in range(points.shape[1]):
        at_least &= others[None, :, party] >= points[:, None, party]
        better |= others[None, :, party] > points[:, None, party]
    return np.asarray((at_least & better).any(axis=1))
