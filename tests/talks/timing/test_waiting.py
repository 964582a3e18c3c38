"""What waiting costs, beside the formula worked out by hand and beside the plan of the talks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import Game, games

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import Calendar, InTurn
from tradetalks.talks.timing.offers import bargain
from tradetalks.talks.timing.stakes import Passing, Spell, Stakes, Yearly
from tradetalks.talks.timing.waiting import Wait, restarted, settled, waits

START = dt.date(2018, 4, 6)
FOUR_YEARS = START + dt.timedelta(days=1461)
DAY = dt.timedelta(days=1)


def test_four_years_of_delay_lose_four_years_of_gain_and_the_date() -> None:
    stakes = Stakes((0.0, 0.0), stream=Yearly(20), passing=(Passing(FOUR_YEARS - DAY, (-3.0, 0.0)),))
    found = waits(np.array([2.0, 1.0]), stakes, START, [(FOUR_YEARS - DAY, (0, 1))])
    assert found == (Wait(FOUR_YEARS - DAY, 0, 8.0, 3.0), Wait(FOUR_YEARS - DAY, 1, 4.0, 0.0))
    assert found[0].total == 11


def test_only_what_the_deal_adds_to_the_meantime_is_lost() -> None:
    stakes = Stakes((0.0,), stream=Yearly(20), meanwhile=(Spell(START, (1.5,)),))
    (found,) = waits(np.array([2.0]), stakes, START, [(FOUR_YEARS - DAY, (0,))])
    assert (found.delay, found.passing) == (2.0, 0.0)


@given(st.floats(-5, 5), st.floats(0.001, 0.3))
def test_waiting_for_a_gain_for_ever_loses_its_discounted_years(gain: float, rate: float) -> None:
    """(1 - (1 + r)^-t) g / ln(1 + r)."""
    (found,) = waits(np.array([gain]), Stakes((rate,)), START, [(FOUR_YEARS - DAY, (0,))])
    assert found.delay == pytest.approx(gain * (1 - (1 + rate) ** -4.0) / np.log1p(rate), abs=1e-9)


def test_dates_that_are_past_are_left_out() -> None:
    dates = [(START - DAY, (0,)), (START, (1,))]
    assert [(each.date, each.party) for each in waits(np.ones(2), Stakes((0.1, 0.1)), START, dates)] == [(START, 1)]


def test_a_curve_starts_at_nothing_lost_and_ends_where_its_wait_does() -> None:
    stakes = Stakes((0.05, 0.1), lag=0.5, passing=(Passing(FOUR_YEARS - DAY, (-3.0, 0.5)),))
    calendar = Calendar.every(1461, START, FOUR_YEARS, InTurn(2))
    gain = np.array([2.0, 1.0])
    curve = settled(gain, stakes, calendar)
    assert curve.dates == (START, FOUR_YEARS)
    assert curve.lost[0].tolist() == [0, 0]
    last = waits(gain, stakes, START, [(FOUR_YEARS - DAY, (0, 1))])
    assert curve.lost[1] == pytest.approx([each.total for each in last])


@given(games())
def test_talks_begun_at_a_round_go_as_those_that_reach_it(game: Game) -> None:
    curve = restarted(bargain(game.gains, game.calendar, game.stakes))
    for number in range(len(curve.dates)):
        later = replace(game.calendar, rounds=game.calendar.rounds[number:])
        stream = replace(game.stakes.stream, by_round=game.stakes.stream.by_round[number:])  # type: ignore[attr-defined]
        anew = bargain(game.gains, later, replace(game.stakes, stream=stream))
        assert curve.worth[number].tolist() == anew.values[0].tolist()


@given(games())
def test_a_deal_reached_at_once_is_worth_as_much_as_one_settled(game: Game) -> None:
    plan = bargain(game.gains, game.calendar, game.stakes)
    for outcome in plan.outcomes:
        if outcome.deal is not None:
            curve = settled(game.gains[outcome.deal], game.stakes, game.calendar)
            assert curve.worth[curve.dates.index(outcome.date)].tolist() == outcome.value.tolist()


@pytest.mark.parametrize(("gain", "code"), [([1.0], "parties-differ"), ([1.0, np.nan], "not-finite")])
def test_gains_of_no_sense_are_refused(gain: list[float], code: str) -> None:
    with pytest.raises(GameError) as told:
        waits(np.array(gain), Stakes((0.05, 0.05)), START, [])
    assert told.value.code == code
