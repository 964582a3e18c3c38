"""Sheets as an XLSX workbook: formats, widths, frozen headers, filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from tradetalks.report.sheets import DAY, TEXT, Sheet

MOST_WIDTH = 60
LEAST_WIDTH = 9
EXACT = 2**53
"""A workbook holds whole numbers exactly up to this one; larger ones are written as text."""


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Write the workbook in memory and return its bytes."""
    import xlsxwriter  # noqa: PLC0415  (only a workbook needs it)

    stream = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, safe) as file:
        file.set_properties({"title": title, "comments": "Made with tradetalks"})
        book = Book(file)
        for sheet in sheets:
            book.write(sheet)
    return stream.getvalue()


@dataclass
class Book:
    """A workbook being written; numbers stay numbers, and text is never a formula or a link."""

    file: Any
    formats: dict[str, Any] = field(default_factory=dict)

    def write(self, told: Sheet) -> None:
        """Write a table with a frozen header and a filter; its note stands above it."""
        sheet, columns = self.file.add_worksheet(told.name), told.columns
        top = 0
        if told.note:
            sheet.write_string(0, 0, told.note, self._format(TEXT, italic=True))
            top = 1
        for c, column in enumerate(columns):
            sheet.write_string(
                top, c, column.heading, self._format(TEXT, bold=True, text_wrap=True, bottom=1, valign="top")
            )
        widths = [len(column.heading) / 2 + 2 for column in columns]
        r = top
        for r, row in enumerate(told.rows, start=top + 1):
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
        elif isinstance(value, str) or value > EXACT:
            sheet.write_string(row, column, str(value), self._format(TEXT, text_wrap=True, valign="top"))
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
