"""One question of a case answered: its view printed at 80 columns, and written where asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tradetalks.cli.common import STANDARD_OUT, check_folder, check_targets, console, grid, progress, put
from tradetalks.files.cases import load_talks
from tradetalks.files.output import make_folder
from tradetalks.report.csv import as_csv, file_name
from tradetalks.report.sheets import COUNT, DAY, MONEY, PART_OF_MONEY, SHARE, TEXT, Column, Sheet
from tradetalks.report.views.view import Build, View
from tradetalks.report.words import money, percent, plain
from tradetalks.talks.study import study

MOST_ROWS = 30
WIDEST = 400
GROUP = 3
"""Rows that share their first cell stand in a table of their own when there are so many on average."""

CUT = f"Only the first {MOST_ROWS} rows are shown; --csv and --xlsx write all."
INDENT = (0, 0, 0, 2)


def show_view(
    case: str,
    build: Build,
    *,
    json: Path | None,
    xlsx: Path | None,
    csv: Path | None,
    switch_on: list[str],
    switch_off: list[str],
) -> None:
    """Analyse a case, answer one question of it, print the answer, and write the files that are wanted."""
    talks = load_talks(case)
    check_targets(json, xlsx, inputs=talks.files)
    check_folder(csv)
    with progress(f"solving {talks.name}") as report:
        result = study(talks, scenarios=talks.switched(switch_on, switch_off), progress=report)
    with progress("analysing") as report:
        view = build(result, report)
    made = list(_files(view, json=json, xlsx=xlsx, csv=csv))
    if csv:
        make_folder(csv)
    for path, content in made:
        put(path, content)
    if json != STANDARD_OUT:
        print_view(console(), view)
        if made:
            console().print(f"written: {', '.join(str(path) for path, _ in made)}", soft_wrap=True)


def _files(view: View, *, json: Path | None, xlsx: Path | None, csv: Path | None) -> Iterator[tuple[Path, str | bytes]]:
    """Make every file that is wanted, before any is written."""
    if json:
        yield json, view.as_json
    if xlsx:
        from tradetalks.report.workbook import workbook  # noqa: PLC0415  (slow, and only now needed)

        yield xlsx, workbook(view.title, view.written)
    if csv:
        yield from ((csv / file_name(sheet), as_csv(sheet)) for sheet in view.written)


def print_view(out: Console, view: View) -> None:
    """Print the findings first, then the tables; long ones are cut, and say so."""
    out.print(Text(view.title, style="bold"))
    out.print()
    for finding in view.findings:
        out.print(Text(finding))
    out.print()
    for sheet in view.sheets:
        if sheet.rows:
            print_sheet(out, sheet)


def print_sheet(out: Console, sheet: Sheet) -> None:
    """Print a table, or one for each of its groups; a unit that all its figures share stands in the title.

    Where figures do not fit, lines run over rather than lose some.
    """
    units = {unit for column in sheet.columns if (unit := column.heading.partition(", ")[2])}
    tables = _grouped(sheet, "".join(f", {unit}" for unit in units) if len(units) == 1 else "")
    for name, columns, rows in tables:
        table = _table(name, columns, rows[:MOST_ROWS])
        least = Measurement.get(out, out.options.update(width=WIDEST), table).minimum
        out.print(table, width=max(out.width, least), crop=False)
    cut = any(len(rows) > MOST_ROWS for _, _, rows in tables)
    for note in filter(None, (sheet.note, CUT if cut else "")):
        out.print(Padding(Text(note, style="dim"), INDENT))
    out.print()


def _grouped(sheet: Sheet, unit: str) -> list[tuple[str, Sequence[Column], Sequence[Sequence[Any]]]]:
    """Part a table by its first cells where many rows share them."""
    groups = [list(rows) for _, rows in groupby(sheet.rows, key=itemgetter(0))]
    if sheet.columns[0].form != TEXT or len(sheet.rows) < max(GROUP + 1, GROUP * len(groups)):
        return [(f"{sheet.name}{unit}", sheet.columns, sheet.rows)]
    return [(f"{sheet.name}: {rows[0][0]}{unit}", sheet.columns[1:], [row[1:] for row in rows]) for rows in groups]


def _table(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> Table:
    """Lay out rows; a first cell that repeats the one above is left empty."""
    table = grid(title, *map(_head, columns))
    cells = [[cell(value, column) for value, column in zip(row, columns, strict=True)] for row in rows]
    for place, (shown, column) in enumerate(zip(table.columns, columns, strict=True)):
        shown.overflow = "fold"
        if column.form != TEXT:
            shown.min_width = max((len(row[place]) for row in cells), default=0)
    before = None
    for row in cells:
        repeated = row[0] == before and columns[0].form == TEXT
        table.add_row(*map(Text, ["" if repeated else row[0], *row[1:]]))
        before = row[0]
    return table


def _head(column: Column) -> str:
    """Heading without its unit; figures stand to the right."""
    return f"{'>' if column.form not in (TEXT, DAY) else ''}{column.heading.partition(', ')[0]}"


def cell(value: Any, column: Column) -> str:
    """Write a value as its column wants it."""
    if value is None or isinstance(value, str | dt.date):
        return str(value or "")
    if column.form == COUNT:
        return f"{value:,}"
    forms = {MONEY: money, PART_OF_MONEY: money, SHARE: percent}
    return forms.get(column.form, plain)(value)
