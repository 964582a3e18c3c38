"""Tables of tariff lines on disk: the embedded ones and a user's own."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from tradetalks.errors import InputError, Mistake, UnknownNameError
from tradetalks.files.codes import check_columns, raise_mistakes, read_codes
from tradetalks.files.lists import embedded_index
from tradetalks.files.sheets import Line, read_sheet
from tradetalks.lines.table import LineTable

FIXED = ("code", "sector", "mfn", "duty", "note")


def line_tables() -> tuple[str, ...]:
    """Names of the embedded tables of tariff lines."""
    return tuple(row["name"] for row in _embedded_tables())


def table_of(importer: str) -> str:
    """Name of the embedded table of an importer's lines, or nothing where there is none."""
    return next((row["name"] for row in _embedded_tables() if row["importer"] == importer), "")


def load_lines(name: str | Path, importer: str = "") -> LineTable:
    """Load an embedded table by name, or your own from a file, for which the importer is to be named.

    A file (CSV or spreadsheet) has the columns code, sector and mfn (a fraction; blank where the duty goes by
    quantity), and one column for each exporter with imports in thousand US$; without any, each line has one vote.

    Raises
    ------
    UnknownNameError
        When there is no such embedded table.
    InputError
        With every mistake of a file.
    """
    if Path(name).suffix:
        return _read(Path(name), Path(name).stem, importer, {})
    return _embedded(str(name))


@lru_cache(maxsize=4)
def _embedded(name: str) -> LineTable:
    told = {row["name"]: row for row in _embedded_tables()}
    if name not in told:
        raise UnknownNameError("line-table", name, told)
    row = told[name]
    with as_file(files("tradetalks.lines") / "data" / row["file"]) as path:
        return _read(path, name, row["importer"], {key: row[key] for key in ("origin", "licence", "note")})


def _embedded_tables() -> tuple[dict[str, str], ...]:
    return tuple(row for row in embedded_index() if row["kind"] == "lines")


def _read(path: Path, name: str, importer: str, described: dict[str, str]) -> LineTable:
    lines = read_sheet(path)
    mistakes = check_columns(path, lines, (), ("code", "sector", "mfn"))
    raise_mistakes(path, mistakes)
    codes = read_codes(path, lines, mistakes)
    exporters = [column for column in (lines[0][1] if lines else ()) if column not in FIXED]
    kept = [line for line in lines if line[0] in codes]
    value = {column.upper(): _numbers(path, kept, column, 0.0, mistakes) for column in exporters}
    mfn = _numbers(path, kept, "mfn", np.nan, mistakes)
    raise_mistakes(path, mistakes)
    return LineTable(
        name=name,
        importer=importer,
        codes=tuple(codes.values()),
        sectors=tuple(row["sector"] for _, row in kept),
        mfn=mfn,
        value=value,
        **described,
    )


def _numbers(path: Path, lines: list[Line], column: str, blank: float, mistakes: list[Mistake]) -> np.ndarray:
    """Read a column of figures of zero or more, (line,)."""
    figures = np.full(len(lines), blank)
    for place, (number, row) in enumerate(lines):
        text = row.get(column, "")
        try:
            figures[place] = _figure(text) if text else blank
        except InputError as error:
            mistakes.append(Mistake(f"{path}:{number}", f"{column}: {error.message}", error.remedy, error.code))
    return figures


def _figure(text: str) -> float:
    try:
        figure = float(text)
    except ValueError:
        raise InputError("lines-number", f"{text!r} is not a number", "write a number, or nothing") from None
    if not 0 <= figure < float("inf"):
        raise InputError("lines-number", f"{text} is below zero or not finite", "write zero or more")
    return figure
