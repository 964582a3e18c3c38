"""Statements about which options are chosen: what makes a state infeasible, and what decision makers want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from tradetalks.errors import UnknownNameError, expect

Choices = Mapping[str, np.ndarray]


@runtime_checkable
class Statement(Protocol):
    """Something that is true or false of a state."""

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether it is true of each state, (state,), given by option whether the option is chosen there."""


@dataclass(frozen=True)
class Chosen:
    """An option is chosen."""

    option: str

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether the option is chosen in each state; raises `UnknownNameError` for one that is not there."""
        if self.option not in choices:
            raise UnknownNameError("option", self.option, choices, "statement")
        return choices[self.option]


@dataclass(frozen=True)
class Not:
    """Something is not so."""

    statement: Statement

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether the statement is false of each state."""
        return np.asarray(~truth(self.statement, choices))


@dataclass(frozen=True, init=False)
class All:
    """Every one of some statements is true."""

    statements: tuple[Statement, ...]

    def __init__(self, *statements: Statement) -> None:
        object.__setattr__(self, "statements", statements)

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether all are true of each state; of no statements at all it is true."""
        return np.logical_and.reduce([truth(one, choices) for one in self.statements] or [_true(choices)])


@dataclass(frozen=True, init=False)
class Some:
    """At least one of some statements is true."""

    statements: tuple[Statement, ...]

    def __init__(self, *statements: Statement) -> None:
        object.__setattr__(self, "statements", statements)

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether one is true of each state; of no statements at all it is false."""
        return np.logical_or.reduce([truth(one, choices) for one in self.statements] or [~_true(choices)])


@dataclass(frozen=True)
class If:
    """A statement is true wherever its condition is."""

    statement: Statement
    condition: Statement

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether each state breaks no word: the condition is false or the statement true."""
        return np.asarray(truth(self.statement, choices) | ~truth(self.condition, choices))


@dataclass(frozen=True)
class Iff:
    """A statement is true exactly where its condition is."""

    statement: Statement
    condition: Statement

    def holds(self, choices: Choices) -> np.ndarray:
        """Whether both are true or both false of each state."""
        return np.asarray(truth(self.statement, choices) == truth(self.condition, choices))


def truth(statement: Statement, choices: Choices) -> np.ndarray:
    """Whether a statement is true of each state; raises `InputError` for what is no statement."""
    expect(statement, Statement, "a statement", "build it from Chosen, Not, All, Some, If and Iff")
    return statement.holds(choices)


def _true(choices: Choices) -> np.ndarray:
    return np.ones(len(next(iter(choices.values()))), dtype=bool)
