"""Anderson acceleration of many fixed-point iterations side by side."""

from __future__ import annotations

import numpy as np

RIDGE = 1e-13


class Anderson:
    """Type-II Anderson acceleration (Walker and Ni 2011), one least-squares problem a row.

    x' = x + f - (dX + dF)' g,  g = argmin |f - dF' g|, with dX and dF the last `depth` differences. Products of the
    differences are kept from step to step, so that a step costs `depth` inner products a row.
    """

    def __init__(self, point: np.ndarray, depth: int) -> None:
        rows, length = point.shape
        self.moves = np.empty((rows, depth, length))
        self.changes = np.empty((rows, depth, length))
        self.products = np.zeros((rows, depth, depth))
        self.point, self.pull = point, point
        self.steps = 0

    def step(self, point: np.ndarray, pull: np.ndarray) -> np.ndarray:
        """Return the next points, (S, D), from the present ones and the plain steps proposed there."""
        ahead = point + pull
        if self.steps:
            known = self._remember(point, pull)
            weight = _least_squares(self.products[:, :known, :known], self.changes[:, :known], pull)[:, None, :]
            ahead -= np.matmul(weight, self.moves[:, :known])[:, 0]
            ahead -= np.matmul(weight, self.changes[:, :known])[:, 0]
        self.point, self.pull = point, pull
        self.steps += 1
        return ahead

    def keep(self, rows: np.ndarray) -> None:
        """Go on with some of the rows."""
        self.moves, self.changes, self.products = self.moves[rows], self.changes[rows], self.products[rows]
        self.point, self.pull = self.point[rows], self.pull[rows]

    def forget(self, rows: np.ndarray) -> None:
        """Let some of the rows, a mask, start anew: differences of zero get no weight."""
        self.moves[rows], self.changes[rows], self.products[rows] = 0, 0, 0

    def _remember(self, point: np.ndarray, pull: np.ndarray) -> int:
        """Put the last difference in the place of the oldest; return how many are known."""
        depth = self.moves.shape[1]
        place, known = (self.steps - 1) % depth, min(self.steps, depth)
        np.subtract(point, self.point, out=self.moves[:, place])
        np.subtract(pull, self.pull, out=self.changes[:, place])
        product = np.matmul(self.changes[:, :known], self.changes[:, place, :, None])[..., 0]
        self.products[:, place, :known] = product
        self.products[:, :known, place] = product
        return known


def _least_squares(products: np.ndarray, changes: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Solve min |pull - changes' g| row by row through scaled normal equations, (S, known)."""
    size = np.arange(products.shape[1])
    scale = 1 / np.sqrt(np.maximum(products[:, size, size], np.finfo(float).tiny))
    gram = products * scale[:, :, None] * scale[:, None, :]
    gram[:, size, size] += RIDGE
    right = np.matmul(changes, pull[..., None])[..., 0] * scale
    return np.linalg.solve(gram, right[..., None])[..., 0] * scale
