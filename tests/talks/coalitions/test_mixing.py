from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from support.worlds import random_cost, random_tariff, random_world, seeds

from tradetalks import Balanced, Shock, World
from tradetalks.errors import ShockError
from tradetalks.talks.coalitions.mixing import mixed, payments


def random_shock(world: World, seed: int) -> Shock:
    rng = np.random.default_rng(seed)
    moved = rng.normal(size=len(world.regions))
    return Shock(
        tariff=random_tariff(world, seed),
        trade_cost=random_cost(world, seed),
        demand=rng.uniform(0.5, 2, world.trade.shape),
        transfer=moved - moved.mean(),
    )


def flows(*away: int) -> np.ndarray:
    """Flows with one of these regions at an end, of four."""
    out = np.isin(np.arange(4), away)
    return out[:, None] | out[None, :]


def test_all_flows_or_none_take_one_shock_as_it_is() -> None:
    world = random_world(3)
    deal, no_deal = random_shock(world, 1), random_shock(world, 2)
    assert mixed(world, deal, no_deal, flows()) is deal
    assert mixed(world, deal, no_deal, flows(0, 1, 2, 3)) is no_deal


@given(seeds)
def test_every_flow_takes_its_own_shock(seed: int) -> None:
    world = random_world(seed)
    deal, no_deal, outside = random_shock(world, seed + 1), random_shock(world, seed + 2), flows(2)
    both = mixed(world, deal, no_deal, outside)
    for name in ("tariff_in", "trade_cost_in"):
        found, inner, outer = (getattr(shock, name)(world) for shock in (both, deal, no_deal))
        np.testing.assert_array_equal(found[outside], outer[outside])
        np.testing.assert_array_equal(found[~outside], inner[~outside])


@given(seeds)
def test_turned_demand_moves_no_price_and_leaves_outside_flows_theirs(seed: int) -> None:
    world = random_world(seed)
    deal, no_deal, outside = random_shock(world, seed + 1), random_shock(world, seed + 2), flows(0, 3)
    both = mixed(world, deal, no_deal, outside)
    assert both.demand is not None
    np.testing.assert_allclose((world.trade_share * both.demand).sum(axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(both.demand_in(world)[outside], no_deal.demand_in(world)[outside], rtol=1e-12)
    ratio = (both.demand / deal.demand_in(world))[1:3, 1:3]
    np.testing.assert_allclose(ratio[0], ratio[1], rtol=1e-12)


@given(seeds)
def test_transfers_cancel_and_no_money_crosses_the_border(seed: int) -> None:
    """Where no deal pays nothing, an outsider neither pays nor receives."""
    world = random_world(seed)
    both = mixed(world, random_shock(world, seed), Shock(), flows(1))
    assert both.transfer is not None
    assert abs(both.transfer.sum()) < 1e-12
    assert both.transfer[1] == 0


def test_one_payer_pays_the_member_alone_what_the_member_gets() -> None:
    """United States pays 5 to Mexico and 1 to Canada; without Canada 5 to Mexico."""
    world = random_world(3)
    deal = Shock(transfer=np.array([-6.0, 5.0, 1.0, 0.0]))
    found = mixed(world, deal, Shock(), flows(2)).transfer
    np.testing.assert_allclose(found, [-5, 5, 0, 0])


@given(seeds)
def test_payments_add_up_to_what_regions_receive(seed: int) -> None:
    drawn = np.random.default_rng(seed).normal(size=5)
    received = drawn - drawn.mean()
    paid = payments(received)
    np.testing.assert_allclose(paid.sum(axis=0) - paid.sum(axis=1), received, atol=1e-12)
    assert (paid >= 0).all()
    assert not payments(np.zeros(3)).any()


def test_what_changes_nothing_is_left_out() -> None:
    world = random_world(3)
    both = mixed(world, Shock(tariff=world.tariff), Shock(trade_cost=np.ones_like(world.trade)), flows(1))
    assert all(part is None for part in vars(both).values())


def test_different_rules_for_deficits_are_refused() -> None:
    world = random_world(3)
    with pytest.raises(ShockError, match="rules for deficits") as caught:
        mixed(world, Shock(deficit=Balanced()), Shock(), flows(1))
    assert caught.value.code == "mixed-deficits"
    rule = Balanced()
    assert mixed(world, Shock(deficit=rule), Shock(deficit=rule), flows(1)).deficit is rule
