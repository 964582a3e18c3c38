from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from support.negotiations import dominates, every_deal, negotiation, negotiations

from tradetalks.talks import composites
from tradetalks.talks.frontier import frontier, places
from tradetalks.talks.negotiation import Negotiation


@given(negotiations())
def test_the_frontier_is_exactly_what_nothing_dominates(game: Negotiation) -> None:
    deals = every_deal(game)
    best = {gains for gains in deals.values() if not any(dominates(other, gains) for other in deals.values())}
    found = frontier(game)
    assert {tuple(gains) for gains in found.gains.tolist()} == best
    assert len(found.gains) == len(best)


@given(negotiations(most=2))
def test_every_deal_of_a_point_is_found_once_and_the_first_one_first(game: Negotiation) -> None:
    deals, found = every_deal(game), frontier(game)
    for point, gains in enumerate(found.gains.tolist()):
        members = list(found.deals(point))
        assert sorted(members) == sorted(digits for digits, worth in deals.items() if worth == tuple(gains))
        assert members[0] == found.first(point)


@given(negotiations())
def test_joint_gain_falls_along_the_frontier(game: Negotiation) -> None:
    assert (np.diff(frontier(game).gains.sum(axis=1)) <= 0).all()


@given(negotiations())
def test_the_order_of_parties_does_not_matter(game: Negotiation) -> None:
    turned = negotiation(
        [worth[:, ::-1] for worth in game.own],
        linked=game.linked,
        together=game.together[..., ::-1],
        no_deal=game.no_deal[::-1].tolist(),
        excluded=game.space.excluded,
    )
    ours, theirs = frontier(game).gains, frontier(turned).gains[:, ::-1]
    assert {tuple(row) for row in ours.tolist()} == {tuple(row) for row in theirs.tolist()}


def test_blocks_agree_with_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same negotiation with blocks of five deals, so that leading issues are walked one by one."""
    rng = np.random.default_rng(0)
    own = [rng.integers(0, 50, size=(size, 3)) for size in (4, 3, 5, 2)]
    together = rng.integers(0, 50, size=(4, 5, 3))
    game = negotiation(own, linked=(0, 2), together=together)
    whole = frontier(game).gains
    monkeypatch.setattr(composites, "BLOCK", 5)
    monkeypatch.setattr("tradetalks.talks.frontier.BLOCK", 5)
    assert np.array_equal(frontier(game).gains, whole)
    assert {tuple(row) for row in whole.tolist()} <= set(every_deal(game).values())


def test_a_hundred_quintillion_deals_agree_with_halves_that_are_tried_out() -> None:
    """Twenty issues of ten options: no sum of two points of the halves' frontiers beats one of the whole."""
    rng = np.random.default_rng(1)
    own = [rng.integers(0, 20, size=(10, 3)) for _ in range(20)]
    whole = frontier(negotiation(own))
    left, right = (frontier(negotiation(half)).gains for half in (own[:7], own[7:]))
    sums = (left[:, None] + right[None]).reshape(-1, 3)
    assert whole.negotiation.space.count == 10**20
    for gains in whole.gains[:: max(1, len(whole.gains) // 50)]:
        assert not ((sums >= gains).all(axis=1) & (sums > gains).any(axis=1)).any()
        assert (sums == gains).all(axis=1).any()
    assert (whole.negotiation.gain(whole.first(0)) == whole.gains[0]).all()


def test_all_deals_equal_are_one_point() -> None:
    game = negotiation([np.ones((3, 2)), np.zeros((2, 2))])
    found = frontier(game)
    assert found.gains.tolist() == [[1, 1]]
    assert len(list(found.deals(0))) == 6


def test_deals_of_opposed_interests_are_all_found() -> None:
    """What one gains the other loses: many sums are equal, and none dominates."""
    opposed = [np.array([[0, 0], [1, -1], [-1, 1], [3, -3]]) for _ in range(4)]
    game = negotiation(opposed, linked=(0, 1), together=np.zeros((4, 4, 2), dtype=np.int64))
    deals, found = every_deal(game), frontier(game)
    for point, gains in enumerate(found.gains.tolist()):
        assert len(list(found.deals(point))) == sum(worth == tuple(gains) for worth in deals.values())


@given(arrays(np.int64, (30, 3), elements=st.integers(-3, 3)), arrays(np.int64, (30, 3), elements=st.integers(-3, 3)))
def test_places_are_those_of_equal_rows(drawn: np.ndarray, rows: np.ndarray) -> None:
    points = np.unique(drawn, axis=0)[::-1]
    known = {tuple(point): place for place, point in enumerate(points.tolist())}
    assert places(points, rows).tolist() == [known.get(tuple(row), -1) for row in rows.tolist()]
