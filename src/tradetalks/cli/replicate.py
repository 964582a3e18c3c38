"""`tradetalks replicate`: published tables beside ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from rich.padding import Padding
from rich.table import Table

from tradetalks.charts.labels import signed
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, put, working
from tradetalks.papers.registry import replicate
from tradetalks.papers.replication import Cell, Replication

MORE = 1
COLUMNS = 4


def show_replication(paper: str, data: Path, json_file: Path | None) -> None:
    """Replicate a paper, print its tables cell by cell, and write them where asked."""
    check_targets(json_file)
    with working(f"replicating {paper}"):
        tables = replicate(paper, data)
    if json_file != STANDARD_OUT:
        for table in tables:
            _print(table)
    if json_file:
        told = [{**asdict(table), "agrees": table.agrees} for table in tables]
        put(json_file, json.dumps({"paper": paper, "tables": told}, indent=1) + "\n")


def _print(result: Replication) -> None:
    """Print a table in parts that a terminal of 80 columns holds, with its verdict and notes."""
    columns = list(dict.fromkeys(cell.column for cell in result.cells))
    cells = {(cell.row, cell.column): cell for cell in result.cells}
    out = console()
    for first in range(0, len(columns), COLUMNS):
        out.print(_part(result, cells, columns[first : first + COLUMNS]))
    differ = sum(not result.same(cell) for cell in result.cells)
    printed = sum(cell.published is not None for cell in result.cells)
    verdict = "all agree" if not differ else f"{differ} differ{'s' if differ == 1 else ''}"
    proof = f"largest violation of any condition {result.max_residual:.0e}"
    out.print(f"Of {printed} published figures {verdict} at the decimals printed; {proof}.")
    for note in result.notes:
        out.print(Padding(note, (0, 2)), style="dim")
    out.print()


def _part(result: Replication, cells: Mapping[tuple[str, str], Cell], columns: list[str]) -> Table:
    """Lay out some columns: published, ours and difference where the paper prints a figure, else ours alone."""
    table = grid(f"{result.title}, {result.unit}", "", "", *(f">{column}" for column in columns))
    for row in dict.fromkeys(cell.row for cell in result.cells):
        here = [cells[row, column] for column in columns]
        name = row
        if any(cell.published is not None for cell in here):
            table.add_row(name, "published", *(_figure(cell.published, result.decimals) for cell in here))
            name = ""
        more = result.decimals + MORE
        ours = [signed(cell.ours, result.decimals if _as_printed(cell, result) else more) for cell in here]
        table.add_row(name, "[bold]ours[/bold]", *ours)
        if not all(result.same(cell) for cell in here):
            table.add_row("", "difference", *(_figure(cell.difference, more) for cell in here), style="dim")
    return table


def _as_printed(cell: Cell, result: Replication) -> bool:
    return cell.published is not None and result.same(cell)


def _figure(value: float | None, decimals: int) -> str:
    return "" if value is None else signed(value, decimals)
