"""Settlements: the deals that the axiomatic solutions of bargaining pick from the zone of possible agreement.

All choose among acceptable deals. Ties go to the larger joint gain, then to the deal that comes first, so that an
answer never depends on chance. Gains are whole numbers, (deal, party), and are compared exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import numpy as np

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
NEAR = 1e-9

Key = Callable[[list[int]], tuple[Fraction | int, ...]]


def settlements(gains: np.ndarray, acceptable: np.ndarray) -> dict[str, int | None]:
    """Pick a deal by every rule; None where no deal is acceptable to all."""
    if not len(acceptable):
        return dict.fromkeys(NAMES)
    zone = gains[acceptable]
    picks = (nash(zone), kalai_smorodinsky(zone), egalitarian(zone), utilitarian(zone))
    return {name: int(acceptable[pick]) for name, pick in zip(NAMES, picks, strict=True)}


def nash(gains: np.ndarray) -> int:
    """Maximise the product of gains (Nash 1950).

    Where some party gains nothing in every deal, all products are zero: then as many as possible gain, and the product
    of what they gain is largest.
    """
    winners = (gains > 0).sum(axis=1)
    logs = np.log(np.maximum(gains, 1)).sum(axis=1)
    rough = np.where(winners == winners.max(), logs, -np.inf)
    return _best(gains, rough, lambda row: (prod(gain for gain in row if gain > 0),))


def kalai_smorodinsky(gains: np.ndarray) -> int:
    """Maximise the smallest share of each party's ideal gain, then the next smallest, and so on.

    The ideal gain is the party's best among the deals given (Kalai and Smorodinsky 1975, on a discrete set).
    """
    ideal = np.maximum(gains.max(axis=0), 1)
    best = [int(value) for value in ideal]

    def shares(row: list[int]) -> tuple[Fraction, ...]:
        return tuple(sorted(Fraction(gain, top) for gain, top in zip(row, best, strict=True)))

    return _best(gains, (gains / ideal).min(axis=1), shares)


def egalitarian(gains: np.ndarray) -> int:
    """Maximise the smallest gain, then the next smallest, and so on."""
    return _best(gains, gains.min(axis=1).astype(float), lambda row: tuple(sorted(row)))


def utilitarian(gains: np.ndarray) -> int:
    """Maximise the sum of gains."""
    return _best(gains, gains.sum(axis=1).astype(float), lambda row: (sum(row),))


def _best(gains: np.ndarray, rough: np.ndarray, key: Key) -> int:
    """Narrow down in floating point, then decide in exact arithmetic."""
    near = np.flatnonzero(rough >= rough.max() - NEAR * max(1.0, abs(float(rough.max()))))
    rows = {int(number): [int(gain) for gain in gains[number]] for number in near}
    return max(rows, key=lambda number: (*key(rows[number]), sum(rows[number]), -number))
