"""The quota by itself: regimes, limiting cases, and what can be solved by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.clauses.quota.model import (
    Quota,
    QuotaMarket,
    Regime,
    cell_policy,
    mean_policy,
    outcome,
    phase_in_weights,
)

DAIRY = QuotaMarket(spending=5800.0, wedge_today=1.35, import_share_today=0.08, elasticity=4.0)
RATE = 2.41

markets = st.builds(
    QuotaMarket,
    spending=st.floats(1, 1e5),
    wedge_today=st.floats(1.0, 2.0),
    import_share_today=st.floats(0.01, 0.9),
    elasticity=st.floats(0.2, 10),
)
rates = st.tuples(st.floats(0, 0.5), st.floats(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_no_quota_leaves_no_rent() -> None:
    found = outcome(DAIRY, Quota(0.0, 0.0, RATE))
    assert (found.regime, found.wedge, found.rent) == (Regime.OVER_QUOTA, 1 + RATE, 0.0)
    assert found.duty == pytest.approx(RATE * DAIRY.imports(1 + RATE), rel=1e-14)


def test_a_huge_quota_leaves_the_low_duty() -> None:
    found = outcome(DAIRY, Quota(1e9, 0.05, RATE))
    assert (found.regime, found.wedge, found.rent, found.over_quota) == (Regime.IN_QUOTA, 1.05, 0.0, 0.0)
    assert found.duty == pytest.approx(0.05 * DAIRY.imports(1.05), rel=1e-14)


@given(markets, rates)
def test_the_ends_hold_for_every_market(market: QuotaMarket, duties: tuple[float, float]) -> None:
    within, over = duties
    none, all_ = (outcome(market, Quota(size, within, over)) for size in (0.0, 2 * market.imports(1 + within)))
    assert (none.wedge, none.rent, none.within_quota) == (1 + over, 0.0, 0.0)
    assert none.duty == pytest.approx(over * market.imports(1 + over), rel=1e-12, abs=1e-12)
    assert (all_.wedge, all_.rent, all_.over_quota) == (1 + within, 0.0, 0.0)
    assert all_.duty == pytest.approx(within * market.imports(1 + within), rel=1e-12, abs=1e-12)


@given(markets)
def test_today_reproduces_today_in_every_market(market: QuotaMarket) -> None:
    """The quota that lets in today's imports has today's wedge, between duties on either side of it."""
    found = outcome(market, Quota(market.imports(market.wedge_today), 0.0, market.wedge_today))
    assert found.wedge == pytest.approx(market.wedge_today, abs=1e-11)
    assert found.imports == pytest.approx(market.import_share_today * market.spending / market.wedge_today, rel=1e-11)


@given(markets, rates, st.floats(0, 1.2), st.floats(0.01, 100))
def test_money_has_no_scale(market: QuotaMarket, duties: tuple[float, float], step: float, times: float) -> None:
    quantity = step * market.imports(1 + duties[0])
    one, other = (
        outcome(replace(market, spending=scale * market.spending), Quota(scale * quantity, *duties))
        for scale in (1.0, times)
    )
    assert other.wedge == pytest.approx(one.wedge, abs=1e-10)
    for name in ("imports", "rent", "duty"):
        assert getattr(other, name) == pytest.approx(times * getattr(one, name), rel=1e-8, abs=1e-8 * times)


@given(markets, st.floats(0, 1), st.floats(0, 1e5))
def test_equal_duties_are_a_plain_tariff(market: QuotaMarket, rate: float, quantity: float) -> None:
    found = outcome(market, Quota(quantity, rate, rate))
    assert found.wedge == 1 + rate
    assert found.rent == pytest.approx(0, abs=1e-9)
    assert found.duty == pytest.approx(rate * market.imports(1 + rate), rel=1e-12)


def test_today_reproduces_today() -> None:
    found = outcome(DAIRY, Quota(DAIRY.imports(1.35), 0.0, RATE))
    assert found.regime is Regime.FILLED
    assert found.wedge == pytest.approx(1.35, abs=1e-12)
    assert found.rent == pytest.approx(0.35 * 0.08 * 5800 / 1.35, rel=1e-11)


def test_milk_at_241_percent_comes_in_within_the_quota_alone() -> None:
    found = outcome(DAIRY, Quota(DAIRY.imports(1.35), 0.0, RATE))
    assert found.over_quota == 0
    assert found.wedge < 1 + RATE
    assert outcome(DAIRY, Quota(1.0, 0.0, RATE)).over_quota > 0


@given(st.floats(0.05, 0.9), st.floats(0.2, 0.95))
def test_elasticity_one_is_a_quadratic(share: float, step: float) -> None:
    """With theta = 1, mu0 z + (1 - mu0) z^2 = a."""
    market = QuotaMarket(100.0, 1.5, share, 1.0)
    low, high = market.imports(2.0), market.imports(1.0)
    quantity = low + step * (high - low)
    target = share * 100.0 / (1.5 * quantity)
    ratio = (-share + math.sqrt(share**2 + 4 * (1 - share) * target)) / (2 * (1 - share))
    assert outcome(market, Quota(quantity, 0.0, 1.0)).wedge == pytest.approx(1.5 * ratio, abs=1e-11)


@given(markets, rates, st.floats(0, 1))
def test_the_complementarity_holds(market: QuotaMarket, duties: tuple[float, float], step: float) -> None:
    within, over = duties
    quantity = step * 1.2 * market.imports(1 + within)
    found = outcome(market, Quota(quantity, within, over))
    assert 1 + within <= found.wedge <= 1 + over
    assert found.imports == pytest.approx(market.imports(found.wedge), rel=1e-11)
    assert found.rent >= 0
    assert found.rent + found.duty == pytest.approx((found.wedge - 1) * found.imports, rel=1e-10, abs=1e-9)
    if found.wedge > 1 + within:
        assert found.imports >= quantity * (1 - 1e-12)
    if found.over_quota > 0:
        assert found.wedge == 1 + over


@given(markets, rates)
def test_regimes_meet_without_a_jump(market: QuotaMarket, duties: tuple[float, float]) -> None:
    within, over = duties
    for rate in duties:
        edge = market.imports(1 + rate)
        sides = [outcome(market, Quota(edge * (1 + d), within, over)) for d in (-1e-9, 0.0, 1e-9)]
        wedges = [side.wedge for side in sides]
        assert np.ptp(wedges) <= 1e-8 * (1 + over)
        assert np.ptp([side.rent for side in sides]) <= 1e-7 * edge * (1 + over)


@given(markets, rates, st.floats(0, 1.2), st.floats(0, 1.2))
def test_price_falls_as_the_quota_widens(
    market: QuotaMarket, duties: tuple[float, float], one: float, other: float
) -> None:
    most = market.imports(1 + duties[0])
    tight, wide = (outcome(market, Quota(size * most, *duties)) for size in sorted((one, other)))
    assert wide.wedge <= tight.wedge + 1e-12
    assert wide.imports >= tight.imports * (1 - 1e-12)


def test_weights_of_a_phase_in_add_up_and_hold_the_present_value() -> None:
    path = np.array([1.0, 2.0, 5.0])
    weights = phase_in_weights(3, 0.9)
    assert weights.sum() == pytest.approx(1, abs=1e-15)
    present = 1 + 0.9 * 2 + 5 * 0.81 / (1 - 0.9)
    assert weights @ path / (1 - 0.9) == pytest.approx(present, rel=1e-13)
    np.testing.assert_array_equal(phase_in_weights(1, 0.5), [1.0])
    np.testing.assert_array_equal(phase_in_weights(4, 1.0), [0, 0, 0, 1])


@given(st.floats(0.01, 0.99), st.floats(1.0, 2.0), st.floats(1.0, 2.0), st.floats(0.5, 9))
def test_a_cell_keeps_price_and_revenue(share: float, old: float, new: float, theta: float) -> None:
    """The two goods one by one, against tariff and iceberg of the cell that holds them."""
    policy = cell_policy((share, 1 - share), (old, 1.1), (new, 1.1), theta)
    spent = np.array([share * old, (1 - share) * 1.1])
    price = (spent[0] / spent.sum() * (new / old) ** -theta + spent[1] / spent.sum()) ** (-1 / theta)
    kappa = policy.cost * (1 + policy.tariff_after) / (1 + policy.tariff_before)
    assert kappa == pytest.approx(price, rel=1e-12)
    after = spent * np.array([(new / old) ** -theta, 1])
    revenue = (after * (1 - 1 / np.array([new, 1.1]))).sum() / after.sum()
    assert policy.tariff_after / (1 + policy.tariff_after) == pytest.approx(revenue, abs=1e-12)


@given(st.floats(0.01, 0.99), st.floats(1.0, 2.0), st.floats(1.0, 2.0), st.floats(0.5, 9))
def test_a_cell_whose_wedges_stay_does_not_move(share: float, one: float, other: float, theta: float) -> None:
    policy = cell_policy((share, 1 - share), (one, other), (one, other), theta)
    assert policy.tariff_after == pytest.approx(policy.tariff_before, abs=1e-13)
    assert policy.cost == pytest.approx(1, abs=1e-13)


def test_a_cell_of_one_good_is_a_plain_tariff() -> None:
    policy = cell_policy((1.0,), (1.35,), (1.1,), 4.0)
    assert (policy.tariff_before, policy.tariff_after, policy.cost) == pytest.approx((0.35, 0.1, 1.0), abs=1e-13)


def test_a_cell_moves_by_its_share_to_first_order() -> None:
    step = 1e-6
    policy = cell_policy((0.04, 0.96), (1.35, 1.0), (1.35 - step, 1.0), 4.0)
    kappa = policy.cost * (1 + policy.tariff_after) / (1 + policy.tariff_before)
    assert (kappa - 1) * (1 + policy.tariff_before) == pytest.approx(-0.04 * step, rel=1e-5)


@given(st.lists(st.floats(1.0, 1.6), min_size=1, max_size=8), st.floats(0.02, 0.6), st.floats(0.5, 9))
def test_years_keep_their_mean_spending_and_revenue(wedges: list[float], share: float, theta: float) -> None:
    years = [cell_policy((share, 1 - share), (1.35, 1.0), (wedge, 1.0), theta) for wedge in wedges]
    weights = phase_in_weights(len(years), 0.95)
    mean = mean_policy(years, weights, theta)
    spent = [year.price**-theta for year in years]
    paid = [year.tariff_after / (1 + year.tariff_after) for year in years]
    assert mean.tariff_before == years[0].tariff_before
    assert mean.price**-theta == pytest.approx(weights @ spent, rel=1e-11)
    revenue = mean.price**-theta * mean.tariff_after / (1 + mean.tariff_after)
    assert revenue == pytest.approx(weights @ (np.array(spent) * paid), rel=1e-10, abs=1e-13)


def test_one_year_is_its_own_mean() -> None:
    year = cell_policy((0.3, 0.7), (1.35, 1.0), (1.1, 1.0), 4.0)
    mean = mean_policy([year], [1.0], 4.0)
    assert (mean.tariff_after, mean.cost) == pytest.approx((year.tariff_after, year.cost), rel=1e-12)
