"""The equilibrium after a shock, with its residual: the proof that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.engine import engine
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.system import State
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from tradetalks.equilibrium.decomposition import Decomposition


@dataclass(frozen=True, eq=False, repr=False)
class Solution:
    """What the world looks like after a shock.

    `unknowns` (1, N + 2JN) are those of the traded sectors and `welfare_hat` (N,) is real income, new over old,
    (I'/I) / prod_j P_j^alpha_j; everything else follows when it is asked for. Hats are new over old.
    Kernel arrays: `wage_hat` (N,); `cost_hat`, `price_hat` (J, N); `spending`, `produced` (J, N) and `flow`
    (J, importer, exporter) in the world's money; `earned`, `collected`, `retained` (N,).
    """

    world: World
    shock: Shock
    residual: float
    unknowns: np.ndarray
    welfare_hat: np.ndarray

    def __repr__(self) -> str:
        change = 100 * (self.welfare_hat - 1)
        low, high = int(change.argmin()), int(change.argmax())
        ends = f"{self.world.regions[low]} {change[low]:+.3f} to {self.world.regions[high]} {change[high]:+.3f}"
        return f"<Solution: real income, %, {ends}; residual {self.residual:.0e}>"

    @cached_property
    def state(self) -> State:
        """Every sector and flow, a batch of one."""
        return engine(self.world).state(self.shock, self.unknowns)

    @cached_property
    def wage_hat(self) -> np.ndarray:
        """Wages, new over old, (N,)."""
        return np.exp(self.state.wage[0])

    @cached_property
    def cost_hat(self) -> np.ndarray:
        """Unit costs, new over old, (J, N)."""
        return np.exp(self.state.cost[0])

    @cached_property
    def price_hat(self) -> np.ndarray:
        """Price indices, new over old, (J, N)."""
        return np.exp(self.state.price[0])

    @property
    def spending(self) -> np.ndarray:
        """Spending with tariff, (J, N)."""
        return self.state.spending[0]

    @property
    def produced(self) -> np.ndarray:
        """Gross output, (J, N)."""
        return self.state.output[0]

    @property
    def flow(self) -> np.ndarray:
        """Flows before tariff, (J, importer, exporter)."""
        return self.state.flow[0]

    @property
    def earned(self) -> np.ndarray:
        """Income, (N,)."""
        return self.state.income[0]

    @property
    def collected(self) -> np.ndarray:
        """Tariff revenue, (N,)."""
        return self.state.revenue[0]

    @property
    def retained(self) -> np.ndarray:
        """Profits, (N,); zero under perfect competition."""
        return self.state.profit[0]

    @property
    def deficit_rule(self) -> str:
        """What became of deficits, in words."""
        return str(self.shock.deficit_rule)

    @property
    def real_income(self) -> pd.Series[float]:
        """Exact change of real income by region, % (equivalent variation relative to income)."""
        return self.by_region(100 * (self.welfare_hat - 1), "real income, %")

    @property
    def equivalent_variation(self) -> pd.Series[float]:
        """Equivalent variation by region in the world's money: I_n (W'/W - 1)."""
        return self.by_region(self.world.income * (self.welfare_hat - 1), "equivalent variation")

    @property
    def wage(self) -> pd.Series[float]:
        """Wage by region, new over old; the wage income of the world is the numeraire."""
        return self.by_region(self.wage_hat, "wage, new over old")

    @property
    def real_wage(self) -> pd.Series[float]:
        """Wage over the price of final goods by region, new over old."""
        return self.by_region(self.wage_hat / self.consumer_price.to_numpy(), "real wage, new over old")

    @property
    def consumer_price(self) -> pd.Series[float]:
        """Price index of final goods by region, new over old: prod_j P_j^alpha_j."""
        log_price = (self.world.final_share.T * self.state.price[0]).sum(axis=0)
        return self.by_region(np.exp(log_price), "consumer price, new over old")

    @property
    def income(self) -> pd.Series[float]:
        """Income by region in the world's money: wages, profits, tariff revenue and deficit."""
        return self.by_region(self.earned, "income")

    @property
    def profit(self) -> pd.Series[float]:
        """Profits by region in the world's money; zero under perfect competition."""
        return self.by_region(self.retained, "profit")

    @property
    def revenue(self) -> pd.Series[float]:
        """Tariff revenue by region in the world's money."""
        return self.by_region(self.collected, "tariff revenue")

    @property
    def price(self) -> pd.DataFrame:
        """Producer price (unit cost) by region and sector, new over old."""
        return self._by_cell(self.cost_hat)

    @property
    def price_index(self) -> pd.DataFrame:
        """Price index of what is bought, home and imported, by region and sector, new over old."""
        return self._by_cell(self.price_hat)

    @property
    def expenditure(self) -> pd.DataFrame:
        """Spending with tariff by region and sector in the world's money."""
        return self._by_cell(self.spending)

    @property
    def output(self) -> pd.DataFrame:
        """Gross output by region and sector in the world's money."""
        return self._by_cell(self.produced)

    @property
    def employment(self) -> pd.DataFrame:
        """Labour used by region and sector, new over old: (Y'/w') / Y; 1 where nothing was produced."""
        before = self.world.output.T
        hat = np.divide(self.produced / self.wage_hat, before, out=np.ones_like(before), where=before > 0)
        return self._by_cell(hat)

    @property
    def trade(self) -> xr.DataArray:
        """Flows (exporter, importer, sector) before tariff in the world's money."""
        return self.by_flow(self.flow)

    def relative_to(self, other: Solution) -> pd.DataFrame:
        """Compare with another solution of the same world: real income, %, wage and consumer price, new over old."""
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame(
            {
                "real_income": 100 * (self.welfare_hat / other.welfare_hat - 1),
                "wage": self.wage_hat / other.wage_hat,
                "consumer_price": (self.consumer_price / other.consumer_price).to_numpy(),
            },
            index=pd.Index(self.world.regions, name="region"),
        )

    def rebased(self) -> World:
        """Return the world after the shock as a baseline of its own, for a second step from there."""
        return World.from_arrays(
            regions=self.world.regions,
            sectors=self.world.sectors,
            trade=self.flow.transpose(2, 1, 0),
            tariff=self.shock.tariff_in(self.world),
            input_share=self.world.input_share,
            value_added_share=self.world.value_added_share,
            elasticity=self.world.elasticity,
            deficit=self.shock.deficit_in(self.world),
            final_share=self.world.final_share,
            region_names=self.world.region_names,
            sector_names=self.world.sector_names,
            sector_people=self.world.sector_people,
            services=self.world.services,
            layers=self.world.layers,
            elasticity_sets=self.world.elasticity_sets,
            market=self.world.market,
            provenance=self.world.provenance,
        )

    def decompose(self, rule: Decomposition) -> pd.DataFrame:
        """Split the change of real income by region, %: `PathIntegral()` is exact, `FirstOrder()` is not."""
        return rule.split(self)

    def by_flow(self, values: np.ndarray) -> xr.DataArray:
        """Name the axes of (J, importer, exporter)."""
        import xarray as xr  # noqa: PLC0415  (slow to import, and not needed to solve)

        names = {"exporter": self.world.regions, "importer": self.world.regions, "sector": self.world.sectors}
        return xr.DataArray(values.transpose(2, 1, 0), coords={k: list(v) for k, v in names.items()}, dims=tuple(names))

    def by_region(self, values: np.ndarray, name: str) -> pd.Series[float]:
        """Name the axis of (N,)."""
        import pandas as pd  # noqa: PLC0415

        return pd.Series(values, index=pd.Index(self.world.regions, name="region"), name=name)

    def _by_cell(self, values: np.ndarray) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame(
            values.T,
            index=pd.Index(self.world.regions, name="region"),
            columns=pd.Index(self.world.sectors, name="sector"),
        )
