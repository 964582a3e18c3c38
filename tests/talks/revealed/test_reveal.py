"""What moves reveal: laws on moves that follow from known weights, and on moves that follow from none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from support.revealed import random_moves, random_weights, random_worths, true_moves

from tradetalks.talks.revealed.moves import Comparison
from tradetalks.talks.revealed.reveal import Verdict, reveal
from tradetalks.talks.revealed.worths import Worths

CLOSE = 1e-6
few = settings(max_examples=20, deadline=None)
seeds = st.integers(0, 10**6)
issues = st.integers(2, 5)


def drawn(seed: int, issues: int, many: int = 8) -> tuple[Worths, np.ndarray, list[Comparison]]:
    rng = np.random.default_rng(seed)
    worths, weights = random_worths(rng, issues), random_weights(rng, issues)
    return worths, weights, true_moves(rng, worths, weights, many)


def possible(worths: Worths, moves: list[Comparison]) -> bool:
    """Whether some weights explain moves, asked of the solver directly."""
    rows = [worths.inequality(move) for move in moves]
    n = len(worths.issues)
    a, b = np.array([row for row, _ in rows]).reshape(-1, n), np.array([bound for _, bound in rows])
    found = linprog(np.zeros(n), -a, -b, np.ones((1, n)), [n], bounds=(0.1, None))
    return found.status == 0


@few
@given(seeds, issues)
def test_the_weights_behind_the_moves_are_among_those_found(seed: int, issues: int) -> None:
    worths, weights, moves = drawn(seed, issues)
    found = reveal(worths, "P", moves)
    assert not found.conflicts
    assert not found.contradictions
    assert found.slack == 0
    assert (found.low <= weights + CLOSE).all()
    assert (weights <= found.high + CLOSE).all()


@few
@given(seeds, issues)
def test_nearest_and_centre_explain_every_move(seed: int, issues: int) -> None:
    worths, _, moves = drawn(seed, issues)
    found = reveal(worths, "P", moves)
    for point, depth in ((found.nearest, 0.0), (found.centre, found.radius)):
        assert point.mean() == pytest.approx(1)
        assert point.min() >= 0.1 - CLOSE
        for move in moves:
            a, b = worths.inequality(move)
            along = np.linalg.norm(a - a.mean())
            assert a @ point - depth * along >= b - CLOSE


@few
@given(seeds, issues)
def test_more_moves_tell_no_less(seed: int, issues: int) -> None:
    worths, _, moves = drawn(seed, issues)
    few, all_of_them = reveal(worths, "P", moves[:4]), reveal(worths, "P", moves)
    assert (all_of_them.low >= few.low - CLOSE).all()
    assert (all_of_them.high <= few.high + CLOSE).all()
    assert all_of_them.radius <= few.radius + CLOSE


@few
@given(seeds, issues, st.sampled_from([1e-6, 1e-2, 1e4]))
def test_the_unit_of_money_does_not_matter(seed: int, issues: int, unit: float) -> None:
    worths, _, moves = drawn(seed, issues)
    own = tuple(unit * table for table in worths.own)
    other = reveal(replace(worths, own=own, no_deal=unit * worths.no_deal), "P", moves)
    found = reveal(worths, "P", moves)
    assert np.allclose(other.low, found.low, atol=1e-5)
    assert np.allclose(other.high, found.high, atol=1e-5)
    short = [finding.shortfall for finding in found.findings]
    assert [finding.shortfall / unit for finding in other.findings] == pytest.approx(short, abs=1e-9)


@few
@given(seeds, issues)
def test_the_order_of_issues_and_moves_does_not_matter(seed: int, issues: int) -> None:
    worths, _, moves = drawn(seed, issues)
    turn = np.random.default_rng(seed).permutation(issues)
    names, options, own = ([held[i] for i in turn] for held in (worths.issues, worths.options, worths.own))
    other = reveal(replace(worths, issues=tuple(names), options=tuple(options), own=tuple(own)), "P", moves[::-1])
    found = reveal(worths, "P", moves)
    assert np.allclose(other.low, found.low[turn], atol=CLOSE)
    assert np.allclose(other.high, found.high[turn], atol=CLOSE)
    assert other.radius == pytest.approx(found.radius, abs=CLOSE)


@few
@given(seeds, issues)
def test_a_conflict_is_one_and_loses_it_with_any_move(seed: int, issues: int) -> None:
    rng = np.random.default_rng(seed)
    worths = random_worths(rng, issues)
    found = reveal(worths, "P", random_moves(rng, worths, 8))
    told = [f.comparison for f in found.findings if f.verdict is Verdict.TELLS]
    assert bool(found.conflicts) != possible(worths, told)
    for clash in found.conflicts:
        assert not possible(worths, list(clash))
        for place in range(len(clash)):
            assert possible(worths, [*clash[:place], *clash[place + 1 :]])


@few
@given(seeds, issues)
def test_what_contradicts_is_missed_by_the_least_total(seed: int, issues: int) -> None:
    rng = np.random.default_rng(seed)
    worths = random_worths(rng, issues)
    found = reveal(worths, "P", random_moves(rng, worths, 8))
    told = [f for f in found.findings if f.verdict is Verdict.TELLS]

    def missed(weights: np.ndarray) -> float:
        rows = [worths.inequality(finding.comparison) for finding in told]
        return sum(max(0.0, b - a @ weights) for a, b in rows)

    assert missed(found.nearest) == pytest.approx(found.slack, abs=CLOSE)
    assert (found.slack > CLOSE) <= bool(found.conflicts)
    assert all(missed(random_weights(rng, issues)) >= found.slack - CLOSE for _ in range(50))
