"""What the talks of a case are played with."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from support.cases import WHY, score, small_data

from tradetalks import load_talks
from tradetalks.clauses.quantity import Level
from tradetalks.errors import InputError
from tradetalks.talks.schema import CaseFile, Patience
from tradetalks.talks.timing.case import own_dates, spells, stakes_of
from tradetalks.talks.timing.stakes import Passing, Spell, Yearly

DAY = dt.date(2018, 5, 1)
LATER = dt.date(2018, 6, 1)


def case() -> CaseFile:
    data = small_data()
    patience = {"discount": {"low": 0.02, "value": 0.05, "high": 0.2}, "judgement": WHY}
    for party in data["party"]:
        party["patience"] = patience
    data["party"][1]["mandate"] = {"walk_away": 0.3, "judgement": WHY}
    told = {"party": ["N", "S"], "title": "a vote", "judgement": WHY}
    scored = [score("S", {"low": -2.0, "value": -1.0, "high": 0.0}), score("S", -0.5)]
    data["deadline"] = [{**told, "date": DAY, "score": scored}, {**told, "date": LATER, "party": "S"}]
    return CaseFile.model_validate(data)


@pytest.mark.parametrize(("level", "rate", "loss"), [(Level.LOW, 0.02, -2.5), (Level.VALUE, 0.05, -1.5)])
def test_stakes_are_those_of_the_case(level: Level, rate: float, loss: float) -> None:
    found = stakes_of(case(), level=level, stream=Yearly(30), lag=1.5)
    assert found.discount == (rate, rate)
    assert found.passing == (Passing(DAY, (0.0, loss)),)
    assert found.outside == (0.0, 0.3)
    assert (found.stream, found.lag, found.meanwhile) == (Yearly(30), 1.5, ())


def test_dates_are_those_of_the_case() -> None:
    assert own_dates(case()) == ((DAY, (0, 1)), (LATER, (1,)))


def test_a_party_without_patience_is_named() -> None:
    with pytest.raises(InputError) as told:
        stakes_of(CaseFile.model_validate(small_data()))
    assert (told.value.code, told.value.place) == ("no-patience", "party N")


def test_while_talks_last_parties_get_what_talks_that_drag_on_give() -> None:
    values, chance = np.array([(0.0, 0.0), (-1.0, -2.0), (-8.0, -6.0)]), np.array([0.5, 0.25, 0.25])
    found = spells(values, chance, [(DAY, [0]), (LATER, [0, 1])])
    assert found == (Spell(DAY, (2.25, 2.0)), Spell(LATER, (2.25 - 1 / 3, 2.0 - 2 / 3)))


def test_the_real_case_says_why_and_how_far_off_it_may_be() -> None:
    real = load_talks("nafta-2018").case
    told = [party.patience for party in real.party] + [score for date in real.deadline for score in date.score]
    figures = [each.discount if isinstance(each, Patience) else each.bn for each in told if each]
    assert len(figures) == 7
    assert all(each and each.judgement for each in told)
    assert all(figure.low < figure.value < figure.high for figure in figures)
    low, high = (stakes_of(real, level=level) for level in (Level.LOW, Level.HIGH))
    for early, late in zip(low.passing, high.passing, strict=True):
        assert all(worst <= best <= 0 for worst, best in zip(early.worth, late.worth, strict=True))
