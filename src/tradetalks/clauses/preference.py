"""A tariff preference, which goods claim where it is worth the cost of proving their origin."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field

from tradetalks.clauses.base import FlowClause
from tradetalks.clauses.claiming.claims import Claiming, Claims, part_remitted, ratio
from tradetalks.clauses.percent import Share, percent
from tradetalks.clauses.quantity import Factor, Level, Quantity
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

TYPICAL = 0.025
"""The margin at which `explain` shows the curve: the duty of the United States on cars and many parts."""

CURVE = ("ceiling", "compliance_cost", "spread")
"""Figures of the curve of use."""


class Preference(Claiming, FlowClause):
    """Remit a part of the duty for all to goods that prove their origin, or change what it costs to prove it.

    Of a margin m, a share u(m) of trade claims: u(m) = ub Phi((ln m - ln c) / s). The others pay the full duty, the
    users spend resources. Today's part is read from the world: what its tariffs remit of the layer `mfn`. Without a
    change of either part or cost there is no shock.
    """

    type: Literal["preference"] = "preference"
    margin: Share = Field(1.0, description='Part of the duty for all that is remitted: "100 %" is free of duty')
    dearer: Factor = Field(
        Quantity(value=1, low=1, high=1), description="Factor on the cost of proving origin: 0.8 is a fifth cheaper"
    )

    def at(self, level: Level) -> Self:
        """Return the clause where it does least or most.

        The curve moves only where proof costs what it costs today: a change of that cost does more the more proof
        costs, a change of margin less, so that no one end of the curve is mild for both.
        """
        ends = super().at(level)
        if self.dearer.low == self.dearer.high == 1:
            return ends
        return ends.model_copy(update={name: getattr(self, name).fixed(Level.VALUE) for name in CURVE})

    def shock(self, world: World) -> Shock:
        """Set t' = t - (saved' - saved), not below zero where it was not, and d = (1 + burden') / (1 + burden)."""
        before, after = self._today(world), self._proposed(world)
        tariff = world.tariff - (after.saved - before.saved)
        return Shock(
            tariff=np.maximum(tariff, np.minimum(world.tariff, 0.0)),
            trade_cost=(1 + after.burden) / (1 + before.burden),
        )

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """Change of the duty collected by each importer, on the flows of the world."""
        return self.collected(world, self.importer, "duty on goods that may claim the preference")

    def findings(self, world: World) -> tuple[Finding, ...]:
        """Duty remitted, duty paid for want of a claim and resources spent, today and under the provision."""
        cells = self.cells(world)
        value = world.trade[cells]
        due = world.layer("mfn")[cells]
        told = []
        for when, claims in (("today", self._today(world)), ("proposed", self._proposed(world))):
            saved, burden = claims.saved[cells], claims.burden[cells]
            told += [
                (f"duty for all that is saved, {when}", ratio(value * saved, value * due)),
                (f"duty paid or not remitted, {when}", ratio(value * (due - saved), value)),
                (f"resources spent to comply, {when}", ratio(value * burden, value)),
            ]
        return tuple(Finding(name, figure, "share", self.flow) for name, figure in told)

    def explain(self) -> str:
        """Say what may be claimed, at what cost, and who does."""
        curve = self.curve(self.dearer.value)
        margin = np.array([TYPICAL])
        share, burden = float(curve.share(margin)[0]), float(curve.burden(margin)[0])
        return (
            f"{self.flow} may claim {percent(self.margin)} of the duty for all; proving origin costs "
            f"{percent(curve.cost, 3)} of the value at the median, {self.dearer.value:g} times today's. At a margin of "
            f"{percent(TYPICAL)} a share of {percent(share, 3)} claims and spends {percent(burden, 2)} of all trade on "
            f"it; without a margin nobody claims (curve: {self._source()}){self._all_claim()}."
        )

    def _source(self) -> str:
        return "fit to US imports of 2024 from Canada and Mexico by tariff line, which explains little of single lines"

    def _pairs(self, world: World) -> list[tuple[int, int]]:
        exporter, importer, _ = self.cells(world)
        return sorted(set(zip(exporter.tolist(), importer.tolist(), strict=True)))

    def _today(self, world: World) -> Claims:
        return self.claims(world, self._pairs(world), part_remitted(world), self.curve())

    def _proposed(self, world: World) -> Claims:
        part = part_remitted(world)
        part[self.cells(world)] = self.margin
        touched = np.zeros(part.shape, dtype=bool)
        touched[self.cells(world)] = True
        claims = self.claims(world, self._pairs(world), part, self.curve(self.dearer.value))
        today = self._today(world)
        return Claims(np.where(touched, claims.saved, today.saved), np.where(touched, claims.burden, today.burden))
