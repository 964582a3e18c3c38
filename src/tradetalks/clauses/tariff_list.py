"""A tariff list: customs codes with rates and dates, turned into duties by sector."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, InstanceOf, model_validator

from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.claiming.tables import LINES, Names, Tables, by_sector
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.percent import Rate, percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import ShockError
from tradetalks.lines.coverage import Coverage
from tradetalks.lines.match import Match, match
from tradetalks.lines.rows import ListRow, current
from tradetalks.lines.table import LineTable
from tradetalks.world.world import World

BN = 1e6
"""Tables of lines hold thousand US$."""
SHOWN = 5


class TariffList(Mechanism):
    """Add the rates of a list of customs codes to the tariff of one exporter.

    t(s) = c(s) r(s): c is the share of the sector's trade under codes of the list in force on the day, r the mean
    rate on it. In one list the longest code that a line begins with decides and a later row replaces an earlier one
    of the same code; several lists add up, as duties under different acts do, and a line is covered where their sum is
    not zero. The weights come from the table of
    lines, before the shock; `odds` or `announced` say how far they are off.
    """

    literature: ClassVar[str] = "Amiti, Redding, Weinstein (2019); Fajgelbaum, Goldberg, Kennedy, Khandelwal (2020)"

    outlasts: ClassVar[bool] = True

    type: Literal["tariff-list"] = "tariff-list"
    file: Annotated[Names, Field(min_length=1, description="Lists that add up: files, or names of embedded ones")]
    importer: RegionName = Field(description="Region that charges the duty")
    exporter: RegionName = Field(description="Region whose goods pay it")
    as_of: dt.date | None = Field(None, description="Day whose list counts; left out: every row, in force or not")
    rate: Rate | None = Field(None, description="One rate for every row, in place of those of the list")
    lines: Names | None = Field(None, description=LINES)
    announced: Quantity | None = Field(
        None, description="Trade that the list is said to cover, million US$ in the flows of the world; sets the odds"
    )
    odds: Quantity = parameter(
        "Weight of a listed dollar against an unlisted one, relative to the table of lines",
        1.0,
        1.0,
        3.0,
        evidence="computed",
        source="1: the table as it is; 2.9 lets lists 1 and 2 of Section 301 cover the US$50 bn announced",
    )
    rows: tuple[InstanceOf[ListRow], ...] = Field((), exclude=True, repr=False)
    tables: Tables = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.importer == self.exporter:
            raise refuse("no-flow", f"{self.importer} does not trade with itself", "name another exporter or importer")
        if self.announced is not None and "odds" in self.model_fields_set:
            raise refuse("list-odds", "the odds follow from the announced trade", "give announced or odds, not both")
        if self.odds.low <= 0 or (self.announced is not None and self.announced.low <= 0):
            raise refuse("list-odds", "odds or announced trade of zero or below", "give figures above zero")
        return self

    def shock(self, world: World) -> Shock:
        """Add the list's duty to the tariff of the flow: t' = t + c(s) r(s)."""
        tariff = np.array(world.tariff)
        tariff[self._flow(world)] += self._added(world)
        return Shock(tariff=tariff)

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """Duty on the flows of the world at today's quantities."""
        duty = float((self._added(world) * world.trade[self._flow(world)]).sum())
        return (Receipt(self.importer, f"duty on goods from {self.exporter} that are on the list", duty),)

    def findings(self, world: World) -> tuple[Finding, ...]:
        """List coverage in lines and in money: in the table's trade, and restated to the world's."""
        matched, trade, cover = self._match, self._table.trade(self.exporter), self._coverage(world)
        flow, odds = world.trade[self._flow(world)], self.odds_in(world)
        about = f"{self.importer} on goods from {self.exporter}"
        covered = cover.value(flow, odds)
        goods = float(flow[world.sector_positions(("goods",))].sum())
        money = (
            ("trade by line on the list", float(trade[matched.covered].sum()) / BN, "bn US$"),
            ("trade by line in all", float(trade.sum()) / BN, "bn US$"),
        )
        told = (
            ("rows in force", float(len(self._rows)), "rows"),
            ("lines covered", float(matched.covered.sum()), "lines"),
            ("lines whose rates add up to zero", float(matched.suspended.sum()), "lines"),
            ("lines in all", float(len(matched.covered)), "lines"),
            ("rows that match no line", float(len(matched.unmatched)), "rows"),
            ("rows finer than the lines", float(len(matched.finer)), "rows"),
            *(money if self._is_weighted else ()),
            ("trade of the world covered, by the table's weights", cover.value(flow, 1.0) / 1e3, "bn US$"),
            ("trade of the world covered, as it is charged", covered / 1e3, "bn US$"),
            ("the same, at least", cover.value(flow, self.at(Level.LOW).odds_in(world)) / 1e3, "bn US$"),
            ("the same, at most", cover.value(flow, self.at(Level.HIGH).odds_in(world)) / 1e3, "bn US$"),
            ("share of the goods trade covered", covered / goods if goods else 0.0, "share"),
            ("odds of a listed dollar", odds, "times"),
            ("highest rate by sector", float(self._added(world).max()), "share"),
        )
        return tuple(Finding(name, value, unit, about) for name, value, unit in told)

    def explain(self) -> str:
        """Say how many lines pay what, by which weights, and what is known of the money covered."""
        matched, table = self._match, self._table
        rates = matched.rate[matched.covered]
        ends = sorted({float(rates.min()), float(rates.max())}) if rates.size else [0.0]
        spread = " to ".join(map(percent, ends))
        day = f" on {self.as_of}" if self.as_of else ""
        lost = (
            f"; {len(matched.unmatched)} rows match no line ({_some(matched.unmatched)})" if matched.unmatched else ""
        )
        if matched.suspended.any():
            lost = f"; on {matched.suspended.sum():,} lines the rates add up to zero{lost}"
        return (
            f"{', '.join(self.file)} puts {spread} on {matched.covered.sum():,} of {len(matched.covered):,} tariff "
            f"lines on goods from {self.exporter} to {self.importer}{day}{lost}. {self._weights(table, matched)}"
        )

    def _weights(self, table: LineTable, matched: Match) -> str:
        """Say by which weights lines become sectors."""
        source = f" (lines: {table.origin})" if table.origin else ""
        trade = table.trade(self.exporter)
        if self._is_weighted:
            amounts = f"US${trade[matched.covered].sum() / BN:.1f} bn of {trade.sum() / BN:.1f} bn"
            base = f"They weigh with the trade of the table {table.name}, {amounts}{source}"
        else:
            base = f"No trade by line is at hand, so each line has one vote in its sector{source}"
        if self.announced is not None:
            low, value, high = (f / 1e3 for f in (self.announced.low, self.announced.value, self.announced.high))
            return f"{base}; shares are tilted until US${value:.3g} bn is covered ({low:.3g} to {high:.3g})."
        return (
            f"{base}; a listed dollar weighs {self.odds.value:g} times that ({self.odds.low:g} to {self.odds.high:g})."
        )

    def _added(self, world: World) -> np.ndarray:
        """Duty added by sector, (sector,)."""
        return self._coverage(world).tariff(self.odds_in(world))

    def _coverage(self, world: World) -> Coverage:
        """Share of trade on the list, and mean rate on it, as the world has its sectors."""
        matched, table = self._match, self._table
        share = by_sector(world, table.mean(self.exporter, matched.covered.astype(float)))
        paid = by_sector(world, table.mean(self.exporter, matched.rate))
        share = np.clip(share, 0.0, 1.0)
        return Coverage(share, np.divide(paid, share, out=np.zeros_like(paid), where=share > 0))

    def odds_in(self, world: World) -> float:
        """Return the odds as given, or those at which the announced trade is covered in a world."""
        if self.announced is None:
            return self.odds.value
        cover, flow = self._coverage(world), world.trade[self._flow(world)]
        most = cover.most(flow)
        if not self._rows or self.rate == 0:
            return 1.0
        if self.announced.value >= most:
            raise ShockError(
                "list-announced",
                f"the sectors on the list trade {most:,.0f} million US$ in this world, "
                f"less than the {self.announced.value:,.0f} announced",
                f"announce less than {most:,.0f}, name more lists, or give odds instead",
            )
        return cover.odds_for(flow, self.announced.value)

    def _flow(self, world: World) -> tuple[int, int]:
        exporter, importer = world.region_positions((self.exporter, self.importer))
        return int(exporter), int(importer)

    @property
    def _rows(self) -> tuple[ListRow, ...]:
        return current(self.rows, self.as_of)

    @property
    def _table(self) -> LineTable:
        if not self.tables:
            raise ShockError(
                "list-lines",
                f"there is no table of tariff lines of {self.importer} for the list {', '.join(self.file)}",
                "name a table under lines: a file with the columns code, sector and mfn, or us-2024, china-2018",
            )
        return self.tables[0]

    @property
    def _is_weighted(self) -> bool:
        return self._table.is_weighted(self.exporter)

    @property
    def _match(self) -> Match:
        matched = _matched(self.rows, self.as_of, self._table)
        return matched if self.rate is None else matched.at(self.rate)


@lru_cache(maxsize=64)
def _matched(rows: tuple[ListRow, ...], as_of: dt.date | None, table: LineTable) -> Match:
    """Match once what a clause asks for many times."""
    return match(current(rows, as_of), table.codes)


def _some(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:SHOWN]) + (", ..." if len(codes) > SHOWN else "")
