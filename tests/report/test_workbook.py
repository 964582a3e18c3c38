"""The workbook, opened again, holds what the study holds."""

from __future__ import annotations

import datetime as dt
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from support.studies import agreeing, nafta, stuck

from tradetalks.charts.labels import deal_label
from tradetalks.report import evidence
from tradetalks.report.study_sheets import MOST_DEALS, sheets
from tradetalks.report.workbook import workbook
from tradetalks.talks.study import Study

SHEETS = [
    "Summary",
    "Settlements",
    "Contributions",
    "Frontier",
    "Acceptable deals",
    "Blockers",
    "Options",
    "Trades",
    "No deal",
    "Published",
    "Ranges",
    "Industries",
    "Positions",
    "Judgements",
    "Sources",
]


@cache
def opened(study: Study) -> Workbook:
    return load_workbook(BytesIO(workbook("a study", sheets(study))))


def rows(study: Study, name: str, skip: int = 1) -> list[tuple[Any, ...]]:
    return list(opened(study)[name].iter_rows(min_row=1 + skip, values_only=True))


@pytest.mark.parametrize("made", [agreeing, stuck, nafta])
def test_every_sheet_is_there_with_frozen_headers_and_a_filter(made) -> None:
    book = opened(made())
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref


@pytest.mark.parametrize("made", [agreeing, nafta])
def test_settlements_are_those_of_the_study(made) -> None:
    study = made()
    for d, (row, (name, point)) in enumerate(zip(rows(study, "Settlements"), study.shown.items(), strict=True)):
        assert row[0] == deal_label(name)
        assert row[1] == point.number
        for p, gain in enumerate(point.payoff.values()):
            low, high = study.ranges.low[d, p], study.ranges.high[d, p]
            assert row[2 + 3 * p : 5 + 3 * p] == pytest.approx((gain, low, high))
        assert row[11] == pytest.approx(sum(point.payoff.values()))


@pytest.mark.parametrize("made", [agreeing, nafta])
def test_contributions_add_up_to_the_gain_of_every_settlement(made) -> None:
    study = made()
    found = rows(study, "Contributions", skip=2)
    for name, point in study.shown.items():
        own = [row for row in found if row[0] == deal_label(name)]
        assert [sum(column) for column in zip(*(row[3:] for row in own), strict=True)] == pytest.approx(
            list(point.payoff.values())
        )
        assert [row[2] for row in own[-2:]] == ["clauses together", "against no deal"]
        assert all(row[1] for row in own[:-2])
        assert not any(row[1] for row in own[-2:])
        changed = {issue.title for issue in study.talks.issues if point.deal[issue.id] != issue.status_quo}
        assert {row[1] for row in own[:-2]} == changed


def test_the_frontier_is_complete() -> None:
    study = nafta()
    found = rows(study, "Frontier")
    assert [row[0] for row in found] == [point.number for point in study.frontier]
    assert [row[1:4] for row in found] == [pytest.approx(tuple(p.payoff.values())) for p in study.frontier]


def test_acceptable_deals_stand_by_falling_sum_and_say_how_many_are_shown() -> None:
    study = agreeing()
    found = rows(study, "Acceptable deals", skip=2)
    assert len(found) == min(study.acceptable, MOST_DEALS)
    assert {row[0] for row in found} == set(study.table.acceptable.tolist())
    assert [row[4] for row in found] == sorted((row[4] for row in found), reverse=True)
    assert str(study.acceptable) in opened(study)["Acceptable deals"]["A1"].value


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    sheet = opened(nafta())["Ranges"]
    assert all(
        isinstance(cell, float | int) for row in sheet.iter_rows(min_row=2, min_col=3, values_only=True) for cell in row
    )
    assert sheet.max_row == 1 + len(nafta().shown) * len(nafta().ranges.views)
    assert all(isinstance(row[0], dt.datetime) for row in rows(nafta(), "Positions"))


def test_text_is_neither_formula_nor_link() -> None:
    book = opened(agreeing())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == "=SUM(A1)" for cell in cells)
    assert any(cell.value == "=1+1" for cell in cells)
    raw = BytesIO(workbook("a study", sheets(agreeing())))
    import zipfile

    with zipfile.ZipFile(raw) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "<f>" not in text
    assert "<hyperlink" not in text


def test_no_deal_holds_every_outcome_and_the_expected_value() -> None:
    study = agreeing()
    found = rows(study, "No deal")
    assert len(found) == len(study.no_deal_sheet) + len(study.talks.parties)
    for row, value in zip(found, study.no_deal_sheet, strict=False):
        assert row[0] == value.title
        assert row[3] == pytest.approx(value.real_income, abs=1e-9)
        assert row[7] == pytest.approx(value.total, abs=1e-9)
    assert [row[7] for row in found[-3:]] == pytest.approx(list(study.no_deal.values()))


def test_industries_hold_the_effects_of_each_settlement() -> None:
    study = nafta()
    found = [row for row in rows(study, "Industries") if row[0] == "Nash"]
    effects = study.effects(study.settlements["nash"].deal)
    assert [row[5] for row in found] == pytest.approx(effects["output"].tolist(), abs=1e-9)
    assert [row[4] for row in found] == effects["people"].tolist()


def test_judgements_and_sources_are_complete() -> None:
    study = nafta()
    assert len(rows(study, "Judgements")) == len(evidence.judgements(study))
    ids = {row[0] for row in rows(study, "Sources")}
    assert {source.id for source in study.talks.case.source} <= ids


def test_without_a_settlement_the_sheet_says_so() -> None:
    text = [row[0] for row in rows(stuck(), "Settlements")]
    assert text[0] == "Status quo"
    assert text[1] == "Nash: no deal is acceptable to all"
