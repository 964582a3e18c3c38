"""A table of sector tariffs, as a tariff list becomes once its lines are weighted."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from tradetalks.clauses.base import Clause
from tradetalks.clauses.quantity import RegionName, SectorName, Strict
from tradetalks.clauses.tariff import HIGHEST
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class TariffRow(Strict):
    """One row: an addition to the tariff of one flow, ad valorem fraction."""

    importer: RegionName
    exporter: RegionName
    sector: SectorName
    add: Annotated[float, Field(gt=-1, le=HIGHEST)]


class TariffTable(Clause):
    """Add to the tariffs of many flows at once, from a CSV file beside the case.

    The file has the columns importer, exporter, sector and add (a fraction); `rows` holds what it said.
    """

    type: Literal["tariff-table"] = "tariff-table"
    file: str
    rows: tuple[TariffRow, ...] = ()

    def shock(self, world: World) -> Shock:
        """Add each row's figure to its cell: t' = t + add."""
        tariff = np.array(world.tariff)
        for row in self.rows:
            exporter, importer = world.region_positions((row.exporter, row.importer))
            tariff[exporter, importer, world.sector_positions((row.sector,))] += row.add
        return Shock(tariff=tariff)

    def explain(self) -> str:
        """Say how many flows the table touches and by how much."""
        highest = max((row.add for row in self.rows), default=0.0)
        return f"{len(self.rows)} sector tariffs rise, by up to {100 * highest:.1f} points ({self.file})."
