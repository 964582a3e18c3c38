"""The template can be analysed as it stands, and says the same in both forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.scored import assert_same, payoffs

from tradetalks import load_talks
from tradetalks.errors import OutputError
from tradetalks.files.negotiations.template import write_template


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    for name in ("t.csv", "t.xlsx"):
        write_template(tmp_path / name)
    table, workbook = (load_talks(tmp_path / name) for name in ("t.csv", "t.xlsx"))
    assert_same(payoffs(table), payoffs(workbook))
    assert [party.walk_away for party in table.parties] == [party.walk_away for party in workbook.parties] == [5, 5]
    # by hand: 0.6 x 50 + 0.4 x 0 - 10 and 0.3 x 50 + 0.7 x 100 - 15
    assert payoffs(table)["What they might accept", "What they open with"] == pytest.approx((20, 70))


def test_other_names_and_places_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "t.txt", tmp_path / "no folder" / "t.csv"):
        with pytest.raises(OutputError):
            write_template(path)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_is_filled_in_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="there already"):
        write_template(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "mine"


def test_the_table_of_the_docs_is_that_of_the_template(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```text\n(issue,.*?)^```", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "docs.csv").write_text(shown, encoding="utf-8")
    write_template(tmp_path / "t.csv")
    docs, template = (load_talks(tmp_path / name).case for name in ("docs.csv", "t.csv"))
    assert docs.model_dump(include={"party", "issue", "no_deal"}) == template.model_dump(
        include={"party", "issue", "no_deal"}
    )
