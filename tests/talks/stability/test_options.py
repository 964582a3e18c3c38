from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.stability import (
    All,
    Change,
    Chosen,
    If,
    Iff,
    Not,
    Option,
    Priorities,
    Some,
    Weights,
    conflict_from_options,
)
from tradetalks.talks.stability.statements import Statement

THREE = (Option("a", "A"), Option("b", "A", Change.TAKE_UP), Option("c", "B", Change.DROP))
SAME = {"A": Weights({}), "B": Weights({})}


def test_a_move_changes_own_options_only_and_as_far_as_they_can_be() -> None:
    conflict = conflict_from_options(THREE, SAME)
    assert conflict.decision_makers == ("A", "B")
    assert conflict.states == ("NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY")
    ways = {(conflict.states[s], conflict.states[t]) for s, t in np.argwhere(conflict.moves[0]).tolist()}
    assert {way for way in ways if way[0] == "YNY"} == {("YNY", "NNY"), ("YNY", "NYY"), ("YNY", "YYY")}
    assert {way for way in ways if way[0] == "YYN"} == {("YYN", "NYN")}
    back = {(conflict.states[s], conflict.states[t]) for s, t in np.argwhere(conflict.moves[1]).tolist()}
    assert back == {(f"{x}Y", f"{x}N") for x in ("NN", "YN", "NY", "YY")}


def test_infeasible_states_are_left_out_before_moves_are_drawn() -> None:
    conflict = conflict_from_options(THREE, SAME, [All(Chosen("a"), Chosen("b")), Not(Some(*map(Chosen, "abc")))])
    assert conflict.states == ("YNN", "NYN", "NNY", "YNY", "NYY")
    assert conflict.moves.shape == (2, 5, 5)


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: conflict_from_options((), {}), "empty-conflict"),
        (lambda: conflict_from_options(THREE, SAME, [If(Chosen("a"), Chosen("a"))]), "empty-conflict"),
        (lambda: conflict_from_options((*THREE, Option("a", "B")), SAME), "duplicate-name"),
        (lambda: conflict_from_options(THREE, {"A": Weights({})}), "missing-preference"),
        (lambda: conflict_from_options(THREE, {**SAME, "C": Weights({})}), "unknown-decision-maker"),
        (lambda: conflict_from_options(THREE, SAME, [Chosen("d")]), "unknown-option"),
        (lambda: conflict_from_options(THREE, {**SAME, "B": Weights({"d": 1})}), "unknown-option"),
        (lambda: conflict_from_options(THREE, {**SAME, "B": Weights({"c": 0.5})}), "weight"),
        (lambda: conflict_from_options(THREE, {**SAME, "B": Weights({"c": 10**18})}), "weight"),
        (lambda: conflict_from_options([Option("a", "A", "fwd")], {"A": Weights({})}), "wrong-type"),
        (lambda: conflict_from_options(THREE, SAME, ["YY-"]), "wrong-type"),
        (lambda: conflict_from_options(THREE, SAME, [Not("a")]), "wrong-type"),
        (lambda: conflict_from_options(THREE, SAME, [Chosen]), "wrong-type"),
        (lambda: conflict_from_options(THREE, {**SAME, "B": ["YYY"]}), "wrong-type"),
        (lambda: conflict_from_options([Option(f"o{n}", "A") for n in range(21)], SAME), "too-many-options"),
    ],
)
def test_options_that_make_no_conflict_are_refused(build: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        build()
    assert caught.value.code == code


TABLE = [dict(zip("abc", row, strict=True)) for row in itertools.product([False, True], repeat=3)]
NAMES = list("12345678")
ARRAYS = {name: np.array([row[name] for row in TABLE]) for name in "abc"}
A, B, C = map(Chosen, "abc")
READ = [
    (A, lambda row: row["a"]),
    (Not(A), lambda row: not row["a"]),
    (All(A, Not(B), C), lambda row: row["a"] and not row["b"] and row["c"]),
    (Some(A, Not(B)), lambda row: row["a"] or not row["b"]),
    (If(A, B), lambda row: row["a"] if row["b"] else True),
    (Iff(A, Not(C)), lambda row: row["a"] != row["c"]),
    (All(), bool),
    (Some(), lambda row: not row),
]


@pytest.mark.parametrize(("statement", "meaning"), READ)
def test_statements_mean_what_they_say(statement: Statement, meaning: Callable[..., bool]) -> None:
    assert statement.holds(ARRAYS).tolist() == [bool(meaning(row)) for row in TABLE]


@given(st.lists(st.sampled_from([one for one, _ in READ]), max_size=5))
def test_priorities_order_states_as_the_powers_of_two_do(statements: list[Statement]) -> None:
    k = len(statements)
    score = sum(
        (2 ** (k - 1 - n) * one.holds(ARRAYS) for n, one in enumerate(statements)), start=np.zeros(8, dtype=int)
    )
    level = Priorities(tuple(statements)).levels(NAMES, ARRAYS)
    assert (np.sign(level[:, None] - level[None, :]) == np.sign(score[:, None] - score[None, :])).all()


def test_a_hundred_priorities_do_not_overflow() -> None:
    level = Priorities((*[All()] * 99, A)).levels(NAMES, ARRAYS)
    assert level.tolist() == ARRAYS["a"].astype(int).tolist()


def test_weights_add_up() -> None:
    level = Weights({"a": 3, "c": -1}).levels(NAMES, ARRAYS)
    assert level.tolist() == [3 * row["a"] - row["c"] for row in TABLE]


def test_a_statement_about_nothing_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no option 'd'"):
        Chosen("d").holds(ARRAYS)
