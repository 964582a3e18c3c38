"""The papers that can be replicated and the table of their data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradetalks.papers.registry import PAPERS

PAGE = Path(__file__).parents[2] / "docs" / "replications.md"


@pytest.mark.parametrize("paper", PAPERS)
def test_the_docs_say_which_file_a_paper_needs_and_where_to_get_it(paper: str) -> None:
    section = PAGE.read_text(encoding="utf-8").split("\n## Data files\n")[1].split("\n## ")[0]
    (row,) = (line for line in section.splitlines() if line.startswith(f"| `{paper}` |"))
    assert all(f"`{name}`" in row for name in PAPERS[paper].files)
    assert "https://doi.org/" in row
