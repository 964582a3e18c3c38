"""How much of a vehicle must come from one country, whoever assembles it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.content.calibration import PAPER
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.clause import ContentClause
from tradetalks.clauses.content.flow import Kind
from tradetalks.clauses.content.model import Rule, delta_of
from tradetalks.clauses.percent import Share, percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, refuse

ADVANTAGES, ASSEMBLIES = 50, 200
"""Numbers of quantiles: whether a vehicle can comply at all turns on its part of assembly, which counts for nothing."""


def mild_shares(shares: dict[str, Quantity], level: Level) -> dict[str, Quantity]:
    """Move free shares to one end of their ranges: the higher, the less a rule does."""
    end = level.towards(Level.HIGH)
    return {name: share.fixed(end) for name, share in shares.items()}


class FreeShares(ContentClause):
    """A rule for which it is known, by exporter, how much of its parts a vehicle would have from what counts anyway."""

    free_share: dict[RegionName, Quantity] = Field(description="Part of the cost of parts that counts with no rule")

    @model_validator(mode="after")
    def _knows_shares(self) -> Self:
        for name in self.exporter:
            share = self.free_share.get(name)
            if share is None or not 0 < share.low <= share.high < 1:
                raise refuse(
                    "free-share",
                    f"the part of parts in vehicles of {name} that counts with no rule is missing or not inside 0 to 1",
                    f"add free_share.{name} = {{ low = 0.2, value = 0.3, high = 0.4 }}",
                )
        return self

    def at(self, level: Level) -> Self:
        """Return the clause at an end of its ranges, those of the free shares included."""
        return super().at(level).model_copy(update={"free_share": mild_shares(self.free_share, level)})

    def mu_of(self, exporter: str) -> float:
        """Mean log cost of parts that do not count, from the free share."""
        return float(np.log(delta_of(self.free_share[exporter].value, self.theta.value)))


class NationalContent(FreeShares):
    """Vehicles need a part of their cost from one country; makers buy dearer parts there, or pay the duty."""

    type: Literal["national-content"] = "national-content"
    required: Share = Field(description="Part of the cost of a vehicle that must come from the country")
    today: Share = Field(default=0.0, description="What is required today")
    country: RegionName = Field(default="USA", description="Country whose parts and assembly count")
    free_share: dict[RegionName, Quantity] = Field(
        default={
            "MEX": Quantity(low=0.135, value=0.25, high=0.40),
            "CAN": Quantity(low=0.30, value=0.40, high=0.50),
        },
        description=(
            "Part of the cost of parts that is the country's with no rule. Judgement: US parts in Mexican cars 20 to "
            "30 % (Center for Automotive Research), 13.5 % US and Canadian by label; Canada has no figure"
        ),
    )

    @property
    def is_today(self) -> bool:
        """Whether the requirement is today's."""
        return self.required == self.today

    @property
    def what(self) -> str:
        """The rule in words."""
        return f"{percent(self.required)} of the cost of a vehicle from {self.country}"

    def origins(self) -> tuple[str, ...]:
        """Regions whose parts count."""
        return (self.country,)

    def choices(self, exporter: str, kind: Kind) -> tuple[Choices, Choices]:
        """Return what makers do today and under the rule; assembly counts only in the country itself."""
        coarse, counts = self.makers(exporter, kind, self.mu_of(exporter)), float(exporter == self.country)
        makers = replace(coarse, advantages=ADVANTAGES, assemblies=ASSEMBLIES)
        before, after = (Choices(makers, Rule(share, counts), self.duty(kind)) for share in (self.today, self.required))
        return before, after

    def explain(self) -> str:
        """Say what the rule asks and what makers do."""
        shares = ", ".join(f"{percent(self.free_share[name].value, 3)} in {name}" for name in self.exporter)
        spread = "; ".join(map(self._spread, self.exporter))
        return (
            f"Vehicles need {self.what} or pay {percent(self.car_duty.value)} (cars) and "
            f"{percent(self.truck_duty.value)} (trucks). By the mechanism of {PAPER}, with {self.country}'s share of "
            f"parts with no rule judged at {shares}: {spread}."
        )
