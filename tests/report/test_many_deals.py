"""A negotiation with more deals than can be listed gets a whole report, and says what is left out."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from tradetalks import Study, load_talks, study
from tradetalks.errors import InputError
from tradetalks.report import findings
from tradetalks.report.html import html_report
from tradetalks.report.json import as_json
from tradetalks.report.study_sheets import sheets
from tradetalks.report.workbook import workbook

ISSUES, OPTIONS = 20, 10


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Study:
    draw = np.random.default_rng(3)
    lines = ["issue,option,A,B", "unit,points,,"]
    for issue in range(ISSUES):
        for option in range(OPTIONS):
            worth = draw.integers(-9, 10, size=2) if option else (0, 0)
            lines.append(",".join(map(str, [f"issue {issue}", f"option {option}", *worth])))
    path: Path = tmp_path_factory.mktemp("many") / "many.csv"
    path.write_text("\n".join([*lines, "no deal,,-3,-2", ""]), encoding="utf-8")
    return study(load_talks(path))


def test_the_frontier_and_settlements_are_exact(many: Study) -> None:
    assert many.deals == OPTIONS**ISSUES
    for point in (*many.frontier, *(point for point in many.settlements.values() if point)):
        total = sum(
            sum(score.bn.value for score in many.talks.option(issue, option).score if score.party == "A")
            for issue, option in point.deal.items()
        )
        assert point.payoff["A"] == pytest.approx(total + 3)
    best = sum(max(option[0] for option in worth) for worth in many.game.own) - many.game.no_deal[0]
    assert max(point.payoff["A"] for point in many.frontier) == pytest.approx(best / many.game.per_unit)


def test_what_needs_a_list_is_left_out_and_said_so(many: Study) -> None:
    assert many.acceptable is None
    assert (many.blockers, many.options) == ({}, ())
    assert "too many to go through" in findings.finding(many)[0]
    with pytest.raises(InputError) as caught:
        _ = many.payoffs
    assert caught.value.code == "too-many-deals"


def test_every_output_is_made(many: Study) -> None:
    assert json.loads(as_json(many))["acceptable"] is None
    page = html_report(many)
    assert "too many to go through" in page
    assert "Who blocks" not in page
    book = load_workbook(BytesIO(workbook("many", sheets(many))))
    assert "Blockers" not in book.sheetnames
    numbers = [row[0] for row in book["Frontier"].iter_rows(min_row=2, values_only=True)]
    assert {int(number) for number in numbers} == {point.number for point in many.frontier}
