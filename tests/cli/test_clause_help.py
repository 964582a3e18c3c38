"""The parameters of clauses in words."""

from __future__ import annotations

from typing import Any

import pytest
from cli.test_clause import shown

from tradetalks.clauses import CLAUSES
from tradetalks.clauses.enforcement import Enforcement
from tradetalks.clauses.parameter import Parameter
from tradetalks.clauses.quantity import Quantity
from tradetalks.cli.clause_examples import EXAMPLES
from tradetalks.cli.clause_fields import FIGURE, figures, parameters, takes, written


@pytest.mark.parametrize("name", CLAUSES)
def test_help_tells_every_parameter_that_may_be_given(name: str) -> None:
    told = shown("clause", name, "--help")
    fields = CLAUSES[name].model_fields
    open_ = {key for key, field in fields.items() if field.repr} - {"type", "source", "judgement"}
    assert [key for key in open_ if not any(line.split()[:1] == [key] for line in told.splitlines())] == []
    assert all(len(line) <= 80 for line in told.splitlines())


@pytest.mark.parametrize("name", CLAUSES)
def test_help_tells_default_range_unit_and_source_of_every_figure(name: str) -> None:
    told = " ".join(shown("clause", name, "--help").split())
    for key, field in CLAUSES[name].model_fields.items():
        if isinstance(default := field.default, Parameter):
            assert f"{key} {written(default)} {default.unit}".strip() in told
            assert " ".join(f"{default.evidence}: {default.source}".split()) in told


def test_what_is_needed_comes_first() -> None:
    told = shown("clause", "regional-content", "--help")
    assert told.index("\n required") < told.index("\n importer") < told.index("\n theta")


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("tariff", "add", FIGURE),
        ("sunset", "power", FIGURE),
        ("sunset", "term", "a whole number of 1 to 200"),
        ("sunset", "renewal", "all or any"),
        ("sunset", "member", "one, or several between commas"),
        ("metal-duties", "steel_rate", "a duty, 25% or 0.25"),
        ("metal-duties", "answered", "true or false"),
        ("metal-duties", "partner", "tables as in a case, [{key=value, ...}]"),
        ("tariff-list", "as_of", "a day, such as 2018-07-06"),
        ("tariff-list", "importer", ""),
        ("regional-content", "required", "a part of a whole, 62.5% or 0.625"),
        ("tariff-rate-quota", "access", 'unlimited or a quantity with its unit, such as "3.6 %" or "50000 t"'),
        ("vehicle-quota", "parts_quota", "a number"),
    ],
)
def test_what_a_parameter_takes_is_read_off_its_type(name: str, key: str, told: str) -> None:
    assert takes(CLAUSES[name].model_fields[key]) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Quantity(value=0.02, low=0.01, high=0.05), "0.02 (0.01 to 0.05)"),
        (Quantity(value=5800, low=5800, high=5800), "5,800"),
        (True, "true"),
        (0.25, "0.25"),
        (("CAN", "MEX"), "CAN, MEX"),
        ({"CAN": Quantity(value=1, low=0, high=1)}, "CAN: 1 (0 to 1)"),
        (None, "none"),
        ((), "none"),
        ({}, "none"),
        ("dairy", "dairy"),
    ],
)
def test_values_are_written_as_a_user_would(value: Any, told: str) -> None:
    assert written(value) == told


def test_figures_say_whether_they_were_given() -> None:
    rests = {row.key: row for row in figures(Enforcement(willing=Quantity(value=0.5, low=0.4, high=0.6)))}
    assert rests["willing"].known == "given"
    assert rests["willing"].figure == "0.5 (0.4 to 0.6)"
    assert rests["if_binding"].known.startswith("judgement: ")
    assert "rulings" not in rests


def test_every_kind_has_an_example_of_parameters_that_it_knows() -> None:
    assert list(EXAMPLES) == list(CLAUSES)
    for name, words in EXAMPLES.items():
        assert {word.partition("=")[0] for word in words} <= {row.key for row in parameters(CLAUSES[name])}
