"""A tariff on named flows."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import FlowClause
from tradetalks.clauses.quantity import Quantity, refuse
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

HIGHEST = 10.0
"""Above this a rate is taken for one written as percent; over-quota rates reach about 3."""


class Tariff(FlowClause):
    """Set the tariff of the named flows to a rate, or add to the rate that is applied now.

    Both are ad valorem fractions: 0.25 is 25 %. Exactly one of them is given.
    """

    type: Literal["tariff"] = "tariff"
    rate: Quantity | None = Field(default=None, description="the new tariff, a fraction; this or add")
    add: Quantity | None = Field(
        default=None, description="what is added to the tariff applied now, a fraction; this or rate"
    )

    @model_validator(mode="after")
    def _one_rate(self) -> Self:
        if (self.rate is None) == (self.add is None):
            raise refuse("tariff-rate", "a tariff clause holds a rate and an addition, or neither", "give one of them")
        if not -1 < self.figure.low <= self.figure.high <= HIGHEST:
            raise refuse("tariff-rate", "a tariff of -100 % or below, or above 1,000 %", "give fractions: 0.25 is 25 %")
        return self

    @property
    def figure(self) -> Quantity:
        """The rate or the addition, whichever is given."""
        figure = self.rate if self.rate is not None else self.add
        assert figure is not None  # noqa: S101  (the validator has seen to it)
        return figure

    def shock(self, world: World) -> Shock:
        """Change the tariff of the cells touched: t' = rate, or t' = t + add."""
        cells = self.cells(world)
        tariff = np.array(world.tariff)
        tariff[cells] = self.figure.value if self.add is None else tariff[cells] + self.figure.value
        return Shock(tariff=tariff)

    def explain(self) -> str:
        """Say which flows pay what, with the range."""
        low, value, high = (f"{100 * f:.3g}" for f in (self.figure.low, self.figure.value, self.figure.high))
        unit = "%" if self.add is None else "points more"
        return f"{self.flow} pays {value} {unit} ({low} to {high})."
