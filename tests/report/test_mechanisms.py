"""What the clauses of a case do, in words and as charts."""

from __future__ import annotations

from support.cases import small_talks

from tradetalks import load_talks
from tradetalks.report.mechanisms import provisions, sketches

TALKS = load_talks("nafta-2018")


def test_every_option_with_clauses_is_told_in_their_words() -> None:
    told = {(row.issue, one.option): one.says for row in provisions(TALKS) for one in row.provisions}
    expected = {
        (issue.title, option.title): tuple(clause.explain() for clause in option.clause)
        for issue in TALKS.issues
        for option in issue.option
        if option.clause
    }
    assert told == expected
    assert all(says for texts in told.values() for says in texts)


def test_mechanisms_are_drawn_where_a_case_has_them() -> None:
    drawn = {sketch.name: sketch.draw(340).to_json() for sketch in sketches(TALKS)}
    assert set(drawn) == {"content-curve", "quota-regimes", "sunset-paths"}
    assert all(name in drawn["sunset-paths"] for name in ("five year end", "five year review", "sixteen year term"))
    assert drawn["content-curve"].count('"type": "rule"') == len(TALKS.issue("auto-content").option)


def test_a_case_of_plain_tariffs_has_no_such_chart() -> None:
    assert list(sketches(small_talks())) == []
    assert all(row.provisions for row in provisions(small_talks()))
