"""The smallest change of a party's weights that flips an answer: whether it accepts a deal, or which deal is best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.revealed.nearest import Distance, nearest
from tradetalks.talks.revealed.region import Region, region, size
from tradetalks.talks.revealed.space import WeightSpace

SAME = 1e-8
"""Gains that differ by less, relative to the largest worth of the list, are the same."""

ALIKE = 1e-6
"""Changes of weights that differ by less, relative to the largest, are alike."""


@dataclass(frozen=True, eq=False)
class Flip:
    """Weights at which an answer turns, (issue,), the change that leads there, and how far that is.

    At these weights a party is just indifferent, or two deals just tie: one step further the answer is the other one.
    """

    weights: np.ndarray
    change: np.ndarray
    distance: float

    @property
    def most(self) -> int:
        """Position of the issue whose weight moves most; the first of those that move alike."""
        size = np.abs(self.change)
        return int((size >= (1 - ALIKE) * size.max()).argmax())


def flip_acceptance(
    row: np.ndarray, threshold: float, *, start: np.ndarray, space: WeightSpace, distance: Distance
) -> Flip | None:
    """Find the weights nearest to `start` where a party turns on a deal; None where no weights of the space do.

    min |w - start|  with  row @ w >= threshold  where it rejects the deal at `start`, or <= where it accepts it. `row`
    is what the deal is worth issue by issue, (issue,), and `threshold` no deal with the walk-away, billion US$ a year.
    Raises `InputError` "weights-shape", "worths-finite".
    """
    space.check(row, np.array(threshold))
    space.check(start)
    sign = -1.0 if row @ start >= threshold else 1.0
    sign /= size(row)
    return _flip(region(space, sign * row[None], np.array([sign * threshold])), start, distance)


def flip_settlement(
    rows: np.ndarray, others: np.ndarray, wanted: int, *, start: np.ndarray, space: WeightSpace, distance: Distance
) -> Flip | None:
    """Find the weights of one party nearest to `start` where a deal has, or shares, the largest joint gain of a list.

    min |w - start|  with  rows[wanted] @ w + others[wanted] >= rows[d] @ w + others[d]  for every deal d; only deals
    that would win are put into the programme, one after another, so long lists stay cheap. `rows` are what deals are
    worth to the party issue by issue, (deal, issue), `others` their joint gain to the other parties, (deal,), billion
    US$ a year. None where no weights of the space do. Raises `InputError` "weights-shape", "worths-finite",
    "unknown-deal".
    """
    space.check(rows, others)
    space.check(start)
    if others.shape != rows.shape[:1] or not 0 <= wanted < len(rows):
        message = f"deal {wanted} of {len(rows)}, with {len(others)} joint gains of the others"
        raise InputError("unknown-deal", message, "give the place of a deal in the list, and one joint gain a deal")
    lead, short = (rows[wanted] - rows) / size(rows), (others - others[wanted]) / size(rows)
    walls = region(space, np.zeros((0, rows.shape[1])), np.zeros(0))
    for _ in range(len(rows)):
        found = _flip(walls, start, distance)
        behind = short - lead @ (start if found is None else found.weights)
        worst = int(behind.argmax())
        if found is None or behind[worst] <= SAME:
            return found
        walls = walls.with_rows(lead[worst][None], short[worst][None])
    return _flip(walls, start, distance)


def _flip(walls: Region, start: np.ndarray, distance: Distance) -> Flip | None:
    weights = nearest(walls, start, distance)
    return None if weights is None else Flip(weights, weights - start, distance.of(weights - start))
