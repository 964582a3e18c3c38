"""Dividing a pie of many slices: the published solutions of alternating offers, within what slices allow.

A responder's share is rounded up to the next slice in every round. The error of a round comes back discounted, so in
all it is at most 1 / (slices (1 - delta)).
"""

from __future__ import annotations

import datetime as dt
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks.talks.timing.calendar import DAYS_A_YEAR, AtRandom, Calendar, InTurn, Proposers
from tradetalks.talks.timing.offers import Leaving, bargain
from tradetalks.talks.timing.plan import Ending, Plan
from tradetalks.talks.timing.stakes import Once, Spell, Stakes, Yearly

START = dt.date(2020, 1, 1)
GAP = 10
SLICES = 1000


def pie(parties: int, slices: int) -> np.ndarray:
    """All divisions of a pie of size one."""
    whole = [row for row in product(range(slices + 1), repeat=parties - 1) if sum(row) <= slices]
    return np.array([(*row, slices - sum(row)) for row in whole]) / slices


def rates(*deltas: float) -> tuple[float, ...]:
    """Discount rates a year that make a round's delay worth these factors."""
    return tuple(delta ** (-DAYS_A_YEAR / GAP) - 1 for delta in deltas)


def played(
    gains: np.ndarray, rounds: int, deltas: tuple[float, ...], who: Proposers, outside: tuple[float, ...] = ()
) -> Plan:
    calendar = Calendar.every(GAP, START, START + dt.timedelta(days=GAP * (rounds - 1)), who)
    return bargain(gains, calendar, Stakes(rates(*deltas), stream=Once(), outside=outside))


def stahl(rounds: int, delta: float) -> float:
    """Share of the first proposer with a finite horizon (Stahl 1972): (1 - (-delta)^T) / (1 + delta)."""
    return (1 - (-delta) ** rounds) / (1 + delta)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 12), st.floats(0.3, 0.95))
def test_two_parties_divide_as_stahl_has_it(rounds: int, delta: float) -> None:
    plan = played(pie(2, SLICES), rounds, (delta, delta), InTurn(2))
    assert plan.values[0, 0] == pytest.approx(stahl(rounds, delta), abs=1 / SLICES / (1 - delta))
    assert plan.values[0].sum() == pytest.approx(1)


@settings(deadline=None, max_examples=20)
@given(st.floats(0.5, 0.9), st.floats(0.5, 0.9))
def test_as_the_horizon_grows_shares_become_those_of_rubinstein(one: float, two: float) -> None:
    """The first proposer gets (1 - delta2) / (1 - delta1 delta2) (Rubinstein 1982)."""
    plan = played(pie(2, SLICES), 200, (one, two), InTurn(2))
    share = (1 - two) / (1 - one * two)
    assert plan.values[0, 0] == pytest.approx(share, abs=1 / SLICES / (1 - max(one, two)))


def test_three_parties_in_turn_get_rubinsteins_stationary_shares() -> None:
    """The proposer gets 1, the next delta, the last delta^2, over their sum."""
    delta, slices = 0.8, 60
    plan = played(pie(3, slices), 120, (delta,) * 3, InTurn(3))
    shares = np.array([1, delta, delta**2]) / (1 + delta + delta**2)
    assert plan.values[0] == pytest.approx(shares, abs=2 / slices / (1 - delta))


@pytest.mark.parametrize("parties", [2, 3])
def test_drawn_proposers_share_equally_before_the_draw(parties: int) -> None:
    """Each expects 1 / n, and the proposer gets 1 - delta (n - 1) / n (Baron and Ferejohn 1989, all must agree)."""
    delta, slices = 0.9, {2: SLICES, 3: 90}[parties]
    plan = played(pie(parties, slices), 30, (delta,) * parties, AtRandom((1 / parties,) * parties))
    assert plan.values[0] == pytest.approx(np.full(parties, 1 / parties), abs=parties / slices)
    best = plan.steps[0].turns[0].worth
    assert best[0] == pytest.approx(1 - delta * (parties - 1) / parties, abs=parties / slices)


@pytest.mark.parametrize("outside", [0.0, 0.2, 0.4, 0.45, 0.6, 0.8])
def test_an_outside_option_counts_only_where_it_is_more_than_the_share(outside: float) -> None:
    """The responder gets the larger of delta / (1 + delta) and its option (Binmore, Shaked and Sutton 1989)."""
    delta = 0.9
    plan = played(pie(2, SLICES), 201, (delta, delta), InTurn(2), outside=(0.0, outside))
    assert plan.values[0, 1] == pytest.approx(max(delta / (1 + delta), outside), abs=1 / SLICES / (1 - delta))


def test_more_outside_than_the_pie_holds_ends_talks() -> None:
    plan = played(pie(2, SLICES), 5, (0.9, 0.9), InTurn(2), outside=(0.6, 0.6))
    assert plan.outcome.ending is Ending.WALKED_OUT
    assert plan.values[0] == pytest.approx([0.6, 0.6])


def test_what_is_had_while_talks_last_is_kept_and_the_rest_divided() -> None:
    """A party keeps its gain m while talks last, and 1 - m1 - m2 is divided (Binmore, Rubinstein, Wolinsky 1986)."""
    delta, had = 0.9, (0.3, 0.1)
    calendar = Calendar.every(GAP, START, START + dt.timedelta(days=GAP * 400), InTurn(2))
    rate = rates(delta, delta)
    stakes = Stakes(rate, stream=Yearly(), meanwhile=(Spell(START, had),))
    plan = bargain(pie(2, SLICES), calendar, stakes)
    shares = plan.values[0] * np.log1p(rate)
    rest = 1 - sum(had)
    assert shares[0] == pytest.approx(had[0] + rest / (1 + delta), abs=1 / SLICES / (1 - delta))
    assert shares[1] == pytest.approx(had[1] + rest * delta / (1 + delta), abs=1 / SLICES / (1 - delta))


def test_who_may_leave_after_its_own_offer_takes_all() -> None:
    """A threat to leave at once turns every offer of that party into the last."""
    calendar = Calendar.every(GAP, START, START + dt.timedelta(days=GAP * 200), InTurn(2))
    stakes = Stakes(rates(0.9, 0.9), stream=Once(), outside=(0.6, 0.0))
    share = {leaving: bargain(pie(2, SLICES), calendar, stakes, leaving=leaving).values[0, 0] for leaving in Leaving}
    assert share[Leaving.ANYBODY] == 1
    assert share[Leaving.ALL_BUT_PROPOSER] == pytest.approx(1 - 0.9 * (1 - 0.6), abs=1 / SLICES / (1 - 0.9))
