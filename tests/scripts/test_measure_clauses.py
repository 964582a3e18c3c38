"""What the docs say of the clauses of the case is what the model gives."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import measure_clauses
import tradetalks as tt
from tradetalks.clauses.enforcement import Enforcement, Rulings


def test_the_page_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["measure_clauses.py", "--check"])
    with pytest.raises(SystemExit) as caught:
        measure_clauses.main()
    assert caught.value.code == 0


def test_every_option_with_clauses_and_every_outcome_is_told() -> None:
    talks = tt.load_talks("nafta-2018")
    text = measure_clauses.PAGE.read_text(encoding="utf-8")
    block = text.partition(measure_clauses.BEGIN)[2].partition(measure_clauses.END)[0]
    wanted = [*measure_clauses.options(talks), *measure_clauses.outcomes(talks)]
    assert len(wanted) > 20
    assert [one.name for one in wanted if block.count(f"| {one.name} |") != 2] == []


def test_a_deal_of_one_option_is_worth_what_the_table_says() -> None:
    talks = tt.load_talks("nafta-2018")
    study = tt.study(talks)
    for issue, option in (("sunset", "five-year-end"), ("supply-management", "phase-out"), ("metal-duties", "duties")):
        part = talks.option(issue, option).clause
        measured = measure_clauses.incomes(talks.calibrated(), part)[1]
        today = {one.id: one.status_quo for one in talks.issues}
        parts = study.contributions(today | {issue: option})
        found = next(one.bn for one in parts if one.part == part[0].type)
        assert list(found.values()) == pytest.approx(list(measured), abs=1e-6)


def test_what_is_too_small_is_not_told() -> None:
    assert measure_clauses.income(np.array([0.0, 0.0004, -0.02])) == "0 (0; -0.020)"
    advice = Enforcement(rulings=Rulings.BLOCKABLE)
    assert measure_clauses.effect(tt.load_talks("nafta-2018"), (advice,)) == "promises delivered: 1.000 of today's"
