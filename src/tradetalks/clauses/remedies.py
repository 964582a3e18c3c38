"""Duties on dumping and subsidies, and who reviews them: panels of both countries, or courts of the importer."""

from __future__ import annotations

import enum
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import FlowClause, Mechanism, Regions, Sectors
from tradetalks.clauses.parameter import parameter, refuse_beyond_one
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Level, Quantity, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

JUDGED = "no counted record was found; panels overturn much more often than courts, Colares (2007)"
LUMBER = (
    "US final determinations on softwood lumber from Canada, November 2017: 20.23 % after amendment, 20.83 % before"
)


class Forum(enum.StrEnum):
    """Who reviews a duty on dumping or subsidies."""

    PANELS = "panels"
    LIGHTER = "lighter-panels"
    COURT = "court"


class TradeRemedies(Mechanism, FlowClause):
    """Have duties on dumping and subsidies reviewed by panels as today, by panels that defer more, or in court.

    Expected duty on a flow: t = s d (1 - pi q h); without panels petitions are no longer deterred: s (1 + e).
    """

    literature: ClassVar[str] = (
        "Colares (2007) on who overturns duties; Blonigen (2002): no effect of panels on filings, but repeated remands "
        "cut findings against Canada; Jones (2000): fewer petitions"
    )

    type: Literal["trade-remedies"] = "trade-remedies"
    importer: Regions = Field(default=("USA",), description="who levies the duties")
    exporter: Regions = Field(default=("CAN",), description="who pays them")
    sector: Sectors = Field(default=("C16",), description="sectors with trade under order; lumber is in C16")
    review: Forum = Field(default=Forum.COURT, description="who reviews the duties: panels, lighter-panels or court")
    covered: Quantity = parameter(
        "part of the flow under order, s",
        0.78,
        0.70,
        0.85,
        evidence="computed",
        source="softwood imports of US$5.66 bn (2016) over the 7.27 bn of C16 from CAN to USA (2017); range judged",
    )
    rate: Quantity = parameter("duty, d", 0.2023, 0.2023, 0.2083, evidence="text seen", source=LUMBER)
    sought: Quantity = parameter(
        "part of duties whose review is sought, pi", 0.9, 0.8, 1.0, evidence="judgement", source=JUDGED
    )
    changed_by_panel: Quantity = parameter(
        "chance that a panel changes the duty, q", 0.60, 0.45, 0.70, evidence="judgement", source=JUDGED
    )
    changed_in_court: Quantity = parameter(
        "chance that a court does", 0.35, 0.20, 0.45, evidence="judgement", source=JUDGED, milder=Level.HIGH
    )
    cut: Quantity = parameter(
        "part of the duty that a change takes away, h", 0.4, 0.2, 0.6, evidence="judgement", source=JUDGED
    )
    deterred: Quantity = parameter(
        "trade under order that panels deter, of what is under order, e",
        0.05,
        0.0,
        0.20,
        evidence="judgement",
        source="no effect on filings (Blonigen 2002) against fewer petitions (Jones 2000)",
    )
    kept: Quantity = parameter(
        "part of the panels' lead over courts, and of what they deter, that lighter panels keep",
        0.5,
        0.25,
        0.75,
        evidence="judgement",
        source="a middle way that nobody had tabled by April 2018",
        milder=Level.HIGH,
    )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        shares = ("covered", "sought", "changed_by_panel", "changed_in_court", "cut", "kept")
        refuse_beyond_one(self, shares, "share")
        if self.rate.low < 0 or self.deterred.low < 0:
            raise refuse("remedy-rate", "a duty or a deterrence is below zero", "give fractions: 0.2 is 20 %")
        return self

    def lead(self, forum: Forum) -> float:
        """Part of the panels' lead over courts that a forum has: 1, what lighter panels keep, 0."""
        return {Forum.PANELS: 1.0, Forum.LIGHTER: self.kept.value, Forum.COURT: 0.0}[forum]

    def on_covered(self, forum: Forum) -> float:
        """Return the expected duty on trade under order after review: d (1 - pi q h)."""
        court, panel = self.changed_in_court.value, self.changed_by_panel.value
        changed = court + self.lead(forum) * (panel - court)
        return self.rate.value * (1 - self.sought.value * changed * self.cut.value)

    def duty(self, forum: Forum) -> float:
        """Return the expected duty on the flow: t = min(1, s (1 + e (1 - lead))) d (1 - pi q h)."""
        covered = self.covered.value * (1 + self.deterred.value * (1 - self.lead(forum)))
        return min(covered, 1.0) * self.on_covered(forum)

    @property
    def rise(self) -> float:
        """Expected duty on the flow over that with panels as today."""
        return self.duty(self.review) - self.duty(Forum.PANELS)

    def shock(self, world: World) -> Shock:
        """Raise the tariff on the flow by the change of the expected duty."""
        tariff = np.array(world.tariff)
        tariff[self.cells(world)] += self.rise
        return Shock(tariff=tariff)

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """Revenue of the change of duty by importer, at today's trade."""
        cells = self.cells(world)
        what = "duties on dumping and subsidies, over today's"
        return tuple(
            Receipt(name, what, float(self.rise * world.trade[cells][cells[1] == position].sum()))
            for name, position in zip(self.importer, world.region_positions(self.importer), strict=True)
        )

    def findings(self, world: World) -> tuple[Finding, ...]:
        """List expected duties before and after, on the flow and on trade under order, and the revenue of today's."""
        flow = float(world.trade[self.cells(world)].sum())
        return (
            Finding("expected duty with panels", self.duty(Forum.PANELS), "share", self.flow),
            Finding("expected duty", self.duty(self.review), "share", self.flow),
            Finding("rise of the duty", self.rise, "share", self.flow),
            Finding(
                "rise of the duty on trade under order",
                self.on_covered(self.review) - self.on_covered(Forum.PANELS),
                "share",
                self.flow,
            ),
            Finding("duty paid with panels", self.duty(Forum.PANELS) * flow, "million US$", self.flow),
        )

    def explain(self) -> str:
        """Say who reviews, and what that does to the duty expected."""
        forum = {
            Forum.PANELS: "stays with panels of both countries",
            Forum.LIGHTER: f"stays with panels that keep {percent(self.kept.value, 3)} of their lead over courts",
            Forum.COURT: "goes to courts of the importer",
        }[self.review]
        return (
            f"Review of duties on {self.flow} {forum}: the expected duty goes from {percent(self.duty(Forum.PANELS))} "
            f"with panels to {percent(self.duty(self.review))} of all trade in the sector. {percent(self.rate.value)} "
            f"is levied on {percent(self.covered.value)} of it, and panels change it in "
            f"{percent(self.changed_by_panel.value)} of cases, courts in {percent(self.changed_in_court.value)} "
            f"(both judged; Colares 2007 says only that panels overturn more often)."
        )
