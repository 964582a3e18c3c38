from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from talks.stability.brute import Brute
from talks.stability.graphs import conflicts

from tradetalks.talks.stability import Conflict
from tradetalks.talks.stability.reach import reachable, then


@given(conflicts())
def test_it_is_what_legal_sequences_reach(conflict: Conflict) -> None:
    brute = Brute(conflict)
    moves = brute.single(list(brute.makers), credible=False)
    expected = [brute.follow(moves, s) for s in brute.states]
    assert [set(np.flatnonzero(row)) for row in reachable(conflict.moves)] == expected


@given(conflicts(makers=(2, 3)))
def test_more_movers_reach_no_less(conflict: Conflict) -> None:
    assert (reachable(conflict.moves[:-1]) <= reachable(conflict.moves)).all()


def test_one_mover_moves_once_and_nobody_reaches_nothing() -> None:
    chain = np.eye(4, k=1, dtype=bool)[None]
    assert (reachable(chain) == chain[0]).all()
    assert not reachable(chain[:0]).any()


def test_by_turns_a_long_chain_is_walked_to_its_end() -> None:
    states = 300
    moves = np.zeros((2, states, states), dtype=bool)
    for state in range(states - 1):
        moves[state % 2, state, state + 1] = True
    assert (reachable(moves) == np.triu(np.ones((states, states), dtype=bool), k=1)).all()


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.just(7))), arrays(np.bool_, st.tuples(st.just(7), st.just(4))))
def test_the_boolean_product(first: np.ndarray, second: np.ndarray) -> None:
    expected = (first[:, :, None] & second[None, :, :]).any(axis=1)
    assert (then(first, second) == expected).all()
