"""Public contracts: a cap on what partners win, or more of the market opened to them."""

from __future__ import annotations

import enum
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import AfterValidator, Field, model_validator

from tradetalks.clauses.base import Mechanism, Sectors
from tradetalks.clauses.parameter import refuse_beyond_one
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, Strict, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import ShockError
from tradetalks.world.world import World

SMALL = 10.0
"""Below this many million US$ a change of awards is written with a decimal."""


class Rule(enum.StrEnum):
    """What becomes of the partners' awards."""

    CAP = "cap"
    RECIPROCAL = "dollar-for-dollar"
    OPENING = "opening"


def _from_zero(figure: Quantity) -> Quantity:
    if figure.low < 0:
        raise refuse("award", "an award is below zero", "give million US$ a year")
    return figure


Million = Annotated[Quantity, AfterValidator(_from_zero)]
"""Million US$ a year, zero or more."""


class Award(Strict):
    """What firms of a partner win from the importer's government, and what the importer's firms win there."""

    partner: RegionName
    won: Million = Field(description="won by the partner's firms")
    won_back: Million = Field(description="won by the importer's firms from the partner's government")
    protected: Quantity = Field(
        default_factory=lambda: Quantity.model_validate(0.0),
        description="part of awards that the Agreement on Government Procurement protects",
    )
    opened: Million = Field(
        default_factory=lambda: Quantity.model_validate(0.0), description="more awards where the market is opened"
    )
    origin: str = Field(default="", description="where the figures come from")

    @model_validator(mode="after")
    def _part(self) -> Self:
        refuse_beyond_one(self, ("protected",), "share")
        return self

    def __str__(self) -> str:
        return (
            f"{self.partner}: won {self.won.value:g}, won back {self.won_back.value:g}, "
            f"protected {percent(self.protected.value)}, opened {self.opened.value:g}"
        )

    def at(self, level: Level) -> Award:
        """Return the award with its figures where a cap cuts least or most."""
        ends = {"won": Level.LOW, "won_back": Level.HIGH, "protected": Level.HIGH, "opened": Level.LOW}
        fixed = {name: getattr(self, name).fixed(level.towards(e)) for name, e in ends.items()}
        return self.model_copy(update=fixed)


def _quantity(value: float, low: float, high: float) -> Quantity:
    return Quantity(value=value, low=low, high=high)


NAFTA = (
    Award(
        partner="CAN",
        won=_quantity(850.2, 850.2, 850.2),
        won_back=_quantity(503.4, 503.4, 503.4),
        protected=_quantity(0.7, 0.5, 0.9),
        opened=_quantity(400.0, 100.0, 1000.0),
        origin="Bloomberg Government, 22 November 2017, fiscal 2016 (text seen); protected and opened are judged",
    ),
    Award(
        partner="MEX",
        won=_quantity(1.1, 1.1, 1.1),
        won_back=_quantity(0.0, 0.0, 100.0),
        protected=_quantity(0.0, 0.0, 0.0),
        opened=_quantity(50.0, 0.0, 300.0),
        origin="won: as for CAN; won_back was not found and is judged, as is what is opened",
    ),
)


def _dollars(million: float) -> str:
    """Write a change of awards with its sign; small ones with a decimal."""
    return f"{million:+,.0f}" if abs(million) >= SMALL else f"{million:+.1f}"


