"""What is said of a replicated table, and that nothing printed is left out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tradetalks.files.papers import read_published
from tradetalks.papers.registry import PAPERS, replicate
from tradetalks.papers.replication import Cell, Replication

DATA = Path(__file__).parents[3] / "shared" / "data"
TABLE = Replication(
    table="table",
    title="title",
    unit="%",
    decimals=1,
    cells=(
        Cell("", "A", "gain", 1.2, 1.24),
        Cell("", "B", "gain", 1.2, 1.26),
        Cell("", "C", "gain", 0.3, 0.14),
        Cell("", "D", "gain", None, 7.0),
    ),
    notes=(),
    max_residual=0.0,
)


def test_figures_that_differ_come_with_the_farthest_first() -> None:
    assert TABLE.printed == 3
    assert [cell.row for cell in TABLE.differing] == ["C", "B"]
    assert not TABLE.agrees


def test_the_shown_difference_is_that_of_shown_figures() -> None:
    assert [TABLE.shown_difference(cell) for cell in TABLE.cells] == [0.0, 0.1, -0.2, 0.0]


def test_a_figure_is_shown_to_differ_where_it_does() -> None:
    assert [TABLE.same(cell) for cell in TABLE.cells] == [TABLE.shown_difference(cell) == 0 for cell in TABLE.cells]


@pytest.mark.parametrize("paper", ["caliendo-parro-2015", "ignatenko-2025"])
def test_every_printed_figure_has_its_cell(paper: str) -> None:
    if not any((DATA / name).is_file() for name in PAPERS[paper].files):
        pytest.skip("the paper's data are not here")
    for result in replicate(paper, DATA):
        places = Counter((cell.group, cell.row, cell.column) for cell in result.cells)
        assert max(places.values()) == 1
        assert set(read_published(paper)[result.table]) <= set(places)
