"""One cell of a world's trade, and the goods with wedges of their own that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.clauses.quota.model import CellPolicy, cell_policy, mean_policy
from tradetalks.clauses.quota.path import QuotaPath
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import ShockError
from tradetalks.world.world import World

NOTHING = 1e-12


@dataclass(frozen=True)
class TradeCell:
    """The trade of one exporter with one importer in one sector of a world."""

    exporter: int
    importer: int
    sector: int

    @classmethod
    def of(cls, world: World, exporter: str, importer: str, sector: str) -> TradeCell:
        """Find the cell by names."""
        regions, sectors = world.region_positions((exporter, importer)), world.sector_positions((sector,))
        if len(sectors) != 1:
            raise ShockError("quota-sector", f"a quota lies in one sector, not in '{sector}'", "name one sector")
        return cls(int(regions[0]), int(regions[1]), int(sectors[0]))

    @property
    def index(self) -> tuple[int, int, int]:
        """Position in arrays (exporter, importer, sector)."""
        return self.exporter, self.importer, self.sector

    def trade(self, world: World) -> float:
        """Value of the trade at the border, million US$."""
        return float(world.trade[self.index])

    def share(self, world: World, part: float) -> float:
        """Share of the cell's trade that a part of it, million US$, makes up: above 0, at most 1."""
        trade = self.trade(world)
        if not 0 < part <= trade:
            raise ShockError(
                "quota-share",
                f"imports of {part:,.0f} million US$ under a quota do not fit into trade of {trade:,.0f} million",
                "give a smaller market or import share, or another sector",
            )
        return part / trade

    def shifted(self, world: World, policy: CellPolicy, transfer: float) -> Shock:
        """Make the shock of a change in this cell; `transfer` is what the exporter gets from the importer."""
        moved = policy.tariff_after - policy.tariff_before
        if max(abs(moved), abs(policy.cost - 1)) < NOTHING and abs(transfer) < NOTHING:
            return Shock()
        tariff, cost, paid = np.array(world.tariff), np.ones_like(world.trade), np.zeros(len(world.regions))
        tariff[self.index] += moved
        cost[self.index] = policy.cost
        paid[self.exporter], paid[self.importer] = transfer, -transfer
        return Shock(tariff=tariff, trade_cost=cost, transfer=paid if transfer else None)

    def policy(
        self, world: World, mean: float, shares: Sequence[float], before: Sequence[float], after: Sequence[float]
    ) -> CellPolicy:
        """Put goods with wedges into the cell; the rest keeps the wedge that makes up the cell's `mean`."""
        rest = 1 - sum(shares)
        if rest <= NOTHING:
            return cell_policy(shares, before, after, float(world.elasticity[self.sector]))
        kept = (mean - float(np.dot(shares, before))) / rest
        if kept <= 0:
            raise ShockError("quota-wedge", "the wedge is more than the whole cell holds", "give a smaller wedge")
        goods = (*shares, rest), (*before, kept), (*after, kept)
        return cell_policy(*goods, float(world.elasticity[self.sector]))

    def over_years(self, world: World, mean: float, share: float, path: QuotaPath) -> CellPolicy:
        """Put one good whose wedge changes from year to year into the cell: the mean of the years' exact policies."""
        today = (path.today.wedge,)
        years = [self.policy(world, mean, (share,), today, (year.wedge,)) for year in path.years]
        return mean_policy(years, path.weights, float(world.elasticity[self.sector]))
