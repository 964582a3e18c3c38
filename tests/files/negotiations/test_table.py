"""Tables of scores: what people write in them, and how slips are told."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import openpyxl
import pytest
from support.scored import mistakes, payoffs

from tradetalks import load_talks
from tradetalks.errors import InputError
from tradetalks.files.texts import GuessedEncodingWarning

GOOD = """issue,option,status quo,A,B
Cars,zero,,3,1
,as today,x,1,2
Food,open,,0,5
,closed,,4,0
no deal,,,2,1
"""


def table(folder: Path, *changes: tuple[str, str]) -> Path:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_becomes_talks(tmp_path: Path) -> None:
    talks = load_talks(table(tmp_path))
    assert [issue.status_quo for issue in talks.issues] == ["as-today", "open"]
    assert talks.world is None
    assert talks.case.case.unit == "points"
    assert talks.case.source[0].title == "Scores in t.csv"
    assert payoffs(talks)["zero", "closed"] == (3 + 4 - 2, 1 + 0 - 1)
    assert talks.files == ((tmp_path / "t.csv").resolve(),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",as today,x,1,2", ",as today,x,,2", ("unscored", 3, "0 for nothing")),
        (",3,1", ",nan,1", ("not-a-number", 2, "finite")),
        (",3,1", ",inf,1", ("not-a-number", 2, "finite")),
        (",3,1", ",high,1", ("not-a-number", 2, "finite")),
        (",3,1", ',"1,234",1', ("not-a-number", 2, "1234")),
        (",closed,", ",Open,", ("doubled-option", 5, "tell them apart")),
        (",closed,,4,0\n", "", ("single-option", 4, "another option")),
        ("no deal,,,2,1", "no deal,,,2,", ("no-deal", 1, "if talks fail")),
        ("no deal,,,2,1\n", "no deal,,,2,1\nno-deal,,,2,1\n", ("given-twice", 7, "keep one")),
        ("no deal,", "no dael,", ("no-option", 6, "no deal")),
        ("zero,,", "zero,x,", ("status-quo", 3, "mark one")),
        ("zero,,", "zero,now,", ("status-quo", 2, "with x")),
        ("Cars,zero", ",zero", ("no-issue", 2, "first column")),
        ("status quo,A,B", "status quo,A,a", ("doubled-column", 1, "keep one")),
        ("status quo", "staus quo", ("column", 1, "status quo")),
        ("issue,", "what,", ("column", 1, "issue, option")),
        (",A,B", ",A", ("too-few-parties", 1, "two or more")),
        ("Cars,zero", "Cars,weight,,1,-1\nCars,zero", ("out-of-range", 2, "0 or more")),
        ("Cars,zero", "Carts,weight,,1,1\nCars,zero", ("unknown-issue", 1, "Cars")),
        ("Cars,zero", "Cars,weight,,1,1\nCars,zero", ("weight", 1, "or none")),
        ("Cars,zero", "as of,soon\nCars,zero", ("date", 2, "2018-07-06")),
        ("no deal", "discount,,,5,0\nno deal", ("out-of-range", 6, "0.05")),
        (",as today,x,1,2", ",as today,x,0..1..2,2", ("status-quo", 3, "one number")),
        (",3,1", ",3..1..2,1", ("range-order", 2, "low..value..high")),
        ("no deal,", "walk-away,,,1..2..3,0\nno deal,", ("not-a-number", 6, "finite")),
        (",3,1", ",3e9,1", ("too-large", 2, "larger unit")),
    ],
)
def test_a_slip_is_told_with_its_row(tmp_path: Path, old: str, new: str, told: tuple[str, int, str]) -> None:
    code, line, meant = told
    found = mistakes(table(tmp_path, (old, new)))
    assert any(code == one and place == f":{line}" and meant in remedy for one, place, remedy in found), found


def test_all_slips_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, (",3,1", ",x,1"), (",1,2", ",,y"), ("no deal,,,2,1\n", ""))
    told = [(code, place) for code, place, _ in mistakes(path)]
    assert told == [
        ("no-deal", ":1"),
        ("no-deal", ":1"),
        ("not-a-number", ":2"),
        ("unscored", ":3"),
        ("not-a-number", ":3"),
    ]


def test_ranges_are_weighted_and_counted_from_today(tmp_path: Path) -> None:
    weights = ("Cars,zero", "Cars,weight,,2,1\nFood,weight,,1,1\nCars,zero")
    path = table(tmp_path, weights, (",3,1", ",2..3..5,1"), ("no deal,,,2,1", "no deal,,,0..2..3,1"))
    case = load_talks(path).case
    score, nothing = case.issue[0].option[0].score
    assert (score.bn.low, score.bn.value, score.bn.high) == (2 * 2 - 2 * 1, 2 * 3 - 2 * 1, 2 * 5 - 2 * 1)
    assert nothing.bn.low == nothing.bn.high == 1 - 2
    reserve = case.no_deal.outcome[0].score[0].bn
    assert (reserve.low, reserve.value, reserve.high) == (0 - 2, 2 - 2, 3 - 2)


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        ("\n,,,,\nOur notes,,,,\n" + GOOD.replace("Food", "\n,,,,\nFood")).encode(),
        ("sep=;\r\n" + GOOD.replace(",", ";")).encode("utf-8-sig"),
        GOOD.replace("status quo", "Status_Quo").replace("no deal", "No-Deal").encode(),
        GOOD.replace(",as today", "cars ,as today").encode(),
        GOOD.replace("Cars", '"Cars"').encode(),
    ],
)
def test_what_spreadsheets_and_hands_write_is_understood(tmp_path: Path, data: bytes) -> None:
    same = payoffs(load_talks(table(tmp_path)))
    path = tmp_path / "other.csv"
    path.write_bytes(data)
    assert payoffs(load_talks(path)) == same


def test_an_old_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(GOOD.replace("Food", "Käse").encode("cp1252"))
    with pytest.warns(GuessedEncodingWarning, match="Windows-1252"):
        talks = load_talks(path)
    assert talks.issues[1].title == "Käse"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"PK\x00\x01")
    assert mistakes(path) == [("file", ":1", "save it as UTF-8 text")]


def test_a_table_says_what_it_is_about(tmp_path: Path) -> None:
    head = "title,Our talks\nunit,million EUR\nas of,2018-07-06\nsummary,In short.\nwalk-away,,,3,\ndiscount,,,5 %,\n"
    case = load_talks(table(tmp_path, ("Cars,zero", head + "Cars,zero"))).case
    assert case.case.title == "Our talks"
    assert case.case.unit == "million EUR"
    assert case.case.as_of == dt.date(2018, 7, 6)
    assert case.case.summary == "In short."
    first, second = case.party
    assert (first.walk_away, second.walk_away) == (1, 0)  # over no deal, which is 2
    assert first.patience is not None
    assert first.patience.discount.value == 0.05
    assert second.patience is None


def test_without_a_day_the_scores_are_as_of_when_the_file_was_saved(tmp_path: Path) -> None:
    path = table(tmp_path)
    noon = dt.datetime(2018, 4, 6, 12, tzinfo=dt.UTC).timestamp()
    os.utime(path, (noon, noon))
    assert load_talks(path).case.case.as_of == dt.date(2018, 4, 6)


def test_names_that_shorten_to_the_same_are_numbered(tmp_path: Path) -> None:
    path = table(tmp_path, (",zero,", ",5 %,"), (",as today,", ",< 5 %,"), (",open,", ",-5,"))
    first, second = load_talks(path).issues
    assert [option.id for option in first.option] == ["5", "5-2"]
    assert [option.title for option in first.option] == ["5 %", "< 5 %"]
    assert second.option[0].id == "-5"


def workbook(path: Path, parties: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Scores"
    for line in GOOD.splitlines()[:-1]:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    sheet = book.create_sheet("Parties")
    for row in parties:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_may_have_a_sheet_of_parties(tmp_path: Path) -> None:
    heads = ["Party", "Name", "No deal", "Walk-away", "Discount", "food", "Cars"]
    path = workbook(tmp_path / "t.xlsx", [heads, ["A", "Our side", 2, 3, 0.05, 2, 1], ["B", None, 1, None, None, 1, 3]])
    talks = load_talks(path)
    assert [party.name for party in talks.parties] == ["Our side", "B"]
    assert payoffs(talks)["zero", "closed"] == (3 * 1 + 4 * 2 - 2, 1 * 3 + 0 - 1)
    assert talks.parties[0].walk_away == 1


def test_the_scores_are_the_first_sheet_with_headings(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["party", "no deal"], ["A", 2], ["B", 1]])
    same = payoffs(load_talks(path))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Notes", 0)["A1"] = "What this is about"
    book.save(path)
    assert payoffs(load_talks(path)) == same


def test_slips_in_the_sheet_of_parties_are_told_with_their_rows(tmp_path: Path) -> None:
    heads = ["party", "no deal", "Fod", "Cars"]
    path = workbook(tmp_path / "t.xlsx", [heads, ["A", 2, 1, 1], ["C", 1, 1, 1], ["B", "one", 1, "-1"]])
    found = [(code, place) for code, place, _ in mistakes(path)]
    assert ("unknown-issue", ", sheet Parties:1") in found
    assert ("unknown-party", ", sheet Parties:3") in found
    assert ("not-a-number", ", sheet Parties:4") in found
    assert ("out-of-range", ", sheet Parties:4") in found


def test_a_sheet_of_parties_without_its_heading_is_refused(tmp_path: Path) -> None:
    found = mistakes(workbook(tmp_path / "t.xlsx", [["who", "no deal"], ["A", 1], ["B", 1]]))
    assert ("column", ", sheet Parties:1") in [(code, place) for code, place, _ in found]


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"no workbook")
    assert [code for code, *_ in mistakes(path)] == ["file"]


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("none.csv", str(tmp_path / "none.xlsx")):
        with pytest.raises(InputError) as caught:
            load_talks(name)
        assert caught.value.code == "case-path"
