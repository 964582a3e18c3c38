"""How much of a vehicle must come from the members to cross their borders free of duty."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tradetalks.clauses.base import Regions
from tradetalks.clauses.content.calibration import PAPER
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.clause import ContentClause
from tradetalks.clauses.content.flow import Kind
from tradetalks.clauses.content.model import Rule
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.percent import Share, percent
from tradetalks.clauses.quantity import Level, Quantity


class RegionalContent(ContentClause):
    """Vehicles need a part of their cost from the members; makers buy dearer parts there, or pay the duty."""

    type: Literal["regional-content"] = "regional-content"
    required: Share = Field(description="Part of the cost of a vehicle that must come from the members")
    today: Share = Field(default=0.625, description="What is required today")
    members: Regions = Field(default=("USA", "CAN", "MEX"), description="Regions whose parts and assembly count")
    mu: Quantity = parameter(
        "Advantage of the members in parts, mean log; the more, the milder",
        0.16,
        0.10,
        0.17,
        evidence="computed",
        source=f"So that 30 % of models lie below 62.5 % (Guajardo on Mexico); 0.11 in {PAPER}",
        milder=Level.HIGH,
    )
    leniency: Quantity = parameter(
        "Points by which counting rules soften the requirement (tracing list, roll-up)",
        0.0,
        0.0,
        0.14,
        evidence="judgement",
        source="Points that the paper's makers would need to comply as they did in 2019 and 2023",
        unit="points of content",
        milder=Level.HIGH,
    )

    @property
    def is_today(self) -> bool:
        """Whether the requirement is today's."""
        return self.required == self.today

    @property
    def what(self) -> str:
        """The rule in words."""
        return f"{percent(self.required)} of the cost of a vehicle from {', '.join(self.members)}"

    def origins(self) -> tuple[str, ...]:
        """Regions whose parts count."""
        return self.members

    def choices(self, exporter: str, kind: Kind) -> tuple[Choices, Choices]:
        """Return what makers do today and under the rule; assembly counts where the exporter is a member."""
        makers, duty = self.makers(exporter, kind, self.mu.value), self.duty(kind)
        counts = float(exporter in self.members)
        asked = (max(share - self.leniency.value, 0.0) for share in (self.today, self.required))
        before, after = (Choices(makers, Rule(share, counts), duty) for share in asked)
        return before, after

    def explain(self) -> str:
        """Say what the rule asks and what makers do."""
        spread = "; ".join(map(self._spread, self.exporter))
        now = "as" if self.is_today else percent(self.today)
        return (
            f"Vehicles need {self.what}, {now} today, or pay {percent(self.car_duty.value)} (cars) and "
            f"{percent(self.truck_duty.value)} (trucks). By {PAPER} ({self.calibration.about}): {spread}."
        )
