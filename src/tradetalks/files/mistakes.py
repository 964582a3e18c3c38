"""What pydantic finds wrong, in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from tradetalks.clauses.percent import MOST_TIMES
from tradetalks.clauses.quantity import Strict
from tradetalks.errors import Mistake, suggestion

REMEDIES = {
    "missing": "add it",
    "string_type": "write text in quotes",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "date_type": "write a date as 2018-04-06",
    "date_from_datetime_parsing": "write a date as 2018-04-06",
    "literal_error": "write one of the words named",
    "enum": "write one of the words named",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "model_type": "write a table: { key = value, ... }, or [key] on a line of its own",
    "tuple_type": "write a list; a table that repeats has double brackets, [[...]]",
    "finite_number": "write a number that is not infinite or nan",
    "too_short": "add what is missing",
    "union_tag_not_found": 'add type = "..."',
}
MESSAGES = {
    "missing": "{name} is missing",
    "string_type": "{name}: {input} is not text",
    "float_type": "{name}: {input} is not a number",
    "float_parsing": "{name}: {input} is not a number",
    "finite_number": "{name}: {input} is not finite",
    "bool_type": "{name}: {input} is neither true nor false",
    "bool_parsing": "{name}: {input} is neither true nor false",
    "int_type": "{name}: {input} is not a whole number",
    "int_parsing": "{name}: {input} is not a whole number",
    "int_from_float": "{name}: {input} is not a whole number",
    "tuple_type": "{name}: {input} is not a list",
    "too_short": "{name} needs at least {min_length}",
    "literal_error": "{name}: {input} is not {expected}",
    "enum": "{name}: {input} is not {expected}",
    "greater_than": "{name}: {input} is out of bounds",
    "greater_than_equal": "{name}: {input} is out of bounds",
    "less_than": "{name}: {input} is out of bounds",
    "less_than_equal": "{name}: {input} is out of bounds",
    "extra_forbidden": "there is no key '{key}' here",
    "union_tag_invalid": "there is no clause of the type '{tag}'",
    "union_tag_not_found": "{name} has no type",
    "model_type": "{name}: {input} does not fit here",
    "date_type": "{name}: {input} is not a date",
    "date_from_datetime_parsing": "{name}: {input} is not a date",
}
LIMITS = {"gt": "above", "ge": "not below", "lt": "below", "le": "not above"}
FRACTIONS = {("gt", -1.0), ("le", 1.0), ("le", MOST_TIMES)}
"""Limits of shares and duties, which are fractions."""
FIGURE = "write a number, or { low = ..., value = ..., high = ... }"


def mistakes_of(error: ValidationError) -> Iterator[tuple[tuple[Any, ...], Mistake]]:
    """Yield every finding with its place in the data; findings that only follow from others are left out."""
    told = error.errors()
    places = [one["loc"] for one in told]
    for one in told:
        below = any(place != one["loc"] and place[: len(one["loc"])] == one["loc"] for place in places)
        if not (one["type"] == "too_short" and below):
            yield one["loc"], _mistake(one)


def _mistake(told: Mapping[str, Any]) -> Mistake:
    """Word a finding; the place is filled in by who knows the file."""
    context = told.get("ctx", {})
    name = ".".join(str(step) for step in told["loc"] if not isinstance(step, int))
    wording = MESSAGES.get(told["type"], "{name}: {msg}" if name else "{msg}")
    message = wording.format(
        name=name,
        msg=told["msg"],
        key=told["loc"][-1] if told["loc"] else "",
        input=_shown(told["input"]),
        **_of(context),
    )
    remedy = context.get("remedy") or _remedy(told, context)
    return Mistake("", message, remedy, told["type"].replace("_", "-"))


def _of(context: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(context.get(key, "")) for key in ("tag", "expected", "min_length")}


def _shown(given: Any) -> str:
    """Show what was written; what holds more than a word is named."""
    if isinstance(given, Mapping):
        return "a table"
    return "a list" if isinstance(given, list | tuple) else repr(given)


def _remedy(told: Mapping[str, Any], context: Mapping[str, Any]) -> str:
    kind = told["type"]
    if kind == "extra_forbidden":
        return suggestion(str(told["loc"][-1]), _keys_of_format())
    if kind == "union_tag_invalid":
        return suggestion(str(context["tag"]), [tag.strip("' ") for tag in context["expected_tags"].split(",")])
    if kind == "model_type" and context.get("class_name") == "Quantity":
        return FIGURE
    for limit, words in LIMITS.items():
        if limit in context:
            return _within(limit, words, float(context[limit]))
    return REMEDIES.get(kind, "write what the case format asks for: docs/case-format.md")


def _within(limit: str, words: str, bound: float) -> str:
    """Say which figures are allowed."""
    if (limit, bound) in FRACTIONS:
        return f"give a fraction {words} {bound:g}: 0.25 is 25 %"
    return f"give a figure {words} {bound:g}"


def _keys_of_format() -> list[str]:
    """Every key that a case may hold."""

    def below(model: type[BaseModel]) -> set[str]:
        found = set(model.model_fields)
        return found.union(*(below(child) for child in model.__subclasses__()))

    return sorted(below(Strict))
