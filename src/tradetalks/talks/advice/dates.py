"""Dates ahead, and what waiting past them costs each party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.schema import CaseFile
from tradetalks.talks.timing.case import stakes_of
from tradetalks.talks.timing.waiting import waits


@dataclass(frozen=True)
class Date:
    """A date of the case: the parties that it matters to, and what each party loses by signing on the day after.

    Losses are in today's worth, once, and not a year: gains that start later, and what passes with the date. They are
    empty where the case does not say how parties count time.
    """

    date: dt.date
    title: str
    parties: tuple[str, ...]
    lost: dict[str, float]


def dates(case: CaseFile, gain: Sequence[float]) -> tuple[Date, ...]:
    """Tell what waiting on a deal costs, date by date; `gain` is that of each party a year, (party,).

    Dates that are past are left out.
    """
    ahead = sorted((one for one in case.deadline if one.date >= case.case.as_of), key=lambda one: one.date)
    return tuple(Date(one.date, one.title, one.party, _lost(case, gain, one.date)) for one in ahead)


def _lost(case: CaseFile, gain: Sequence[float], date: dt.date) -> dict[str, float]:
    if not all(party.patience and party.patience.discount.value > 0 for party in case.party):
        return {}
    everyone = range(len(case.party))
    told = waits(np.array(gain), stakes_of(case), case.case.as_of, [(date, everyone)])
    return {case.party[one.party].id: one.total for one in told}
