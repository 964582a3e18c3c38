"""Laws: payoffs of all deals are those that the file says, whatever its form and whatever holds today."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.scored import Made, assert_same, made, payoffs

from tradetalks import load_talks
from tradetalks.errors import InputError
from tradetalks.talks.economy import solve_economy

EXAMPLES = Path(__file__).parents[3] / "examples" / "negotiations"
FORMS = ("pact.csv", "genius", "geniusweb")


@given(made())
def test_a_table_gives_weighted_scores_less_no_deal(drawn: Made) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_same(payoffs(load_talks(drawn.table(Path(folder) / "t.csv"))), drawn.payoffs())


@given(made(), st.data())
def test_payoffs_do_not_depend_on_what_holds_today(drawn: Made, data: st.DataObject) -> None:
    today = tuple(data.draw(st.integers(0, len(options) - 1)) for options in drawn.scores)
    with tempfile.TemporaryDirectory() as folder:
        one = load_talks(drawn.table(Path(folder) / "one.csv"))
        other = load_talks(replace(drawn, today=today).table(Path(folder) / "other.csv"))
    assert_same(payoffs(one), payoffs(other))
    assert [issue.status_quo for issue in other.issues] == [f"{'abc'[i]}{o}" for i, o in enumerate(today)]


@given(made(), st.sampled_from([",", ";", "\t", "|"]))
def test_a_decimal_comma_and_another_separator_change_nothing(drawn: Made, separator: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = drawn.table(Path(folder) / "t.csv", separator, ",")
        assert_same(payoffs(load_talks(path)), drawn.payoffs())


@given(made(best=Fraction(1)))
def test_genius_gives_the_same_where_the_best_of_every_issue_is_one(drawn: Made) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_same(payoffs(load_talks(drawn.genius(Path(folder) / "g"))), drawn.payoffs())


@given(made(best=Fraction(1)), st.integers(2, 40))
def test_genius_divides_evaluations_by_the_best_of_their_issue(drawn: Made, times: int) -> None:
    scaled = tuple(tuple(tuple(times * score for score in row) for row in issue) for issue in drawn.scores)
    with tempfile.TemporaryDirectory() as folder:
        talks = load_talks(replace(drawn, scores=scaled).genius(Path(folder) / "g"))
    assert_same(payoffs(talks), drawn.payoffs())


@given(made(best=Fraction(1)))
def test_geniusweb_gives_weighted_utilities(drawn: Made) -> None:
    nothing = replace(drawn, no_deal=(Fraction(0),) * len(drawn.no_deal))
    with tempfile.TemporaryDirectory() as folder:
        assert_same(payoffs(load_talks(drawn.geniusweb(Path(folder) / "w"))), nothing.payoffs())


@given(made())
@settings(max_examples=20)
def test_a_workbook_says_what_the_table_says(drawn: Made) -> None:
    book = openpyxl.Workbook()
    for row in drawn.rows():
        book.active.append([_cell(cell) for cell in row])
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "t.xlsx")
        assert_same(payoffs(load_talks(Path(folder) / "t.xlsx")), drawn.payoffs())


def _cell(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize("form", FORMS)
def test_the_example_is_the_same_in_every_form(form: str) -> None:
    talks = load_talks(EXAMPLES / form)
    assert talks.party_ids == ("East", "North", "South")
    assert len(talks.issues) == 4
    found = payoffs(talks)
    assert_same(found, payoffs(load_talks(EXAMPLES / "pact.csv")))
    # by hand: 0.35 x 0.6 + 0.25 x 0 + 0.15 x 0.5 + 0.25 x 0 - 0.285 = 0 for North, whose reservation bid this is
    assert found["62.5 %", "as today", "advisory", "none"][1] == pytest.approx(0, abs=1e-12)


def test_an_economy_without_a_world_has_zero_values_and_no_equilibria() -> None:
    economy = solve_economy(load_talks(EXAMPLES / "pact.csv"), (), None)
    assert economy.deal_values.tolist() == [0, 0, 0]
    assert economy.outcome_values.tolist() == [[0, 0, 0]]
    assert (economy.solves, economy.max_residual, economy.linked) == (0, 0, ())
    with pytest.raises(InputError) as caught:
        _ = economy.today
    assert caught.value.code == "no-world"
