from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from talks.stability.graphs import conflicts, made
from talks.stability.published import CUBA

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.stability import Concept, Conflict, Paths, Step, stability, status_quo
from tradetalks.talks.stability.reach import reachable


def least_steps(moves: np.ndarray, goal: int) -> int:
    """By the definition: sets of state and last mover after one step, two steps, and so on."""
    now, seen, steps = {(0, -1)}, set(), 0
    while now:
        if any(state == goal for state, _ in now):
            return steps
        seen |= now
        onward = {(t, j) for s, i in now for j, _, t in np.argwhere(moves[:, [s]]).tolist() if j != i}
        now, steps = onward - seen, steps + 1
    return -1


@given(conflicts())
def test_no_shorter_sequence_leads_there(conflict: Conflict) -> None:
    found = status_quo(conflict, "s0")
    for ways, moves in ((found.moves, conflict.moves), (found.improvements, conflict.improvements)):
        assert ways.distance.tolist() == [least_steps(moves, goal) for goal in range(len(conflict.states))]


@given(conflicts())
def test_paths_are_legal_and_as_long_as_said(conflict: Conflict) -> None:
    found = status_quo(conflict, "s0")
    for ways, moves in ((found.moves, conflict.moves), (found.improvements, conflict.improvements)):
        for goal in np.flatnonzero(ways.distance >= 0).tolist():
            check_path(conflict, moves, ways, goal)


def check_path(conflict: Conflict, moves: np.ndarray, ways: Paths, goal: int) -> None:
    state, last = 0, ""
    steps = ways.to(goal)
    for step in steps:
        assert step.by != last
        after = conflict.state(step.to)
        assert moves[conflict.decision_maker(step.by), state, after]
        state, last = after, step.by
    assert state == goal
    assert len(steps) == ways.distance[goal]


@given(conflicts())
def test_what_has_a_distance_is_reachable(conflict: Conflict) -> None:
    far = status_quo(conflict, "s0").moves.distance
    expected = reachable(conflict.moves)[0]
    expected[0] = True
    assert ((far >= 0) == expected).all()


def test_the_detour_that_the_rule_forces() -> None:
    """A cannot go on from y to z at once: B leads to w first, and only then A to z."""
    moves = np.zeros((2, 4, 4), dtype=bool)
    moves[0, 0, 1] = moves[0, 1, 2] = moves[1, 1, 3] = moves[0, 3, 2] = True
    found = status_quo(made(moves, np.zeros((2, 4), dtype=int)), "s0")
    assert found.moves.to(2) == (Step("A", "s1"), Step("B", "s3"), Step("A", "s2"))
    assert found.moves.to(0) == ()
    assert found.improvements.distance.tolist() == [0, -1, -1, -1]
    with pytest.raises(InputError, match="s2 cannot be reached from s0") as caught:
        found.improvements.to(2)
    assert caught.value.code == "out-of-reach"


def test_from_missiles_left_alone_improvements_lead_to_withdrawal_under_blockade() -> None:
    conflict = CUBA.by_rankings()
    found = status_quo(conflict, "NNNN")
    table = found.table(stability(conflict))
    assert table["moves"].isna().sum() == 0
    assert table.loc["NYYN", "improvements"] == 2
    assert found.improvements.to(conflict.state("NYYN")) == (Step("US", "NYNN"), Step("USSR", "NYYN"))
    assert table.index[table[Concept.SEQ.value]].tolist() == ["NNYN", "YNYN", "NYYN"]


def test_an_unknown_status_quo_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="'NNN'"):
        status_quo(CUBA.by_rankings(), "NNN")
