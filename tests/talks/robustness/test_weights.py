"""Weights have a mean of one, and those of a party do not hang on the others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import InputError
from tradetalks.talks.robustness.weights import AsTold, Between, Dirichlet, FromCase, Weights
from tradetalks.talks.schema import Party

ISSUES = ("cars", "milk", "panels")
TIMES = {"times": {"low": 0.5, "value": 1.0, "high": 3.0}, "judgement": "why"}
PARTIES = tuple(Party.model_validate({"id": name, "name": name, "region": name}) for name in "ABC")
TOLD = (*PARTIES[:2], Party.model_validate({"id": "C", "name": "C", "region": "C", "weight": {"milk": TIMES}}))
LAWS: tuple[Weights, ...] = (AsTold(), FromCase(), Dirichlet(), Dirichlet(2.0), Between(0.5, 1.5))


@given(st.sampled_from(LAWS), st.permutations(range(3)), st.integers(0, 99))
def test_the_order_of_parties_does_not_matter(law: Weights, order: list[int], seed: int) -> None:
    straight = law.draw(seed, 20, TOLD, ISSUES)
    turned = law.draw(seed, 20, [TOLD[place] for place in order], ISSUES)
    assert np.array_equal(turned, straight[:, order])


@given(st.floats(0.5, 100), st.integers(0, 99))
def test_weights_from_dirichlet_share_out_a_party_s_attention(concentration: float, seed: int) -> None:
    found = Dirichlet(concentration).draw(seed, 30, PARTIES, ISSUES)
    assert (found >= 0).all()
    assert found.sum(axis=2) == pytest.approx(len(ISSUES))


def test_the_spread_of_dirichlet_is_as_told() -> None:
    found = Dirichlet(25.0).draw(1, 4000, PARTIES, ISSUES)
    assert found.std(axis=0) == pytest.approx(np.sqrt(2 / 76), rel=0.05)
    assert found.mean(axis=0) == pytest.approx(1, abs=0.01)


def test_intervals_are_filled_evenly() -> None:
    found = Between(0.5, 1.5).draw(1, 1000, PARTIES, ISSUES)
    assert np.percentile(found, [0, 25, 75, 100], axis=0) == pytest.approx(
        np.broadcast_to(np.array([0.5, 0.75, 1.25, 1.5])[:, None, None], (4, 3, 3)), abs=2e-3
    )


def test_only_weights_of_the_case_are_drawn_from_it() -> None:
    found = FromCase().draw(1, 400, TOLD, ISSUES)
    assert found[:, 2, 1].min() < 0.7
    assert found[:, 2, 1].max() > 2.5
    found[:, 2, 1] = 1
    assert (found == 1).all()


@pytest.mark.parametrize("concentration", [0.0, -1.0, float("nan"), float("inf")])
def test_a_concentration_is_above_zero(concentration: float) -> None:
    with pytest.raises(InputError) as caught:
        Dirichlet(concentration)
    assert caught.value.code == "concentration"


@pytest.mark.parametrize(("low", "high"), [(-0.1, 1.0), (2.0, 1.0), (0.0, float("inf"))])
def test_an_interval_is_in_order(low: float, high: float) -> None:
    with pytest.raises(InputError) as caught:
        Between(low, high)
    assert caught.value.code == "weight-interval"
