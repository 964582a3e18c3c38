"""Worlds of the benchmarks are economies, and merging sectors keeps what it must."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks import worlds
from support.worlds import random_world

import tradetalks as tt


def test_merging_sectors_keeps_the_accounts() -> None:
    world = random_world(4, 4, 5)
    merged = worlds.merge_sectors(world, [[0, 3], [1], [2, 4]])
    assert merged.trade.shape == (4, 4, 3)
    for total in ("value_added", "revenue", "deficit", "income"):
        assert np.allclose(getattr(merged, total), getattr(world, total), rtol=1e-9), total
    assert np.allclose(merged.expenditure.sum(axis=1), world.expenditure.sum(axis=1), rtol=1e-12)
    assert np.allclose(merged.trade[..., 1], world.trade[..., 1])
    assert world.elasticity[[0, 3]].min() < merged.elasticity[0] < world.elasticity[[0, 3]].max()


def test_merging_nothing_changes_nothing() -> None:
    world = random_world(4)
    merged = worlds.merge_sectors(world, [[0], [1], [2]])
    shock = tt.Shock(tariff=world.tariff * 1.5)
    assert np.allclose(tt.solve(merged, shock).wage, tt.solve(world, shock).wage, rtol=1e-8)


def test_the_embedded_world_is_merged_to_twenty_sectors() -> None:
    world = worlds.world_named("icio-2017-20", None)
    assert world.trade.shape == (12, 12, 20)
    assert world.sectors[-1] == "SVC"


def test_gravity_has_one_sector_and_nothing_else() -> None:
    world = worlds.world_named("gravity-drawn-5", None)
    assert world.trade.shape == (5, 5, 1)
    assert not world.tariff.any()
    assert not world.input_share.any()
    assert np.abs(world.deficit).max() < 1e-8 * world.income.max()


@pytest.mark.parametrize(("regions", "sectors"), [(3, 2), (8, 20), (20, 5)])
def test_drawn_worlds_are_balanced_and_sell_mostly_at_home(regions: int, sectors: int) -> None:
    world = worlds.drawn(regions, sectors)
    assert world.imbalance < 1e-12
    home = np.einsum("nnj->", world.trade) / world.trade.sum()
    assert 0.6 < home < 0.95


def test_a_fresh_world_is_the_same_one_anew() -> None:
    world = random_world(1)
    fresh = worlds.fresh(world)
    assert fresh is not world
    assert np.array_equal(fresh.trade, world.trade)


def test_an_elasticity_set_is_taken_and_deficits_are_purged() -> None:
    world, given = worlds.world_named("icio-2017:CP", None), tt.load_world("icio-2017", elasticities="CP")
    assert np.array_equal(world.elasticity, given.elasticity)
    assert np.abs(world.deficit).max() < 1e-8 * world.income.max()


def test_missing_data_are_named() -> None:
    with pytest.raises(worlds.DataMissingError, match="give the folder that holds it"):
        worlds.world_named("cp2015", None)
