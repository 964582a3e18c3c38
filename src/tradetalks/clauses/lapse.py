"""The end of an agreement between its members."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import Regions
from tradetalks.clauses.claiming.claims import Claiming, Claims, part_remitted, ratio
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Factor, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class Lapse(Claiming):
    """Put the members' mutual trade back on most-favoured-nation duties and raise its non-tariff costs.

    Goods that claim the preference today begin to pay the duty and stop paying for proof of origin; goods that never
    claimed pay what they paid. `goods` and `services` are the factors, ranged, by which iceberg costs between the
    members rise when the agreement's rules no longer bind.
    """

    type: Literal["lapse"] = "lapse"
    member: Regions = Field(description="members whose mutual trade loses the preference")
    goods: Factor = Field(description="factor on costs of goods after a lapse: 1.04 is 4 % dearer")
    services: Factor = Field(description="factor on costs of services after a lapse: 1.02 is 2 % dearer")

    @model_validator(mode="after")
    def _between_two(self) -> Self:
        if len({*self.member}) == 1:
            raise refuse("no-flow", f"{self.member[0]} has no agreement with itself", "name another member")
        return self

    def shock(self, world: World) -> Shock:
        """Set t' = t + saved, or t' = mfn where use is full, and d = factor / (1 + burden), between members only."""
        between = self._between(world)
        claims = self._claims(world)
        cost = np.ones_like(world.trade)
        cost[:, :, world.sector_positions(("goods",))] = self.goods.value
        cost[:, :, world.sector_positions(("services",))] = self.services.value
        return Shock(
            tariff=np.where(between, self._tariff(world, claims), world.tariff),
            trade_cost=np.where(between, cost / (1 + claims.burden), 1.0),
        )

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """Duty that each member begins to collect from the others, on the flows of the world."""
        return self.collected(world, self.member, "duty on goods from members")

    def findings(self, world: World) -> tuple[Finding, ...]:
        """For each pair of members: the duty for all, the part of it that is new, and compliance costs saved."""
        shock, claims, mfn = self.shock(world), self._claims(world), world.layer("mfn")
        goods = world.sector_positions(("goods",))
        told = []
        for exporter, importer in self._pairs(world):
            value = world.trade[exporter, importer, goods]
            about = f"goods from {world.regions[exporter]} to {world.regions[importer]}"
            for name, figure in (
                ("duty for all", mfn),
                ("duty newly paid", shock.tariff_in(world) - world.tariff),
                ("compliance cost saved", claims.burden),
            ):
                told.append(Finding(name, ratio(figure[exporter, importer, goods] * value, value), "share", about))
        return tuple(told)

    def explain(self) -> str:
        """Say what the end of the agreement does."""
        return (
            f"Trade among {', '.join(self.member)} pays most-favoured-nation tariffs; non-tariff costs rise by "
            f"{100 * (self.goods.value - 1):.0f} % on goods ({100 * (self.goods.low - 1):.0f} to "
            f"{100 * (self.goods.high - 1):.0f} %) and {100 * (self.services.value - 1):.0f} % on services. "
            f"Goods that claim no preference today pay nothing new, and proof of origin, {self._cost()} of the value "
            f"at the median (fit to US imports of 2024 by tariff line), is saved{self._all_claim()}."
        )

    def _cost(self) -> str:
        return percent(self.compliance_cost.value, 3)

    def _tariff(self, world: World, claims: Claims) -> np.ndarray:
        """Rates after the end, as flows: the duty for all less what is paid today for want of a claim."""
        mfn = world.layer("mfn")
        claimed = np.where(mfn > world.tariff, world.tariff + claims.saved, mfn)
        return np.where(self._used_in_full(world), mfn, claimed)

    def _claims(self, world: World) -> Claims:
        return self.claims(world, self._pairs(world), part_remitted(world), self.curve())

    def _pairs(self, world: World) -> list[tuple[int, int]]:
        members = world.region_positions(self.member).tolist()
        return [(exporter, importer) for exporter in members for importer in members if exporter != importer]

    def _between(self, world: World) -> np.ndarray:
        """Tell which flows are between two different members, (exporter, importer, 1)."""
        between = np.zeros((len(world.regions), len(world.regions), 1), dtype=bool)
        for exporter, importer in self._pairs(world):
            between[exporter, importer] = True
        return between
