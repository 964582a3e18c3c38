"""What the content rules have in common: parameters, the flows they touch, and the shock they become."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import FlowClause, Mechanism, Regions, Sectors
from tradetalks.clauses.content.calibration import PAPER, VEHICLES, Calibration, Exposures, Vehicles
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.flow import Flow, Kind, figures
from tradetalks.clauses.content.model import Makers
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

MOST = 0.999
"""No region buys all of its parts from those that count."""


class ContentClause(Mechanism, FlowClause):
    """A rule that vehicles must meet to cross a border free of duty; makers meet it, or pay."""

    literature: ClassVar[str] = PAPER

    importer: Regions = Field(default=("USA",), description="Regions that import under the rule")
    exporter: Regions = Field(default=("MEX", "CAN"), description="Regions that assemble and export under the rule")
    sector: Sectors = Field(default=("C29",), description="Sector of vehicles and their parts")
    calibration: Calibration = Field(default=Calibration.DATA, description='"data" or "paper": which facts makers fit')
    vehicles: dict[RegionName, Vehicles] = Field(
        default=dict(VEHICLES), description="Cars and trucks per value of the sector's flow, by exporter"
    )
    exposure: dict[RegionName, Exposures] = Field(
        default={}, description="Part of makers' sales that bear the duty, by exporter; all where it is left out"
    )
    theta: Quantity = parameter(
        "Shape of the costs of parts", 4, 4, 4, evidence="text seen", source=f"{PAPER}; tried there: 2.5 to 6"
    )
    eta: Quantity = parameter(
        "Elasticity of demand between models", 4, 4, 4, evidence="text seen", source=f"{PAPER}; tried there: 2.5 to 6"
    )
    sigma: Quantity = parameter(
        "Spread of the region's advantage in parts, log", 0.18, 0.18, 0.18, evidence="text seen", source=PAPER
    )
    assembly: Quantity = parameter(
        "Mean part of assembly in cost", 0.15, 0.15, 0.15, evidence="text seen", source=PAPER
    )
    nu: Quantity = parameter("How alike parts of assembly are (Beta)", 3, 3, 3, evidence="text seen", source=PAPER)
    kappa: Quantity = parameter(
        "Cost of distance between assembly and parts, factor; only in a finding",
        1.2,
        1.1,
        1.3,
        evidence="text seen",
        source=PAPER,
        milder=Level.HIGH,
    )
    omega: Quantity = parameter(
        "Cost of assembly outside the region, factor; only in a finding", 1, 1, 1, evidence="text seen", source=PAPER
    )
    car_duty: Quantity = parameter(
        "Duty on cars that do not comply",
        0.025,
        0.025,
        0.025,
        evidence="data",
        source="USITC: Harmonized Tariff Schedule 2017, heading 8703",
    )
    truck_duty: Quantity = parameter(
        "Duty on trucks for goods that do not comply",
        0.25,
        0.25,
        0.25,
        evidence="data",
        source="USITC: Harmonized Tariff Schedule 2017, heading 8704",
    )

    @model_validator(mode="before")
    @classmethod
    def _calibrate(cls, given: Any) -> Any:
        if isinstance(given, Mapping) and (name := given.get("calibration")) is not None:
            chosen = [one for one in Calibration if name in (one, one.value)]
            figures = chosen[0].figures if chosen else {}
            return {**{key: value for key, value in figures.items() if key in cls.model_fields}, **given}
        return given

    @model_validator(mode="after")
    def _knows_vehicles(self) -> Self:
        for name in self.exporter:
            if name not in self.vehicles:
                raise refuse(
                    "vehicle-shares",
                    f"nothing is known of the cars and trucks that {name} exports",
                    f'add vehicles.{name} = {{ cars = "40 %", trucks = "10 %" }}',
                )
        return self

    @property
    @abstractmethod
    def what(self) -> str:
        """The rule in words."""

    @property
    @abstractmethod
    def is_today(self) -> bool:
        """Whether the rule asks what it asks today."""

    @abstractmethod
    def origins(self) -> tuple[str, ...]:
        """Regions whose parts count."""

    @abstractmethod
    def choices(self, exporter: str, kind: Kind) -> tuple[Choices, Choices]:
        """Return what makers do today and under the rule."""

    def duty(self, kind: Kind) -> float:
        """Duty on what does not comply."""
        return self.car_duty.value if kind is Kind.CARS else self.truck_duty.value

    def makers(self, exporter: str, kind: Kind, mu: float) -> Makers:
        """Makers of a kind of vehicle in a region; parts from outside cost exp(mu) times as much in the median."""
        exposed = getattr(self.exposure.get(exporter, Exposures()), kind.value)
        return Makers(
            theta=self.theta.value,
            eta=self.eta.value,
            mu=mu,
            sigma=self.sigma.value,
            assembly=self.assembly.value,
            concentration=self.nu.value,
            exposed=exposed.mean,
            alike=exposed.alike,
        )

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Cars and trucks of every exporter; computed anew each time."""
        return tuple(
            Flow(name, kind, getattr(self.vehicles[name], kind.value), *self.choices(name, kind))
            for name in self.exporter
            for kind in Kind
        )

    def shock(self, world: World) -> Shock:
        """Raise costs, charge those who do not comply, and turn to parts that count, all relative to today.

        d = 1 + sum v [R/R0 - 1];  t = t0 + sum v [x - x0] duty;  parts' shares move as the makers' do at given prices.
        Dearer parts are resources lost (iceberg) on the vehicles; the turn of demand moves no price index by itself.
        Higher pay is a price that buyers pay and workers get: a duty whose receipts are handed to the exporter.
        """
        if self.is_today:
            return Shock()
        tariff, cost = np.array(world.tariff), np.ones_like(world.trade)
        transfer, flows = np.zeros(len(world.regions)), self.flows
        for exporter, importer, sector in zip(*self.cells(world), strict=True):
            cell, own = (exporter, importer, sector), [f for f in flows if f.exporter == world.regions[exporter]]
            pay = sum(flow.part * flow.pay_added for flow in own)
            cost[cell] = 1 + sum(flow.part * (flow.cost - 1) for flow in own)
            tariff[cell] += sum(flow.part * flow.duty_added for flow in own) + pay
            transfer[exporter] += pay * world.trade[cell]
            transfer[importer] -= pay * world.trade[cell]
        paid = transfer if transfer.any() else None
        return Shock(tariff=tariff, trade_cost=cost, demand=self._demand(world, flows), transfer=paid)

    def _demand(self, world: World, flows: tuple[Flow, ...]) -> np.ndarray:
        """Turn assembling regions' demand for parts to the regions that count, (exporter, importer, sector).

        f = part of the region's spending on the sector that goes into vehicles under the rule; s' = s (1 + f (w - 1)).
        """
        demand, origins = np.ones_like(world.trade), world.region_positions(self.origins())
        for name, sector in product(self.exporter, world.sector_positions(self.sector)):
            (region,) = world.region_positions((name,))
            share = float(world.trade_share[origins, region, sector].sum())
            turn = sum(flow.part * (flow.sourcing - 1) for flow in flows if flow.exporter == name)
            moved = float(np.clip(share * (1 + self._bound(world, region, sector) * turn), 1 - MOST, MOST))
            if 0 < share < 1:
                demand[:, region, sector] = (1 - moved) / (1 - share)
                demand[origins, region, sector] = moved / share
        return demand

    def _bound(self, world: World, region: int, sector: int) -> float:
        """Part of a region's spending on a sector that is inputs into what it ships under the rule."""
        importers = [p for p in world.region_positions(self.importer) if p != region]
        used = world.input_share[region, sector, sector] * world.trade[region, importers, sector].sum()
        spent = world.expenditure[region, sector]
        return float(used / spent) if spent > 0 else 0.0

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """List duties on what stops complying, resources that dearer parts take and higher pay, against today."""
        if self.is_today:
            return ()
        found: dict[tuple[str, str], float] = {}
        for exporter, importer, sector in zip(*self.cells(world), strict=True):
            home, abroad = world.regions[exporter], world.regions[importer]
            for flow in (flow for flow in self.flows if flow.exporter == home):
                trade, kind = float(world.trade[exporter, importer, sector]) * flow.part, flow.kind.value
                for key, million in (
                    ((abroad, f"duty on {kind} from {home} that do not comply"), trade * flow.duty_added),
                    ((home, f"dearer parts in {kind} that comply"), -trade * (flow.cost - 1)),
                    ((home, f"higher pay in making {kind}"), trade * flow.pay_added),
                ):
                    found[key] = found.get(key, 0.0) + million
        return tuple(Receipt(*key, million, in_shock=True) for key, million in found.items() if million)

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (the makers do not depend on the world)
        """List what makers do under the rule, by exporter and kind of vehicle."""
        return tuple(finding for flow in self.flows for finding in self.found(flow))

    def found(self, flow: Flow) -> Iterator[Finding]:
        """List the figures of one flow."""
        leave = flow.after.leaving(self.kappa.value, self.omega.value)
        yield from figures(flow)
        yield Finding("would assemble outside", 100 * leave, "%", flow.about)

    def _spread(self, exporter: str) -> str:
        """Say how many makers of each kind do not comply, and what the rule costs."""
        cars, trucks = (flow for flow in self.flows if flow.exporter == exporter)
        cost = sum(flow.part * (flow.cost - 1) for flow in (cars, trucks))
        duty = sum(flow.part * flow.duty_added for flow in (cars, trucks))
        return (
            f"{percent(1 - cars.after.complying, 3)} of car makers and {percent(1 - trucks.after.complying, 3)} of "
            f"truck makers in {exporter} do not comply, and the sector's exports cost "
            f"{percent(cost, 3)} more to make and pay {percent(duty, 3)} more duty"
        )
