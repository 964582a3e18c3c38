"""What every clause has in common: the cells of the world that it touches and the shock that it becomes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from tradetalks.clauses.parameter import at_end
from tradetalks.clauses.quantity import Level, Quantity, RegionName, SectorName, Sourced, one_or_several, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.world.world import World

Regions = Annotated[tuple[RegionName, ...], BeforeValidator(one_or_several), Field(min_length=1)]
"""One region or several, as in `exporter = "MEX"` or `exporter = ["CAN", "MEX"]`."""

Sectors = Annotated[tuple[SectorName, ...], BeforeValidator(one_or_several), Field(min_length=1)]
"""One sector or several, by code or by the words "goods", "services" and "all"."""


class Clause(Sourced):
    """A provision of an agreement: its parameters in words, and what it does to a world.

    What `outlasts` the agreement goes on when that ends, such as duties under another law.
    """

    outlasts: ClassVar[bool] = False

    @classmethod
    def sentence(cls) -> str:
        """Return the first sentence of what a kind of clause says of itself."""
        return (cls.__doc__ or "").partition("\n\n")[0].replace("\n", " ").strip()

    @abstractmethod
    def shock(self, world: World) -> Shock:
        """Turn the provision into a change of policy in a world."""

    @abstractmethod
    def explain(self) -> str:
        """Say in a sentence or two what the provision does, with its figures."""

    @property
    def promise(self) -> bool:
        """Whether it is kept only as far as it is enforced, such as access to a market that its owner runs."""
        return False

    @property
    def is_today(self) -> bool:
        """Whether it asks what holds today already: it then does nothing alone, but others are met beside it."""
        return False

    @classmethod
    def solved_with(cls) -> type[Clause]:
        """Return the kind of clauses with which it is solved at once: beside those its shock is not what it is alone.

        Clauses that bear on different people return `Clause`, and each does what it does alone.
        """
        return Clause

    @classmethod
    def joined(cls, clauses: Sequence[Self], world: World) -> Shock:
        """Turn clauses of the kind, all in force, into one shock; their order does not matter, and one is itself."""
        return combine(world, (clause.shock(world) for clause in clauses))

    def calibrated(self, world: World) -> World:
        """Return the world with the provision, as it stands today, in its accounts: most tables hold it already."""
        return world

    def receipts(self, world: World) -> tuple[Receipt, ...]:  # noqa: ARG002  (most clauses move none)
        """List the money that changes hands through the provision itself: duties, rents, transfers."""
        return ()

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (most clauses have no mechanism)
        """List the figures of the mechanism by which the provision works."""
        return ()

    def at(self, level: Level) -> Self:
        """Return the clause where it does least, as it stands, or most, within the ranges of its figures.

        For `Level.LOW` every ranged figure goes to where the clause does least: a parameter to its milder end, a factor
        to what is nearest to 1, an addition to what is nearest to 0, so that a cut of duties is mild where it is small.
        """
        fields = type(self).model_fields
        ranged = {name: value for name, value in self if isinstance(value, Quantity)}
        return self.model_copy(update={name: at_end(fields[name], value, level) for name, value in ranged.items()})


def shock_of(world: World, clauses: Iterable[Clause]) -> Shock:
    """Join clauses that are in force at once into one shock, every kind that is solved at once by itself."""
    kinds: dict[type[Clause], list[Clause]] = {}
    for clause in clauses:
        kinds.setdefault(clause.solved_with(), []).append(clause)
    return combine(world, (kind.joined(own, world) for kind, own in kinds.items()))


class Mechanism(Clause):
    """A provision that works by a mechanism of the literature, whose parameters say where they come from.

    It needs no source of its own: `literature` is the mechanism's, and every parameter has one. A source or judgement
    that a case adds is about the legal figures.
    """

    literature: ClassVar[str]

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        return self


class FlowClause(Clause):
    """A provision that touches the trade of some exporters with some importers in some sectors."""

    importer: Regions = Field(description="who buys: a region of the world, or several")
    exporter: Regions = Field(description="who sells: a region, or several")
    sector: Sectors = Field(description="a sector, several, or goods, services, all")

    @model_validator(mode="after")
    def _between_two(self) -> Self:
        if len({*self.importer, *self.exporter}) == 1:
            raise refuse(
                "no-flow", f"{self.importer[0]} does not trade with itself", "name another exporter or importer"
            )
        return self

    def cells(self, world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Index the cells (exporter, importer, sector) that are touched; own sales never are."""
        exporter = world.region_positions(self.exporter)
        importer = world.region_positions(self.importer)
        sector = world.sector_positions(self.sector)
        grid = np.array(np.meshgrid(exporter, importer, sector, indexing="ij")).reshape(3, -1)
        abroad = grid[:, grid[0] != grid[1]]
        return abroad[0], abroad[1], abroad[2]

    @property
    def flow(self) -> str:
        """The trade touched, in words."""
        return f"{', '.join(self.sector)} from {', '.join(self.exporter)} to {', '.join(self.importer)}"
