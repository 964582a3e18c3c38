"""Writes tables into an XLSX workbook: formats, widths, frozen headers, filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_WIDTH = 60
LEAST_WIDTH = 9
MONEY = "+#,##0.00;\u2212#,##0.00;0.00"
PART_OF_MONEY = "+#,##0.000;\u2212#,##0.000;0.000"
PERCENT = "+0.000;\u22120.000;0.000"
SHARE = "0 %"
COUNT = "#,##0"
TEXT = ""
DAY = "yyyy-mm-dd"


@dataclass(frozen=True)
class Column:
    """A column: its heading with unit, and its number format; text where there is none."""

    heading: str
    form: str = TEXT


@dataclass
class Book:
    """A workbook being written; numbers stay numbers, and text is never a formula or a link."""

    file: Any
    formats: dict[str, Any] = field(default_factory=dict)

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], note: str = "") -> None:
        """Write a table with a frozen header and a filter; a note stands above it."""
        sheet = self.file.add_worksheet(name)
        top = 0
        if note:
            sheet.write_string(0, 0, note, self._format(TEXT, italic=True))
            top = 1
        for c, column in enumerate(columns):
            sheet.write_string(
                top, c, column.heading, self._format(TEXT, bold=True, text_wrap=True, bottom=1, valign="top")
            )
        widths = [len(column.heading) / 2 + 2 for column in columns]
        r = top
        for r, row in enumerate(rows, start=top + 1):
            for c, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, r, c, value, column.form)
                widths[c] = max(widths[c], _width(value))
        for c, width in enumerate(widths):
            sheet.set_column(c, c, min(MOST_WIDTH, max(LEAST_WIDTH, width)))
        sheet.freeze_panes(top + 1, 1)
        sheet.autofilter(top, 0, max(r, top), len(columns) - 1)

    def _cell(self, sheet: Any, row: int, column: int, value: Any, form: str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self._format(DAY))
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self._format(TEXT, text_wrap=True, valign="top"))
        else:
            sheet.write_number(row, column, value, self._format(form))

    def _format(self, form: str, **look: Any) -> Any:
        key = f"{form}|{sorted(look.items())}"
        if key not in self.formats:
            self.formats[key] = self.file.add_format(
                {"valign": "top", **look, **({"num_format": form} if form else {})}
            )
        return self.formats[key]


def _width(value: Any) -> float:
    return len(value) + 2 if isinstance(value, str) else LEAST_WIDTH
