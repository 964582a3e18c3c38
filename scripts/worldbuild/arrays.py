"""Shapes, names and small array functions that every step shares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FOOD = "C10T12"
SERVICES = "SVC"


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom, and zero where bottom is zero."""
    top, bottom = np.broadcast_arrays(top, bottom)
    result: Floats = np.divide(top, bottom, out=np.zeros(top.shape), where=bottom > 0)
    return result


def off_diagonal(size: int) -> Bools:
    """Return the (size, size) mask of pairs of different partners."""
    return ~np.eye(size, dtype=bool)


def revenue(tariff: Floats, trade: Floats) -> float:
    """Return tariff revenue, sum of t(i,n,k) x(i,n,k), million US$."""
    return float((tariff * trade).sum())
