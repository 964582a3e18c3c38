"""Time: the view says what offers, waits and concessions say."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise

import numpy as np
import pytest
from support.asked import asked, asked_data, studied
from support.studies import agreeing

from tradetalks.errors import InputError
from tradetalks.report.views.timing import timing_view
from tradetalks.talks.timing.case import own_dates, stakes_of
from tradetalks.talks.timing.offers import by_last_proposer
from tradetalks.talks.timing.waiting import waits


def test_endings_are_those_of_offers_over_all_deals() -> None:
    study = asked()
    told = json.loads(timing_view(study).as_json)
    stakes = stakes_of(study.talks.case)
    plans = by_last_proposer(study.table.figures, study.plans.calendar, stakes)
    assert list(told["endings"]) == ["N", "S", "drawn"]
    for party, plan in zip("NS", plans, strict=True):
        (ending,) = told["endings"][party]
        assert ending["date"] == plan.outcome.date.isoformat()
        assert list(ending["payoff"].values()) == pytest.approx(study.table.figures[plan.outcome.deal])
    assert sum(ending["chance"] for ending in told["endings"]["drawn"]) == pytest.approx(1)


def test_rounds_come_every_week_up_to_the_last_deadline() -> None:
    rounds = [dt.date.fromisoformat(day) for day in json.loads(timing_view(asked()).as_json)["rounds"]]
    assert rounds[0] == dt.date(2018, 4, 6)
    assert {later - before for before, later in pairwise(rounds)} == {dt.timedelta(7)}
    assert dt.date(2018, 5, 1) - dt.timedelta(7) < rounds[-1] <= dt.date(2018, 5, 1)


def test_waits_are_those_of_the_nash_settlement() -> None:
    study = asked()
    nash = study.settlements["nash"]
    day, dates = study.talks.case.case.as_of, own_dates(study.talks.case)
    found = waits(np.array(list(nash.payoff.values())), stakes_of(study.talks.case), day, dates)
    told = json.loads(timing_view(study).as_json)["waits"]
    assert [wait["total"] for wait in told] == pytest.approx([wait.total for wait in found])
    assert [wait["party"] for wait in told] == ["N"]


def test_concessions_count_moves_up_to_the_day_of_the_case() -> None:
    north, south = json.loads(timing_view(asked()).as_json)["concessions"]
    assert (north["moves"], north["told"], south["moves"]) == (1, 1, 0)
    assert north["given"] == pytest.approx(0.004)
    assert south["received"] == pytest.approx(0.02)


def test_without_positions_the_view_says_so_and_tells_the_rest() -> None:
    view = timing_view(studied(asked_data(), ()))
    assert "no concessions" in view.findings[-1]
    assert not next(sheet for sheet in view.sheets if sheet.name == "Concessions so far").rows


def test_where_no_deal_is_acceptable_talks_end_without_one() -> None:
    data = asked_data()
    for party in data["party"]:
        party["mandate"] = {"walk_away": 5.0, "judgement": "made up"}
    view = timing_view(studied(data))
    told = json.loads(view.as_json)
    assert told["waits"] == []
    assert {ending["deal"] for endings in told["endings"].values() for ending in endings} == {None}
    assert "there is no deal" in view.findings[0]


@pytest.mark.parametrize(("code", "word"), [("no-patience", "patience"), ("no-deadline", "deadline")])
def test_what_the_case_must_say_of_time(code: str, word: str) -> None:
    study = agreeing() if code == "no-patience" else studied(asked_data() | {"deadline": []})
    with pytest.raises(InputError) as caught:
        timing_view(study)
    assert caught.value.code == code
    assert word in caught.value.remedy
