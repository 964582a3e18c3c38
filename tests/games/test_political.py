"""Political weights: what they are calibrated to is what a government then chooses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from support.games import final_world
from support.worlds import seeds

from tradetalks.errors import GameError
from tradetalks.games.choice import MostFavouredNation
from tradetalks.games.optimal import optimal_tariffs
from tradetalks.games.political import political_weights

few = settings(max_examples=8, deadline=None)


@few
@given(seeds)
def test_governments_choose_the_targets_up_to_one_level(seed: int) -> None:
    world = final_world(seed, market="monopolistic")
    targets = np.random.default_rng(seed).uniform(0.3, 0.5, (4, 3))
    found = political_weights(world, targets)
    assert found.certificate.holds
    np.testing.assert_allclose(found.weights.mean(axis=1), 1, atol=1e-10)
    if (found.weight > 0).all():
        np.testing.assert_allclose(
            found.tariffs.to_numpy() - targets, found.level[:, None] + np.zeros((4, 3)), atol=1e-12
        )
    if (found.branch_gain <= 1e-6).all():
        chosen = optimal_tariffs(world, weights=found, rule=MostFavouredNation())
        rates = np.stack([chosen.tariffs.to_numpy()[p, (p + 1) % 4] for p in range(4)])
        np.testing.assert_allclose(rates, found.tariffs, atol=1e-6)


def test_neutral_optima_have_neutral_weights() -> None:
    world = final_world(3, market="monopolistic")
    chosen = optimal_tariffs(world, rule=MostFavouredNation())
    targets = np.stack([chosen.tariffs.to_numpy()[p, (p + 1) % 4] for p in range(4)])
    found = political_weights(world, targets)
    np.testing.assert_allclose(found.weights, 1, atol=1e-6)
    np.testing.assert_allclose(found.level, 0, atol=1e-6)


def test_other_regions_stay_neutral() -> None:
    found = political_weights(final_world(3), np.full((1, 3), 0.2), ["SUD"])
    np.testing.assert_array_equal(found.weights.drop("SUD"), 1)
    assert list(found.tariffs.index) == ["SUD"]


@pytest.mark.parametrize("targets", [np.ones((4, 2)), np.full((4, 3), np.nan), np.full((4, 3), -2.0)])
def test_targets_that_are_no_tariffs_are_refused(targets: np.ndarray) -> None:
    with pytest.raises(GameError) as told:
        political_weights(final_world(1), targets)
    assert told.value.code == "game-targets"
