"""Made-up worlds without inputs, for games."""

from __future__ import annotations

import numpy as np

from support.worlds import REGIONS, SECTORS
from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solve import solve
from tradetalks.world.world import World


def final_world(
    seed: int,
    regions: int = 4,
    sectors: int = 3,
    *,
    market: str = "perfect",
    elasticity: float | None = None,
    balanced: bool = True,
) -> World:
    """Draw flows and tariffs; nothing is used to make anything else."""
    rng = np.random.default_rng(seed)
    trade = rng.uniform(1, 20, (regions, regions, sectors))
    own = np.arange(regions)
    trade[own, own] += rng.uniform(30, 60, (regions, sectors))
    tariff = rng.uniform(0, 0.2, trade.shape)
    tariff[own, own] = 0
    drawn = rng.uniform(1.5, 6, sectors)
    world = World.from_arrays(
        regions=[*REGIONS, *(f"R{p}" for p in range(4, regions))][:regions],
        sectors=[*SECTORS, *(f"S{p}" for p in range(3, sectors))][:sectors],
        trade=trade,
        tariff=tariff,
        input_share=np.zeros((regions, sectors, sectors)),
        value_added_share=np.ones((regions, sectors)),
        elasticity=drawn if elasticity is None else np.full(sectors, elasticity),
        market=market,
    )
    return in_balance(world) if balanced else world


def in_balance(world: World) -> World:
    """Purge deficits: one that stays whatever happens makes prohibitive tariffs pay."""
    return solve(world, Shock(deficit=Balanced())).rebased()
