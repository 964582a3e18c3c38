"""Linear programmes that have an answer, none, or no end, and the weights nearest to others."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from tradetalks.errors import ConvergenceError
from tradetalks.talks.revealed import region as room
from tradetalks.talks.revealed.conflicts import closest, conflicts, explains, least_slack
from tradetalks.talks.revealed.nearest import Distance, centre, nearest
from tradetalks.talks.revealed.region import Region, region, size
from tradetalks.talks.revealed.space import intervals

SQUARE = intervals(np.zeros(2), np.full(2, 4.0))
ENDLESS = intervals(np.zeros(2), np.full(2, np.inf))


def walls(*rows: tuple[float, float, float], endless: bool = False) -> Region:
    """Keep a w0 + b w1 >= c for every (a, b, c)."""
    held = np.array(rows).reshape(-1, 3)
    return region(ENDLESS if endless else SQUARE, held[:, :2], held[:, 2])


def test_the_least_is_at_a_corner() -> None:
    found = walls((1, 1, 3)).least(np.array([1.0, 2.0]))
    assert found is not None
    assert (found[0], found[1].tolist()) == (pytest.approx(3.0), pytest.approx([3.0, 0.0]))


def test_no_point_and_no_end_are_told_apart() -> None:
    assert walls((1, 1, 9)).least(np.ones(2)) is None
    found = walls((1, -1, 0), endless=True).least(np.array([-1.0, 0.0]))
    assert found is not None
    assert found[0] == -np.inf


def test_a_solver_without_an_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "linprog", lambda *_, **__: SimpleNamespace(status=4, message="out of luck"))
    with pytest.raises(ConvergenceError, match="out of luck") as caught:
        walls().least(np.ones(2))
    assert caught.value.code == "programme-unsolved"


def test_nearest_by_the_largest_change_and_then_by_the_total() -> None:
    """From (1, 1) to w0 + w1 >= 4: one each; to w0 >= 3 alone, the other stays."""
    for row, by_largest in (((1.0, 1.0, 4.0), [2.0, 2.0]), ((1.0, 0.0, 3.0), [3.0, 1.0])):
        found = nearest(walls(row), np.ones(2), Distance.LARGEST)
        assert found == pytest.approx(by_largest)
        total = nearest(walls(row), np.ones(2), Distance.TOTAL)
        assert total == pytest.approx(by_largest)
    assert nearest(walls((1, 1, 9)), np.ones(2), Distance.TOTAL) is None


def test_the_centre_of_a_triangle_is_that_of_its_incircle() -> None:
    """w0, w1 >= 0 and w0 + w1 <= 2: radius 2 - sqrt 2, at that distance from both axes."""
    found = centre(walls((-1, -1, -2)), np.ones(2))
    assert found is not None
    radius = 2 - np.sqrt(2)
    assert (found[0].tolist(), found[1]) == (pytest.approx([radius, radius]), pytest.approx(radius))
    assert centre(walls((1, 1, 9)), np.ones(2)) is None


def test_without_bounds_the_ball_stays_small_and_near() -> None:
    found = centre(walls(endless=True), np.full(2, 7.0))
    assert found is not None
    assert (found[0].tolist(), found[1]) == (pytest.approx([7.0, 7.0]), pytest.approx(1.0))


def test_what_contradicts_is_relaxed_by_the_least() -> None:
    """w0 >= 3, w0 <= 1 and w1 >= 5 where w1 <= 4: two and one are missing."""
    rows = walls((1, 0, 3), (-1, 0, -1), (0, 1, 5), (0, 1, 2))
    total, slack = least_slack(rows)
    assert total == pytest.approx(3.0) == pytest.approx(slack.sum())
    assert slack[2:] == pytest.approx([1.0, 0.0])
    assert conflicts(rows) == [[0, 1], [2]]
    left = closest(rows)
    ends = [left.least(sign * np.eye(left.variables)[0]) for sign in (1, -1)]
    assert [end[0] for end in ends if end] == pytest.approx([1.0, -3.0], abs=1e-6)


def test_no_rows_are_always_explained() -> None:
    assert explains(walls())
    assert conflicts(walls()) == []
    assert size() == size(np.zeros(3)) == 1.0
