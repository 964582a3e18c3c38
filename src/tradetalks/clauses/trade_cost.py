"""A change of non-tariff costs on named flows."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from tradetalks.clauses.base import FlowClause
from tradetalks.clauses.quantity import Factor
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class TradeCost(FlowClause):
    """Multiply the iceberg cost of the named flows by a factor: 1.02 makes delivery 2 % dearer in resources."""

    type: Literal["trade-cost"] = "trade-cost"
    factor: Factor = Field(description="factor on the cost of delivery, above 0: 1.02 is 2 % dearer")

    def shock(self, world: World) -> Shock:
        """Multiply d(i, n, j) by the factor on the cells touched."""
        cost = np.ones_like(world.trade)
        cost[self.cells(world)] = self.factor.value
        return Shock(trade_cost=cost)

    def explain(self) -> str:
        """Say how much dearer the flows become."""
        low, value, high = (100 * (f - 1) for f in (self.factor.low, self.factor.value, self.factor.high))
        return f"{self.flow} costs {value:+.2f} % more to deliver ({low:+.2f} to {high:+.2f} %)."
