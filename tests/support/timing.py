"""Tables of gains with calendars and stakes whose figures are exact, for the laws of alternating offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from tradetalks.talks.timing.calendar import Calendar, Round
from tradetalks.talks.timing.stakes import Passing, Stakes

START = dt.date(2020, 1, 1)
NEVER = dt.date(2090, 1, 1)
CHANCES = {
    2: [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.25, 0.75)],
    3: [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.25, 0.25, 0.5)],
}


@dataclass(frozen=True)
class Given:
    """Worths of a unit of gain, round by round, the same for all parties, so that no rounding comes in."""

    by_round: tuple[float, ...]

    def worth(self, years: np.ndarray, rate: np.ndarray) -> np.ndarray:
        return np.outer(self.by_round[: len(years)], np.ones(len(rate)))


@dataclass(frozen=True)
class Game:
    gains: np.ndarray
    calendar: Calendar
    stakes: Stakes

    def with_no_deal(self, worth: tuple[int, ...]) -> Game:
        """Give no deal a worth that is the same whenever talks fail: a date that only a deal keeps from passing."""
        return replace(self, stakes=replace(self.stakes, passing=(*self.stakes.passing, Passing(NEVER, worth))))


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


@st.composite
def games(draw: st.DrawFn, parties: int | None = None, most_rounds: int = 3, *, dated: bool = True) -> Game:
    """Draw whole gains, a round every second day, halving or equal worths, and a date that passes in between."""
    n = parties or draw(st.integers(2, 3))
    deals = draw(st.lists(st.tuples(*[st.integers(-1, 4)] * n), max_size=6))
    rounds = draw(st.integers(1, most_rounds))
    chances = draw(st.lists(st.sampled_from(CHANCES[n]), min_size=rounds, max_size=rounds))
    shrinks = draw(st.sampled_from([1.0, 0.75, 0.5]))
    calendar = Calendar(START, tuple(Round(day(2 * k), chance) for k, chance in enumerate(chances)))
    passing = [Passing(day(1), draw(st.tuples(*[st.integers(-4, 1)] * n)))] if dated and draw(st.booleans()) else []
    outside = draw(st.tuples(*[st.integers(0, 3)] * n)) if dated else (0,) * n
    stream = Given(tuple(4 * shrinks**k for k in range(rounds)))
    stakes = Stakes((0.0,) * n, stream=stream, outside=outside, passing=tuple(passing))
    return Game(np.array(deals, dtype=float).reshape(-1, n), calendar, stakes)
