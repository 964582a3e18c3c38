"""Tariff lists from spreadsheets, as offices keep them."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks.errors import InputError
from tradetalks.files.codes import RepairedCodesWarning
from tradetalks.files.lists import load_list

pytest.importorskip("python_calamine")

JULY, MAY = dt.date(2018, 7, 6), dt.date(2019, 5, 10)
CODES = st.integers(100, 9999_99_99).map(str).map(lambda digits: digits.zfill(len(digits) + len(digits) % 2))


def book(path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    """Write sheets of rows; days become cells with a date format."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write = sheet.write_datetime if isinstance(cell, dt.date) else sheet.write
                    write(number, column, cell)
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_list(path)
    return caught.value


@pytest.mark.parametrize("code", ["8703", "870323", "87032301", "8703230110"])
@pytest.mark.parametrize("cell", [str, int, float], ids=["text", "number", "float"])
def test_codes_of_every_length_survive_as_text_and_as_number(tmp_path: Path, code: str, cell: type) -> None:
    rows = load_list(book(tmp_path / "a.xlsx", [("code", "rate_pct"), (cell(code), 25)]))
    assert [(row.code, row.rate) for row in rows] == [(code, 0.25)]


@given(codes=st.lists(CODES.filter(lambda code: not code.startswith("00")), min_size=1, max_size=5, unique=True))
@settings(max_examples=25, deadline=None)
def test_a_list_kept_as_numbers_is_the_list_kept_as_text(
    codes: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("codes")
    text = book(folder / "a.xlsx", [("code", "rate_pct"), *((code, 10) for code in codes)])
    numbers = book(folder / "b.xlsx", [("code", "rate_pct"), *((int(code), 10) for code in codes)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RepairedCodesWarning)
        assert [row.code for row in load_list(numbers)] == [row.code for row in load_list(text)] == codes


def test_lost_zeros_are_repaired_and_told_with_their_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [("code", "rate_pct"), (101, 5), (8703, 25), (1012100, 10)])
    with pytest.warns(RepairedCodesWarning, match=r"2 codes .* \(rows 2, 4\)"):
        assert [row.code for row in load_list(path)] == ["0101", "8703", "01012100"]


def test_days_are_read_from_date_cells_and_from_text(tmp_path: Path) -> None:
    head = ("code", "rate_pct", "from", "until")
    path = book(tmp_path / "a.xlsx", [head, ("8703", 25, JULY, MAY), ("8704", 10, "2018-07-06", "2019-05-10")])
    assert [(row.since, row.until) for row in load_list(path)] == [(JULY, MAY)] * 2


def test_heads_in_capitals_blank_rows_and_blank_cells_do_no_harm(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [(), (" Code ", "RATE_PCT", "Note"), (), ("8703", 25, ""), (), ("8704", 10)])
    assert [row.code for row in load_list(path)] == ["8703", "8704"]


def test_a_rate_shown_as_per_cent_is_a_fraction(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ("code", "rate"))
        sheet.write(1, 0, "8703")
        sheet.write(1, 1, 0.25, workbook.add_format({"num_format": "0%"}))
        sheet.write(2, 0, "8704")
        sheet.write_formula(2, 1, "=0.1+0.1", None, 0.2)
    assert [row.rate for row in load_list(path)] == [0.25, 0.2]


def test_the_first_sheet_is_read(tmp_path: Path) -> None:
    good, other = [("code", "rate_pct"), ("8703", 25)], [("notes",), ("as sent",)]
    assert len(load_list(book(tmp_path / "a.xlsx", good, other))) == 1
    assert refusal(book(tmp_path / "b.xlsx", other, good)).code == "column"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((2208.3, 25), "hs-code"),
        (("8703x", 25), "hs-code"),
        ((870323011012, 25), "hs-code"),
        (("8703", "ten"), "list-rate"),
        (("8703", ""), "list-rate"),
        (("8703", 2500), "list-rate"),
        (("8703", 25, "July"), "list-date"),
        (("8703", 25, MAY, JULY), "list-dates"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_line(tmp_path: Path, row: tuple[Any, ...], code: str) -> None:
    path = book(tmp_path / "a.xlsx", [("code", "rate_pct", "from", "until"), ("8704", 25), row])
    error = refusal(path)
    assert error.code == code
    assert f"{path}:3: " in str(error)


def test_two_rates_for_one_code_from_one_day_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [("code", "rate_pct"), ("8703", 25), (8703, 10)])
    assert refusal(path).code == "list-double"


def test_an_empty_book_is_refused(tmp_path: Path) -> None:
    assert refusal(book(tmp_path / "a.xlsx", [])).code == "file"
