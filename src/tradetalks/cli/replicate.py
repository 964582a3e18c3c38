"""`tradetalks replicate`: published tables beside ours."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from tradetalks.charts.labels import signed
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, put, working
from tradetalks.cli.replicate_tables import laid_out
from tradetalks.papers.registry import replicate
from tradetalks.papers.replication import Cell, Replication


def show_replication(paper: str, data: Path, json_file: Path | None) -> None:
    """Replicate a paper, print the verdict and its tables cell by cell, and write them where asked."""
    check_targets(json_file)
    with working(f"replicating {paper}"):
        tables = replicate(paper, data)
    if json_file != STANDARD_OUT:
        _print(paper, tables)
    if json_file:
        put(json_file, json.dumps({"paper": paper, "tables": [_as_data(table) for table in tables]}, indent=1) + "\n")


def _as_data(table: Replication) -> dict[str, object]:
    counts = {"printed": table.printed, "differing": len(table.differing), "agrees": table.agrees}
    return {**asdict(table), **counts}


def _print(paper: str, tables: Sequence[Replication]) -> None:
    """Print the verdict, the tables, and once what is to be said of several of them."""
    out = console()
    _print_verdict(out, paper, tables)
    told = Counter(note for table in tables for note in table.notes)
    for table in tables:
        out.print(laid_out(table, out))
        _print_notes(out, [note for note in table.notes if told[note] == 1])
    _print_notes(out, [note for note, times in told.items() if times > 1])


def _print_notes(out: Console, notes: Sequence[str]) -> None:
    for note in notes:
        out.print(Padding(note, (0, 2)), style="dim")
    if notes:
        out.print()


def _print_verdict(out: Console, paper: str, tables: Sequence[Replication]) -> None:
    """Say what agrees: of all figures in a sentence, and of each table in a line where there are several."""
    printed, differ = sum(table.printed for table in tables), sum(len(table.differing) for table in tables)
    agree = f"all {printed}" if not differ else f"{printed - differ} of {printed}"
    largest = "" if not differ else f"; the largest difference is {max(map(_largest, tables))}"
    out.print(f"[bold]{paper}: {agree} printed figures agree to their rounding{largest}.[/bold]")
    if len(tables) > 1:
        out.print(_overview(tables))
    residual = max(table.max_residual for table in tables)
    out.print(f"The largest violation of any equilibrium condition is {residual:.0e}.")
    out.print()


def _overview(tables: Sequence[Replication]) -> Table:
    overview = grid("", "table", ">agree", ">largest difference", "where")
    for table in tables:
        agree = f"{table.printed - len(table.differing)} of {table.printed}"
        worst = table.differing[0] if table.differing else None
        largest = (signed(table.shown_difference(worst), table.decimals), _where(worst)) if worst else ("none", "")
        overview.add_row(table.table, agree, *largest)
    return overview


def _largest(table: Replication) -> float:
    return max((abs(table.shown_difference(cell)) for cell in table.differing), default=0.0)


def _where(cell: Cell) -> str:
    place = f"{cell.column}, {cell.row}"
    return f"{place} ({cell.group})" if cell.group else place
