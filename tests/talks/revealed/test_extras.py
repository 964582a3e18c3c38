"""Values beyond the case: they explain, they are smallest, and they are named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.revealed import random_moves, random_worths, true_moves, worths_of

from tradetalks.errors import InputError
from tradetalks.talks.revealed.extras import extra_values
from tradetalks.talks.revealed.moves import Comparison

few = settings(max_examples=20, deadline=None)
seeds = st.integers(0, 10**6)


@few
@given(seeds)
def test_moves_that_make_sense_as_told_need_none(seed: int) -> None:
    rng = np.random.default_rng(seed)
    worths = random_worths(rng, 3)
    found = extra_values(worths, "P", true_moves(rng, worths, np.ones(3), 6))
    assert found.total == pytest.approx(0.0, abs=1e-9)
    assert found.values == ()


@few
@given(seeds)
def test_the_total_is_no_less_than_what_one_move_lacks_and_no_more_than_what_undoes_all(seed: int) -> None:
    """A value of an option enters one side of a move at most, so a shortfall takes as much in total."""
    rng = np.random.default_rng(seed)
    worths = random_worths(rng, 3)
    moves = random_moves(rng, worths, 6)
    found = extra_values(worths, "P", moves)
    short = [bound - row.sum() for row, bound in map(worths.inequality, moves)]
    assert found.total >= max(0.0, *short) - 1e-6
    assert found.total <= sum(np.abs(table).sum() for table in worths.own) + abs(worths.threshold("P")) + 1e-6
    assert all(extra.low <= extra.high + 1e-9 for extra in found.values)


def test_a_demand_against_the_sign_by_hand() -> None:
    worths = worths_of([0.0, -0.3], [0.0, 1.0])
    found = extra_values(worths, "P", [Comparison("P", {"i0": "o1"}, {}), Comparison("P", {"i1": "o1"}, {})])
    assert found.total == pytest.approx(0.3)
    (extra,) = found.values
    assert (extra.issue, extra.option) == ("i0", "o1")
    assert (extra.low, extra.high) == (pytest.approx(0.3), pytest.approx(0.3))


def test_a_refusal_of_a_gain_takes_value_away() -> None:
    found = extra_values(worths_of([0.0, 0.3]), "P", [Comparison("P", {}, {"i0": "o1"})])
    (extra,) = found.values
    assert (extra.low, extra.high) == (pytest.approx(-0.3), pytest.approx(-0.3))


def test_what_can_fall_on_either_of_two_options_is_told_as_intervals() -> None:
    worths = worths_of([0.0, -0.3], [0.0, 0.1])
    found = extra_values(worths, "P", [Comparison("P", {"i0": "o1", "i1": "o1"}, {})])
    assert found.total == pytest.approx(0.2)
    for extra in found.values:
        assert (extra.low, extra.high) == (pytest.approx(0.0, abs=1e-6), pytest.approx(0.2, abs=1e-6))
    assert [extra.issue for extra in found.values] == ["i0", "i1"]


def test_a_threat_falls_on_no_deal() -> None:
    worths = worths_of([0.0, 1.0], no_deal=-2.0)
    found = extra_values(worths, "P", [Comparison("P", None, {})])
    assert [(extra.issue, extra.option, extra.low) for extra in found.values] == [("", "", pytest.approx(2.0))]


def test_without_moves_nothing_is_revealed() -> None:
    with pytest.raises(InputError) as caught:
        extra_values(worths_of([0.0, 1.0]), "P", [])
    assert caught.value.code == "nothing-revealed"
