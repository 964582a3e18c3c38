"""Weights: the view says what moves reveal."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest
from support.asked import asked, asked_data, studied

from tradetalks.errors import InputError
from tradetalks.report.views.weights import weights_view
from tradetalks.talks.revealed.moves import Strength
from tradetalks.talks.revealed.of_game import worths
from tradetalks.talks.revealed.reading import at_least, read
from tradetalks.talks.revealed.reveal import reveal

TODAY = dt.date(2018, 4, 6)


@pytest.mark.parametrize(("key", "strength"), [("strong", Strength.STRONG), ("all", Strength.WEAK)])
def test_ranges_are_those_of_the_room(key: str, strength: Strength) -> None:
    study = asked()
    told = json.loads(weights_view(study).as_json)["parties"]["N"][key]
    known = worths(study.game)
    found = reveal(known, "N", at_least(read(study.talks.positions, known, TODAY), strength))
    assert [told[issue]["low"] for issue in found.issues] == pytest.approx(found.low)
    assert [told[issue]["high"] for issue in found.issues] == pytest.approx(found.high)


def test_weights_that_moves_leave_open_are_written_but_not_shown() -> None:
    view = weights_view(asked())
    shown, whole = view.sheets[0], view.more[0]
    assert {row[0] for row in shown.rows} == {"North"}
    assert {row[0] for row in whole.rows} == {"North", "South"}
    assert "South: its weights stay open" in view.findings[1]


def test_moves_after_the_day_of_the_case_are_hindsight() -> None:
    study = asked()
    early = tuple(move for move in study.talks.positions if move.date <= TODAY)
    assert len(early) < len(study.talks.positions)
    assert weights_view(studied(asked_data(), early)).as_json == weights_view(study).as_json


def test_a_contradiction_is_told_with_its_day_and_source() -> None:
    data = asked_data()
    data["issue"][2]["option"][1]["score"][0]["bn"] = -0.004
    view = weights_view(studied(data))
    told = json.loads(view.as_json)["parties"]["N"]["contradictions"]
    assert [(one["date"], one["better"], one["rule"]) for one in told] == [("2017-09-01", {"panel": "gone"}, "opens")]
    (row,) = view.sheets[1].rows
    assert row[0] == "North"
    assert row[2] == dt.date(2017, 9, 1)
    assert row[5] == "A source"
    assert "1 that no weights explain" in view.findings[0]


def test_nothing_is_revealed_without_moves() -> None:
    with pytest.raises(InputError) as caught:
        weights_view(studied(asked_data(), ()))
    assert caught.value.code == "nothing-revealed"
    assert "positions.csv" in caught.value.remedy


def test_a_party_without_stakes_is_passed_over() -> None:
    data = asked_data()
    for issue in data["issue"]:
        for option in issue["option"]:
            option.pop("clause", None)
            option["score"] = [score for score in option.get("score", []) if score["party"] == "N"]
    told = json.loads(weights_view(studied(data)).as_json)["parties"]
    assert told["S"] is None
    assert np.isfinite(told["N"]["nearest"]["panel"])
