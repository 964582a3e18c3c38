"""Stability of settlements: the view says what the graph model says."""

from __future__ import annotations

import json

import pytest
from support.asked import asked, asked_data, studied
from support.studies import agreeing

from tradetalks.errors import InputError
from tradetalks.report.views.stability import stability_view
from tradetalks.talks.stability import stability
from tradetalks.talks.stability.of_study import CONCEPTS


def test_equilibria_are_those_of_the_room() -> None:
    study = asked()
    told = json.loads(stability_view(study).as_json)
    nash = study.settlements["nash"]
    judged = stability(study.stability(nash.deal).conflict, CONCEPTS)
    assert told["equilibria"] == {one.value: list(names) for one, names in judged.equilibria.items()}
    assert told["states"] == study.deals + 1


def test_a_deal_holds_exactly_when_no_departure_is_left_undeterred() -> None:
    told = json.loads(stability_view(asked()).as_json)
    assert set(told["deals"]) == set(asked().shown)
    assert {deal["holds"]["SEQ"] for deal in told["deals"].values()} == {True, False}
    for deal in told["deals"].values():
        assert deal["holds"]["SEQ"] is all(leaving["deterred"] for leaving in deal["departures"])
        assert deal["holds"]["Nash"] is not bool(deal["departures"])


def test_a_way_leads_step_by_step_from_today_to_the_settlement() -> None:
    study = asked()
    told = json.loads(stability_view(study).as_json)["deals"]["nash"]
    table, before = study.stability(told["deal"]), study.space.deal(study.space.status_quo)
    control = dict(zip(study.talks.party_ids, study.layout.controls, strict=True))
    for step in told["path"]["steps"]:
        after = table.deals[step["to"]]
        changed = [i for i, issue in enumerate(study.space.issues) if before[issue] != after[issue]]
        assert changed
        assert all(control[step["by"]][issue] for issue in changed)
        if told["path"]["improving"]:
            assert study.value(after).payoff[step["by"]] > study.value(before).payoff[step["by"]]
        before = after
    assert before == told["deal"]


def test_without_demands_the_error_says_what_to_add() -> None:
    with pytest.raises(InputError) as caught:
        stability_view(agreeing())
    assert caught.value.code == "nobody-asks"
    assert "asked_by" in caught.value.remedy


def test_where_options_exclude_each_other_only_allowed_deals_are_told() -> None:
    data = asked_data() | {"exclude": [{"options": {"rule": "new", "duty": "goes"}, "judgement": "made up"}]}
    told = json.loads(stability_view(studied(data)).as_json)
    assert told["states"] == 12 - 2 + 1
    assert not any("rule=new, duty=goes" in name for names in told["equilibria"].values() for name in names)
