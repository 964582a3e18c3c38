"""Made-up worlds: small, random, balanced."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tradetalks.world.world import World

REGIONS = ("NOR", "SUD", "EST", "OVE")
SECTORS = ("FARM", "CARS", "SVC")


def random_world(seed: int, regions: int = 4, sectors: int = 3, *, highest_elasticity: float = 8.0) -> World:
    """Draw flows, tariffs, input shares and elasticities; final demand is positive by construction."""
    rng = np.random.default_rng(seed)
    trade = rng.uniform(1, 20, (regions, regions, sectors))
    own = np.arange(regions)
    trade[own, own] += rng.uniform(150, 300, (regions, sectors))
    tariff = rng.uniform(0, 0.2, trade.shape)
    tariff[own, own] = 0
    shares = rng.uniform(0, 1, (regions, sectors, sectors))
    shares *= rng.uniform(0.05, 0.4, (regions, 1, sectors)) / shares.sum(axis=1, keepdims=True)
    shares *= _affordable(trade, tariff, shares)[:, None, None]
    return World.from_arrays(
        regions=[*REGIONS, *(f"R{p}" for p in range(4, regions))][:regions],
        sectors=[*SECTORS, *(f"S{p}" for p in range(3, sectors))][:sectors],
        trade=trade,
        tariff=tariff,
        input_share=shares,
        value_added_share=1 - shares.sum(axis=1),
        elasticity=rng.uniform(1, highest_elasticity, sectors),
    )


def _affordable(trade: np.ndarray, tariff: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return by what to shrink the input shares of a region that uses more of something than it buys, (region,)."""
    bought = (trade * (1 + tariff)).sum(axis=0)
    used = np.einsum("nkj,nj->nk", shares, trade.sum(axis=1))
    least = (bought / used).min(axis=1)
    return np.where(least > 1, 1.0, 0.9 * least)


def remade(world: World, **changed: object) -> World:
    """Make a world anew with some of its arrays changed; what follows from flows follows from the new ones."""
    names = ("regions", "sectors", "trade", "tariff", "input_share", "value_added_share", "elasticity", "market")
    return World.from_arrays(**{name: getattr(world, name) for name in names} | changed)


def random_tariff(world: World, seed: int, *, highest: float = 0.5) -> np.ndarray:
    """Draw new tariffs; own sales pay none."""
    rng = np.random.default_rng(seed)
    tariff = rng.uniform(0, highest, world.trade.shape)
    own = np.arange(len(world.regions))
    tariff[own, own] = 0
    return tariff


def random_cost(world: World, seed: int) -> np.ndarray:
    """Draw trade-cost factors between 0.8 and 1.5; own sales are left alone."""
    rng = np.random.default_rng(seed)
    cost = rng.uniform(0.8, 1.5, world.trade.shape)
    own = np.arange(len(world.regions))
    cost[own, own] = 1
    return cost


seeds = st.integers(0, 10**6)
