"""When parties meet and who proposes: rounds with their dates."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from typing import Protocol

import numpy as np

from tradetalks.errors import GameError

DAYS_A_YEAR = 365.25
ROUNDING = 1e-9


@dataclass(frozen=True)
class Round:
    """One meeting: its date, and the chance of each party, by position, to be the one that proposes."""

    date: dt.date
    chance: tuple[float, ...]

    def __post_init__(self) -> None:
        sound = all(math.isfinite(part) and part >= 0 for part in self.chance)
        if not sound or abs(sum(self.chance) - 1) > ROUNDING:
            told = ", ".join(f"{part:g}" for part in self.chance)
            raise GameError(
                "proposer-chance",
                f"the chances to propose on {self.date} are {told}",
                "give each party a chance from 0 to 1, adding up to 1",
            )


class Proposers(Protocol):
    """Who proposes in a series of rounds."""

    def chances(self, rounds: int) -> list[tuple[float, ...]]:
        """Chance of each party to propose, round by round."""
        ...


@dataclass(frozen=True)
class InTurn:
    """Parties propose one after another, by position: as `order` has it, or all in their own order."""

    parties: int
    order: tuple[int, ...] = ()

    def chances(self, rounds: int) -> list[tuple[float, ...]]:
        """Give the party whose turn it is a chance of one."""
        for party in self.order:
            if not 0 <= party < self.parties:
                raise GameError(
                    "unknown-proposer", f"there is no party {party} to propose", f"count from 0 to {self.parties - 1}"
                )
        turns = islice(cycle(self.order or range(self.parties)), rounds)
        return [tuple(float(party == turn) for party in range(self.parties)) for turn in turns]


@dataclass(frozen=True)
class AtRandom:
    """Every round draws its proposer anew, with the same chances."""

    chance: tuple[float, ...]

    def chances(self, rounds: int) -> list[tuple[float, ...]]:
        """Repeat the chances in every round."""
        return [self.chance] * rounds


@dataclass(frozen=True)
class Calendar:
    """The day from which all is counted, and the rounds in order of time; after the last one there is no deal.

    Raises
    ------
    GameError
        When there is no round, when rounds are out of order or before the first day, or differ in their parties.
    """

    as_of: dt.date
    rounds: tuple[Round, ...]

    def __post_init__(self) -> None:
        if not self.rounds:
            raise GameError("no-rounds", "the calendar has no rounds", "give at least one round")
        for before, after in pairwise(self.rounds):
            if after.date <= before.date:
                raise GameError(
                    "rounds-order", f"the round of {after.date} comes after that of {before.date}", "sort them by date"
                )
        if self.rounds[0].date < self.as_of:
            raise GameError(
                "round-too-early",
                f"the round of {self.rounds[0].date} is before the first day, {self.as_of}",
                "leave it out, or start earlier",
            )
        if len({len(each.chance) for each in self.rounds}) > 1:
            raise GameError("parties-differ", "rounds have different numbers of parties", "name every party's chance")

    @classmethod
    def every(cls, days: int, as_of: dt.date, until: dt.date, proposers: Proposers) -> Calendar:
        """Meet on the first day and then every so many days, up to and with `until`."""
        if days < 1:
            raise GameError("days-between", f"rounds are {days} days apart", "give one day or more")
        dates = [as_of + dt.timedelta(day) for day in range(0, (until - as_of).days + 1, days)]
        return cls(as_of, _rounds(dates, proposers))

    def led_by(self, proposers: Proposers) -> Calendar:
        """Keep the dates and let others propose."""
        return Calendar(self.as_of, _rounds(self.dates, proposers))

    @property
    def parties(self) -> int:
        """How many parties sit at the table."""
        return len(self.rounds[0].chance)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Dates of the rounds."""
        return tuple(each.date for each in self.rounds)

    @property
    def chance(self) -> np.ndarray:
        """Chances to propose, (round, party)."""
        return np.array([each.chance for each in self.rounds])


def _rounds(dates: Sequence[dt.date], proposers: Proposers) -> tuple[Round, ...]:
    return tuple(Round(date, chance) for date, chance in zip(dates, proposers.chances(len(dates)), strict=True))


def years_after(as_of: dt.date, dates: Sequence[dt.date]) -> np.ndarray:
    """Years from a day to dates, (date,): days over 365.25."""
    return np.array([(date - as_of).days for date in dates]) / DAYS_A_YEAR
