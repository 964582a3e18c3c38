"""What a content rule says of the makers of vehicles, whatever it asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from tradetalks.clauses.base import FlowClause, Mechanism, Regions, Sectors
from tradetalks.clauses.content.calibration import PAPER, VEHICLES, Calibration, Exposures, Vehicles
from tradetalks.clauses.content.flow import Kind
from tradetalks.clauses.content.model import Makers
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.quantity import Level, Quantity, RegionName, refuse


class Population(Mechanism, FlowClause):
    """The makers of vehicles that a content rule finds: what they make, what parts cost them, what duty they face."""

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
    separate: Quantity = parameter(
        "Where several rules meet: how far parts that serve one leave the others to be paid for; 0: not at all, the "
        "dearest rule is the cost of all; 1: in full, costs multiply",
        0.5,
        0.0,
        1.0,
        evidence="judgement",
        source="Both ends are bounds; between them nothing is known",
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
            never=exposed.never,
            always=exposed.always,
        )

    def told_of_makers(self, exporter: str) -> dict[str, object]:
        """List what the rule says of the makers in a region, whatever it asks of them, by parameter."""
        figures = ("eta", "assembly", "nu", "separate", "car_duty", "truck_duty")
        exposed = self.exposure.get(exporter, Exposures())
        known: dict[str, object] = {"vehicles": self.vehicles[exporter], "exposure": exposed}
        return known | {name: getattr(self, name).value for name in figures}
