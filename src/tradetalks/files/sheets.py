"""Tables as people keep them: CSV, compressed CSV and spreadsheets, read as rows of text with their line numbers."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

from tradetalks.errors import InputError
from tradetalks.files.workbooks import SPREADSHEETS, read_workbook

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
    cells = next(iter(read_workbook(path).values())) if path.suffix.lower() in SPREADSHEETS else _csv(path)
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
