"""What alternating offers lead to: a step a round, and the endings that play reaches."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np


class Ending(enum.Enum):
    """How talks end."""

    AGREED = "all agree"
    WALKED_OUT = "no deal: a party walks out, since no later round promises it more"
    OUT_OF_TIME = "no deal: the last round ends without an offer that all accept"


@dataclass(frozen=True, eq=False)
class Turn:
    """What happens when one party proposes in a round.

    `deal` is what it offers, and all accept; None where it passes, and then `leaves` are the parties that walk out.
    `worth` is what comes of it to each party, in today's worth, and `least` the least gain at which each would accept.
    """

    proposer: int
    chance: float
    deal: int | None
    leaves: tuple[int, ...]
    least: np.ndarray
    worth: np.ndarray


@dataclass(frozen=True, eq=False)
class Step:
    """What happens in one round, if talks get there: a turn for each party that may propose in it."""

    date: dt.date
    turns: tuple[Turn, ...]

    @property
    def value(self) -> np.ndarray:
        """Today's worth to each party at the start of the round, the mean over who proposes."""
        return np.sum([turn.chance * turn.worth for turn in self.turns], axis=0)


@dataclass(frozen=True, eq=False)
class Outcome:
    """One way in which talks may end: when, with whose proposal, its chance, and today's worth to each party."""

    ending: Ending
    date: dt.date
    proposer: int
    deal: int | None
    chance: float
    value: np.ndarray

    def __str__(self) -> str:
        if self.ending is Ending.AGREED:
            return f"{self.date}: all agree on deal {self.deal}, proposed by party {self.proposer}"
        return f"{self.date}: {self.ending.value}"


@dataclass(frozen=True, eq=False)
class Plan:
    """The subgame-perfect plan of all parties: what `bargain` returns."""

    steps: tuple[Step, ...]

    @property
    def values(self) -> np.ndarray:
        """Today's worth at the start of every round if nothing is agreed before, (round, party)."""
        return np.array([step.value for step in self.steps])

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Ways in which talks may end, in order of time; where proposers take turns there is one."""
        return tuple(self._endings())

    @property
    def outcome(self) -> Outcome:
        """The likeliest way in which talks end, the first of equals."""
        return max(self.outcomes, key=lambda each: each.chance)

    @property
    def chance_of_deal(self) -> float:
        """Chance that talks end with a deal."""
        return float(sum(each.chance for each in self.outcomes if each.deal is not None))

    def _endings(self) -> Iterator[Outcome]:
        reached = 1.0
        for number, step in enumerate(self.steps, start=1):
            goes_on = 0.0
            for turn in step.turns:
                ending = _ending(turn, last=number == len(self.steps))
                if ending is None:
                    goes_on += turn.chance
                else:
                    chance = reached * turn.chance
                    yield Outcome(ending, step.date, turn.proposer, turn.deal, chance, turn.worth)
            reached *= goes_on
            if not reached:
                return


def _ending(turn: Turn, *, last: bool) -> Ending | None:
    """How a turn ends the talks, if it does."""
    if turn.deal is not None:
        return Ending.AGREED
    if turn.leaves:
        return Ending.WALKED_OUT
    return Ending.OUT_OF_TIME if last else None
