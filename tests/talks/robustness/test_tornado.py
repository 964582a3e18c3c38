"""A tornado gives back what was put into the payoffs."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from support.ranged import ranged_data, studied

from tradetalks.errors import InputError
from tradetalks.talks.robustness.drivers import Driver, Inputs, Kind, Vary
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.robustness import robustness
from tradetalks.talks.robustness.sampling import position, quantile, uniforms
from tradetalks.talks.robustness.tornado import Tornado, tornado
from tradetalks.talks.robustness.weights import AsTold

DRAWS = 400


def inputs() -> Inputs:
    clause = {name: uniforms(0, DRAWS, name) for name in ("one", "other")}
    sets = np.floor(3 * uniforms(0, DRAWS, "sets")).astype(int)
    return Inputs(("", "a", "b"), sets, clause, None, np.ones((DRAWS, 1)), np.ones((DRAWS, 2, 1)))


def by_driver(found: Tornado) -> dict[str, tuple[float, ...]]:
    return {cause.driver.name or cause.driver.kind.value: cause.share for cause in found.causes}


def test_variance_is_given_to_what_caused_it() -> None:
    drawn = inputs()
    one, other = (position(u) for u in drawn.clause.values())
    steps = np.array([0.0, 1.0, 5.0])[drawn.set_of]
    payoff = np.stack([3 * one + steps, 2 * other - other**2], axis=1)
    found = tornado(drawn, payoff, ("milk",))
    shares = by_driver(found)
    total = payoff.var(axis=0)
    assert shares["one"] == pytest.approx((9 * one.var() / total[0], 0), abs=1e-9)
    assert shares["elasticities"] == pytest.approx((steps.var() / total[0], 0), abs=1e-9)
    assert shares["other"] == pytest.approx((0, 1), abs=1e-9)
    assert found.together == pytest.approx((0, 0), abs=1e-9)
    assert found.mean == pytest.approx(payoff.mean(axis=0))
    assert [cause.width for cause in found.causes] == sorted((c.width for c in found.causes), reverse=True)


def test_ends_are_payoffs_with_one_thing_at_its_ends() -> None:
    drawn = inputs()
    one = position(drawn.clause["one"])
    found = tornado(drawn, np.stack([3 * one + 7, -one], axis=1), ("milk",))
    cause = next(cause for cause in found.causes if cause.driver == Driver(Kind.CLAUSES, "one"))
    low, high = (quantile(-1, 0, 1, u) for u in (0.05, 0.95))
    assert cause.low == pytest.approx((7 + 3 * low, -high), abs=0.03)
    assert cause.high == pytest.approx((7 + 3 * high, -low), abs=0.03)


def test_what_two_things_do_only_together_is_left() -> None:
    drawn = inputs()
    one, other = (position(u) for u in drawn.clause.values())
    found = tornado(drawn, np.stack([one * other, one], axis=1), ("milk",))
    assert found.together[0] > 0.9
    assert found.together[1] == pytest.approx(0, abs=1e-9)


def test_a_payoff_that_does_not_vary_has_no_causes() -> None:
    found = tornado(inputs(), np.full((DRAWS, 1), 2.0), ("milk",))
    assert all(cause.width == pytest.approx(0, abs=1e-12) for cause in found.causes)
    assert all(cause.share == (0.0,) for cause in found.causes)


@cache
def scored() -> Robustness:
    return robustness(studied(ranged_data()), 300, vary=Vary(weights=AsTold()))


def test_scores_of_a_deal_are_told_by_issue() -> None:
    assert set(scored().shown) >= {"nash", "status_quo"}
    found = scored().tornado("nash")
    told = {cause.driver: cause for cause in found.causes}
    assert set(told) == {
        Driver(Kind.SCORES, "fee"),
        Driver(Kind.SCORES, "rule"),
        Driver(Kind.NO_DEAL_SCORES),
        Driver(Kind.CHANCES),
    }
    assert told[Driver(Kind.SCORES, "fee")].share[2] < 0.01
    assert max(found.together) < 0.1


def test_few_draws_cannot_tell_drivers_apart() -> None:
    few = robustness(studied(ranged_data()), 10)
    with pytest.raises(InputError) as caught:
        few.tornado("nash")
    assert caught.value.code == "few-draws"


def test_where_nothing_was_drawn_there_is_no_driver() -> None:
    still = Vary(elasticities=(), clauses=False, scores=False, chances=False, weights=AsTold())
    found = robustness(studied(ranged_data()), 5, vary=still).tornado("nash")
    assert found.causes == ()
    assert found.together == (0.0, 0.0, 0.0)
