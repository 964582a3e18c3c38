from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks.stability.brute import Brute
from talks.stability.graphs import made, strict_conflicts
from talks.stability.published import CUBA, PRISONERS

from tradetalks.errors import InputError
from tradetalks.talks.stability import Concept, Conflict, limited_move, stability


@given(strict_conflicts(), st.integers(1, 5))
def test_it_is_backward_induction(conflict: Conflict, horizon: int) -> None:
    brute = Brute(conflict)
    expected = [[brute.ends(horizon, i, s) == s for s in brute.states] for i in (0, 1)]
    assert limited_move(conflict, horizon).tolist() == expected


@given(strict_conflicts())
def test_one_move_ahead_is_nash(conflict: Conflict) -> None:
    assert (limited_move(conflict, 1) == stability(conflict).holds(Concept.NASH)).all()


def test_prisoners_who_look_two_moves_ahead_keep_their_word() -> None:
    conflict = PRISONERS.by_rankings()
    assert [limited_move(conflict, h)[:, 3].all() for h in (1, 2, 3)] == [False, True, True]


REFUSED = [
    (made(np.zeros((3, 2, 2), dtype=bool), np.array([[0, 1]] * 3)), 1, "limited-move-sides"),
    (made(np.zeros((2, 2, 2), dtype=bool), np.array([[0, 1], [0, 0]])), 1, "limited-move-ties"),
    (CUBA.by_rankings(), 0, "limited-move-horizon"),
    (CUBA.by_rankings(), 1.5, "limited-move-horizon"),
    (CUBA.by_rankings(), True, "limited-move-horizon"),
]


@pytest.mark.parametrize(("conflict", "horizon", "code"), REFUSED)
def test_what_it_does_not_cover_is_refused(conflict: Conflict, horizon: int, code: str) -> None:
    with pytest.raises(InputError) as caught:
        limited_move(conflict, horizon)
    assert caught.value.code == code
