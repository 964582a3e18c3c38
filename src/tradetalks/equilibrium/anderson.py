"""Anderson acceleration of many fixed-point iterations side by side."""

from __future__ import annotations

from collections import deque

import numpy as np

RIDGE = 1e-13


class Anderson:
    """Type-II Anderson acceleration (Walker and Ni 2011), one least-squares problem a row.

    x' = x + f - (dX + dF) g,  g = argmin |f - dF g|, with dX and dF the last `depth` differences.
    """

    def __init__(self, depth: int) -> None:
        self.moves: deque[np.ndarray] = deque(maxlen=depth)
        self.changes: deque[np.ndarray] = deque(maxlen=depth)
        self.last: tuple[np.ndarray, np.ndarray] | None = None

    def step(self, point: np.ndarray, pull: np.ndarray) -> np.ndarray:
        """Return the next points, (S, D), from the present ones and the plain steps proposed there."""
        if self.last is not None:
            self.moves.append(point - self.last[0])
            self.changes.append(pull - self.last[1])
        self.last = (point, pull)
        if not self.moves:
            return point + pull
        moves, changes = np.stack(self.moves, axis=1), np.stack(self.changes, axis=1)
        weight = _least_squares(changes, pull)
        return point + pull - np.einsum("smd,sm->sd", moves + changes, weight)

    def keep(self, rows: np.ndarray) -> None:
        """Go on with some of the rows."""
        self.moves = deque((move[rows] for move in self.moves), maxlen=self.moves.maxlen)
        self.changes = deque((change[rows] for change in self.changes), maxlen=self.changes.maxlen)
        if self.last is not None:
            self.last = (self.last[0][rows], self.last[1][rows])


def _least_squares(changes: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Solve min |pull - changes' g| row by row through scaled normal equations."""
    length = np.sqrt(np.einsum("smd,smd->sm", changes, changes))
    unit = changes / np.maximum(length, np.finfo(float).tiny)[:, :, None]
    gram = np.matmul(unit, unit.transpose(0, 2, 1))
    gram += RIDGE * np.eye(gram.shape[1])
    right = np.einsum("smd,sd->sm", unit, pull)
    weight = np.linalg.solve(gram, right[..., None])[..., 0]
    return weight / np.maximum(length, np.finfo(float).tiny)
