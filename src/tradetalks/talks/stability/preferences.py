"""Three ways to say what a decision maker prefers, and the levels that come of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.stability.checks import position
from tradetalks.talks.stability.statements import Choices, Statement, truth

LARGEST = 10**15


@runtime_checkable
class Preference(Protocol):
    """Something that places states on levels."""

    def levels(self, states: Sequence[str], choices: Choices) -> np.ndarray:
        """Return the level of each state, (state,), whole numbers: higher is better, equal is indifferent."""


@dataclass(frozen=True)
class Ranking:
    """States from best to worst; those in one tuple are equally good.

    Raises `InputError` when a state is named twice, or not at all.
    """

    best_first: tuple[str | tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if isinstance(self.best_first, str):
            remedy = f"give the states in a tuple: ({self.best_first!r},)"
            raise InputError("wrong-type", f"best_first is the text {self.best_first!r}", remedy, "preference")

    def levels(self, states: Sequence[str], choices: Choices) -> np.ndarray:  # noqa: ARG002
        """Return how many ranks stand below the one of each state."""
        level = np.full(len(states), -1)
        for below, group in enumerate(reversed(self.best_first)):
            for name in (group,) if isinstance(group, str) else group:
                place = position(name, states, "state", "preference")
                if level[place] >= 0:
                    remedy = "give every state one rank"
                    raise InputError("contradictory-preference", f"{name} is ranked twice", remedy, "preference")
                level[place] = below
        missing = [name for name, found in zip(states, level, strict=True) if found < 0]
        if missing:
            words = f"no rank is given to {', '.join(missing[:5])}"
            raise InputError("missing-preference", words, "rank every state", "preference")
        return level


@dataclass(frozen=True)
class Priorities:
    """Statements in order of importance: a state that makes an earlier one true beats all that do not.

    This is option prioritising: of k statements the first counts 2^(k-1), the next 2^(k-2), and so on; the order of
    the sums is the order of the rows of truth values, by which states are placed here. Source: Hipel, Kilgour, Fang
    and Peng (1997), Applied Mathematics and Computation 83.
    """

    statements: tuple[Statement, ...]

    def levels(self, states: Sequence[str], choices: Choices) -> np.ndarray:
        """Return the place of each state's truth values among those that occur."""
        if not self.statements:
            return np.zeros(len(states), dtype=int)
        rows = np.stack([truth(statement, choices) for statement in self.statements], axis=1)
        return np.unique(rows, axis=0, return_inverse=True)[1].ravel()


@dataclass(frozen=True)
class Weights:
    """Whole-numbered weights of options: a state is as good as the sum over the options chosen in it.

    Options left out weigh nothing. Raises `UnknownNameError` for an option that is not there and `InputError` for a
    weight that is no whole number. Source: Hipel, Kilgour, Fang and Peng (1997).
    """

    by_option: Mapping[str, int]

    def levels(self, states: Sequence[str], choices: Choices) -> np.ndarray:
        """Return the sum of the weights of the options chosen in each state."""
        total = np.zeros(len(states), dtype=np.int64)
        for name, weight in self.by_option.items():
            if name not in choices:
                raise UnknownNameError("option", name, choices, "weights")
            _check_weight(name, weight)
            total += weight * choices[name]
        return total


def _check_weight(option: str, weight: int) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int) or abs(weight) > LARGEST:
        remedy = f"give a whole number of at most {LARGEST:,}; only the order of the sums counts"
        raise InputError("weight", f"the weight of {option} is {weight!r}", remedy, "weights")
