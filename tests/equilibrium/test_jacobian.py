"""The derivative of the conditions against differences."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from support.worlds import random_cost, random_tariff, random_world, seeds

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.jacobian import jacobian
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.system import circuit, evaluate, start, violations


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_the_inverse_undoes_the_derivative(seed: int) -> None:
    """J^-1 applied to the complex-step derivative along a direction gives the direction back."""
    world = random_world(seed)
    base = Baseline.of(world)
    shock = Shock(tariff=random_tariff(world, seed), trade_cost=random_cost(world, seed))
    policy = Policy.of(world, base, [shock])
    rng = np.random.default_rng(seed)
    point = start(base, 1) + rng.normal(0, 0.05, start(base, 1).shape)
    direction = rng.normal(0, 1, point.shape)
    ahead = violations(base, circuit(base, policy, point + 1e-30j * direction)).imag / 1e-30
    back = jacobian(base, evaluate(base, policy, point), 0).solve(ahead)
    np.testing.assert_allclose(back, direction, rtol=1e-8, atol=1e-9)
