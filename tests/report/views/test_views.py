"""What every view keeps: it fits the terminal, is JSON, and its tables can be written."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console
from support.asked import asked, asked_data, studied
from support.cases import score
from support.studies import agreeing

from tradetalks import load_talks, study
from tradetalks.cli.view import MOST_ROWS, cell, print_sheet, print_view
from tradetalks.errors import InputError
from tradetalks.report.csv import as_csv, file_name
from tradetalks.report.sheets import COUNT, DAY, MONEY, Column, Sheet
from tradetalks.report.views.coalitions import coalitions_view
from tradetalks.report.views.principle import principle_view
from tradetalks.report.views.robustness import robustness_view
from tradetalks.report.views.stability import stability_view
from tradetalks.report.views.timing import timing_view
from tradetalks.report.views.view import View
from tradetalks.report.views.weights import weights_view
from tradetalks.report.workbook import workbook
from tradetalks.talks.study import Study

PACT = Path(__file__).parents[3] / "examples" / "negotiations" / "pact.csv"
Build = Callable[[Study], View]


def drawn_view(study: Study) -> View:
    return robustness_view(study, 60, 0)


VIEWS = [coalitions_view, drawn_view, principle_view, stability_view, timing_view, weights_view]


def printed(build: Build) -> str:
    out = Console(width=80, file=StringIO(), highlight=False, emoji=False)
    print_view(out, build(asked()))
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


def table(sheet: Sheet) -> str:
    out = Console(width=80, file=StringIO(), highlight=False, emoji=False)
    print_sheet(out, sheet)
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


@pytest.mark.parametrize("build", VIEWS)
def test_a_view_fits_the_terminal_and_tells_its_findings_first(build: Build) -> None:
    text = printed(build)
    assert max(map(len, text.splitlines())) <= 80
    view = build(asked())
    start = view.findings[0].split()[0]
    assert text.index(start) < min(text.index(f"\n{sheet.name}") for sheet in view.sheets if sheet.rows)
    assert "…" not in text


@pytest.mark.parametrize("build", VIEWS)
def test_json_holds_the_findings_and_no_figure_that_is_none(build: Build) -> None:
    view = build(asked())
    told = json.loads(view.as_json)
    assert told["view"] == view.name
    assert told["case"] == "small"
    assert told["findings"] == list(view.findings)


@pytest.mark.parametrize("build", VIEWS)
def test_every_table_is_written_as_csv_and_in_the_workbook(build: Build) -> None:
    view = build(asked())
    written = list(view.written)
    book = load_workbook(BytesIO(workbook(view.title, written)))
    assert book.sheetnames == [sheet.name for sheet in written]
    assert len({file_name(sheet) for sheet in written}) == len(written)
    for sheet in written:
        rows = list(csv.reader(StringIO(as_csv(sheet))))
        assert len(rows) == 1 + len(sheet.rows)
        assert {len(row) for row in rows} == {len(sheet.columns)}


def test_text_of_a_case_is_never_markup() -> None:
    sheet = Sheet("Table", (Column("Text"),), (("[bold]loud[/bold]",),))
    assert "[bold]loud[/bold]" in table(sheet)


def test_a_unit_that_all_figures_share_stands_in_the_title() -> None:
    columns = (Column("Party"), Column("Worst, points", MONEY), Column("Best, points", MONEY))
    lines = table(Sheet("Gains", columns, (("A", -1.0, 2.0),))).splitlines()
    assert lines[0].strip() == "Gains, points"
    assert "points" not in lines[2]
    assert "−1.00" in lines[4]
    assert "+2.00" in lines[4]


def test_rows_that_share_their_first_cell_become_tables_of_their_own() -> None:
    columns = (Column("Deal"), Column("Step", COUNT))
    text = table(Sheet("Steps", columns, tuple((deal, step) for deal in ("one", "two") for step in range(4))))
    assert "Steps: one" in text
    assert "Steps: two" in text


def test_figures_are_never_cut_off() -> None:
    day = dt.date(2018, 4, 6)
    columns = (Column("A long heading of text"), Column("Day", DAY), *(Column(f"Party {n}", MONEY) for n in range(9)))
    text = table(Sheet("Wide", columns, (("words " * 30, day, *range(1000, 1009)),)))
    assert "2018-04-06" in text
    for figure in range(9):
        assert f"+1,00{figure}.0 " in text


@pytest.mark.parametrize("build", VIEWS)
def test_every_figure_shown_is_whole(build: Build) -> None:
    text = printed(build).split()
    for sheet in build(asked()).sheets:
        for row in sheet.rows[:MOST_ROWS]:
            figures = [cell(value, column) for value, column in zip(row, sheet.columns, strict=True) if column.form]
            assert {word for figure in figures for word in figure.split()} <= set(text)


def test_a_long_table_is_cut_and_says_so() -> None:
    columns = (Column("Number", COUNT),)
    whole = table(Sheet("Long", columns, tuple((n,) for n in range(MOST_ROWS))))
    cut = table(Sheet("Long", columns, tuple((n,) for n in range(MOST_ROWS + 1))))
    assert "Only the first" not in whole
    assert "Only the first" in cut
    assert f" {MOST_ROWS} " not in cut.replace(f"first {MOST_ROWS} rows", "")


@pytest.mark.parametrize("build", [coalitions_view, drawn_view, principle_view])
def test_a_view_of_names_with_signs_fits_too(build: Build) -> None:
    out = Console(width=80, file=StringIO(), highlight=False, emoji=False)
    print_view(out, build(agreeing()))
    assert isinstance(out.file, StringIO)
    assert max(map(len, out.file.getvalue().splitlines())) <= 80


@cache
def scored() -> Study:
    """A case of scores alone, without a world."""
    return study(load_talks(PACT))


@pytest.mark.parametrize("build", [coalitions_view, drawn_view, principle_view])
def test_a_case_of_scores_alone_is_told_in_its_own_unit(build: Build) -> None:
    view = build(scored())
    told = "".join(column.heading for sheet in view.written for column in sheet.columns)
    assert "US$" not in told + "".join(view.findings)
    assert scored().talks.case.case.unit in told
    assert json.loads(view.as_json)["findings"]


@pytest.mark.parametrize(
    ("build", "code"),
    [(stability_view, "nobody-asks"), (timing_view, "no-patience"), (weights_view, "nothing-revealed")],
)
def test_what_a_table_of_scores_cannot_tell_is_one_coded_error(build: Build, code: str) -> None:
    with pytest.raises(InputError) as caught:
        build(scored())
    assert (caught.value.code, caught.value.exit_status) == (code, 2)
    assert caught.value.remedy


@cache
def large() -> Study:
    """A case with more deals than can be listed: 24 issues beyond those of the small one."""
    data = asked_data()
    for number in range(24):
        scores = [score("N", 0.001), score("S", -0.0005)]
        wanted = {"id": "new", "title": "new", "asked_by": "N", "score": scores}
        options = [{"id": "old", "title": "old"}, wanted]
        data["issue"].append({"id": f"more-{number}", "title": "More", "status_quo": "old", "option": options})
    return studied(data)


@pytest.mark.parametrize("build", [coalitions_view, drawn_view, stability_view, timing_view, weights_view])
def test_a_view_works_where_deals_are_too_many_to_list(build: Build) -> None:
    assert not large().table.listed
    view = build(large())
    assert json.loads(view.as_json)["findings"]


def test_open_issues_of_too_many_deals_are_one_coded_error() -> None:
    with pytest.raises(InputError) as caught:
        principle_view(large())
    assert (caught.value.code, caught.value.exit_status) == ("too-many-deals", 2)
