"""Deals: one option for every issue, numbered like the digits of a mixed-radix number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from tradetalks.errors import UnknownNameError

Deal = dict[str, str]
"""Option by issue."""


@dataclass(frozen=True)
class Exclusion:
    """Options that cannot stand in one deal: positions of options by position of their issue."""

    options: Mapping[int, frozenset[int]]

    def covers(self, rows: np.ndarray) -> np.ndarray:
        """Whether deals, (deal, issue), hold one of the options of every issue."""
        held = [np.isin(rows[:, issue], list(options)) for issue, options in self.options.items()]
        return np.logical_and.reduce(held)


@dataclass(frozen=True)
class DealSpace:
    """All deals over issues with options; the last issue varies fastest. Positions of options are called digits."""

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    today: tuple[int, ...]
    excluded: tuple[Exclusion, ...] = ()

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(options) for options in self.options)

    @cached_property
    def count(self) -> int:
        """Number of deals, those that are not allowed among them."""
        return prod(self.shape)

    @cached_property
    def status_quo(self) -> int:
        """Number of the deal that leaves every issue as it is."""
        return self.joined(self.today)

    def place(self, deal: Mapping[str, str]) -> tuple[int, ...]:
        """Return the digits of a deal; issues left out stay at their status quo.

        Raises
        ------
        UnknownNameError
            When an issue or an option is not of the negotiation.
        """
        digits = list(self.today)
        for issue, option in deal.items():
            if issue not in self.issues:
                raise UnknownNameError("issue", issue, self.issues)
            known = self.options[self.issues.index(issue)]
            if option not in known:
                raise UnknownNameError("option", option, known, f"issue {issue}")
            digits[self.issues.index(issue)] = known.index(option)
        return tuple(digits)

    def number(self, deal: Mapping[str, str]) -> int:
        """Return the number of a deal; see `place`."""
        return self.joined(self.place(deal))

    def joined(self, digits: tuple[int, ...]) -> int:
        """Return the number with these digits, however large."""
        number = 0
        for digit, size in zip(digits, self.shape, strict=True):
            number = number * size + int(digit)
        return number

    def digits(self, number: int) -> tuple[int, ...]:
        """Digits of a deal's number."""
        found = []
        for size in reversed(self.shape):
            number, digit = divmod(number, size)
            found.append(digit)
        return tuple(reversed(found))

    def deal(self, number: int) -> Deal:
        """Return the deal with a number."""
        return self.named(self.digits(number))

    def named(self, digits: tuple[int, ...]) -> Deal:
        """Return the deal with these digits."""
        return {issue: options[digit] for issue, options, digit in zip(self.issues, self.options, digits, strict=True)}

    def rows(self, numbers: np.ndarray) -> np.ndarray:
        """Digits of many deals, (deal, issue)."""
        return np.stack(np.unravel_index(numbers, self.shape), axis=-1)

    def allowed(self, rows: np.ndarray) -> np.ndarray:
        """Whether deals, (deal, issue), hold no excluded combination, (deal,)."""
        found = np.ones(len(rows), dtype=bool)
        for exclusion in self.excluded:
            found &= ~exclusion.covers(rows)
        return found
