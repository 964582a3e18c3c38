from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tradetalks.talks.settlements import NAMES, egalitarian, kalai_smorodinsky, nash, settlements, utilitarian
from tradetalks.talks.sieve import undominated

zones = st.integers(2, 4).flatmap(
    lambda parties: st.integers(1, 40).flatmap(
        lambda deals: arrays(np.int64, (deals, parties), elements=st.integers(0, 10**7))
    )
)
RULES = (nash, kalai_smorodinsky, egalitarian, utilitarian)


@given(zones)
def test_every_settlement_is_on_the_frontier(zone: np.ndarray) -> None:
    best = undominated(zone).tolist()
    for rule in RULES:
        row = zone[rule(zone)]
        assert any((zone[number] == row).all() for number in best)


@given(zones)
def test_nash_has_the_largest_product(zone: np.ndarray) -> None:
    products = [prod(map(int, row)) for row in zone]
    assert products[nash(zone)] == max(products)


@given(zones)
def test_kalai_smorodinsky_has_the_largest_smallest_share(zone: np.ndarray) -> None:
    assert shares(zone, kalai_smorodinsky(zone)) == max(shares(zone, row) for row in range(len(zone)))


@given(zones)
def test_egalitarian_and_utilitarian(zone: np.ndarray) -> None:
    ranked = [sorted(map(int, row)) for row in zone]
    assert ranked[egalitarian(zone)] == max(ranked)
    sums = [sum(map(int, row)) for row in zone]
    assert sums[utilitarian(zone)] == max(sums)


def shares(zone: np.ndarray, row: int) -> list[Fraction]:
    ideal = [max(int(top), 1) for top in zone.max(axis=0)]
    return sorted(Fraction(int(gain), top) for gain, top in zip(zone[row], ideal, strict=True))


@given(zones)
def test_the_unit_of_a_party_does_not_matter_to_nash_and_kalai_smorodinsky(zone: np.ndarray) -> None:
    """Ties may fall otherwise, since they go by joint gain; what is maximised may not change."""
    zone = zone + 1
    scaled = zone * np.array([3, *[1] * (zone.shape[1] - 1)])
    assert prod(map(int, zone[nash(zone)])) == prod(map(int, zone[nash(scaled)]))
    assert shares(zone, kalai_smorodinsky(zone)) == shares(zone, kalai_smorodinsky(scaled))


def test_kalai_smorodinsky_does_not_hurt_the_worst_off() -> None:
    """Equal shares at a low level lose to unequal shares that are higher for both."""
    zone = np.array([[10, 0], [0, 10], [4, 4], [5, 9]])
    assert kalai_smorodinsky(zone) == 3


def test_an_empty_zone_has_no_settlement() -> None:
    gains = np.array([[1, -1], [-1, 1]])
    assert settlements(gains, np.array([], dtype=int)) == dict.fromkeys(NAMES)
    assert settlements(gains, np.array([1]))["nash"] == 1


def test_a_party_that_can_gain_nothing_does_not_decide_the_nash_settlement() -> None:
    zone = np.array([[10, 1, 0], [6, 6, 0], [20, 0, 0]])
    assert nash(zone) == nash(zone[:, :2]) == 1


def test_products_beyond_floating_point_are_compared() -> None:
    zone = np.full((2, 60), 10**7)
    zone[1, 0] += 1
    assert nash(zone) == 1
