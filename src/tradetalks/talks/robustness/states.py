"""States of the world that deals are made of: what options do alone, where their clauses meet, and what ends leave."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.solve import solve_many
from tradetalks.talks.economy import MILLION_PER_BILLION, joint_shock
from tradetalks.talks.prospects import Outlook, Part, Parts, Reading
from tradetalks.talks.schema import Issue
from tradetalks.talks.states import States
from tradetalks.talks.talks import Talks


class Variant(enum.Enum):
    """How much of an option is in force."""

    WHOLE = enum.auto()
    BARE = enum.auto()
    LASTING = enum.auto()
    LAPSE = enum.auto()


@dataclass(frozen=True)
class Piece:
    """An option, by the positions of a linked issue and of the option, as far as it is in force.

    `end` counts the ends that the option may bring, for what holds after one of them.
    """

    issue: int
    option: int
    variant: Variant
    end: int = 0


State = tuple[Piece, ...]


@dataclass(frozen=True, eq=False)
class Read:
    """Linked issues of talks in a world, with every option read."""

    outlook: Outlook
    issues: tuple[Issue, ...]

    @cached_property
    def options(self) -> tuple[tuple[Reading, ...], ...]:
        """Readings of the options, by issue."""
        regions = tuple(party.region for party in self.outlook.talks.parties)
        world = self.outlook.world
        return tuple(
            tuple(Reading(option.clause, world, regions, Level.VALUE) for option in issue.option)
            for issue in self.issues
        )

    def part(self, piece: Piece) -> Part:
        """Return the clauses of a piece."""
        reading = self.options[piece.issue][piece.option]
        if piece.variant is Variant.LAPSE:
            return reading.ends[piece.end].parts[0]
        return {Variant.WHOLE: reading.part, Variant.BARE: reading.bare, Variant.LASTING: reading.lasting}[
            piece.variant
        ]

    def values(self, states: Sequence[State]) -> np.ndarray:
        """Solve states and value them over today, billion US$, (state, party); raises where one is not found."""
        parts: list[Parts] = [(), *(tuple(map(self.part, state)) for state in states)]
        world, parties = self.outlook.world, self.outlook.talks.parties
        welfare = solve_many(world, States(parts, self.outlook.shock)).complete().welfare_hat
        region = world.region_positions([party.region for party in parties])
        bn = (world.income * (welfare - 1))[:, region] / MILLION_PER_BILLION
        return np.asarray(bn[1:] - bn[0])


def read(talks: Talks, elasticities: str, linked: Sequence[int], around: Sequence[AnyClause] = ()) -> Read:
    """Read the linked issues of talks in their world, under one of its elasticity sets ("" is the talks' own)."""
    outlook = outlook_of(talks, elasticities, around)
    return Read(outlook, tuple(talks.issues[position] for position in linked))


def outlook_of(talks: Talks, elasticities: str, around: Sequence[AnyClause] = ()) -> Outlook:
    """Look at talks in their world under an elasticity set, within the clauses of the scenarios that are on."""
    world = talks.baseline.with_elasticity(elasticities) if elasticities else talks.baseline
    return Outlook(talks, world, joint_shock(world, around))
