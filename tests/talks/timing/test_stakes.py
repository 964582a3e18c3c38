"""What time does to worth, beside sums over days and figures worked out by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import GameError
from tradetalks.talks.timing.stakes import Once, Passing, Spell, Stakes, Yearly

START = dt.date(2018, 4, 6)
YEARS = [START + dt.timedelta(days=1461 * k) for k in range(3)]
"""Every four years."""


def over_time(start: float, end: float, rate: float) -> float:
    """Sum a unit a year in very small steps."""
    edges = np.linspace(start, end, 20_001)
    middles = (edges[1:] + edges[:-1]) / 2
    return float(((1 + rate) ** -middles).sum() * (end - start) / 20_000)


@given(st.floats(0, 5), st.floats(0, 10), st.floats(0, 0.5))
def test_a_yearly_gain_is_a_sum_over_time(start: float, length: float, rate: float) -> None:
    worth = Yearly(start + length).worth(np.array([start]), np.array([rate]))[0, 0]
    assert worth == pytest.approx(over_time(start, start + length, rate), rel=1e-6, abs=1e-9)


def test_for_ever_is_the_limit_of_long() -> None:
    years, rate = np.array([0.0, 3.0]), np.array([0.03, 0.2])
    assert Yearly().worth(years, rate) == pytest.approx(Yearly(2000).worth(years, rate))
    assert Yearly().worth(years, rate)[1] == pytest.approx(1.0 / np.log([1.03, 1.2]) * np.array([1.03, 1.2]) ** -3.0)


def test_once_is_discounted_by_annual_compounding() -> None:
    assert Once().worth(np.array([0.0, 2.0]), np.array([0.1, 0.0])) == pytest.approx(np.array([[1, 1], [1 / 1.21, 1]]))


def test_a_year_of_delay_loses_the_first_year_of_a_gain_for_ever() -> None:
    now, later = Yearly().worth(np.array([0.0, 1.0]), np.array([0.05]))[:, 0]
    assert now - later == pytest.approx(over_time(0, 1, 0.05), rel=1e-6)


def test_a_lag_delays_the_gain_and_lengthens_what_is_had_meanwhile() -> None:
    stakes = Stakes((0.0,), stream=Yearly(10), lag=2.0, meanwhile=(Spell(START, (0.5,)),))
    moments = stakes.at(START, YEARS[:2])
    assert moments.worth[:, 0].tolist() == [8, 4]
    assert moments.meanwhile[:, 0].tolist() == [1, 3]
    assert moments.outside[:, 0].tolist() == [0, 2]


def test_dates_pass_on_the_day_after_and_all_of_them_without_a_deal() -> None:
    dates = (Passing(YEARS[0], (-1.0, 0.0)), Passing(YEARS[1], (-2.0, 4.0)))
    moments = Stakes((0.0, 0.0), stream=Yearly(20), passing=dates).at(START, [*YEARS[:2], YEARS[1] + dt.timedelta(1)])
    assert moments.passed.tolist() == [[0, 0], [-1, 0], [-3, 4]]
    assert moments.outside.tolist() == [[-3, 4]] * 3


def test_dates_are_discounted_and_those_before_the_first_day_are_gone() -> None:
    dates = (Passing(START - dt.timedelta(1), (-9.0,)), Passing(YEARS[1], (-1.0,)))
    moments = Stakes((0.1,), passing=dates).at(START, [YEARS[2]])
    assert moments.passed[0, 0] == pytest.approx(-(1.1**-4))


def test_no_deal_gives_the_outside_gain_from_then_on() -> None:
    moments = Stakes((0.0,), stream=Yearly(12), outside=(3.0,)).at(START, YEARS)
    assert moments.outside[:, 0].tolist() == [36, 24, 12]


def test_spells_follow_each_other() -> None:
    spells = (Spell(START - dt.timedelta(100), (1.0,)), Spell(YEARS[1], (-0.5,)))
    moments = Stakes((0.0,), stream=Yearly(12), meanwhile=spells).at(START, YEARS)
    assert moments.meanwhile[:, 0].tolist() == [0, 4, 2]


@given(st.floats(0, 0.3), st.floats(-2, 2))
def test_a_spell_as_good_as_the_deal_makes_delay_free(rate: float, gain: float) -> None:
    moments = Stakes((rate,), stream=Yearly(30), meanwhile=(Spell(START, (gain,)),)).at(START, YEARS)
    assert moments.of(np.array([gain]))[:, 0] == pytest.approx(np.full(3, moments.worth[0, 0] * gain), abs=1e-9)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("discount-negative", {"discount": (-0.1, 0.0)}),
        ("lag-negative", {"lag": -1.0}),
        ("not-finite", {"discount": (np.nan, 0.0)}),
        ("not-finite", {"lag": np.inf}),
        ("not-finite", {"outside": (np.inf, 0.0)}),
        ("not-finite", {"passing": (Passing(START, (0.0, np.nan)),)}),
        ("parties-differ", {"outside": (1.0,)}),
        ("parties-differ", {"passing": (Passing(START, (0.0,)),)}),
        ("parties-differ", {"meanwhile": (Spell(START, (0.0, 0.0, 0.0)),)}),
        ("spells-order", {"meanwhile": (Spell(YEARS[1], (0.0, 0.0)), Spell(START, (0.0, 0.0)))}),
    ],
)
def test_stakes_without_sense_are_refused(code: str, wrong: dict[str, object]) -> None:
    with pytest.raises(GameError) as told:
        Stakes(**({"discount": (0.05, 0.05)} | wrong))  # type: ignore[arg-type]
    assert told.value.code == code
    assert told.value.remedy
