"""Workbooks as rows of text, sheet by sheet."""

from __future__ import annotations

import importlib
from pathlib import Path

from tradetalks.errors import InputError

SPREADSHEETS = (".xlsx", ".xls", ".ods")
Rows = list[tuple[int, list[str]]]
"""Cells by row, each row with its number."""


def read_workbook(path: Path) -> dict[str, Rows]:
    """Read the sheets of a workbook by their names, in their order.

    Raises
    ------
    InputError
        `spreadsheet-reader`, when no reader is installed; `file`, when the file is no workbook.
    """
    try:
        calamine = importlib.import_module("python_calamine")
    except ImportError:
        remedy = 'install it with pip install "tradetalks[xlsx]", or save the sheet as CSV'
        message = "spreadsheets need the package python-calamine"
        raise InputError("spreadsheet-reader", message, remedy, str(path)) from None
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        held = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (OSError, ValueError, calamine.CalamineError) as error:
        message = f"the spreadsheet cannot be read ({error})"
        raise InputError("file", message, "save it as .xlsx or CSV", str(path)) from None
    return {
        name: [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
        for name, rows in held.items()
    }


def _text(cell: object) -> str:
    """Write a cell as text: whole numbers without a point, dates as 2018-07-06."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
