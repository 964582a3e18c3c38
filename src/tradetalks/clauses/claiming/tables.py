"""What clauses that work by tariff line have in common: the tables of lines put beside them when they are loaded."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import BeforeValidator, Field, InstanceOf

from tradetalks.clauses.quantity import one_or_several
from tradetalks.lines.table import LineTable
from tradetalks.world.world import World

Names = Annotated[tuple[str, ...], BeforeValidator(one_or_several)]
"""One name or several, as in `file = "list.csv"` or `file = ["section-301-list-1", "section-301-list-2"]`."""

Tables = Annotated[tuple[InstanceOf[LineTable], ...], Field(exclude=True, repr=False)]
"""Tables of lines as they were read; filled in by who loads the clause, never written in a case."""

LINES = "Tables of tariff lines: names of embedded ones or files; left out: the embedded ones of the importers"


def table_for(tables: tuple[LineTable, ...], importer: str, exporter: str) -> LineTable | None:
    """Find the table that knows what an importer buys from an exporter by line."""
    return next((t for t in tables if t.importer == importer and t.is_weighted(exporter)), None)


def by_sector(world: World, figures: dict[str, float]) -> np.ndarray:
    """Lay out figures by sector as the world has its sectors, (sector,); zero where the table has no line."""
    known = np.zeros(len(world.sectors))
    for sector, figure in figures.items():
        known[world.sector_positions((sector,))] = figure
    return known
