"""The mathematics of content rules: limits that can be solved by hand, and laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import (
    Makers,
    Rule,
    constrained_share,
    delta_of,
    free_share,
    joint_penalty,
    parts_cost,
    penalty,
)
from tradetalks.clauses.content.ways import WageChoices, Wages

BASE = Makers(theta=4, eta=4, mu=0.16, sigma=0.18, assembly=0.15, concentration=3)
THETA = 4.0
shares = st.floats(0.02, 0.98)
deltas = st.floats(0.5, 2.0)
requirements = st.floats(0.05, 0.97)


@given(deltas, shares)
def test_the_chosen_parts_cost_the_share_required(delta: float, share: float) -> None:
    at = np.array(delta)
    chi = constrained_share(np.array(share), at, THETA)
    inside = chi ** (1 + 1 / THETA)
    assert inside / parts_cost(chi, at, THETA) == pytest.approx(share, abs=1e-8)


@given(deltas)
def test_what_is_free_is_cheapest_and_costs_as_eaton_and_kortum_have_it(delta: float) -> None:
    at = np.array(delta)
    free = free_share(at, THETA)
    assert parts_cost(free, at, THETA) == pytest.approx(free ** (1 / THETA), abs=1e-8)
    assert parts_cost(free * 0.9, at, THETA) > parts_cost(free, at, THETA)


@given(deltas)
def test_all_parts_at_home_cost_the_gains_from_trade(delta: float) -> None:
    at = np.array(delta)
    assert penalty(np.array(1.0), at, THETA) == pytest.approx(free_share(at, THETA) ** (-1 / THETA), abs=1e-8)
    assert penalty(np.array(1.01), at, THETA) == np.inf


@given(deltas, shares, shares)
def test_the_penalty_rises_with_what_is_required(delta: float, one: float, other: float) -> None:
    at, (less, more) = np.array(delta), sorted((one, other))
    assert 1 <= penalty(np.array(less), at, THETA) <= penalty(np.array(more), at, THETA) + 1e-12


@given(shares)
def test_a_free_share_gives_back_its_advantage(share: float) -> None:
    assert free_share(np.array(delta_of(share, THETA)), THETA) == pytest.approx(share, abs=1e-8)


def test_nothing_required_changes_nothing() -> None:
    choices = Choices(BASE, Rule(0.0), 0.025)
    assert choices.freely.all()
    assert (choices.flow_cost, choices.flow_paying, choices.price, choices.parts_jobs) == pytest.approx((1, 0, 1, 1))


@given(requirements)
def test_with_no_duty_nobody_pays_to_comply(required: float) -> None:
    choices = Choices(BASE, Rule(required), 0.0)
    assert choices.real_cost.max() == pytest.approx(1, abs=1e-12)
    assert choices.flow_cost == pytest.approx(1, abs=1e-12)
    assert choices.price == pytest.approx(1, abs=1e-12)


@given(requirements)
def test_a_huge_duty_makes_all_comply(required: float) -> None:
    assert Choices(BASE, Rule(required), 9.0).complying == 1


@given(requirements, requirements, st.floats(0.001, 0.4))
def test_fewer_comply_with_a_stricter_rule(one: float, other: float, duty: float) -> None:
    less, more = sorted((one, other))
    assert Choices(BASE, Rule(less), duty).complying >= Choices(BASE, Rule(more), duty).complying


@given(requirements, st.floats(0.001, 0.4), st.floats(0.001, 0.4))
def test_more_comply_at_a_higher_duty(required: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert Choices(BASE, Rule(required), low).complying <= Choices(BASE, Rule(required), high).complying


def test_content_rises_to_a_peak_and_falls_back() -> None:
    levels = np.arange(0.3, 1.0, 0.02)
    content = [Choices(BASE, Rule(float(level)), 0.025).content for level in levels]
    peak = int(np.argmax(content))
    assert 0.80 <= levels[peak] <= 0.86
    assert all(np.diff(content[: peak + 1]) >= 0)
    assert all(np.diff(content[peak:]) <= 0)


def test_at_full_content_only_those_with_a_great_advantage_comply() -> None:
    """delta >= (tau^(theta/(1 - a)) - 1)^(-1/theta)."""
    choices, tau = Choices(BASE, Rule(1.0), 0.025), 1.025
    least = (tau ** (THETA / (1 - BASE.assembly_part)) - 1) ** (-1 / THETA)
    np.testing.assert_array_equal(~choices.paying, np.broadcast_to(least <= BASE.delta, choices.paying.shape))
    free, full = Choices(BASE, Rule(0.0), 0.025), Choices(BASE, Rule(0.9999), 0.025)
    never = full.paying
    np.testing.assert_array_equal(full.part_share[never], np.broadcast_to(free.part_share, never.shape)[never])


def test_one_maker_by_hand() -> None:
    """Parts cost the same everywhere and are all there is: half is free; two thirds take chi = 1/(1 + 2^(-4/5))."""
    one = Makers(theta=4, eta=3, mu=0.0, sigma=0.0, assembly=0.0, concentration=3)
    choices = Choices(one, Rule(2 / 3), 0.25)
    chi = 1 / (1 + 0.5 ** (4 / 5))
    cost = (chi**1.25 + (1 - chi) ** 1.25) / 0.5**0.25
    assert choices.constrained.all()
    assert choices.flow_cost == pytest.approx(cost, abs=1e-8)
    assert choices.price == pytest.approx(cost, abs=1e-8)
    assert choices.parts_jobs == pytest.approx(2 * chi * cost**-3, abs=1e-8)
    payers = Choices(one, Rule(2 / 3), 0.001)
    assert payers.paying.all()
    assert (payers.flow_cost, payers.flow_paying) == (1, 1)
    assert payers.price == pytest.approx(1.001, abs=1e-8)


def test_exposure_dulls_the_duty() -> None:
    none, some = replace(BASE, exposed=0.0), replace(BASE, exposed=0.3, alike=1e6)
    tau = Choices(some, Rule(0.75), 0.25).cost_of_paying
    assert tau == pytest.approx((0.7 + 0.3 * 1.25**-3) ** (-1 / 3), abs=3e-4)
    assert Choices(none, Rule(0.75), 0.25).real_cost.max() == pytest.approx(1, abs=1e-12)


@given(st.floats(0.0, 0.45), st.floats(0.0, 0.45), st.floats(0.05, 0.95), st.floats(0.5, 20))
def test_makers_that_bear_no_duty_and_all_of_it_are_counted_in_full(
    never: float, always: float, mean: float, alike: float
) -> None:
    exposure = replace(BASE, exposed=mean, alike=alike, never=never, always=always).exposure.ravel()
    assert exposure.mean() == pytest.approx(always + (1 - never - always) * mean, abs=0.01)
    assert (np.diff(exposure) >= 0).all()
    assert (exposure[: int(never * exposure.size)] == 0).all()
    assert (exposure[exposure.size - int(always * exposure.size) :] == 1).all()


def test_exposure_that_is_the_same_for_all_but_some() -> None:
    exposure = replace(BASE, exposed=1.0, never=0.25).exposure.ravel()
    np.testing.assert_array_equal(exposure, np.repeat([0.0, 1.0], [5, 15]))


def test_several_rules_are_bounded_by_the_largest_and_the_product() -> None:
    least, most = joint_penalty(np.array([1.0, 1.2]), np.array([1.1, 1.05]))
    np.testing.assert_allclose(least, [1.1, 1.2])
    np.testing.assert_allclose(most, [1.1, 1.26])


def test_raising_pay_costs_the_shortfall() -> None:
    """Ten points short at a labour share of .08 and 4 for 16 US$ cost 2.4 %."""
    one = Makers(theta=4, eta=4, mu=float(np.log(delta_of(0.25, 4))), sigma=0.0, assembly=0.0, concentration=3)
    choices = WageChoices(one, Rule(0.35, 0.0), 0.25, Wages(4.0, 16.0, 0.08))
    assert choices.cost_of_raising.max() == pytest.approx(1.024, abs=1e-8)
    paid = WageChoices(one, Rule(0.35, 0.0), 0.25, Wages(16.0, 16.0, 0.08))
    assert paid.raising.all()
    assert (paid.flow_cost, paid.price, paid.flow_pay_rise) == (1, 1, 0)


def test_leaving_needs_a_rule() -> None:
    assert Choices(BASE, Rule(0.0), 0.025).leaving(1.2, 1.0) == 0
    leaving = [Choices(BASE, Rule(required), 0.025).leaving(1.2, 1.0) for required in (0.625, 0.75, 0.85)]
    assert 0 < leaving[0] < leaving[1] < leaving[2]
    assert Choices(BASE, Rule(0.85), 0.025).leaving(1.2, 1.5) == 0
