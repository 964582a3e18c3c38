"""What a replication returns: published figures beside ours, and why where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Published = Mapping[tuple[str, str, str], float]
"""Printed figures of a table by (group, row, column)."""

Tables = Mapping[str, Published]
"""Printed figures of a paper by table."""


@dataclass(frozen=True)
class Cell:
    """One figure of a published table beside ours; `published` is None where the paper prints none.

    Rows of one scenario form a `group`; a table that has none leaves it empty.
    """

    group: str
    row: str
    column: str
    published: float | None
    ours: float

    @property
    def difference(self) -> float | None:
        """Ours less published."""
        return None if self.published is None else self.ours - self.published


@dataclass(frozen=True)
class Replication:
    """A replicated table: `agrees` is whether every cell does at the printed number of `decimals`."""

    table: str
    title: str
    unit: str
    decimals: int
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    max_residual: float

    @property
    def agrees(self) -> bool:
        """Whether every published figure equals ours at the decimals of the paper."""
        return not self.differing

    @property
    def printed(self) -> int:
        """Number of figures that the paper prints."""
        return sum(cell.published is not None for cell in self.cells)

    @property
    def differing(self) -> tuple[Cell, ...]:
        """Cells that are not as printed, the farthest first."""
        found = (cell for cell in self.cells if not self.same(cell))
        return tuple(sorted(found, key=lambda cell: -abs(cell.difference or 0)))

    def shown_difference(self, cell: Cell) -> float:
        """Ours less published at the decimals of the paper, as a reader of the table subtracts them."""
        published = cell.ours if cell.published is None else cell.published
        return round(round(cell.ours, self.decimals) - round(published, self.decimals), self.decimals)

    def same(self, cell: Cell) -> bool:
        """Whether a figure is as printed, or none is."""
        return cell.published is None or round(cell.ours, self.decimals) == cell.published
