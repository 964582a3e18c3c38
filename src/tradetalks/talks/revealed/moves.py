"""What a move tells: that a party prefers one package to another, or to no deal, and how far to trust that."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

Package = Mapping[str, str]
"""Options by issue; an issue that is left out stays at its status quo."""


class Strength(enum.Enum):
    """How far an inference can be trusted: strong follows from the choice itself, weak needs a story about tactics."""

    STRONG = "strong"
    WEAK = "weak"


class Rule(enum.Enum):
    """Why a move says what it says, with the strength of the inference."""

    STATES = (Strength.STRONG, "it says itself that it would take the one for the other")
    OPENS = (Strength.STRONG, "nobody had asked for a change; it brings this up unasked, so it beats the status quo")
    ANSWERS = (Strength.STRONG, "another party's demand is on the table and it asks for this instead")
    SIGNS = (Strength.STRONG, "it signs the whole deal rather than have none")
    YIELDS = (Strength.WEAK, "it is said to give way, so what it had asked for was worth more to it")
    HOLDS = (Strength.WEAK, "it gives way here and holds out there, so the step costs it less than giving in there")
    SWAPS = (Strength.WEAK, "both sides give way on one day, so what it gets outweighs what it gives")
    THREATENS = (Strength.WEAK, "it says that it would rather have no deal than go without")

    @property
    def strength(self) -> Strength:
        """How far the inference can be trusted."""
        return self.value[0]

    @property
    def reason(self) -> str:
        """The inference in words."""
        return self.value[1]


@dataclass(frozen=True)
class Comparison:
    """A party holds `better` to be worth at least as much as `worse`; None is no deal, with its walk-away on top.

    `date`, `fact` and `source` are those of the move that tells so.
    """

    party: str
    better: Package | None
    worse: Package | None
    rule: Rule = Rule.STATES
    date: dt.date | None = None
    fact: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What is compared by whom, whatever the move that tells so."""
        return (
            self.party,
            *(None if side is None else tuple(sorted(side.items())) for side in (self.better, self.worse)),
        )
