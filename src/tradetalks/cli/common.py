"""What the commands share: consoles, progress, and writing where the user wants it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tradetalks.equilibrium.solve import Progress as Report
from tradetalks.errors import InputError, OutputError
from tradetalks.files.output import check_writable, write

STANDARD_OUT = Path("-")
WIDTH = 78
NARROWEST = 80


def console() -> Console:
    """Return the console for results; on a narrow terminal lines run over rather than lose figures.

    Emoji codes are off: in a flow such as USA:B:goods the region would become a picture.
    """
    out = Console(highlight=False, emoji=False)
    return out if out.width >= NARROWEST else Console(highlight=False, emoji=False, width=NARROWEST)


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """Show progress on the terminal's error stream and wipe it away at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    out = Console(stderr=True)
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def working(title: str) -> Iterator[None]:
    """Show that something is being done that cannot be counted."""
    with Console(stderr=True).status(title):
        yield


def check_targets(*paths: Path | None, inputs: Sequence[Path] = ()) -> None:
    """Refuse targets that cannot be written, are named twice or are read from, before any work is done."""
    named = [path.resolve() for path in paths if path is not None and path != STANDARD_OUT]
    if len(set(named)) < len(named):
        raise InputError("output", "two results go to one file", "name a file for each")
    for path in named:
        if path in inputs:
            raise InputError("output", "this file is part of the case", "name another file", str(path))
        check_writable(path)


def check_folder(folder: Path | None) -> None:
    """Refuse a folder that files cannot be written to, before any work is done; it is made where it is missing."""
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise OutputError("output", "this is a file", "name a folder for the tables", str(folder))
    check_writable(folder / "table.csv" if folder.is_dir() else folder)


def put(path: Path, content: str | bytes) -> None:
    """Write a result to its file, or text to standard output for "-"."""
    if path == STANDARD_OUT and isinstance(content, str):
        sys.stdout.write(content)
    else:
        write(path, content)


def grid(title: str, *columns: str) -> Table:
    """Return an empty table in the house style; a column that starts with ">" holds figures."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        min_width=min(len(title), WIDTH),
    )
    for column in columns:
        table.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left")
    return table
