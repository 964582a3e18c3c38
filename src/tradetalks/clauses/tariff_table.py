"""A table of sector tariffs, as a tariff list becomes once its lines are weighted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BeforeValidator, Field

from tradetalks.clauses.base import Clause
from tradetalks.clauses.percent import HUNDRED, MOST_TIMES, read_rate
from tradetalks.clauses.quantity import RegionName, SectorName, Strict
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


def _read_text(given: Any) -> Any:
    """Read what a file says; rows that were read before hold numbers, in which nothing is left in doubt."""
    return read_rate(given) if isinstance(given, str) else given


class TariffRow(Strict):
    """One row: an addition to the tariff of one flow, ad valorem: 0.25 or "25 %"."""

    importer: RegionName
    exporter: RegionName
    sector: SectorName
    add: Annotated[float, BeforeValidator(_read_text), Field(gt=-1, le=MOST_TIMES)]


class TariffTable(Clause):
    """Add to the tariffs of many flows at once, from a CSV file beside the case.

    `rows` holds what the file said.
    """

    type: Literal["tariff-table"] = "tariff-table"
    file: str = Field(description="CSV with the columns importer, exporter, sector and add, a fraction")
    rows: tuple[TariffRow, ...] = Field((), repr=False)

    def shock(self, world: World) -> Shock:
        """Add each row's figure to its cell: t' = t + add."""
        tariff = np.array(world.tariff)
        for row in self.rows:
            exporter, importer = world.region_positions((row.exporter, row.importer))
            tariff[exporter, importer, world.sector_positions((row.sector,))] += row.add
        return Shock(tariff=tariff)

    def explain(self) -> str:
        """Say how many flows the table touches and by how much."""
        adds = [HUNDRED * row.add for row in self.rows] or [0.0]
        many = "1 sector tariff changes" if len(self.rows) == 1 else f"{len(self.rows)} sector tariffs change"
        spread = " to ".join(dict.fromkeys(f"{end:+.1f}" for end in (min(adds), max(adds))))
        return f"{many}, by {spread} points ({self.file})."
