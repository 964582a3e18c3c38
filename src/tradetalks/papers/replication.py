"""What a replication returns: published figures beside ours, and why where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Published = Mapping[tuple[str, str], float]
"""Printed figures of a table by (row, column)."""

Tables = Mapping[str, Published]
"""Printed figures of a paper by table."""


@dataclass(frozen=True)
class Cell:
    """One figure of a published table beside ours; `published` is None where the paper prints none."""

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
        return all(self.same(cell) for cell in self.cells)

    def same(self, cell: Cell) -> bool:
        """Whether a figure is as printed, or none is."""
        return cell.published is None or round(cell.ours, self.decimals) == cell.published
