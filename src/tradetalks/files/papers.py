"""Data sets of papers, and what the papers print."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from tradetalks.errors import InputError
from tradetalks.files.arrays import read_arrays


def read_data(folder: Path, paper: str, names: Sequence[str]) -> dict[str, np.ndarray]:
    """Read the first of the named archives that the folder holds."""
    for name in names:
        if (folder / name).is_file():
            return read_arrays(folder / name)
    raise InputError(
        "data-missing",
        f"the data of {paper} are not there ({names[0]})",
        "give the folder that holds them with --data DIR; docs/replications.md says where they come from",
        str(folder),
    )


def read_published(paper: str) -> dict[str, dict[tuple[str, str], float]]:
    """Read the printed figures of a paper by table and by (row, column)."""
    text = (files("tradetalks.papers") / "published.csv").read_text(encoding="utf-8")
    tables: dict[str, dict[tuple[str, str], float]] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["paper"] == paper:
            tables.setdefault(row["table"], {})[row["row"], row["column"]] = float(row["published"])
    return tables
