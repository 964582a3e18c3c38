"""What time does to worth: discounting, gains that start later, dates that pass, and what is had meanwhile.

All is counted as of the first day, in the unit of the gains. W(t) is today's worth of a unit of gain that starts at t,
M(t) what is had while talks last until t, and P(t) what came of dates that passed before t without a deal. Agreeing at
t on a deal with gain g, in force after a lag, is worth

    W(t + lag) g + M(t + lag) + P(t)

and no deal from t on, which gives the outside gain w and lets every date pass,

    W(t) w + M(t) + P(end of time).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import years_after

LEAST = 1e-14
"""A discount below this one is none: it would change no figure within a century."""


class Stream(Protocol):
    """How a gain is received."""

    def worth(self, years: np.ndarray, rate: np.ndarray) -> np.ndarray:
        """Today's worth of one unit of gain that starts so many years from now, (date, party)."""
        ...


@dataclass(frozen=True)
class Once:
    """A gain received once, when it starts: worth (1 + r)^-t."""

    def worth(self, years: np.ndarray, rate: np.ndarray) -> np.ndarray:
        """Discount one unit."""
        return np.exp(-np.outer(years, np.log1p(rate)))


@dataclass(frozen=True)
class Yearly:
    """A gain a year, received evenly from its start until so many years from now, or for ever.

    worth = integral from t to `years` of (1 + r)^-s ds = ((1 + r)^-t - (1 + r)^-years) / ln(1 + r), and years - t at
    r = 0; the second power is 0 for ever. A delay loses what would have been had in the meantime.
    """

    years: float | None = None

    def worth(self, years: np.ndarray, rate: np.ndarray) -> np.ndarray:
        """Present value of one unit a year."""
        if self.years is None:
            if (rate < LEAST).any():
                raise GameError(
                    "endless-gain",
                    "a gain for ever is worth no finite sum to a party with discount 0",
                    "give Yearly a number of years, or the party a discount above 0",
                )
            return Once().worth(years, rate) / np.log1p(rate)
        ends = np.full(1, self.years)
        return _annuity(ends, rate) - _annuity(np.minimum(years, self.years), rate)


@dataclass(frozen=True)
class Passing:
    """A date, and what it is worth to each party to have no deal by its end, once (below zero: a loss)."""

    date: dt.date
    worth: tuple[float, ...]


@dataclass(frozen=True)
class Spell:
    """What each party gets from a day on while talks last, as a gain over no deal a year, until the next spell."""

    start: dt.date
    gain: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Moments:
    """Today's worth at some dates, (date, party): of a unit of gain, of what is had on the way, of no deal.

    `meanwhile` is had while talks last, and `passed` comes of dates that went by; `outside` is the whole of no deal.
    """

    worth: np.ndarray
    meanwhile: np.ndarray
    passed: np.ndarray
    outside: np.ndarray

    def of(self, gain: np.ndarray) -> np.ndarray:
        """Today's worth of agreeing at each date on a deal with these gains, (date, party)."""
        return self.worth * gain + self.meanwhile + self.passed


@dataclass(frozen=True)
class Stakes:
    """How each party counts time.

    `discount` is the rate a year of each party, by annual compounding: a unit t years from now is worth (1 + r)^-t.
    A deal is in force `lag` years after it is agreed. `outside` is what each party gets, in the unit of gains, once
    talks have failed (zero, unless told). A deal agreed on a date of `passing` still meets it.

    Raises
    ------
    GameError
        When a figure is not finite, a discount or the lag is negative, or parties differ in number.
    """

    discount: tuple[float, ...]
    stream: Stream = Yearly()
    lag: float = 0.0
    outside: tuple[float, ...] = ()
    passing: tuple[Passing, ...] = ()
    meanwhile: tuple[Spell, ...] = ()

    def __post_init__(self) -> None:
        self._check_figures()
        for name, given in (("discount", self.discount), ("lag", (self.lag,))):
            if min(given, default=0.0) < 0:
                raise GameError(f"{name}-negative", f"{name} is {min(given):g}", "give 0 or more")
        for earlier, later in pairwise(self.meanwhile):
            if later.start <= earlier.start:
                raise GameError("spells-order", f"the spell of {later.start} is out of order", "sort spells by date")

    def _check_figures(self) -> None:
        rows = {"outside": self.outside} if self.outside else {}
        rows |= {f"passing of {each.date}": each.worth for each in self.passing}
        rows |= {f"spell of {each.start}": each.gain for each in self.meanwhile}
        for name, row in (rows | {"discount": self.discount, "lag": (self.lag,)}).items():
            if not all(math.isfinite(figure) for figure in row):
                raise GameError("not-finite", f"{name} has a figure that is no finite number", "give finite numbers")
            if name != "lag" and len(row) != self.parties:
                raise GameError(
                    "parties-differ",
                    f"{name} has {len(row)} figures where discount has {self.parties}",
                    "give one for each party",
                )

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return len(self.discount)

    def at(self, as_of: dt.date, dates: Sequence[dt.date]) -> Moments:
        """Return today's worth of settling, or of walking out, at each date."""
        rate, years = np.array(self.discount), years_after(as_of, dates)
        outside = np.array(self.outside or (0.0,) * self.parties)
        everything = self._passed(as_of, [dt.date.max])
        return Moments(
            worth=self.stream.worth(years + self.lag, rate),
            meanwhile=self._meanwhile(as_of, years + self.lag),
            passed=self._passed(as_of, dates),
            outside=self.stream.worth(years, rate) * outside + self._meanwhile(as_of, years) + everything,
        )

    def _meanwhile(self, as_of: dt.date, years: np.ndarray) -> np.ndarray:
        """Sum over spells the gain times the discounted years of it that are over by each time, (date, party)."""
        rate, total = np.array(self.discount), np.zeros((len(years), self.parties))
        starts = np.maximum(years_after(as_of, [spell.start for spell in self.meanwhile]), 0.0)
        for place, spell in enumerate(self.meanwhile):
            start, end = starts[place], starts[place + 1] if place + 1 < len(starts) else np.inf
            over = _annuity(np.clip(years, start, end), rate) - _annuity(np.full(1, start), rate)
            total += over * np.array(spell.gain)
        return total

    def _passed(self, as_of: dt.date, dates: Sequence[dt.date]) -> np.ndarray:
        """Sum what came of the dates that passed before each date without a deal, (date, party)."""
        total = np.zeros((len(dates), self.parties))
        for each in self.passing:
            factor = Once().worth(years_after(as_of, [each.date]), np.array(self.discount))[0]
            gone = np.array([each.date < date and each.date >= as_of for date in dates])
            total += gone[:, None] * factor * np.array(each.worth)
        return total


def _annuity(years: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Discounted years from now to each time, (time, party): (1 - (1 + r)^-T) / ln(1 + r), or T at r = 0."""
    growth = np.log1p(rate)
    safe = np.where(growth > LEAST, growth, 1.0)
    return np.where(growth > LEAST, -np.expm1(-np.outer(years, safe)) / safe, years[:, None])
