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
    lacks = f"it holds neither {' nor '.join(names)}" if folder.is_dir() else "this folder is not there"
    raise InputError(
        "data-missing",
        f"{lacks}; the data of {paper} do not come with the package",
        f'see "Data files" in docs/replications.md for how to get {names[-1]}; '
        "name the folder that you put it in with --data DIR",
        str(folder),
    )


def read_published(paper: str) -> dict[str, dict[tuple[str, str, str], float]]:
    """Read the printed figures of a paper by table and by (group, row, column)."""
    text = (files("tradetalks.papers") / "published.csv").read_text(encoding="utf-8")
    tables: dict[str, dict[tuple[str, str, str], float]] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["paper"] == paper:
            place = row["group"], row["row"], row["column"]
            tables.setdefault(row["table"], {})[place] = float(row["published"])
    return tables
