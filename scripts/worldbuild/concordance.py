"""Our own table from tariff headings (Harmonized System) to sectors; the longest prefix wins."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PREFIX_LENGTHS = (6, 4, 2)
FIRST_SPECIAL_CHAPTER = "98"


def read_concordance(path: Path) -> dict[str, str]:
    """Read prefix -> sector from a csv with the columns hs, sector, note."""
    with path.open(newline="", encoding="utf-8") as file:
        return {row["hs"]: row["sector"] for row in csv.DictReader(file)}


def sector_of(code: str, table: dict[str, str]) -> str:
    """Return the sector of a tariff code of six digits or more."""
    for length in PREFIX_LENGTHS:
        if code[:length] in table:
            return table[code[:length]]
    raise KeyError(f"no sector for tariff code {code}: add its chapter {code[:2]} to hs_sectors.csv")


def is_good(code: str) -> bool:
    """Tell whether a code names a good: chapters 98 and 99 are special provisions."""
    return code[:2] < FIRST_SPECIAL_CHAPTER
