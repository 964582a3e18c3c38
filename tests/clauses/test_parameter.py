"""Parameters of a mechanism know their range, their origin and which end is mild."""

from __future__ import annotations

from typing import ClassVar, Literal

import pytest
from pydantic import Field

from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.parameter import described, parameter
from tradetalks.clauses.percent import Share
from tradetalks.clauses.quantity import Level, Quantity
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class Rule(Mechanism):
    """A rule for tests."""

    literature: ClassVar[str] = "Nobody (2018)"

    type: Literal["rule"] = "rule"
    required: Share = Field(description="part of the price")
    member: tuple[str, ...] = Field(default=("USA", "CAN"), description="who is bound")
    chance: Quantity = parameter("chance", 0.2, 0.1, 0.4, evidence="judgement", source="a guess", unit="a year")
    shape: Quantity = parameter("shape", 4, 2.5, 6, evidence="text seen", source="table 1", milder=Level.HIGH)

    def shock(self, world: World) -> Shock:  # noqa: ARG002
        return Shock()

    def explain(self) -> str:
        return ""


RULE = Rule(required=0.5)


def test_a_mechanism_needs_no_source_of_its_own() -> None:
    assert (RULE.source, RULE.judgement) == (None, None)


@pytest.mark.parametrize(
    ("level", "chance", "shape"), [(Level.LOW, 0.1, 6), (Level.VALUE, 0.2, 4), (Level.HIGH, 0.4, 2.5)]
)
def test_every_parameter_goes_to_the_end_at_which_the_clause_does_less_or_more(
    level: Level, chance: float, shape: float
) -> None:
    clause = RULE.at(level)
    assert (clause.chance.value, clause.shape.value) == (chance, shape)
    assert clause.chance.low == clause.chance.high == chance


def test_the_mild_end_is_that_of_the_parameter_even_where_a_case_sets_the_figure() -> None:
    clause = RULE.model_copy(update={"shape": Quantity(value=3, low=2, high=5)})
    assert clause.at(Level.LOW).shape.value == 5


def test_a_field_is_described_with_its_range_and_origin() -> None:
    rows = {row.name: row for row in described(Rule)}
    assert rows["shape"].default == "4 (2.5 to 6)"
    assert (rows["shape"].evidence, rows["shape"].source) == ("text seen", "table 1")
    assert (rows["chance"].unit, rows["member"].default, rows["required"].default) == ("a year", "USA, CAN", "needed")
    assert "type" not in rows
