"""Workbooks as rows of text."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import openpyxl
import pytest

from tradetalks.errors import InputError
from tradetalks.files.workbooks import read_workbook


def test_every_sheet_is_read_in_its_order(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "second to none"
    book.active["B2"] = 3.0
    for value in (0.1, None, " text ", dt.date(2018, 7, 6), True):
        book.active.append([value])
    book.create_sheet("other")["A1"] = 1
    book.save(tmp_path / "t.xlsx")
    found = read_workbook(tmp_path / "t.xlsx")
    assert list(found) == ["second to none", "other"]
    rows = dict(found["second to none"])
    assert rows[2] == ["", "3"]
    assert [rows[number][0] for number in (3, 4, 5, 6, 7)] == ["0.1", "", "text", "2018-07-06", "True"]
    assert found["other"] == [(1, ["1"])]


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"none")
    with pytest.raises(InputError) as caught:
        read_workbook(tmp_path / "t.xlsx")
    assert (caught.value.code, caught.value.place) == ("file", str(tmp_path / "t.xlsx"))


def test_without_a_reader_the_remedy_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(InputError, match="python-calamine") as caught:
        read_workbook(tmp_path / "t.xlsx")
    assert caught.value.code == "spreadsheet-reader"
