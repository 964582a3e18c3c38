"""Deals: one option for every issue, numbered like the digits of a mixed-radix number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.talks.talks import Talks

Deal = dict[str, str]
"""Option by issue."""


@dataclass(frozen=True)
class DealSpace:
    """All deals of a negotiation; the last issue varies fastest."""

    talks: Talks

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(issue.option) for issue in self.talks.issues)

    @property
    def count(self) -> int:
        """Number of deals."""
        return int(np.prod(self.shape))

    @cached_property
    def status_quo(self) -> int:
        """Number of the deal that leaves every issue as it is."""
        return self.number({issue.id: issue.status_quo for issue in self.talks.issues})

    def number(self, deal: Mapping[str, str]) -> int:
        """Return the number of a deal; issues left out stay at their status quo.

        Raises
        ------
        UnknownNameError
            When an issue or an option is not of the case.
        """
        for issue, option in deal.items():
            self.talks.option(issue, option)
        digits = [
            [option.id for option in issue.option].index(deal.get(issue.id, issue.status_quo))
            for issue in self.talks.issues
        ]
        return int(np.ravel_multi_index(digits, self.shape))

    def digits(self, number: int) -> tuple[int, ...]:
        """Positions of a deal's options."""
        return tuple(int(digit) for digit in np.unravel_index(number, self.shape))

    def deal(self, number: int) -> Deal:
        """Return the deal with a number."""
        return {
            issue.id: issue.option[digit].id
            for issue, digit in zip(self.talks.issues, self.digits(number), strict=True)
        }

    def words(self, number: int) -> list[str]:
        """Say what a deal changes from the status quo, an item for each issue that moves."""
        moved = []
        for issue, digit in zip(self.talks.issues, self.digits(number), strict=True):
            if issue.option[digit].id != issue.status_quo:
                moved.append(f"{issue.title}: {issue.option[digit].title}")
        return moved or ["everything stays as it is"]
