"""How much of a vehicle must be made by workers who earn at least a given wage."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from tradetalks.clauses.base import Regions
from tradetalks.clauses.content.calibration import PAPER
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.flow import Flow, Kind
from tradetalks.clauses.content.model import Makers, Rule
from tradetalks.clauses.content.together import Together
from tradetalks.clauses.content.ways import WageChoices, Wages
from tradetalks.clauses.national_content import FreeShares
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.percent import Share, percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName
from tradetalks.clauses.results import Finding


class Base(enum.Enum):
    """What a share of labour value is a share of: texts of early 2018 can be read both ways."""

    WHOLE_CAR = "whole-car"
    REGIONAL_CONTENT = "regional-content"

    def __str__(self) -> str:
        return str(self.value)


class LabourValue(FreeShares):
    """Vehicles need a part of their cost from plants that pay well; makers move orders, raise pay, or pay the duty."""

    type: Literal["labour-value"] = "labour-value"
    required: Share = Field(description="Part of the cost that must come from plants that pay the wage")
    required_trucks: Share | None = Field(default=None, description="The same for trucks, where it differs")
    today: Share = Field(default=0.0, description="What is required today, credits, base and wage being the same")
    today_trucks: Share | None = Field(default=None, description="The same for trucks, where it differs")
    base: Base = Field(default=Base.WHOLE_CAR, description='"whole-car" or "regional-content": a part of which it is')
    regional: Share = Field(default=0.75, description="Regional content required at the same time")
    wage: float = Field(default=16.0, gt=0, description="Hourly wage that counts, US$")
    high_wage: Regions = Field(default=("USA", "CAN"), description="Regions whose plants pay the wage")
    credit: Quantity = parameter(
        "Points that research, engines and batteries may count for",
        0.10,
        0.0,
        0.15,
        evidence="judgement",
        source="At most 15 points in the agreement of 2018 (SOR/2020-155); how many makers reach is judged",
        unit="points of cost",
        milder=Level.HIGH,
    )
    pay: Quantity = parameter(
        "Hourly pay in parts plants that do not pay the wage",
        3.5,
        2.5,
        8.0,
        evidence="judgement",
        source="Under 3 (Center for Automotive Research 2018), 3.95 (unions), under 4 (Shaiken)",
        unit="US$",
        milder=Level.HIGH,
    )
    labour_share: Quantity = parameter(
        "Part of that pay in the cost of those plants",
        0.08,
        0.05,
        0.12,
        evidence="judgement",
        source="No figure found",
    )
    mu: Quantity = parameter(
        "Advantage of the members in parts, mean log; only in findings about both rules at once",
        0.16,
        0.10,
        0.17,
        evidence="computed",
        source="As in the rule on regional content",
        milder=Level.HIGH,
    )
    free_share: dict[RegionName, Quantity] = Field(
        default={
            "MEX": Quantity(low=0.135, value=0.25, high=0.40),
            "CAN": Quantity(low=0.50, value=0.60, high=0.70),
        },
        description="Part of the cost of parts from plants that pay the wage, with no rule; judgement",
    )

    @property
    def is_today(self) -> bool:
        """Whether the requirement is today's."""
        return all(self.written(kind) == self.written_today(kind) for kind in Kind)

    @property
    def what(self) -> str:
        """The rule in words."""
        trucks = "" if self.required_trucks is None else f" ({percent(self.required_trucks)} of a truck)"
        of = "cost" if self.base is Base.WHOLE_CAR else f"required regional content of {percent(self.regional)}"
        return f"{percent(self.required)} of a vehicle's {of}{trucks} from plants that pay US${self.wage:g} an hour"

    def origins(self) -> tuple[str, ...]:
        """Regions whose parts count."""
        return self.high_wage

    def written(self, kind: Kind) -> float:
        """Part that the rule names for a kind of vehicle."""
        return self.required if kind is Kind.CARS or self.required_trucks is None else self.required_trucks

    def written_today(self, kind: Kind) -> float:
        """Part that today's rule names for a kind of vehicle."""
        return self.today if kind is Kind.CARS or self.today_trucks is None else self.today_trucks

    def asked(self, written: float) -> float:
        """Part of a vehicle's cost that must come from such plants where a rule names a part: credits are taken off."""
        return max(written * (1.0 if self.base is Base.WHOLE_CAR else self.regional) - self.credit.value, 0.0)

    def choices(self, exporter: str, kind: Kind) -> tuple[Choices, Choices]:
        """Return what makers do today and under the rule; assembly counts in regions that pay the wage."""
        makers, counts = self.makers(exporter, kind, self.mu_of(exporter)), float(exporter in self.high_wage)
        asked = (self.asked(share) for share in (self.written_today(kind), self.written(kind)))
        before, after = (self._under(makers, Rule(share, counts), kind) for share in asked)
        return before, after

    def _under(self, makers: Makers, rule: Rule, kind: Kind) -> WageChoices:
        wages = Wages(self.pay.value, self.wage, self.labour_share.value)
        return WageChoices(makers, rule, self.duty(kind), wages)

    def found(self, flow: Flow[Choices]) -> Iterator[Finding]:
        """List the figures of one flow, and bounds for both rules at once."""
        yield from super().found(flow)
        region = Choices(self.makers(flow.exporter, flow.kind, self.mu.value), Rule(self.regional), flow.duty)
        name = f"with {percent(self.regional)} regional content too"
        for bound, separate in (("least", 0.0), ("most", 1.0)):
            both = Together((region, flow.after), separate)
            yield Finding(f"do not comply {name}, {bound}", 100 * (1 - both.complying), "%", flow.about)
            yield Finding(f"price to buyers {name}, {bound}, against no rule", 100 * (both.price - 1), "%", flow.about)

    def explain(self) -> str:
        """Say what the rule asks and what makers do."""
        spread = "; ".join(map(self._spread, self.exporter))
        return (
            f"Vehicles need {self.what}, up to {percent(self.credit.value)} of it by credits, or pay "
            f"{percent(self.car_duty.value)} (cars) and {percent(self.truck_duty.value)} (trucks). By the mechanism of "
            f"{PAPER}, where makers may also raise pay from US${self.pay.value:g} (judged): {spread}."
        )
