"""The measured figures in the docs are those that the model gives."""

from __future__ import annotations

import sys

import pytest

import measure_no_deal


def test_the_page_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["measure_no_deal.py", "--check"])
    with pytest.raises(SystemExit) as caught:
        measure_no_deal.main()
    assert caught.value.code == 0


def test_all_three_lose_from_tariffs_alone_and_mexico_most() -> None:
    """For every elasticity set."""
    world = measure_no_deal.load_world("icio-2017")
    for elasticities in world.elasticity_sets:
        losses = measure_no_deal.losses(world.with_elasticity(elasticities), measure_no_deal.tariffs_alone(world))
        assert max(losses) < 0
        assert min(losses) == losses[measure_no_deal.MEMBERS.index("MEX")]


def test_saving_the_proof_of_origin_makes_up_for_part_of_the_duties() -> None:
    """For everybody in part; for Canada and Mexico more than made up, but under one elasticity set only."""
    world = measure_no_deal.load_world("icio-2017")
    saved = measure_no_deal.lapse(1.0, 1.0).shock(world)
    for elasticities in world.elasticity_sets:
        elastic = world.with_elasticity(elasticities)
        duties = measure_no_deal.losses(elastic, measure_no_deal.tariffs_alone(world))
        both = measure_no_deal.losses(elastic, saved)
        assert all(less < more for less, more in zip(duties, both, strict=True))
        assert (max(both) < 0) == (elasticities != "CP")
