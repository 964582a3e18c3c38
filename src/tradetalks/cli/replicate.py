"""`tradetalks replicate`: a published table beside ours."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from rich.padding import Padding

from tradetalks.charts.labels import signed
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, put, working
from tradetalks.papers.registry import replicate
from tradetalks.papers.replication import Cell, Replication

MORE = 1


def show_replication(paper: str, data: Path, json_file: Path | None) -> None:
    """Replicate a table, print it cell by cell, and write it where asked."""
    check_targets(json_file)
    with working(f"replicating {paper}"):
        result = replicate(paper, data)
    if json_file != STANDARD_OUT:
        _print(result)
    if json_file:
        put(json_file, json.dumps({**asdict(result), "agrees": result.agrees}, indent=1) + "\n")


def _print(result: Replication) -> None:
    rows = list(dict.fromkeys(cell.row for cell in result.cells))
    columns = list(dict.fromkeys(cell.column for cell in result.cells))
    cells = {(cell.row, cell.column): cell for cell in result.cells}
    table = grid(f"{result.title}, {result.unit}", "", "", *(f">{column}" for column in columns))
    for row in rows:
        published, ours = zip(*(_words(cells[row, column], result) for column in columns), strict=True)
        table.add_row(row, "published", *published)
        table.add_row("", "[bold]ours[/bold]", *ours)
    out = console()
    out.print(table)
    agrees = "agrees" if result.agrees else "differs"
    out.print(f"Ours {agrees} with the paper at {result.decimals} decimals; residual {result.max_residual:.0e}.")
    for note in result.notes:
        out.print(Padding(note, (0, 2)), style="dim")


def _words(cell: Cell, result: Replication) -> tuple[str, str]:
    """Return published and ours; a figure that the paper does not print gets one decimal more."""
    if cell.published is None:
        return "", signed(cell.ours, result.decimals + MORE)
    return signed(cell.published, result.decimals), signed(cell.ours, result.decimals)