class ProcurementCap(Mechanism):
    """Cap the public contracts that partners win in all, or open more of the market to them.

    Tables of the world record hardly any government purchases from abroad, so dollars of awards are taken off the
    exporter's flow, and nothing is scaled by a government's cell. The budget moves to suppliers of the importer.
    """

    literature: ClassVar[str] = (
        "GAO-19-414 (2019), Foreign sourcing in government procurement, and Bloomberg Government (22 November 2017), "
        "for the awards; the cap is arithmetic"
    )

    type: Literal["procurement-cap"] = "procurement-cap"
    rule: Rule = Field(default=Rule.RECIPROCAL, description="cap, dollar-for-dollar or opening")
    cap: Million | None = Field(default=None, description="million US$ a year that partners may win in all; rule cap")
    importer: RegionName = Field(default="USA", description="whose government buys")
    awards: tuple[Award, ...] = Field(
        default=NAFTA,
        description="by partner: won, won_back, opened (million US$ a year) and the part protected by other treaties",
        min_length=1,
    )
    sector: Sectors = Field(
        default=("C302T309", "C26", "services"), description="what governments buy, in equal parts (judged)"
    )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if (self.rule is Rule.CAP) != (self.cap is not None):
            raise refuse("procurement-cap", "the rule and the cap do not fit", "give a cap with the rule cap alone")
        partners = [award.partner for award in self.awards]
        if self.importer in partners or len({*partners}) < len(partners):
            raise refuse("partners", "a partner is the importer or named twice", "name every partner once")
        return self

    def at(self, level: Level) -> Self:
        """Return the clause where it does least or most: the cap cuts least where it is high."""
        cap = None if self.cap is None else self.cap.fixed(level.towards(Level.HIGH))
        return self.model_copy(update={"cap": cap, "awards": tuple(award.at(level) for award in self.awards)})

    @property
    def promise(self) -> bool:
        """Whether it is kept only as far as it is enforced: an opening is; the government that has a cap keeps it."""
        return self.rule is Rule.OPENING

    @property
    def kept(self) -> float:
        """Part of awards within the cap, k = min(1, K / sum A)."""
        won = sum(award.won.value for award in self.awards)
        if self.rule is Rule.OPENING or won == 0:
            return 1.0
        limit = sum(award.won_back.value for award in self.awards) if self.cap is None else self.cap.value
        return min(1.0, limit / won)

    @property
    def change(self) -> dict[str, float]:
        """Change of awards by partner, million US$: -(1 - k)(1 - g) A, or what is opened."""
        if self.rule is Rule.OPENING:
            return {award.partner: award.opened.value for award in self.awards}
        return {a.partner: -(1 - self.kept) * (1 - a.protected.value) * a.won.value for a in self.awards}

    def shock(self, world: World) -> Shock:
        """Move dollars of awards between exporters and suppliers of the importer.

        a_inj = 1 + D_ij / M_inj for exporters, with M the flow before tariff, and 1 - sum_i (1 + t_inj) D_ij / M_nnj
        for the importer's own suppliers: spending at buyers' prices is unchanged, so no price moves by itself.
        """
        home = int(world.region_positions((self.importer,))[0])
        demand = np.ones_like(world.trade)
        moved = self._dollars(world)
        for partner, dollars in moved.items():
            demand[partner, home] += self._relative(dollars, world.trade[partner, home])
        paid = sum((1 + world.tariff[partner, home]) * dollars for partner, dollars in moved.items())
        demand[home, home] -= self._relative(paid, world.trade[home, home])
        if (demand <= 0).any():
            raise ShockError(
                "award-flow", "awards exceed the trade that they are taken from", "name sectors with more trade"
            )
        return Shock(demand=demand)

    def _dollars(self, world: World) -> dict[int, np.ndarray]:
        """Change of awards by position of the partner, each (sector,); within a group of sectors by the flow."""
        home = int(world.region_positions((self.importer,))[0])
        moved = {}
        for name, change in self.change.items():
            partner = int(world.region_positions((name,))[0])
            dollars = np.zeros(len(world.sectors))
            for group in self.sector:
                positions = world.sector_positions((group,))
                flow = world.trade[partner, home, positions]
                if flow.sum() == 0 and change:
                    raise ShockError("award-flow", f"{name} sells no {group} to {self.importer}", "name other sectors")
                dollars[positions] += change / len(self.sector) * flow / max(float(flow.sum()), 1e-300)
            moved[partner] = dollars
        return moved

    @staticmethod
    def _relative(dollars: np.ndarray, flow: np.ndarray) -> np.ndarray:
        return np.divide(dollars, flow, out=np.zeros_like(flow), where=flow > 0)

    def receipts(self, world: World) -> tuple[Receipt, ...]:  # noqa: ARG002  (awards are given in dollars)
        """Awards lost or won by partner, and by suppliers of the importer."""
        change = self.change
        rows = [Receipt(name, "public contracts", million) for name, million in change.items()]
        return (*rows, Receipt(self.importer, "public contracts", -sum(change.values())))

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (the same in every world)
        """Awards within the cap, and the change by partner."""
        changes = (Finding("change of awards", million, "million US$", name) for name, million in self.change.items())
        return (Finding("awards within the cap", self.kept, "share", "partners in all"), *changes)

    def explain(self) -> str:
        """Say what becomes of the awards, in dollars."""
        changes = ", ".join(f"{name} {_dollars(million)}" for name, million in self.change.items())
        won = sum(award.won.value for award in self.awards)
        if self.rule is Rule.OPENING:
            what = f"Partners win more contracts of the government of {self.importer} on top of US${won:,.0f} m"
            moves = "added to the sellers' trade", "is taken from suppliers at home"
        else:
            limit = "what its firms win from them" if self.cap is None else f"US${self.cap.value:,.0f} m"
            what = (
                f"The government of {self.importer} buys no more from partners than {limit}, "
                f"{percent(self.kept, 3)} of US${won:,.0f} m; what other treaties protect stays"
            )
            moves = "taken off the sellers' trade", "moves to suppliers at home"
        given = "" if "awards" in self.model_fields_set else "; awards from Bloomberg Government 2017"
        return (
            f"{what}: {changes} million US$ a year. It is {moves[0]} in {', '.join(self.sector)} in equal parts "
            f"(judged{given}) and {moves[1]}."
        )
