"""The smallest change that flips an answer: nothing nearer does, and hand cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks.errors import InputError
from tradetalks.talks.revealed.flips import flip_acceptance, flip_settlement
from tradetalks.talks.revealed.nearest import Distance
from tradetalks.talks.revealed.space import WeightSpace, intervals, mean_one

CLOSE = 1e-7
few = settings(max_examples=30, deadline=None)
seeds = st.integers(0, 10**6)
distances = st.sampled_from(list(Distance))
ONE = np.ones(3)
WIDE = intervals(np.zeros(3), np.full(3, 4.0))
MEAN = mean_one(np.array([True, True, True]), 0.0)
spaces = st.sampled_from([WIDE, MEAN])


def near(rng: np.random.Generator, space: WeightSpace, within: float, distance: Distance, many: int) -> np.ndarray:
    """Draw weights of a space that lie within a distance of one."""
    change = rng.uniform(-1, 1, (many, 3))
    if space.counted.any():
        change -= change.mean(axis=1, keepdims=True)
    size = np.abs(change).sum(axis=1) if distance is Distance.TOTAL else np.abs(change).max(axis=1)
    weights = ONE + change * (within * rng.uniform(0, 1, many) / size)[:, None]
    return weights[((weights >= space.low) & (weights <= space.high)).all(axis=1)]


@few
@given(seeds, distances, spaces)
def test_nothing_nearer_turns_a_party_on_a_deal(seed: int, distance: Distance, space: WeightSpace) -> None:
    rng = np.random.default_rng(seed)
    row, threshold = rng.normal(size=3), float(rng.normal())
    accepts = row @ ONE >= threshold
    found = flip_acceptance(row, threshold, start=ONE, space=space, distance=distance)
    if found is None:
        least, most = space.span(row)
        assert least > threshold if accepts else most < threshold
        return
    assert row @ found.weights == pytest.approx(threshold, abs=CLOSE)
    assert found.distance == pytest.approx(distance.of(found.weights - ONE))
    nearer = near(rng, space, found.distance * (1 - 1e-6), distance, 2000) @ row
    assert ((nearer >= threshold) == accepts).all()


@few
@given(seeds, distances, spaces)
def test_nothing_nearer_makes_another_deal_best(seed: int, distance: Distance, space: WeightSpace) -> None:
    rng = np.random.default_rng(seed)
    rows, others = rng.normal(size=(40, 3)), rng.normal(size=40)
    wanted = int(np.argsort(rows @ ONE + others)[-3])
    found = flip_settlement(rows, others, wanted, start=ONE, space=space, distance=distance)
    if found is None:
        weights = near(rng, space, 4.0, distance, 2000)
        assert ((weights @ rows.T + others).argmax(axis=1) != wanted).all()
        return
    joint = rows @ found.weights + others
    assert joint[wanted] >= joint.max() - 1e-6
    nearer = near(rng, space, found.distance * (1 - 1e-6), distance, 2000)
    assert ((nearer @ rows.T + others).argmax(axis=1) != wanted).all()


def test_one_weight_takes_the_whole_change_where_changes_are_added() -> None:
    """2 w0 - w1 >= 3 from 2 - 1 = 1: cheapest through w0, by (3 - 1) / 2."""
    row = np.array([2.0, -1.0, 0.0])
    found = flip_acceptance(row, 3.0, start=ONE, space=WIDE, distance=Distance.TOTAL)
    assert found is not None
    assert found.weights == pytest.approx([2.0, 1.0, 1.0])
    assert (found.distance, found.most) == (pytest.approx(1.0), 0)
    assert found.change == pytest.approx([1.0, 0.0, 0.0], abs=1e-9)


def test_all_weights_share_it_where_the_largest_counts() -> None:
    """Moved by d each, 2 w0 - w1 rises by 3 d: d = 2/3; what does not matter stays."""
    row = np.array([2.0, -1.0, 0.0])
    found = flip_acceptance(row, 3.0, start=ONE, space=WIDE, distance=Distance.LARGEST)
    assert found is not None
    assert found.weights == pytest.approx([5 / 3, 1 / 3, 1.0])
    assert (found.distance, found.most) == (pytest.approx(2 / 3), 0)


def test_a_deal_that_is_accepted_turns_at_its_threshold() -> None:
    found = flip_acceptance(np.array([2.0, -1.0, 0.0]), 0.0, start=ONE, space=WIDE, distance=Distance.TOTAL)
    assert found is not None
    assert found.weights == pytest.approx([0.5, 1.0, 1.0])


def test_the_mean_is_kept_where_it_is_held() -> None:
    """What w0 gains w1 loses: 3 d = 2, at no cost to what has no worth."""
    found = flip_acceptance(np.array([2.0, -1.0, 0.0]), 3.0, start=ONE, space=MEAN, distance=Distance.TOTAL)
    assert found is not None
    assert found.weights == pytest.approx([5 / 3, 1 / 3, 1.0])


def test_what_cannot_flip_does_not() -> None:
    assert flip_acceptance(-ONE, 1.0, start=ONE, space=WIDE, distance=Distance.TOTAL) is None
    rows = np.array([[1.0, 1.0, 1.0], [0.5, 0.5, 0.5]])
    assert flip_settlement(rows, np.array([1.0, 0.0]), 1, start=ONE, space=WIDE, distance=Distance.TOTAL) is None


def test_the_best_deal_needs_no_change() -> None:
    rows = np.array([[1.0, 1.0, 1.0], [0.5, 0.5, 0.5]])
    found = flip_settlement(rows, np.zeros(2), 0, start=ONE, space=WIDE, distance=Distance.TOTAL)
    assert found is not None
    assert found.distance == 0


def test_another_deal_becomes_best_where_it_ties() -> None:
    """Deal 1 gives w1, deal 0 gives 2 w0: equal at w1 = 2."""
    rows = np.array([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    found = flip_settlement(rows, np.zeros(2), 1, start=ONE, space=WIDE, distance=Distance.TOTAL)
    assert found is not None
    assert found.weights == pytest.approx([0.5, 1.0, 1.0])
    assert found.most == 0


@pytest.mark.parametrize(
    ("row", "threshold", "start", "code"),
    [
        (np.array([1.0, np.nan, 0.0]), 0.0, ONE, "worths-finite"),
        (ONE, np.nan, ONE, "worths-finite"),
        (np.ones(2), 0.0, ONE, "weights-shape"),
        (ONE, 0.0, np.ones(2), "weights-shape"),
        (ONE, 0.0, np.array([1.0, np.inf, 1.0]), "worths-finite"),
    ],
)
def test_bad_input_is_refused(row: np.ndarray, threshold: float, start: np.ndarray, code: str) -> None:
    with pytest.raises(InputError) as caught:
        flip_acceptance(row, threshold, start=start, space=WIDE, distance=Distance.TOTAL)
    assert caught.value.code == code


@pytest.mark.parametrize(("others", "wanted"), [(2, 2), (2, -1), (3, 0)])
def test_a_deal_that_is_not_listed_is_refused(others: int, wanted: int) -> None:
    with pytest.raises(InputError) as caught:
        flip_settlement(np.ones((2, 3)), np.zeros(others), wanted, start=ONE, space=WIDE, distance=Distance.TOTAL)
    assert caught.value.code == "unknown-deal"
