"""What pydantic finds wrong, in our words."""

from __future__ import annotations

import enum
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from tradetalks.clauses.quantity import Strict
from tradetalks.files.mistakes import mistakes_of


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Sample(Strict):
    """Every kind of value that a case holds."""

    number: float = 0.0
    whole: Annotated[int, Field(ge=1, le=100)] = 1
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5
    answered: bool = True
    text: str = ""
    names: Annotated[tuple[str, ...], Field(min_length=1)] = ("a",)
    word: Literal["cap", "opening"] = "cap"
    colour: Colour = Colour.RED


@pytest.mark.parametrize(
    ("key", "given", "code", "message", "remedy"),
    [
        ("number", "ten", "float-parsing", "number: 'ten' is not a number", "write a number"),
        ("number", [1], "float-type", "number: a list is not a number", "write a number"),
        ("number", float("nan"), "finite-number", "number: nan is not finite", "not infinite"),
        ("whole", 5.5, "int-from-float", "whole: 5.5 is not a whole number", "a whole number"),
        ("whole", "five", "int-parsing", "whole: 'five' is not a whole number", "a whole number"),
        ("whole", 0, "greater-than-equal", "whole: 0 is out of bounds", "not below 1"),
        ("whole", 200, "less-than-equal", "whole: 200 is out of bounds", "not above 100"),
        ("share", -1, "greater-than", "share: -1 is out of bounds", "above 0"),
        ("share", 1, "less-than", "share: 1 is out of bounds", "below 1"),
        ("answered", "maybe", "bool-parsing", "answered: 'maybe' is neither true nor false", "true or false"),
        ("answered", 0.5, "bool-type", "answered: 0.5 is neither true nor false", "true or false"),
        ("text", 3, "string-type", "text: 3 is not text", "in quotes"),
        ("names", "a", "tuple-type", "names: 'a' is not a list", "write a list"),
        ("names", {"a": 1}, "tuple-type", "names: a table is not a list", "write a list"),
        ("names", [], "too-short", "names needs at least 1", "add what is missing"),
        ("word", "floor", "literal-error", "word: 'floor' is not 'cap' or 'opening'", "one of the words"),
        ("colour", "green", "enum", "colour: 'green' is not 'red' or 'blue'", "one of the words"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_plainly(
    key: str, given: object, code: str, message: str, remedy: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({key: given})
    ((place, mistake),) = mistakes_of(caught.value)
    assert place == (key,)
    assert (mistake.code, mistake.message) == (code, message)
    assert remedy in mistake.remedy
