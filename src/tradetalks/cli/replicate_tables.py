"""A replicated table in the terminal: rows below the headline of their group, in parts that the terminal holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console, Group
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from tradetalks.charts.labels import signed
from tradetalks.cli.common import grid
from tradetalks.papers.replication import Cell, Replication

MORE = 1
HEAD = 9
STYLES = {"published": "", "ours": "bold", "difference": "dim"}


class Line(NamedTuple):
    """One line of a table: its group, its row where it is the first of it, what its figures are, and these."""

    group: str
    row: str
    kind: str
    figures: list[str]


def laid_out(result: Replication, out: Console) -> Group:
    """Lay out a table in the fewest parts, alike in columns, that the terminal holds."""
    columns = list(dict.fromkeys(cell.column for cell in result.cells))
    for parts in range(1, len(columns) + 1):
        size = -(-len(columns) // parts)
        found = [_Part(result, columns[first : first + size]) for first in range(0, len(columns), size)]
        if all(part.width <= out.width for part in found):
            break
    title = Text(f"{result.title}, {result.unit}", style="bold")
    return Group(title, *(part.laid_out() for part in found))


class _Part:
    """Some columns of a table; every group is a grid of its own, as wide as the others, so that columns meet."""

    def __init__(self, result: Replication, columns: Sequence[str]) -> None:
        self.heads = ["", "", *(f">{column}" for column in columns)]
        self.lines = _lines(result, columns)
        table = [[line.row, line.kind, *line.figures] for line in self.lines]
        columns_of_text = zip(self.heads, zip(*table, strict=True), strict=True)
        self.widths = [max(_head_width(head), *map(len, texts)) for head, texts in columns_of_text]

    @property
    def width(self) -> int:
        """Columns of the terminal that the part takes."""
        unbounded = Console(width=sum(self.widths) * 2)
        return Measurement.get(unbounded, unbounded.options, self._grid()).maximum

    def laid_out(self) -> Group:
        """Put the groups below one head."""
        blocks: dict[str, Table] = {}
        for line in self.lines:
            block = blocks.setdefault(line.group, self._grid(head=False))
            block.add_row(line.row, line.kind, *line.figures, style=STYLES[line.kind])
        told = (Group(*_headline(group), block, "") for group, block in blocks.items())
        return Group("", self._grid(), *told)

    def _grid(self, *, head: bool = True) -> Table:
        table = grid("", *self.heads)
        table.show_header = head
        table.show_edge = False
        for column, width in zip(table.columns, self.widths, strict=True):
            column.width = width
        return table


def _headline(group: str) -> list[Text]:
    return [Text(group, style="bold")] if group else []


def _head_width(head: str) -> int:
    """Width that a head needs: its longest word, or as much of it as keeps heads from towering."""
    text = head.removeprefix(">")
    return max(min(len(text), HEAD), *map(len, text.split(" ")))


def _lines(result: Replication, columns: Sequence[str]) -> list[Line]:
    rows: dict[tuple[str, str], dict[str, Cell]] = {}
    for cell in result.cells:
        rows.setdefault((cell.group, cell.row), {})[cell.column] = cell
    return [line for cells in rows.values() for line in _row(result, [cells[column] for column in columns])]


def _row(result: Replication, cells: Sequence[Cell]) -> Iterator[Line]:
    """Yield published, ours and difference where the paper prints a figure, else ours alone."""
    found: dict[str, list[float | None]] = {
        "published": [cell.published for cell in cells],
        "ours": [cell.ours for cell in cells],
        "difference": [None if result.same(cell) else result.shown_difference(cell) for cell in cells],
    }
    group, row = cells[0].group, cells[0].row
    name = f"  {row}" if group else row
    for kind, values in found.items():
        if any(value is not None for value in values):
            figures = [_figure(result, cell.column, value) for cell, value in zip(cells, values, strict=True)]
            yield Line(group, name, kind, figures)
            name = ""


def _figure(result: Replication, column: str, value: float | None) -> str:
    """Write a figure with the decimals of its column: as printed, or one more where the paper has no such column."""
    printed = any(cell.published is not None for cell in result.cells if cell.column == column)
    return "" if value is None else signed(value, result.decimals + (0 if printed else MORE))
