"""A tariff on named flows."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, PrivateAttr, model_validator

from tradetalks.clauses.base import FlowClause
from tradetalks.clauses.percent import MOST_TIMES, Duty
from tradetalks.clauses.quantity import Level, Quantity, refuse
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class Tariff(FlowClause):
    """Set the tariff of the named flows to a rate, or add to the rate that is applied now.

    Both are ad valorem, 0.25 or "25 %"; a bare figure above 1 may be in per cent and is refused. Exactly one of them is
    given. Where a rate has a range, the clause does least at the point of it that is nearest to today's rate, flow by
    flow, and most at the one farthest from it.
    """

    type: Literal["tariff"] = "tariff"
    rate: Duty | None = Field(default=None, description="the new tariff, a fraction; this or add")
    add: Duty | None = Field(
        default=None, description="what is added to the tariff applied now, a fraction; this or rate"
    )
    _end: Level = PrivateAttr(default=Level.VALUE)

    @model_validator(mode="after")
    def _one_rate(self) -> Self:
        if (self.rate is None) == (self.add is None):
            raise refuse("tariff-rate", "a tariff clause holds a rate and an addition, or neither", "give one of them")
        if not -1 < self.figure.low <= self.figure.high <= MOST_TIMES:
            raise refuse("tariff-rate", "a tariff of -100 % or below, or above 1,000 %", "give fractions: 0.25 is 25 %")
        return self

    @property
    def figure(self) -> Quantity:
        """The rate or the addition, whichever is given."""
        figure = self.rate if self.rate is not None else self.add
        assert figure is not None  # noqa: S101  (the validator has seen to it)
        return figure

    def at(self, level: Level) -> Self:
        """Return the clause where it does least or most; which end of a rate that is, only a world's rates can tell."""
        if self.rate is None or level is Level.VALUE:
            return super().at(level)
        moved = self.model_copy()
        moved._end = level  # noqa: SLF001  (a copy of itself)
        return moved

    def shock(self, world: World) -> Shock:
        """Change the tariff of the cells touched: t' = rate, or t' = t + add.

        At the ends of a rate's range t' = min(max(t, low), high) where the clause does least, and most where it is low
        or high, whichever is farther from t.
        """
        cells = self.cells(world)
        tariff = np.array(world.tariff)
        tariff[cells] = self._rates(tariff[cells]) if self.add is None else tariff[cells] + self.figure.value
        return Shock(tariff=tariff)

    def _rates(self, today: np.ndarray) -> np.ndarray:
        """Rates of cells that pay `today`, (cell,)."""
        low, high = self.figure.low, self.figure.high
        if self._end is Level.LOW:
            return np.clip(today, low, high)
        if self._end is Level.HIGH:
            return np.where(high - today >= today - low, high, low)
        return np.full_like(today, self.figure.value)

    def explain(self) -> str:
        """Say which flows pay what, with the range."""
        low, value, high = (f"{100 * f:.3g}" for f in (self.figure.low, self.figure.value, self.figure.high))
        unit = "%" if self.add is None else "points more"
        return f"{self.flow} pays {value} {unit} ({low} to {high})."
