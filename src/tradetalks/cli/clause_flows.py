"""The flows that a clause touches, with the range of what changes on them, in a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from tradetalks.charts.labels import decimals_for, signed
from tradetalks.clauses.alone import ROUNDING, Alone
from tradetalks.clauses.quantity import Level
from tradetalks.cli.common import grid
from tradetalks.talks.economy import MILLION_PER_BILLION
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd

MOST_FLOWS = 10
CHANGES = {"tariff": "tariff, points", "trade_cost": "other cost, %", "demand": "demand, %"}
NOTHING = "It touches no flow: alone it changes nothing, in a case it may change what other clauses do.\n"


@dataclass(frozen=True, eq=False)
class Reach:
    """Flows that a clause touches as it stands, and where it does least and most; (exporter, importer, sector)."""

    value: pd.DataFrame
    least: pd.DataFrame
    most: pd.DataFrame

    @property
    def trade(self) -> pd.Series:
        """Trade of every flow that is touched at any end, the largest first."""
        known = (self.value["trade"], self.most["trade"], self.least["trade"])
        every = reduce(lambda one, other: one.combine_first(other), known)
        return every.sort_values(ascending=False)

    def changed(self, name: str) -> bool:
        """Tell whether a kind of change falls on any flow at any end."""
        return any((flows[name].abs() > ROUNDING).any() for flows in (self.least, self.value, self.most))

    def cell(self, name: str, place: object) -> str:
        """Write a change of one flow, its range below it where it has one; no change is left blank."""
        at = [float(flows[name].get(place, 0.0)) for flows in (self.least, self.value, self.most)]
        decimals = decimals_for(at, most=3)
        least, value, most = (signed(figure, decimals) for figure in at)
        if {least, value, most} == {signed(0.0, decimals)}:
            return ""
        return value if least == value == most else f"{value}\n{least} to {most}"


def reach(result: Alone, world: World) -> Reach:
    """Find the flows at the ends of the clause's ranges; `world` is the one before any clause."""

    def at(level: Level) -> pd.DataFrame:
        end = result.clause.at(level)
        own = end.calibrated(world)
        return replace(result, clause=end, world=own, shock=end.shock(own)).flows

    return Reach(result.flows, at(Level.LOW), at(Level.HIGH))


def flows_table(found: Reach, world: World) -> RenderableType:
    """Lay out the largest flows with what changes on them; names of sectors where there is room for them."""
    kinds = {name: head for name, head in CHANGES.items() if found.changed(name)}
    if not kinds:
        return Text(NOTHING)
    names = _names(world) if len(kinds) == 1 else {sector: sector for sector in world.sectors}
    table = grid(_title(found.trade, world), "flow", "sector", ">bn US$", *(f">{head}" for head in kinds.values()))
    for row in found.trade.head(MOST_FLOWS).reset_index().to_dict(orient="records"):
        exporter, importer, sector = place = tuple(str(row[name]) for name in found.trade.index.names)
        cells = (found.cell(name, place) for name in kinds)
        trade = f"{row['trade'] / MILLION_PER_BILLION:,.2f}"
        table.add_row(f"{exporter} to {importer}", names[sector], trade, *cells)
    return table


def _names(world: World) -> dict[str, str]:
    """Label sectors by code and name."""
    if not world.sector_names:
        return {sector: sector for sector in world.sectors}
    return {code: f"{code} {name}" for code, name in zip(world.sectors, world.sector_names, strict=True)}


def _title(flows: pd.Series, world: World) -> str:
    trade = f"{flows.sum() / MILLION_PER_BILLION:,.1f} bn US$"
    year = f" in {world.provenance.year}" if world.provenance.year else ""
    more = f"; the largest {MOST_FLOWS}" if len(flows) > MOST_FLOWS else ""
    return f"Whom it touches: {len(flows)} flow{'' if len(flows) == 1 else 's'}, {trade}{year}{more}"
