"""A quota on vehicles and parts under the threat of a duty on grounds of national security (Section 232)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.parameter import Parameter, parameter
from tradetalks.clauses.percent import Rate, Share, percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, SectorName, refuse
from tradetalks.clauses.quota.cell import TradeCell
from tradetalks.clauses.quota.model import Quota, QuotaMarket, QuotaOutcome, outcome
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

BILLION = 1000.0
"""Million US$."""

LINES_2024 = "US imports for consumption by tariff line, 2024 (US Census Bureau)"


def _lines(value: float, low: float, high: float) -> Parameter:
    return Parameter(
        value=value, low=low, high=high, unit="share", evidence="computed", source=LINES_2024, milder=Level.LOW
    )


def _vehicles(value: float, low: float, high: float, source: str) -> Parameter:
    return Parameter(
        value=value, low=low, high=high, unit="million a year", evidence="judgement", source=source, milder=Level.LOW
    )


PARTNERS: dict[str, dict[str, Any]] = {
    "CAN": {},
    "MEX": {
        "parts_quota": 108.0,
        "vehicles_today": _vehicles(1.7, 1.4, 2.33, "2.33 million with light trucks in 2017 (Crain's Detroit)"),
        "vehicle_share": _lines(0.326, 0.30, 0.42),
        "parts_share": _lines(0.430, 0.30, 0.45),
    },
}
"""What differs by partner from the figures of Canada, which are the defaults; others are given in full."""


@dataclass(frozen=True)
class Capped:
    """One of the two quotas: what it is on, the market, the quota, and what it leads to."""

    name: str
    share: float
    quota: Quota
    today: float
    result: QuotaOutcome

    @property
    def used(self) -> float:
        """Trade without the quota as a share of the quota."""
        return self.today / self.quota.quantity if self.quota.quantity else math.inf


class VehicleQuota(Mechanism):
    """Spare passenger vehicles and parts up to a quota each from a duty; light trucks are spared altogether.

    It bears only where trade is above the quota.
    """

    literature: ClassVar[str] = "Side letters of the agreement of 2018 on Section 232; a tariff-rate quota in substance"

    type: Literal["vehicle-quota"] = "vehicle-quota"
    importer: RegionName = Field(default="USA", description="who would charge the duty")
    exporter: RegionName = Field(description="whose vehicles and parts are spared up to the quota")
    sector: SectorName = Field(default="C29", description="sector of the world that holds motor vehicles and parts")
    vehicle_quota: float = Field(default=2.6, ge=0, description="passenger vehicles spared, million a year")
    parts_quota: float = Field(default=32.4, ge=0, description="parts spared, billion US$ a year; Mexico 108")
    duty: Rate = Field(default=0.25, ge=0, description="duty over the quotas, on top of today's")
    rent_to_importer: Share = Field(default=0.0, description="part of the rent that the importing region gets")

    vehicles_today: Quantity = parameter(
        "passenger vehicles sold to the importer a year; Mexico 1.7 (1.4 to 2.33)",
        1.8,
        1.6,
        2.0,
        unit="million a year",
        evidence="from memory",
        source="Canada, 2017",
    )
    vehicle_share: Quantity = parameter(
        "share of passenger vehicles in the sector's trade; Mexico 0.326 (0.30 to 0.42)",
        0.544,
        0.50,
        0.60,
        unit="share",
        evidence="computed",
        source=LINES_2024,
    )
    parts_share: Quantity = parameter(
        "share of parts in the sector's trade; Mexico 0.430 (0.30 to 0.45)",
        0.318,
        0.25,
        0.36,
        unit="share",
        evidence="computed",
        source=LINES_2024,
    )
    growth: Quantity = parameter(
        "trade when the quota applies, over today's", 1.0, 1.0, 1.5, evidence="judgement", source="assessment"
    )

    @model_validator(mode="before")
    @classmethod
    def _by_partner(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not isinstance(given.get("exporter"), str):
            return given
        partner = given["exporter"]
        wanted = ("parts_quota", "vehicles_today", "vehicle_share", "parts_share")
        missing = [name for name in wanted if name not in given]
        if missing and partner not in PARTNERS:
            message = f"{partner} has no default for {', '.join(missing)}"
            raise refuse("vehicle-partner", message, f"give it, or name one of: {', '.join(PARTNERS)}")
        return PARTNERS.get(partner, {}) | given

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.importer == self.exporter:
            raise refuse("no-flow", f"{self.importer} does not trade with itself", "name another exporter or importer")
        if self.vehicles_today.low <= 0 or self.growth.low <= 0:
            raise refuse("vehicle-figures", "trade or growth of 0 or less", "give figures above 0")
        if min(self.vehicle_share.low, self.parts_share.low) <= 0 or self._both(Level.HIGH) > 1:
            raise refuse("vehicle-shares", "shares of vehicles and parts below 0 or above 1 in all", "mend the shares")
        return self

    def _both(self, level: Level) -> float:
        return self.vehicle_share.at(level) + self.parts_share.at(level)

    def _cell(self, world: World) -> TradeCell:
        return TradeCell.of(world, self.exporter, self.importer, self.sector)

    def capped(self, world: World) -> tuple[Capped, Capped]:
        """Solve both quotas at prices and wages of today, in millions of US$ at the border."""
        trade = self._cell(world).trade(world)
        vehicles = self.vehicle_quota / self.vehicles_today.value * self.vehicle_share.value * trade
        return (
            self._solve(world, "passenger vehicles", self.vehicle_share.value, vehicles),
            self._solve(world, "parts", self.parts_share.value, self.parts_quota * BILLION),
        )

    def _solve(self, world: World, name: str, share: float, quantity: float) -> Capped:
        """Put one quota on its part of the sector; buyers switch with the elasticity of the world."""
        cell = self._cell(world)
        tariff, spent = float(world.tariff[cell.index]), float(world.expenditure[cell.importer, cell.sector])
        market = QuotaMarket(
            spending=spent * share * self.growth.value,
            wedge_today=1 + tariff,
            import_share_today=float(world.trade_share[cell.index]),
            elasticity=float(world.elasticity[cell.sector]),
        )
        quota = Quota(quantity, tariff, tariff + self.duty)
        return Capped(name, share, quota, market.imports(1 + tariff), outcome(market, quota))

    def _rents(self, world: World) -> tuple[float, float]:
        """Rents of the importing and of the exporting region, million US$ a year, in a market of today's size."""
        rent = sum(one.result.rent for one in self.capped(world)) / self.growth.value
        return self.rent_to_importer * rent, (1 - self.rent_to_importer) * rent

    def shock(self, world: World) -> Shock:
        """Put what the quotas do to prices on the cell; nothing where trade stays within them.

        The quotas bear on the grown market, but the shock is one of today's world: wedges are those of the grown
        market, and rents are divided by the growth, so that the transfer is paid from the revenue of today's cell.
        """
        cell, goods = self._cell(world), self.capped(world)
        today = 1 + float(world.tariff[cell.index])
        policy = cell.policy(
            world,
            today,
            [one.share for one in goods],
            [today for _ in goods],
            [one.result.wedge for one in goods],
        )
        return cell.shifted(world, policy, self._rents(world)[1])

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """List the duty over the quotas and the rents of those who sell within them, both divided by the growth."""
        duty = sum(one.quota.over * one.result.over_quota for one in self.capped(world)) / self.growth.value
        home, abroad = self._rents(world)
        return (
            Receipt(self.importer, f"duty on vehicles and parts of {self.exporter} over the quota", duty),
            Receipt(self.importer, "rent of the vehicle quota", home),
            Receipt(self.exporter, "rent of the vehicle quota", abroad),
        )

    def findings(self, world: World) -> tuple[Finding, ...]:
        """List how far each quota is used and what it does to the price."""
        found: list[Finding] = []
        for one in self.capped(world):
            about = f"{one.name} from {self.exporter} to {self.importer}"
            if math.isfinite(one.used):
                found.append(Finding("trade over the quota (1 is full)", one.used, "ratio", about))
            found += [
                Finding("price over the border price", one.result.wedge, "ratio", about),
                Finding("rent in the grown market", one.result.rent, "million US$", about),
            ]
        return tuple(found)

    def explain(self) -> str:
        """Say what is spared from which duty, and how near trade is."""
        return (
            f"Up to {self.vehicle_quota:g} million passenger vehicles and US${self.parts_quota:g} bn of parts a year "
            f"from {self.exporter} are spared from a duty of {percent(self.duty)} in {self.importer}, and light trucks "
            f"altogether (side letters of 2018). Trade is taken as {self.vehicles_today.value:g} million vehicles "
            f"({self.vehicles_today.low:g} to {self.vehicles_today.high:g}, judgement) times "
            f"{self.growth.value:g} to allow for growth (to {self.growth.high:g}, judgement), so the quota bears only "
            "where trade has grown beyond it."
        )
