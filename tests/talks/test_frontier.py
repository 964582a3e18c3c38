from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tradetalks.talks.frontier import frontier

tables = st.integers(1, 4).flatmap(
    lambda parties: st.integers(1, 60).flatmap(
        lambda deals: arrays(np.int64, (deals, parties), elements=st.integers(-6, 6))
    )
)


def dominated(gains: np.ndarray, row: int) -> bool:
    at_least = (gains >= gains[row]).all(axis=1)
    return bool((at_least & (gains > gains[row]).any(axis=1)).any())


@given(tables)
def test_the_frontier_is_exactly_what_nothing_dominates(gains: np.ndarray) -> None:
    assert set(frontier(gains).tolist()) == {row for row in range(len(gains)) if not dominated(gains, row)}


@given(tables)
def test_joint_gain_falls_along_the_frontier(gains: np.ndarray) -> None:
    joint = gains[frontier(gains)].sum(axis=1)
    assert (np.diff(joint) <= 0).all()


def test_blocks_agree_with_the_whole() -> None:
    """More points than one block holds, most of them undominated."""
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, np.pi / 2, 3000)
    gains = np.rint(1e6 * np.stack([np.cos(angle), np.sin(angle)], axis=1)).astype(np.int64)
    found = frontier(gains)
    assert len(found) > 512
    assert not any(dominated(gains, row) for row in found)
