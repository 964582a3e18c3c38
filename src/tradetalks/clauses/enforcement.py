"""Panels between governments: how much of what a deal promises is delivered."""

from __future__ import annotations

import enum
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.parameter import milder_end, parameter, refuse_beyond_one
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Level, Quantity, refuse
from tradetalks.clauses.results import Finding
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

CATO = "21 disputes, 3 panels, none since 2000 (Cato Institute, text seen); the figure is judged"


class Rulings(enum.StrEnum):
    """What panels between governments can do."""

    BLOCKABLE = "blockable"
    BINDING = "binding"
    ADVISORY = "advisory"


class Enforcement(Mechanism):
    """Let panels bind, advise, or be blocked by either side as today.

    A promise c is delivered as c [e + (1 - e) v]: with chance e it is enforced, else a part v is kept willingly. Its
    shock is empty: the talks count what the promises of a deal add `relative` times.
    """

    literature: ClassVar[str] = "a mixture of enforced and willing compliance, derived here; its chances are judged"

    type: Literal["enforcement"] = "enforcement"
    rulings: Rulings = Field(
        default=Rulings.BINDING, description="blockable (binding in name, as today), binding or advisory"
    )
    if_blockable: Quantity = parameter(
        "chance that a promise is enforced where a side can block panels, as today",
        0.1,
        0.0,
        0.3,
        evidence="judgement",
        source=CATO,
        milder=Level.HIGH,
    )
    if_binding: Quantity = parameter(
        "chance that it is enforced where rulings bind",
        0.7,
        0.5,
        0.9,
        evidence="judgement",
        source="no record was found",
    )
    if_advisory: Quantity = parameter(
        "chance that it is enforced where rulings do not bind",
        0.0,
        0.0,
        0.1,
        evidence="judgement",
        source="what is left is reputation",
        milder=Level.HIGH,
    )
    willing: Quantity = parameter(
        "part of a promise that is kept without enforcement, v",
        0.85,
        0.70,
        0.95,
        evidence="judgement",
        source="most promises are kept without panels",
        milder=Level.HIGH,
    )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_beyond_one(self, ("if_blockable", "if_binding", "if_advisory", "willing"), "probability")
        if self.delivered(Rulings.BLOCKABLE) == 0:
            raise refuse("nothing-kept", "today nothing of a promise is delivered", "give a willing part above 0")
        return self

    def at(self, level: Level) -> Self:
        """Return the clause where it does least or most: advice changes least where panels hardly work today."""
        fixed = super().at(level)
        if self.rulings is not Rulings.ADVISORY:
            return fixed
        mild = milder_end(type(self).model_fields["if_blockable"])
        other = Level.LOW if mild is Level.HIGH else Level.HIGH
        today = self.if_blockable.fixed(level.towards(other))
        return fixed.model_copy(update={"if_blockable": today})

    def enforced(self, rulings: Rulings) -> float:
        """Chance that a promise is enforced, e: binding rulings enforce no less than blockable ones, advice no more."""
        today = self.if_blockable.value
        return {
            Rulings.BLOCKABLE: today,
            Rulings.BINDING: max(self.if_binding.value, today),
            Rulings.ADVISORY: min(self.if_advisory.value, today),
        }[rulings]

    def delivered(self, rulings: Rulings) -> float:
        """Part of a promise that is delivered: e + (1 - e) v."""
        chance = self.enforced(rulings)
        return chance + (1 - chance) * self.willing.value

    @property
    def relative(self) -> float:
        """Part delivered over that of today: what the shocks of a deal, which stand for today's delivery, go by."""
        return self.delivered(self.rulings) / self.delivered(Rulings.BLOCKABLE)

    def shock(self, world: World) -> Shock:  # noqa: ARG002  (it touches no flow of its own)
        """Change nothing by itself."""
        return Shock()

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (the same in every world)
        """Chance of enforcement and part delivered, with the clause and today."""
        return (
            Finding("chance of enforcement", self.enforced(self.rulings), "share"),
            Finding("chance of enforcement, today", self.enforced(Rulings.BLOCKABLE), "share"),
            Finding("promise delivered", self.delivered(self.rulings), "share"),
            Finding("promise delivered, today", self.delivered(Rulings.BLOCKABLE), "share"),
            Finding("promise delivered over today's", self.relative, "factor"),
        )

    def explain(self) -> str:
        """Say how much of a promise is delivered."""
        how = {
            Rulings.BLOCKABLE: "can be blocked, as today",
            Rulings.BINDING: "bind and cannot be blocked",
            Rulings.ADVISORY: "only advise",
        }[self.rulings]
        now, today = self.rulings, Rulings.BLOCKABLE
        return (
            f"Panels between governments {how}: a promise is enforced with a chance of "
            f"{percent(self.enforced(now), 3)} (today {percent(self.enforced(today), 3)}), and of what is not, "
            f"{percent(self.willing.value, 3)} is kept willingly. So {percent(self.delivered(now))} of every promise "
            f"is delivered, {percent(self.delivered(today))} today (all judged; 21 disputes, 3 panels, none since "
            f"2000, says the Cato Institute)."
        )
