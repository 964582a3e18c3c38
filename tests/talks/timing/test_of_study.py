"""What a case and its payoffs say of time."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from support.asked import asked, asked_data, studied

from tradetalks.errors import InputError
from tradetalks.talks.timing.calendar import AtRandom
from tradetalks.talks.timing.of_study import DAYS, calendar_of, concessions_of, scale_of
from tradetalks.talks.timing.offers import bargain


def test_rounds_stop_at_the_last_deadline_ahead() -> None:
    late = {"date": "2018-04-20", "party": "S", "title": "late", "source": "src"}
    past = {"date": "2018-01-01", "party": "S", "title": "past", "source": "src"}
    talks = studied(asked_data() | {"deadline": [late, past]}).talks
    day = dt.date(2018, 4, 6)
    assert calendar_of(talks).dates == tuple(day + dt.timedelta(DAYS * n) for n in range(3))


def test_deadlines_in_the_past_are_none() -> None:
    past = {"date": "2018-01-01", "party": "S", "title": "past", "source": "src"}
    with pytest.raises(InputError) as caught:
        calendar_of(studied(asked_data() | {"deadline": [past]}).talks)
    assert caught.value.code == "no-deadline"


def test_the_frontier_gives_the_plan_of_all_deals() -> None:
    study = asked()
    whole = bargain(study.table.figures, study.plans.calendar.led_by(AtRandom((0.5, 0.5))), study.plans.stakes)
    assert study.plans.drawn.values == pytest.approx(whole.values)
    assert list(study.plans.last_word) == list(study.talks.party_ids)


def test_the_scale_is_the_worth_of_options_over_today() -> None:
    study = asked()
    today = np.array(list(study.shown["status_quo"].payoff.values()))
    for issue in study.talks.issues:
        for option in issue.option:
            gain = np.array(list(study.value({issue.id: option.id}).payoff.values()))
            assert scale_of(study.game).of(issue.id, option.id) == pytest.approx(gain - today)


def test_moves_after_the_day_of_the_case_are_left_out() -> None:
    study = asked()
    moves = concessions_of(study.talks, study.game).moves
    assert len(moves) == 4
    assert max(move.date for move in moves) <= study.talks.case.case.as_of


def test_waits_need_a_settlement() -> None:
    data = asked_data()
    for party in data["party"]:
        party["mandate"] = {"walk_away": 5.0, "judgement": "made up"}
    assert studied(data).waits == ()
    assert len(asked().waits) == 1
