"""Tables as people keep them: CSV, compressed CSV and spreadsheets, read as rows of text with their line numbers."""

from __future__ import annotations

import csv
import gzip
import importlib
from pathlib import Path
from typing import Any

from tradetalks.errors import InputError

SPREADSHEETS = (".xlsx", ".xls", ".ods")
Line = tuple[int, dict[str, str]]


def read_sheet(path: Path) -> list[Line]:
    """Read the rows of a file below its head, each with its line; of a spreadsheet, the first sheet.

    Heads are read in small letters without blanks around them; rows without any entry are left out.

    Raises
    ------
    InputError
        `file`, when it is not there or cannot be read; `spreadsheet-reader`, when no reader is installed.
    """
    if not path.is_file():
        raise InputError("file", "the file is not there", "put it beside the case, or give its path", str(path))
    cells = _spreadsheet(path) if path.suffix.lower() in SPREADSHEETS else _csv(path)
    lines = [(number, row) for number, row in cells if any(row)]
    if not lines:
        raise InputError("file", "the file is empty", "give a head and a row a code", str(path))
    head = [name.lower() for name in lines[0][1]]
    return [(number, dict(zip(head, row, strict=False))) for number, row in lines[1:]]


def _csv(path: Path) -> list[tuple[int, list[str]]]:
    try:
        opened: Any = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            return [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except (OSError, UnicodeDecodeError, EOFError, csv.Error) as error:
        message = f"the file cannot be read ({error})"
        raise InputError("file", message, "save it as UTF-8 CSV", str(path)) from None


def _spreadsheet(path: Path) -> list[tuple[int, list[str]]]:
    try:
        calamine = importlib.import_module("python_calamine")
    except ImportError:
        remedy = 'install it with pip install "tradetalks[xlsx]", or save the sheet as CSV'
        raise InputError(
            "spreadsheet-reader", "spreadsheets need the package python-calamine", remedy, str(path)
        ) from None
    try:
        rows = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (OSError, ValueError, calamine.CalamineError) as error:
        message = f"the spreadsheet cannot be read ({error})"
        raise InputError("file", message, "save it as .xlsx or CSV", str(path)) from None
    return [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]


def _text(cell: object) -> str:
    """Write a cell as text: whole numbers without a point, dates as 2018-07-06."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
