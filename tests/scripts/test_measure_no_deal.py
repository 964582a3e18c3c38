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
        losses = measure_no_deal.losses(world.with_elasticity(elasticities), measure_no_deal.lapse(1.0, 1.0))
        assert max(losses) < 0
        assert min(losses) == losses[measure_no_deal.MEMBERS.index("MEX")]
