from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from talks.stability.graphs import conflicts

from tradetalks.errors import InputError, TradetalksError, UnknownNameError
from tradetalks.talks.stability import (
    Concept,
    Conflict,
    Ranking,
    coalition_stability,
    conflict_from_lists,
    limited_move,
    reasons,
    stability,
    status_quo,
)

MOVES = np.zeros((2, 3, 3), dtype=bool)
LEVELS = np.array([[0, 1, 2], [5, 5, 5]])
STATES = ("x", "y", "z")
TWO = ("A", "B")


def selfish() -> np.ndarray:
    moves = MOVES.copy()
    moves[1, 2, 2] = True
    return moves


REFUSED = [
    (((), STATES, MOVES[:0], LEVELS[:0]), "empty-conflict", "decision makers"),
    ((TWO, (), MOVES[:, :0, :0], LEVELS[:, :0]), "empty-conflict", "states"),
    ((TWO, ("x", "y", "x"), MOVES, LEVELS), "duplicate-name", "states named twice: x"),
    (("AB", STATES, MOVES, LEVELS), "wrong-type", "decision makers"),
    ((TWO, ("x", "y", 3), MOVES, LEVELS), "wrong-type", "states"),
    ((TWO, STATES, MOVES[:, :, :2], LEVELS), "moves-shape", r"\(2, 3, 2\)"),
    ((TWO, STATES, MOVES[:1], LEVELS), "moves-shape", r"\(1, 3, 3\)"),
    ((TWO, STATES, MOVES.astype(int), LEVELS), "moves-type", "int64"),
    ((TWO, STATES, selfish(), LEVELS), "self-move", "B moves from z to itself"),
    ((TWO, STATES, MOVES, LEVELS[:, :2]), "preference-shape", r"\(2, 2\)"),
    ((TWO, STATES, MOVES, LEVELS * np.nan), "preference-type", "float64"),
]


@pytest.mark.parametrize(("parts", "code", "words"), REFUSED)
def test_what_is_no_conflict_is_refused(parts: tuple[Any, ...], code: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        Conflict(*parts)
    assert caught.value.code == code


def test_it_is_frozen_and_keeps_nothing_of_its_input() -> None:
    moves = MOVES.copy()
    conflict = Conflict(TWO, STATES, moves, LEVELS)
    moves[0, 0, 1] = True
    assert not conflict.moves.any()
    with pytest.raises(ValueError, match="read-only"):
        conflict.moves[0, 0, 1] = True
    with pytest.raises(ValueError, match="read-only"):
        conflict.preference[0, 0] = 1
    with pytest.raises(AttributeError):
        conflict.states = ("a",)  # type: ignore[misc]


def test_the_largest_numbers_are_told_apart() -> None:
    top = np.iinfo(np.int64).max
    levels = np.array([[top, top - 1, np.iinfo(np.int64).min], [0, 0, 0]])
    assert Conflict(TWO, STATES, MOVES, levels).preference.tolist() == [[2, 1, 0], [0, 0, 0]]


@given(conflicts())
def test_improvements_are_moves_to_better_levels(conflict: Conflict) -> None:
    found = {tuple(way) for way in np.argwhere(conflict.improvements).tolist()}
    level = conflict.preference
    assert found == {(i, s, t) for i, s, t in np.argwhere(conflict.moves).tolist() if level[i, t] > level[i, s]}


def test_names_are_looked_up() -> None:
    conflict = Conflict(TWO, STATES, MOVES, LEVELS)
    assert (conflict.state("z"), conflict.decision_maker("B")) == (2, 1)
    with pytest.raises(UnknownNameError) as caught:
        conflict.state("w")
    assert caught.value.code == "unknown-state"
    with pytest.raises(UnknownNameError, match="'C'"):
        conflict.decision_maker("C")


def test_a_conflict_from_lists() -> None:
    moves = {"A": {"x": ["y", "z"]}, "B": {"z": ["x"]}}
    conflict = conflict_from_lists(STATES, moves, {"B": Ranking((("x", "y"), "z")), "A": Ranking(("z", "y", "x"))})
    assert np.argwhere(conflict.moves).tolist() == [[0, 0, 1], [0, 0, 2], [1, 2, 0]]
    assert conflict.preference.tolist() == [[0, 1, 2], [1, 1, 0]]


FINE = Ranking(STATES)
WRONG_LISTS = [
    ({"A": {"w": ["x"]}}, {"A": FINE}, "unknown-state"),
    ({"A": {"x": ["w"]}}, {"A": FINE}, "unknown-state"),
    ({"A": {"x": ["x"]}}, {"A": FINE}, "self-move"),
    ({"A": {}}, {}, "missing-preference"),
    ({"A": {}}, {"A": FINE, "C": FINE}, "unknown-decision-maker"),
    ({}, {}, "empty-conflict"),
    ({"A": {}}, {"A": Ranking(("x", "y"))}, "missing-preference"),
    ({"A": {}}, {"A": Ranking(("x", "y", ("z", "x")))}, "contradictory-preference"),
    ({"A": {}}, {"A": Ranking(("x", "y", "z", "w"))}, "unknown-state"),
]


@pytest.mark.parametrize(("moves", "preference", "code"), WRONG_LISTS)
def test_lists_that_do_not_fit_are_refused(
    moves: dict[str, dict[str, list[str]]], preference: dict[str, Ranking], code: str
) -> None:
    with pytest.raises(TradetalksError) as caught:
        conflict_from_lists(STATES, moves, preference)
    assert caught.value.code == code
    assert caught.value.remedy


@pytest.mark.parametrize(
    "ask",
    [
        stability,
        coalition_stability,
        lambda conflict: status_quo(conflict, "x"),
        lambda conflict: reasons(conflict, "x", "A", Concept.SEQ),
        lambda conflict: limited_move(conflict, 1),
    ],
)
def test_what_is_no_conflict_is_not_judged(ask: Callable[[Any], object]) -> None:
    for wrong in (MOVES, Conflict):
        with pytest.raises(InputError, match="conflict is") as caught:
            ask(wrong)
        assert caught.value.code == "wrong-type"


def test_a_ranking_is_not_read_letter_by_letter() -> None:
    with pytest.raises(InputError) as caught:
        Ranking("xyz")  # type: ignore[arg-type]
    assert caught.value.code == "wrong-type"
