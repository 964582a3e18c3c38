"""Make input shares fit flows, so that a world of other people's tables, or of random numbers, is an economy."""

from __future__ import annotations

import numpy as np

LARGEST_USE = 0.98
SMALLEST_VALUE_ADDED = 0.02


def fit_inputs(shares: np.ndarray, output: np.ndarray, spending: np.ndarray) -> np.ndarray:
    """Lower input shares (region, input, output) where use exceeds what was bought, or value added would vanish.

    What is taken off goes to value added. It is cruder than what the embedded worlds got, and serves timing only.
    """
    total = shares.sum(axis=1, keepdims=True)
    shares = shares * np.minimum(1, (1 - SMALLEST_VALUE_ADDED) / np.maximum(total, SMALLEST_VALUE_ADDED))
    use = np.einsum("nkj,nj->nk", shares, output)
    room = np.divide(LARGEST_USE * spending, use, out=np.ones_like(use), where=use > 0)
    return shares * np.minimum(1, room)[:, :, None]
