"""Agreement in principle: the view says what partial deals say."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product

import pytest
from support.asked import asked
from support.studies import agreeing, stuck

from tradetalks.errors import InputError
from tradetalks.report.views.principle import principle_view
from tradetalks.talks.principle import Principles
from tradetalks.talks.study import Study


def completions(study: Study, closed: dict[str, str]) -> list[dict[str, float]]:
    """Payoffs of all ways to fill what is open, from the deals themselves."""
    sides = [[closed[i.id]] if i.id in closed else [o.id for o in i.option] for i in study.talks.issues]
    ids = [issue.id for issue in study.talks.issues]
    return [study.value(dict(zip(ids, options, strict=True))).payoff for options in product(*sides)]


@pytest.mark.parametrize("made", [asked, agreeing])
def test_the_smallest_safe_set_is_safe_and_is_that_of_the_room(made: Callable[[], Study]) -> None:
    study = made()
    told = json.loads(principle_view(study).as_json)["smallest"]
    found = Principles(study.table).smallest()
    assert found is not None
    assert told["closed"] == found.closed
    payoffs = completions(study, told["closed"])
    assert min(min(payoff.values()) for payoff in payoffs) >= 0
    for party in study.talks.party_ids:
        assert told["worst"][party] == pytest.approx(min(payoff[party] for payoff in payoffs))
        assert told["best"][party] == pytest.approx(max(payoff[party] for payoff in payoffs))


@pytest.mark.parametrize("made", [asked, agreeing])
def test_steps_close_one_issue_each_until_all_is_safe(made: Callable[[], Study]) -> None:
    study = made()
    for key, steps in json.loads(principle_view(study).as_json)["steps"].items():
        assert [len(step["closed"]) for step in steps] == list(range(len(steps)))
        assert steps[-1]["acceptable"] == 1
        assert all(step["acceptable"] < 1 for step in steps[:-1])
        for step in steps:
            assert step["closed"].items() <= study.settlements[key].deal.items()
            worst = {p: min(payoff[p] for payoff in completions(study, step["closed"])) for p in study.talks.party_ids}
            risk = {party: worst[party] - gain for party, gain in study.settlements[key].payoff.items()}
            assert step["against_settlement"] == pytest.approx(risk)


def test_settlements_that_pick_one_deal_are_told_once() -> None:
    assert len({point.number for point in asked().settlements.values()}) == 1
    assert list(json.loads(principle_view(asked()).as_json)["steps"]) == ["nash"]


def test_without_a_settlement_the_error_says_so() -> None:
    with pytest.raises(InputError) as caught:
        principle_view(stuck())
    assert caught.value.code == "no-settlement"
    assert caught.value.exit_status == 2
