"""What waiting costs each party: today's worth of settling later, and what passes with each of its own dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import Calendar
from tradetalks.talks.timing.plan import Plan
from tradetalks.talks.timing.stakes import Stakes

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Curve:
    """Today's worth to each party of settling at each date, (date, party)."""

    dates: tuple[dt.date, ...]
    worth: np.ndarray

    @property
    def lost(self) -> np.ndarray:
        """What each party loses by settling then and not at the first date, (date, party)."""
        return self.worth[0] - self.worth


@dataclass(frozen=True)
class Wait:
    """What a party loses by settling on the day after one of its dates and not today, in today's worth.

    `delay` is lost because gains start later: (W(0) - W(t)) g + M(0) - M(t). `passing` is the worth of the dates gone
    by: -P(t). See `Stakes` for W, M and P. Below zero: the party gains by waiting.
    """

    date: dt.date
    party: int
    delay: float
    passing: float

    @property
    def total(self) -> float:
        """All that is lost."""
        return self.delay + self.passing


def settled(gain: np.ndarray, stakes: Stakes, calendar: Calendar) -> Curve:
    """Settle on one deal, with the gains of each party, (party,), at each round: `Stakes` has the formula."""
    moments = stakes.at(calendar.as_of, calendar.dates)
    return Curve(calendar.dates, moments.of(_checked(gain, stakes)))


def restarted(plan: Plan) -> Curve:
    """Begin the talks at each round, with nothing agreed before: the worth that offers and answers lead to."""
    return Curve(tuple(step.date for step in plan.steps), plan.values)


def waits(
    gain: np.ndarray, stakes: Stakes, as_of: dt.date, dates: Sequence[tuple[dt.date, Sequence[int]]]
) -> tuple[Wait, ...]:
    """Tell what each party loses by waiting on one deal until each of its own dates has passed.

    `gain` is (party,); `dates` are days with the positions of the parties that they matter to. Dates that are past are
    left out.

    Raises
    ------
    GameError
        When a gain is no finite number, or the number of parties differs.
    """
    return tuple(_waits(_checked(gain, stakes), stakes, as_of, dates))


def _waits(
    gain: np.ndarray, stakes: Stakes, as_of: dt.date, dates: Sequence[tuple[dt.date, Sequence[int]]]
) -> Iterator[Wait]:
    ahead = [(date, parties) for date, parties in dates if date >= as_of]
    moments = stakes.at(as_of, [as_of, *(date + DAY for date, _ in ahead)])
    flow = moments.worth * gain + moments.meanwhile
    for row, (date, parties) in enumerate(ahead, start=1):
        for party in parties:
            delay = float(flow[0, party] - flow[row, party])
            yield Wait(date, party, delay, float(-moments.passed[row, party]) + 0.0)


def _checked(gain: np.ndarray, stakes: Stakes) -> np.ndarray:
    """Refuse gains that are not one finite number a party."""
    found = np.asarray(gain, dtype=float)
    if found.shape != (stakes.parties,):
        raise GameError("parties-differ", f"gains have the shape {found.shape}", f"give {stakes.parties} gains")
    if not np.isfinite(found).all():
        raise GameError("not-finite", "a gain is no finite number", "give finite gains")
    return found
