"""Coalitions: the view says what partial deals and the core say."""

from __future__ import annotations

import json

import pytest
from support.asked import asked
from support.studies import agreeing, nafta

from tradetalks.report.views.coalitions import coalitions_view
from tradetalks.talks.coalitions import coalitions
from tradetalks.talks.settlements import nash


def test_partial_deals_and_the_core_are_those_of_the_room() -> None:
    study = agreeing()
    told = json.loads(coalitions_view(study).as_json)
    grand = {name: point.deal for name, point in study.shown.items()}
    found = coalitions(study.economy, study.game, study.table, grand, rule=nash)
    assert [(one["members"], one["deal"]) for one in told["partial"]] == [
        (list(o.members), o.deal) for o in found.partial
    ]
    assert told["acceptable"] == study.acceptable
    assert told["unblocked"] == found.unblocked
    for one in found.grand:
        assert told["core"][one.name]["in_core"] is one.in_core
    for one, other in zip(told["partial"], found.partial, strict=True):
        assert one["payoff"] == pytest.approx(other.payoff)


def test_a_deal_is_in_the_core_exactly_when_nobody_objects() -> None:
    told = json.loads(coalitions_view(agreeing()).as_json)["core"]
    assert {one["in_core"] for one in told.values()} == {True, False}
    for one in told.values():
        assert one["in_core"] is not bool(one["objections"])
        for objection in one["objections"]:
            assert objection["margin"] == min(objection["gain"].values()) > 0


def test_who_gains_by_leaving_is_said() -> None:
    view = coalitions_view(agreeing())
    told = json.loads(view.as_json)["leaving"]
    assert any(one["pays"] for one in told) is not any("Nobody gains by leaving" in line for line in view.findings)
    for one in told:
        assert one["pays"] is (one["change"][one["leaver"]] > 0)


def test_the_first_row_is_the_settlement_of_all() -> None:
    study = agreeing()
    first = coalitions_view(study).sheets[0].rows[0]
    assert first[0] == "all"
    assert first[1:4] == pytest.approx(tuple(study.settlements["nash"].payoff.values()))


def test_two_parties_leave_nobody_out() -> None:
    view = coalitions_view(asked())
    assert json.loads(view.as_json)["partial"] == []
    assert any("leaves anybody out" in line for line in view.findings)


def test_a_case_that_binds_nobody_is_told_to_say_little() -> None:
    study = agreeing()
    unbound = not any(issue.binds for issue in study.talks.issues)
    assert unbound is any("(binds)" in sentence for sentence in coalitions_view(study).findings)
    assert not any("(binds)" in sentence for sentence in coalitions_view(nafta()).findings)
