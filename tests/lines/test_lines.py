"""Tariff lines: codes as people write them, tables, and what a list covers."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import InputError
from tradetalks.lines.codes import Code, read_code
from tradetalks.lines.coverage import Coverage
from tradetalks.lines.match import match
from tradetalks.lines.rows import ListRow, current
from tradetalks.lines.table import LineTable

LINES = ("01012100", "01012900", "87032301", "87032302", "87084011")
MAY, SEPTEMBER = dt.date(2019, 5, 10), dt.date(2018, 9, 24)


def row(code: str, rate: float, name: str = "a", since: dt.date | None = None, until: dt.date | None = None) -> ListRow:
    return ListRow(name, code, rate, since, until)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("8703", "8703"),
        (" 8703.23 ", "870323"),
        ("8703 23.00", "87032300"),
        ("8703.23.00.10", "8703230010"),
        ("87032300.0", "87032300"),
    ],
)
def test_codes_are_read_with_dots_and_blanks(written: str, digits: str) -> None:
    assert read_code(written) == Code(digits, repaired=False)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("101", "0101"),
        ("10121", "010121"),
        ("1012100", "01012100"),
        ("101.21.00", "01012100"),
        ("1012100.0", "01012100"),
    ],
)
def test_a_lost_leading_zero_is_put_back_and_told(written: str, digits: str) -> None:
    assert read_code(written) == Code(digits, repaired=True)


@pytest.mark.parametrize("written", ["", "87", "8703x", "2208.3", "870323001012", "00112233", "8703-23", "٨٧٠٣"])
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        read_code(written)
    assert caught.value.code == "hs-code"
    assert "as text" in caught.value.remedy


@given(st.integers(100, 99_999_999).map(lambda n: f"{n:08d}").filter(lambda code: not code.startswith("00")))
def test_a_code_survives_a_spreadsheet(code: str) -> None:
    assert read_code(str(int(code))).digits == code


def test_the_longest_row_decides_and_each_line_counts_once() -> None:
    found = match([row("8703", 0.1), row("870323", 0.2), row("87032302", 0.3)], LINES)
    np.testing.assert_allclose(found.rate, [0, 0, 0.2, 0.3, 0])
    assert found.covered.sum() == 2
    assert found.unmatched == ()


def test_lists_add_up() -> None:
    found = match([row("8703", 0.1), row("87032301", 0.25, "b")], LINES)
    np.testing.assert_allclose(found.rate, [0, 0, 0.35, 0.1, 0])


def test_rows_that_match_nothing_are_told() -> None:
    found = match([row("9999", 0.1), row("8703", 0.1), row("87032309", 0.1)], LINES)
    assert found.unmatched == ("87032309", "9999")


def test_rows_finer_than_the_lines_cover_them_whole_unless_another_row_does() -> None:
    found = match([row("8708401110", 0.1), row("8708401150", 0.3)], LINES)
    np.testing.assert_allclose(found.rate, [0, 0, 0, 0, 0.2])
    assert found.finer == ("8708401110", "8708401150")
    assert match([row("8708401110", 0.1), row("8708", 0.3)], LINES).rate[4] == 0.3


@given(st.permutations(range(6)), st.permutations(range(5)))
def test_the_order_of_rows_and_lines_does_not_matter(order: list[int], lines: list[int]) -> None:
    rows = [
        row("8703", 0.1), row("870323", 0.2), row("0101", 0.05), row("01012100", 0.4, "b"), row("0101", 0.07, "b"),
        row("8708401110", 0.3),
    ]  # fmt: skip
    there = match(rows, LINES).rate
    np.testing.assert_array_equal(match([rows[n] for n in order], [LINES[n] for n in lines]).rate, there[lines])


def test_rows_are_replayed_by_date() -> None:
    rows = [row("8703", 0.1, since=SEPTEMBER, until=MAY), row("8703", 0.25, since=MAY)]
    assert [current(rows, day)[0].rate for day in (SEPTEMBER, MAY)] == [0.1, 0.25]
    assert current(rows, dt.date(2018, 9, 23)) == ()
    assert current(rows[::-1], None) == (rows[1],)


def test_a_later_row_of_a_list_replaces_the_earlier() -> None:
    rows = [row("8703", 0.25, since=MAY), row("8703", 0.1, since=SEPTEMBER), row("8703", 0.3, "b", SEPTEMBER)]
    assert {one.rate for one in current(rows, dt.date(2020, 1, 1))} == {0.25, 0.3}


def test_a_row_that_ends_as_it_begins_never_was_in_force() -> None:
    rows = [row("8703", 0.1, since=MAY, until=MAY)]
    assert current(rows, MAY) == ()
    assert current(rows, None) == tuple(rows)


def test_lines_weigh_with_trade_or_else_with_one_vote() -> None:
    value = np.array([0.0, 0.0, 3.0, 1.0, 5.0])
    table = LineTable("t", "USA", LINES, ("FARM", "FARM", "CARS", "CARS", "PART"), np.zeros(5), {"MEX": value})
    np.testing.assert_allclose(table.weight("MEX"), [0.5, 0.5, 0.75, 0.25, 1])
    np.testing.assert_allclose(table.weight("CAN"), [0.5, 0.5, 0.5, 0.5, 1])
    assert table.mean("MEX", np.arange(5.0)) == {"CARS": 2.25, "FARM": 0.5, "PART": 4.0}
    assert table.total(value) == {"CARS": 4.0, "FARM": 0.0, "PART": 5.0}


@pytest.mark.parametrize("codes", [("8703", "8703"), ("8703",)])
def test_a_table_of_lines_is_whole(codes: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        LineTable("t", "USA", codes, ("CARS",) * len(codes), np.zeros(2))
    assert caught.value.code == "lines"


def test_odds_by_hand() -> None:
    cover = Coverage(np.array([0.0, 0.25, 1.0]), np.array([0.0, 0.1, 0.2]))
    np.testing.assert_allclose(cover.tilted(3.0), [0, 0.5, 1])
    np.testing.assert_allclose(cover.tariff(3.0), [0, 0.05, 0.2])
    flow = np.array([100.0, 40.0, 10.0])
    assert cover.value(flow, 3.0) == pytest.approx(30)
    assert cover.most(flow) == 50
    assert cover.odds_for(flow, 30.0) == pytest.approx(3, rel=1e-8)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0.01, 100), st.randoms())
def test_odds_keep_shares_between_none_and_all(shares: list[float], odds: float, chance: random.Random) -> None:
    cover = Coverage(np.array(shares), np.ones(len(shares)))
    tilted = cover.tilted(odds)
    assert ((tilted >= 0) & (tilted <= 1 + 1e-12)).all()
    assert (cover.tilted(odds * (1 + chance.random())) >= tilted - 1e-12).all()
    np.testing.assert_allclose(cover.tilted(1.0), shares)


def test_lines_whose_rates_add_up_to_zero_are_suspended_and_not_covered() -> None:
    found = match([row("8703", 0.1), row("8703", 0.05, "b"), row("87032301", -0.15, "c")], LINES)
    np.testing.assert_allclose(found.rate, [0, 0, 0, 0.15, 0])
    assert found.covered.tolist() == [False, False, False, True, False]
    assert found.suspended.tolist() == [False, False, True, False, False]
    np.testing.assert_allclose(found.at(0.25).rate, [0, 0, 0.25, 0.25, 0])
    assert not found.at(0.0).covered.any()
