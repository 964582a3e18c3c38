"""Rounds are in order, and somebody proposes in each."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import AtRandom, Calendar, InTurn, Round, years_after

START = dt.date(2018, 4, 6)


def on(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def test_rounds_come_every_so_many_days_up_to_the_last() -> None:
    calendar = Calendar.every(7, START, on(21), InTurn(3))
    assert calendar.dates == (START, on(7), on(14), on(21))
    assert calendar.chance.argmax(axis=1).tolist() == [0, 1, 2, 0]
    assert Calendar.every(7, START, on(20), InTurn(3)).dates == (START, on(7), on(14))


def test_an_order_may_leave_out_and_repeat() -> None:
    assert Calendar.every(1, START, on(3), InTurn(3, (2, 0, 2))).chance.argmax(axis=1).tolist() == [2, 0, 2, 2]


def test_drawn_proposers_have_the_same_chances_every_round() -> None:
    calendar = Calendar.every(1, START, on(2), AtRandom((0.5, 0.3, 0.2)))
    assert calendar.chance.tolist() == [[0.5, 0.3, 0.2]] * 3
    assert calendar.parties == 3


def test_others_may_lead_on_the_same_dates() -> None:
    calendar = Calendar.every(7, START, on(21), InTurn(3)).led_by(InTurn(3, (1,)))
    assert calendar == Calendar.every(7, START, on(21), InTurn(3, (1,)))


def test_years_are_days_over_their_mean_number() -> None:
    assert years_after(START, [START, on(1461)]).tolist() == [0, 4]


TURN = (1.0, 0.0)


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("no-rounds", lambda: Calendar(START, ())),
        ("no-rounds", lambda: Calendar.every(7, START, on(-1), InTurn(2))),
        ("rounds-order", lambda: Calendar(START, (Round(on(2), TURN), Round(on(1), TURN)))),
        ("rounds-order", lambda: Calendar(START, (Round(on(1), TURN), Round(on(1), TURN)))),
        ("round-too-early", lambda: Calendar(START, (Round(on(-1), TURN),))),
        ("parties-differ", lambda: Calendar(START, (Round(on(0), TURN), Round(on(1), (1.0, 0.0, 0.0))))),
        ("days-between", lambda: Calendar.every(0, START, on(9), InTurn(2))),
        ("unknown-proposer", lambda: Calendar.every(1, START, on(9), InTurn(2, (0, 2)))),
        ("proposer-chance", lambda: Round(START, (0.5, 0.4))),
        ("proposer-chance", lambda: Round(START, (1.5, -0.5))),
        ("proposer-chance", lambda: Round(START, (np.nan, 1.0))),
    ],
)
def test_a_calendar_without_sense_is_refused(code: str, make: object) -> None:
    with pytest.raises(GameError) as told:
        make()  # type: ignore[operator]
    assert told.value.code == code
    assert told.value.remedy
