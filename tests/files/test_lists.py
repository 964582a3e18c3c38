"""Lists and tables of tariff lines on disk: read in any form, with every mistake told at once."""

from __future__ import annotations

import datetime as dt
import importlib
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from tradetalks.clauses.preference import Preference
from tradetalks.clauses.quantity import Vocabulary
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.files import cases
from tradetalks.files.attach import attached, files_named
from tradetalks.files.codes import RepairedCodesWarning
from tradetalks.files.lines import line_tables, load_lines, table_of
from tradetalks.files.lists import embedded_index, load_list, tariff_lists
from tradetalks.files.toml import read_toml
from tradetalks.lines.rows import ListRow


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def spreadsheet(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for column, head in enumerate(("Code", "rate_pct", "from")):
            sheet.write(0, column, head)
        for line, (code, rate) in enumerate(((87032300, 25), ("0101.21", 10), (1012900, 5)), 1):
            sheet.write(line, 0, code)
            sheet.write(line, 1, rate)
            sheet.write_datetime(line, 2, dt.datetime(2018, 7, 6))  # noqa: DTZ001  (spreadsheets have no zones)
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_list(path)
    return caught.value


def test_a_list_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "\ufeffCode, rate_pct,from,until", "8703.23,25,2018-07-06,", "", "8704,2.5,,")
    first = ListRow("a.csv", "870323", 0.25, dt.date(2018, 7, 6), None)
    assert load_list(path) == (first, ListRow("a.csv", "8704", 0.025))


@pytest.mark.parametrize(
    ("head", "cell"), [("rate", "0.25"), ("rate", "25 %"), ("rate_pct", "25"), ("rate_pct", "25%")]
)
def test_rates_are_read_as_written(tmp_path: Path, head: str, cell: str) -> None:
    assert load_list(write(tmp_path / "a.csv", f"code,{head}", f"8703,{cell}"))[0].rate == 0.25


def test_lost_zeros_are_repaired_with_a_warning_that_names_the_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "code,rate_pct", "8703,25", "1012100,25", "101,10")
    with pytest.warns(RepairedCodesWarning, match=r"2 codes .* \(rows 3, 4\)"):
        assert [row.code for row in load_list(path)] == ["8703", "01012100", "0101"]


def test_every_mistake_is_told_with_its_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "code,rate_pct,from,until",
        "87x3,25,,",
        "8703,ten,,",
        "8704,25,July,",
        "8705,25,2019-01-01,2018-01-01",
        "8706,,,",
        "8707,25,,",
        "8707,10,,",
        "8708,-100,,",
    )
    told = str(refusal(path))
    assert "7 mistakes" in told
    for line, code in enumerate(("hs-code", "list-rate", "list-date", "list-dates", "list-rate"), 2):
        assert f"{path}:{line}: " in told
        assert f"[{code}]" in told
    assert f"{path}:8: code 8707 has another rate in row 7" in told
    assert "list-double" in told


@pytest.mark.parametrize(
    ("rows", "code", "remedy"),
    [
        (("code,rate,rates", "8703,0.1,"), "column", "known are"),
        (("hs,rate", "8703,0.1"), "column", "known are|add it"),
        (("code,from", "8703,"), "column", "rate_pct"),
        (("code,rate", "8703,25"), "list-rate", "25 %"),
        (("",), "file", "head"),
    ],
)
def test_what_is_wrong_comes_with_a_remedy(tmp_path: Path, rows: tuple[str, ...], code: str, remedy: str) -> None:
    error = refusal(write(tmp_path / "a.csv", *rows))
    assert error.code == code
    assert any(word in str(error) for word in remedy.split("|"))
    assert "a.csv" in str(error)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "file"
    (tmp_path / "b.csv").write_bytes(b"code\n\xff\xfe")
    assert refusal(tmp_path / "b.csv").code == "file"
    (tmp_path / "b.csv.gz").write_bytes(b"code")
    assert refusal(tmp_path / "b.csv.gz").code == "file"


