"""Weights that are thought possible before any move, and the worth of deals over all of them in closed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.schema import Weight


@dataclass(frozen=True, eq=False)
class WeightSpace:
    """Weights with low <= w <= high and, where issues are `counted`, a mean of one over these; all (issue,).

    Raises `InputError` "weights-shape", "weights-bounds", "weights-mean".
    """

    low: np.ndarray
    high: np.ndarray
    counted: np.ndarray

    def __post_init__(self) -> None:
        """Refuse bounds that hold no weights."""
        if not (self.low.ndim == 1 and self.low.shape == self.high.shape == self.counted.shape):
            shapes = f"{self.low.shape}, {self.high.shape} and {self.counted.shape}"
            raise InputError("weights-shape", f"low, high and counted have shapes {shapes}", "give one entry an issue")
        if not (np.isfinite(self.low).all() and (self.low >= 0).all() and (self.low <= self.high).all()):
            raise InputError(
                "weights-bounds", "bounds of weights are out of order", "give 0 <= low <= high, as numbers"
            )
        least, most = self.low[self.counted].sum(), self.high[self.counted].sum()
        if not least <= self.budget <= most:
            message = f"the counted weights add up to {least:g} at least and {most:g} at most, not to {self.budget:g}"
            raise InputError("weights-mean", message, "widen the bounds so that a mean of one is possible")

    @property
    def budget(self) -> float:
        """What the counted weights add up to: their number, since their mean is one."""
        return float(self.counted.sum())

    @property
    def told(self) -> np.ndarray:
        """Weights of one on every issue: the case as it is told, (issue,)."""
        return np.ones(len(self.low))

    def check(self, rows: np.ndarray, *others: np.ndarray) -> None:
        """Refuse rows, (..., issue), that do not fit, and figures that are not finite.

        Raises `InputError` "weights-shape", "worths-finite".
        """
        if rows.shape[-1:] != self.low.shape:
            message = f"rows have {rows.shape[-1:]} entries for {self.low.shape} weights"
            raise InputError("weights-shape", message, "give one entry an issue")
        if not all(np.isfinite(figures).all() for figures in (rows, *others)):
            raise InputError("worths-finite", "worths or weights are not finite", "give numbers, in billion US$ a year")

    def span(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and largest rows @ w over all weights; rows are (..., issue), both ends (...).

        Without a mean: sum of min(v low, v high) and of max(v low, v high). With it: a fractional knapsack, filled from
        `low` in the order of the worths (Dantzig 1957).
        """
        return self._least(rows), -self._least(-rows)

    def _least(self, rows: np.ndarray) -> np.ndarray:
        boxed = self._least_boxed(rows)
        if not self.counted.any():
            return boxed
        counted = rows[..., self.counted]
        order = np.argsort(counted, axis=-1, kind="stable")
        low = self.low[self.counted]
        room = (self.high[self.counted] - low)[order]
        before = np.concatenate([np.zeros((*order.shape[:-1], 1)), room.cumsum(axis=-1)], axis=-1)[..., :-1]
        filled = np.clip(self.budget - low.sum() - before, 0.0, room)
        return boxed + counted @ low + (np.take_along_axis(counted, order, axis=-1) * filled).sum(axis=-1)

    def _least_boxed(self, rows: np.ndarray) -> np.ndarray:
        """Add up the issues that no mean binds: gains at the lower bound, losses at the upper."""
        free, endless = ~self.counted, np.isinf(self.high)
        losses = np.minimum(rows, 0.0)
        ends = np.where(free & ~endless, self.high, 0.0)
        found = (rows - losses) @ np.where(free, self.low, 0.0) + losses @ ends
        return np.where((losses[..., free & endless] < 0).any(axis=-1), -np.inf, found)


LEAST = 0.1
"""An issue at stake counts for a tenth of what the case says at least: at no weight at all every move makes sense."""


def mean_one(at_stake: np.ndarray, least: float = LEAST, most: float = np.inf) -> WeightSpace:
    """Weights from `least` to `most` with a mean of one over the issues at stake, (issue,); the others have weight one.

    What the case says is then right on the whole; moves only tell which issues count for more and which for less.
    Raises `InputError` "nothing-at-stake".
    """
    at_stake = _some(at_stake)
    return WeightSpace(np.where(at_stake, least, 1.0), np.where(at_stake, most, 1.0), at_stake)


def numeraire(at_stake: np.ndarray, position: int, least: float = LEAST) -> WeightSpace:
    """Weights from `least` up, but one on the issue at `position`, in whose money the others are told.

    There is no upper bound. Raises `InputError` "nothing-at-stake" where that issue is not at stake.
    """
    at_stake = _some(at_stake)
    if not at_stake[position]:
        raise InputError("nothing-at-stake", "nothing is at stake on the issue held at one", "hold another one")
    free = at_stake & (np.arange(len(at_stake)) != position)
    return WeightSpace(np.where(free, least, 1.0), np.where(free, np.inf, 1.0), np.zeros_like(at_stake))


def intervals(low: np.ndarray, high: np.ndarray) -> WeightSpace:
    """Weights between two bounds, (issue,), without a condition on their mean."""
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    return WeightSpace(low, high, np.zeros(low.shape, dtype=bool))


def told_intervals(weights: Mapping[str, Weight], issues: Sequence[str]) -> WeightSpace:
    """Weights between the bounds that a case gives to a party's issues; one on the others.

    Raises `UnknownNameError` for an issue that is not there.
    """
    low, high = np.ones(len(issues)), np.ones(len(issues))
    for issue, weight in weights.items():
        if issue not in issues:
            raise UnknownNameError("issue", issue, issues)
        place = list(issues).index(issue)
        low[place], high[place] = weight.times.low, weight.times.high
    return intervals(low, high)


def _some(at_stake: np.ndarray) -> np.ndarray:
    at_stake = np.asarray(at_stake, dtype=bool)
    if not at_stake.any():
        raise InputError("nothing-at-stake", "all options are worth the same", "give worths that differ")
    return at_stake
