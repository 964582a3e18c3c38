"""Tables as values: columns with units and number formats, rows, and a note; written as XLSX, CSV or on a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its columns, its rows, and a note that stands above it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""
