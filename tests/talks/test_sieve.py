from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from support.negotiations import dominates

from tradetalks.errors import InputError
from tradetalks.talks import sieve
from tradetalks.talks.negotiation import EXACT
from tradetalks.talks.sieve import sifted, undominated

tables = st.integers(1, 6).flatmap(
    lambda parties: st.integers(0, 60).flatmap(
        lambda deals: arrays(np.int64, (deals, parties), elements=st.integers(-4, 4))
    )
)


def best(points: np.ndarray) -> list[int]:
    rows = [tuple(row) for row in points.tolist()]
    return [n for n, row in enumerate(rows) if row not in rows[:n] and not any(dominates(o, row) for o in rows)]


@given(tables)
def test_what_nothing_dominates_is_kept_and_of_equal_points_the_first(points: np.ndarray) -> None:
    assert sorted(undominated(points).tolist()) == best(points)


@given(tables, st.integers(1, 7))
def test_blocks_agree_with_the_whole(points: np.ndarray, size: int) -> None:
    blocks = [(points[n : n + size], np.arange(n, min(n + size, len(points)))) for n in range(0, len(points), size)]
    kept, names = sifted(blocks, points.shape[1])
    assert sorted(names.tolist()) == best(points)
    assert (points[names.astype(int)] == kept).all()


def test_more_points_than_can_be_kept_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "MOST_POINTS", 9)
    line = np.stack([np.arange(10), -np.arange(10)], axis=1)
    with pytest.raises(InputError, match="undominated") as caught:
        sifted([(line, np.arange(10))], 2)
    assert caught.value.code == "frontier-size"


def test_payoffs_beyond_exact_floating_point_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        undominated(np.array([[EXACT]]))
    assert caught.value.code == "payoff-size"
