"""The end of an agreement between its members."""

from __future__ import annotations

from typing import Literal

import numpy as np

from tradetalks.clauses.base import Clause, Regions
from tradetalks.clauses.quantity import Factor
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class Lapse(Clause):
    """Put the members' mutual trade back on most-favoured-nation tariffs and raise its non-tariff costs.

    The tariffs come from the world's `mfn` layer; `goods` and `services` are the factors, ranged, by which
    iceberg costs between the members rise when the agreement's rules no longer bind.
    """

    type: Literal["lapse"]
    member: Regions
    goods: Factor
    services: Factor

    def shock(self, world: World) -> Shock:
        """Set t' = t(MFN) and d = factor on every flow between two different members."""
        members = world.region_positions(self.member)
        between = np.zeros((len(world.regions), len(world.regions)), dtype=bool)
        between[np.ix_(members, members)] = True
        np.fill_diagonal(between, val=False)
        tariff = np.where(between[:, :, None], world.layer("mfn"), world.tariff)
        cost = np.ones_like(world.trade)
        cost[:, :, world.sector_positions(("goods",))] = self.goods.value
        cost[:, :, world.sector_positions(("services",))] = self.services.value
        return Shock(tariff=tariff, trade_cost=np.where(between[:, :, None], cost, 1.0))

    def explain(self) -> str:
        """Say what the end of the agreement does."""
        return (
            f"Trade among {', '.join(self.member)} pays most-favoured-nation tariffs; non-tariff costs rise by "
            f"{100 * (self.goods.value - 1):.0f} % on goods ({100 * (self.goods.low - 1):.0f} to "
            f"{100 * (self.goods.high - 1):.0f} %) and {100 * (self.services.value - 1):.0f} % on services."
        )
