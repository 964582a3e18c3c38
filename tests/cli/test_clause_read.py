"""KEY=VALUE, made a clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.clauses.metal_duties import MetalDuties
from tradetalks.clauses.quantity import Quantity
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.clauses.tariff import Tariff
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.clauses.tariff_table import TariffTable
from tradetalks.cli.clause_read import read_clause
from tradetalks.errors import CaseError, Mistake

FLOW = ("importer=USA", "exporter=CAN,MEX", "sector=C29")


def mistakes(name: str, *words: str) -> tuple[Mistake, ...]:
    with pytest.raises(CaseError) as caught:
        read_clause(name, words)
    assert caught.value.exit_status == 2
    return caught.value.mistakes


def duty(text: str) -> Quantity:
    clause = read_clause("tariff", (*FLOW, f"add={text}"))
    assert isinstance(clause, Tariff)
    assert clause.add is not None
    return clause.add


@given(st.integers(-99, 100), st.sampled_from(["", " "]))
def test_per_cent_of_a_figure_is_a_hundredth(number: int, blank: str) -> None:
    assert duty(f"{number}{blank}%") == duty(str(number / 100))


@pytest.mark.parametrize(
    "text",
    [
        "{value=0.02,low=0.01,high=0.05}",
        "{ value = 2 %, low = 1 %, high = 5 % }",
        '{value="2 %",low="1%",high="5%"}',
        "{value=2%,low=0.01,high=0.05}",
    ],
)
def test_ranges_are_read_with_and_without_per_cent(text: str) -> None:
    assert duty(text) == Quantity(value=0.02, low=0.01, high=0.05)


@pytest.mark.parametrize("text", ["62.5%", "62.5 %", "62.5", "0.625", '"62.5 %"'])
def test_a_part_of_a_whole_is_read_however_it_is_written(text: str) -> None:
    clause = read_clause("regional-content", (f"required={text}",))
    assert isinstance(clause, RegionalContent)
    assert clause.required == 0.625


def test_a_high_duty_is_read_where_it_says_per_cent() -> None:
    assert duty("250%").value == 2.5


def test_several_names_stand_between_commas_with_or_without_blanks() -> None:
    for names in ("CAN,MEX", "CAN, MEX", '["CAN", "MEX"]'):
        clause = read_clause("metal-duties", (f"exporter={names}", "answered=false"))
        assert isinstance(clause, MetalDuties)
        assert clause.exporter == ("CAN", "MEX")
        assert not clause.answered


def test_points_are_no_per_cent() -> None:
    (one,) = mistakes("regional-content", "required=75%", "leniency=5%")
    assert one.message == "leniency=5% does not fit"


@pytest.mark.parametrize(
    ("name", "words", "code", "message", "remedy"),
    [
        ("tariff", (*FLOW, "add=low"), "model-type", "add=low does not fit", "{value=2,low=1,high=3}"),
        ("tariff", (*FLOW, "add={low=1%,high=2%}"), "missing", "add={low=1%,high=2%} does not fit", "value="),
        ("tariff", (*FLOW, "add={value=2%"), "clause", "cannot be read", "{value=2,low=1,high=3}"),
        ("tariff", (*FLOW, "add={value=0.1,low=0.2,high=0.3}"), "range-order", "out of order", "low <= value"),
        ("tariff", (*FLOW, "add=0.1", "sectr=C29"), "extra-forbidden", "'sectr'", "did you mean sector?"),
        ("tariff", (*FLOW, "add="), "clause", "add has no value", "a figure"),
        ("tariff", (*FLOW, "colour="), "clause", "colour has no value", "KEY=VALUE"),
        ("tariff", (*FLOW[1:], "add=0.1"), "missing", "importer is missing", "add importer=...: who buys"),
        ("tariff", (*FLOW, "rate=2.5"), "percentage", "2.5 % or as 250 %", '"2.5 %"'),
        ("tariff", (*FLOW, "add={value=5,low=1,high=10}"), "percentage", "5 % or as 500 %", '"5 %"'),
        ("sunset", ("term=5.5",), "int-from-float", "term=5.5 does not fit", "whole number of 1 to 200"),
        ("sunset", ("term=-5",), "greater-than-equal", "term=-5 is out of bounds", "not below 1"),
        ("sunset", ("renewal=most",), "enum", "renewal=most does not fit", "all or any"),
        ("metal-duties", ("answered=maybe",), "bool-parsing", "does not fit", "true or false"),
        ("metal-duties", ("steel_rate=25",), "percentage", "25 % or as 2500 %", '"25 %"'),
        ("metal-duties", ("partner=JPN",), "tuple-type", "does not fit", "[{key=value, ...}]"),
        ("procurement-cap", ("world=x",), "extra-forbidden", "'world'", "did you mean awards?"),
    ],
)
def test_what_is_wrong_is_told_in_words_of_the_command_line(
    name: str, words: tuple[str, ...], code: str, message: str, remedy: str
) -> None:
    (one,) = mistakes(name, *words)
    assert one.place == f"clause {name}"
    assert one.code == code
    assert message in one.message
    assert remedy in one.remedy


def test_all_mistakes_are_told_at_once() -> None:
    assert [one.code for one in mistakes("tariff", "sectr=C29")] == ["missing", "missing", "missing", "extra-forbidden"]
    assert len(mistakes("tariff", "exporter", "add=1", "add=2", "rate=")) == 3


def test_the_rows_of_a_table_are_read(tmp_path: Path) -> None:
    path = tmp_path / "duties.csv"
    path.write_text("importer,exporter,sector,add\nUSA,CHN,C29,0.1\n", encoding="utf-8")
    clause = read_clause("tariff-table", (f"file={path}",))
    assert isinstance(clause, TariffTable)
    assert [(row.sector, row.add) for row in clause.rows] == [("C29", 0.1)]


@pytest.mark.parametrize(
    ("name", "content"), [("tariff-table", "importer,exporter,sector,add\n"), ("tariff-list", "code,rate_pct\n")]
)
def test_a_file_without_rows_is_refused_since_it_would_do_nothing(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    flow: tuple[str, ...] = ("importer=USA", "exporter=MEX") if name == "tariff-list" else ()
    (one,) = mistakes(name, f"file={path}", *flow)
    assert one.code == "no-rows"


def test_mistakes_of_a_file_have_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,rate_pct,from,until\n87x3,25,,\n8704,25,2019-01-01,2018-01-01\n", encoding="utf-8")
    told = mistakes("tariff-list", f"file={path}", "importer=USA", "exporter=MEX")
    assert [(one.place, one.code) for one in told] == [(f"{path}:2", "hs-code"), (f"{path}:3", "list-dates")]


def test_embedded_lists_and_lines_are_put_beside_the_clause() -> None:
    words = ("file=section-301-list-1,section-301-list-2", "importer=USA", "exporter=CHN", "announced=50000")
    clause: Any = read_clause("tariff-list", words)
    assert isinstance(clause, TariffList)
    assert (len(clause.rows), clause.tables[0].name) == (1097, "us-2024")