def test_spreadsheets_are_read(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    with pytest.warns(RepairedCodesWarning, match=r"1 code had .* \(row 4\)"):
        rows = load_list(spreadsheet(tmp_path / "a.xlsx"))
    assert [(row.code, row.rate, row.since) for row in rows] == [
        ("87032300", 0.25, dt.date(2018, 7, 6)),
        ("010121", 0.10, dt.date(2018, 7, 6)),
        ("01012900", 0.05, dt.date(2018, 7, 6)),
    ]


def test_a_broken_spreadsheet_is_told(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    assert refusal(write(tmp_path / "a.xlsx", "no spreadsheet")).code == "file"


def test_without_a_reader_the_remedy_is_to_install_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", nothing)
    error = refusal(spreadsheet(tmp_path / "a.xlsx"))
    assert error.code == "spreadsheet-reader"
    assert "CSV" in error.remedy


def test_embedded_lists_have_names_and_groups() -> None:
    assert len(load_list("section-301-list-1")) == 818
    assert {row.list for row in load_list("section-301")} == {n for n in tariff_lists() if n.startswith("section-301")}
    with pytest.raises(UnknownNameError) as caught:
        load_list("section-31")
    assert caught.value.code == "unknown-tariff-list"


def test_everything_embedded_says_where_it_comes_from() -> None:
    for row in embedded_index():
        assert row["origin"]
        assert row["licence"]
        assert row["title"]
    assert {row["name"] for row in embedded_index()} == {*line_tables(), *tariff_lists()}
    assert {row.list for name in tariff_lists() for row in load_list(name)} == set(tariff_lists())


def test_embedded_lines_are_whole() -> None:
    table = load_lines("us-2024")
    assert table.importer == "USA"
    assert [round(table.trade(p).sum() / 1e6, 1) for p in ("CAN", "MEX", "CHN")] == [392.5, 491.6, 418.0]
    assert table.mfn[table.codes.index("87032301" if "87032301" in table.codes else "87032300")] == 0.025
    assert table.mfn[table.codes.index("87042150" if "87042150" in table.codes else "87042100")] == 0.25
    assert table_of("CHN") == "china-2018"
    assert table_of("EU") == ""
    with pytest.raises(UnknownNameError):
        load_lines("us-2042")


def test_a_table_of_lines_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "code,sector,mfn,mex", "870323,C29,0.025,10", "870421,C29,,")
    table = load_lines(path, "USA")
    np.testing.assert_array_equal(table.mfn, [0.025, np.nan])
    np.testing.assert_array_equal(table.trade("MEX"), [10, 0])
    with pytest.raises(InputError, match="2 mistakes") as caught:
        load_lines(write(tmp_path / "t.csv", "code,sector,mfn", "870323,C29,x", "870421,C29,-1"))
    assert caught.value.code == "lines-number"


def test_a_clause_gets_its_own_files(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "code,rate_pct", "8703,25")
    write(tmp_path / "t.csv", "code,sector,mfn,chn", "870323,C29,0.025,10")
    clause = TariffList(type="tariff-list", file="a.csv", lines="t.csv", importer="USA", exporter="CHN")
    assert files_named(clause) == ("a.csv", "t.csv")
    found = attached(clause, tmp_path)
    assert [row.code for row in found.rows] == ["8703"]
    assert found.tables[0].codes == ("870323",)
    assert found.tables[0].importer == "USA"


def test_a_clause_gets_the_lines_of_its_importers() -> None:
    clause = Preference(type="preference", importer=("USA", "CHN"), exporter="MEX", sector="goods")
    assert [table.name for table in attached(clause).tables] == ["us-2024", "china-2018"]
    assert attached(clause.model_copy(update={"lines": ()})).tables == ()


def test_what_a_clause_names_wrongly_is_gathered(tmp_path: Path) -> None:
    clause = TariffList(
        type="tariff-list", file=("none.csv", "nothing"), lines="no-lines", importer="USA", exporter="CHN"
    )
    with pytest.raises(InputError, match="3 mistakes") as caught:
        attached(clause, tmp_path)
    assert "unknown-line-table" in str(caught.value)


def test_a_case_fills_its_clauses_and_tells_where_names_are_wrong(tmp_path: Path) -> None:
    path = write(
        tmp_path / "case.toml",
        "[[scenario]]",
        "[[scenario.clause]]",
        'type = "tariff-list"',
        'file = "section-301-list-2"',
        'importer = "USA"',
        "[[scenario.clause]]",
        'type = "tariff-list"',
        'file = "section-301-list-9"',
        'importer = "USA"',
    )
    document, mistakes = read_toml(path), []
    filled = cases._with_tables(document, document.data, Vocabulary(None, None, (), ()), mistakes)
    good, wrong = filled["scenario"][0]["clause"]
    assert len(good["rows"]) == 279
    assert good["tables"][0].name == "us-2024"
    assert wrong["rows"] == ()
    assert [(one.place, one.code) for one in mistakes] == [(f"{path}:6", "unknown-tariff-list")]


def test_a_list_without_rows_is_refused_since_it_would_do_nothing(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", "code,rate_pct"))
    assert error.code == "no-rows"
    assert "a.csv:1: the list has no rows" in error.message


def test_what_a_clause_names_wrongly_has_the_clause_as_its_place() -> None:
    clause = TariffList(type="tariff-list", file="section-310", importer="USA", exporter="CHN")
    with pytest.raises(InputError, match="clause tariff-list: there is no") as caught:
        attached(clause)
    assert caught.value.place == "clause tariff-list"
