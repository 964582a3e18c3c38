"""Deals under intervals of weights: the closed form against linear programmes and draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tradetalks.clauses.quantity import Quantity
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.revealed.acceptance import acceptance
from tradetalks.talks.revealed.space import WeightSpace, intervals, mean_one, numeraire, told_intervals
from tradetalks.talks.schema import Weight

few = settings(max_examples=40, deadline=None)
seeds = st.integers(0, 10**6)


def drawn(rng: np.random.Generator, issues: int) -> WeightSpace:
    """Bounds around one, with a mean over some issues, or none."""
    low, high = rng.uniform(0, 1, issues), rng.uniform(1, 3, issues)
    return WeightSpace(low, high, rng.random(issues) < rng.random())


@few
@given(seeds, st.integers(1, 6))
def test_the_closed_form_is_what_linear_programmes_find(seed: int, issues: int) -> None:
    rng = np.random.default_rng(seed)
    space, rows = drawn(rng, issues), rng.normal(size=(5, issues)).round(1)
    held = {"A_eq": space.counted[None].astype(float), "b_eq": [space.budget]} if space.counted.any() else {}
    bounds = list(zip(space.low, space.high, strict=True))
    least, most = space.span(rows)
    assert least == pytest.approx([linprog(row, bounds=bounds, **held).fun for row in rows], abs=1e-9)
    assert most == pytest.approx([-linprog(-row, bounds=bounds, **held).fun for row in rows], abs=1e-9)


@few
@given(seeds, st.integers(1, 6), st.floats(-2, 2))
def test_what_is_necessary_is_possible_and_what_is_told_lies_between(seed: int, issues: int, threshold: float) -> None:
    rng = np.random.default_rng(seed)
    space, rows = drawn(rng, issues), rng.normal(size=(30, issues))
    found = acceptance(rows, threshold, space)
    as_told = rows.sum(axis=1) >= threshold
    assert (found.necessarily <= as_told).all()
    assert (as_told <= found.possibly).all()
    assert (found.never == ~found.possibly).all()


@few
@given(seeds, st.integers(1, 6))
def test_wider_intervals_tell_less(seed: int, issues: int) -> None:
    rng = np.random.default_rng(seed)
    space, rows = drawn(rng, issues), rng.normal(size=(30, issues))
    wider = WeightSpace(space.low * 0.5, space.high * 2, space.counted)
    narrow, wide = acceptance(rows, 0.0, space), acceptance(rows, 0.0, wider)
    assert (wide.necessarily <= narrow.necessarily).all()
    assert (narrow.possibly <= wide.possibly).all()


def test_intervals_of_no_width_leave_no_doubt() -> None:
    rows = np.array([[1.0, -2.0], [3.0, -2.0]])
    found = acceptance(rows, 0.0, intervals(np.ones(2), np.ones(2)))
    assert list(found.necessarily) == list(found.possibly) == [False, True]


def test_a_deal_by_hand() -> None:
    """2 w0 - 3 w1 with w0 and w1 from 0.5 to 2: from 1 - 6 to 4 - 1.5; with a mean of one, from 1 - 4.5 to 3 - 1.5."""
    rows, low, high = np.array([[2.0, -3.0]]), np.full(2, 0.5), np.full(2, 2.0)
    apart = acceptance(rows, 0.0, intervals(low, high))
    assert (apart.least, apart.most) == (pytest.approx([-5.0]), pytest.approx([2.5]))
    held = acceptance(rows, 1.0, mean_one(np.array([True, True]), 0.5, 2.0))
    assert (held.least, held.most) == (pytest.approx([-4.5]), pytest.approx([0.5]))
    assert list(held.possibly) == [True]
    assert list(acceptance(rows, 1.6, mean_one(np.array([True, True]), 0.5, 2.0)).never) == [True]


def test_without_an_upper_bound_a_gain_has_none() -> None:
    space = numeraire(np.array([True, True, False]), 0)
    least, most = space.span(np.array([[1.0, 2.0, 9.0], [1.0, 0.0, 0.0]]))
    assert least == pytest.approx([10.2, 1.0])
    assert list(most) == [np.inf, 1.0]


def test_intervals_of_a_case_are_read_by_name() -> None:
    weight = Weight(times=Quantity(value=1.5, low=0.5, high=2.0), judgement="made up")
    space = told_intervals({"b": weight}, ("a", "b"))
    assert (space.low.tolist(), space.high.tolist()) == ([1.0, 0.5], [1.0, 2.0])
    with pytest.raises(UnknownNameError, match="there is no issue 'c'"):
        told_intervals({"c": weight}, ("a", "b"))


@pytest.mark.parametrize(
    ("low", "high", "counted", "code"),
    [
        ([0.0], [1.0, 1.0], [False, False], "weights-shape"),
        ([2.0, 0.0], [1.0, 1.0], [False, False], "weights-bounds"),
        ([-1.0, 0.0], [1.0, 1.0], [False, False], "weights-bounds"),
        ([np.nan, 0.0], [1.0, 1.0], [False, False], "weights-bounds"),
        ([0.0, 0.0], [np.nan, 1.0], [False, False], "weights-bounds"),
        ([0.0, 0.0], [0.5, 1.0], [True, True], "weights-mean"),
        ([1.5, 1.0], [2.0, 2.0], [True, True], "weights-mean"),
    ],
)
def test_bounds_without_weights_are_refused(
    low: list[float], high: list[float], counted: list[bool], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        WeightSpace(np.array(low), np.array(high), np.array(counted))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("rows", "threshold", "code"),
    [
        (np.ones((1, 3)), 0.0, "weights-shape"),
        (np.array([[1.0, np.nan]]), 0.0, "worths-finite"),
        (np.ones((1, 2)), np.inf, "worths-finite"),
    ],
)
def test_deals_that_do_not_fit_are_refused(rows: np.ndarray, threshold: float, code: str) -> None:
    with pytest.raises(InputError) as caught:
        acceptance(rows, threshold, intervals(np.ones(2), np.ones(2)))
    assert caught.value.code == code


def test_an_issue_without_a_stake_cannot_be_the_measure() -> None:
    for make in (lambda: numeraire(np.array([True, False]), 1), lambda: mean_one(np.array([False]))):
        with pytest.raises(InputError) as caught:
            make()
        assert caught.value.code == "nothing-at-stake"
