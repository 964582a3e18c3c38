"""Random conflicts for laws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tradetalks.talks.stability import Conflict


def made(moves: np.ndarray, preference: np.ndarray) -> Conflict:
    makers, states = preference.shape
    moves = moves & ~np.eye(states, dtype=bool)
    return Conflict(tuple("ABCD"[:makers]), tuple(f"s{one}" for one in range(states)), moves, preference)


@st.composite
def conflicts(draw: st.DrawFn, makers: Sequence[int] = (1, 2, 3, 4), most_states: int = 6) -> Conflict:
    count = draw(st.sampled_from(makers))
    states = draw(st.integers(1, most_states))
    moves = draw(arrays(np.bool_, (count, states, states), elements=st.booleans()))
    return made(moves, draw(arrays(np.int64, (count, states), elements=st.integers(-3, 3))))


@st.composite
def strict_conflicts(draw: st.DrawFn) -> Conflict:
    states = draw(st.integers(1, 5))
    moves = draw(arrays(np.bool_, (2, states, states), elements=st.booleans()))
    return made(moves, np.array([draw(st.permutations(range(states))) for _ in range(2)]))
