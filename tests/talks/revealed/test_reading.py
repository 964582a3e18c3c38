"""Positions read as comparisons: every rule by a small record, and the record of 2018."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

import tradetalks as tt
from tradetalks.talks.revealed.moves import Comparison, Package, Rule, Strength
from tradetalks.talks.revealed.reading import at_least, concluded, read
from tradetalks.talks.revealed.worths import Worths
from tradetalks.talks.schema import Position

OPTIONS = {"cars": ("old", "new", "half"), "milk": ("shut", "open", "some"), "panels": ("kept", "gone")}
Row = tuple[int, str, str, str, str]


def worths_for(options: dict[str, tuple[str, ...]], parties: tuple[str, ...]) -> Worths:
    own = tuple(np.zeros((len(each), len(parties))) for each in options.values())
    none = np.zeros(len(parties))
    return Worths(parties, tuple(options), tuple(options.values()), (0,) * len(options), own, none, none)


WORTHS = worths_for(OPTIONS, ("N", "S", "E"))


def position(day: int, party: str, issue: str, option: str, kind: str) -> Position:
    told = {"date": dt.date(2018, 1, day), "party": party, "issue": issue, "option": option, "kind": kind}
    return Position.model_validate({**told, "fact": f"day {day}", "source": "src", "evidence": "text seen"})


def told(*rows: Row) -> list[tuple[str, Rule, Package | None, Package | None]]:
    found = read([position(*row) for row in rows], WORTHS)
    return [(one.party, one.rule, one.better, one.worse) for one in found]


ASK: Row = (1, "N", "cars", "new", "position")
REFUSAL: Row = (2, "S", "cars", "old", "position")
OPENED = ("N", Rule.OPENS, {"cars": "new"}, {"cars": "old"})
REFUSED = ("S", Rule.ANSWERS, {"cars": "old"}, {"cars": "new"})


def test_a_demand_that_nobody_asked_for_beats_the_status_quo() -> None:
    assert told(ASK) == [OPENED]


def test_a_refusal_prefers_the_status_quo_to_the_demand() -> None:
    assert told(ASK, REFUSAL) == [OPENED, REFUSED]


def test_what_is_said_again_is_told_once() -> None:
    assert told(ASK, REFUSAL, (3, "N", "cars", "new", "position")) == [OPENED, REFUSED]


def test_a_counter_proposal_beats_the_demand_and_says_nothing_of_the_status_quo() -> None:
    middle: Row = (3, "S", "cars", "half", "position")
    ally: Row = (2, "E", "cars", "old", "position")
    answer = ("S", Rule.ANSWERS, {"cars": "half"}, {"cars": "new"})
    assert told(ASK, REFUSAL, middle) == [OPENED, REFUSED, answer]
    assert answer in told(ASK, REFUSAL, ally, middle)
    assert not any(worse == {"cars": "old"} for party, _, _, worse in told(ASK, REFUSAL, ally, middle) if party == "S")


def test_a_refusal_before_any_demand_says_nothing() -> None:
    assert told((1, "S", "cars", "old", "position")) == []


def test_a_step_is_worth_less_than_what_it_leaves_and_than_what_is_held() -> None:
    """N steps back on cars and holds milk, which S refuses."""
    milk: Sequence[Row] = ((1, "N", "milk", "open", "position"), (2, "S", "milk", "shut", "position"))
    found = told(ASK, *milk, (4, "N", "cars", "half", "concession"))
    assert found[-2:] == [
        ("N", Rule.YIELDS, {"cars": "new"}, {"cars": "half"}),
        ("N", Rule.HOLDS, {"cars": "half", "milk": "open"}, {"cars": "new", "milk": "shut"}),
    ]


def test_what_was_given_up_once_is_no_longer_held() -> None:
    milk: Sequence[Row] = ((1, "N", "milk", "open", "position"), (3, "N", "milk", "some", "concession"))
    found = told(ASK, *milk, (4, "N", "cars", "half", "concession"))
    assert [one for one in found if one[1] is Rule.HOLDS] == [
        ("N", Rule.HOLDS, {"milk": "some", "cars": "new"}, {"milk": "open", "cars": "old"})
    ]


def test_steps_of_two_sides_on_one_day_are_a_swap_for_each() -> None:
    before: Sequence[Row] = (ASK, REFUSAL, (1, "N", "milk", "open", "position"), (2, "S", "milk", "shut", "position"))
    found = told(*before, (5, "N", "cars", "old", "concession"), (5, "S", "milk", "some", "concession"))
    better, worse = {"cars": "old", "milk": "some"}, {"cars": "new", "milk": "shut"}
    assert [one for one in found if one[1] is Rule.SWAPS] == [
        ("N", Rule.SWAPS, better, worse),
        ("S", Rule.SWAPS, better, worse),
    ]


def test_steps_of_allies_on_one_day_are_no_swap() -> None:
    steps: Sequence[Row] = ((5, "S", "cars", "new", "concession"), (5, "E", "milk", "some", "concession"))
    assert not [one for one in told(ASK, (2, "N", "milk", "open", "position"), *steps) if one[1] is Rule.SWAPS]


def test_a_threat_prefers_no_deal_to_going_without() -> None:
    threat = ("N", Rule.THREATENS, None, {"cars": "old"})
    assert told((1, "N", "cars", "new", "threat")) == [OPENED, threat]
    assert told((1, "N", "cars", "old", "threat")) == []


def test_all_sign_the_deal_that_was_settled() -> None:
    rows: Sequence[Row] = (
        ASK,
        (3, "N", "cars", "half", "agreed"),
        (4, "S", "panels", "gone", "concession"),
        (6, "all", "process", "", "agreed"),
        (6, "all", "milk", "some", "outcome"),
        (6, "S", "milk", "open", "concession"),
        (9, "all", "cars", "old", "outcome"),
    )
    deal = {"cars": "half", "panels": "gone", "milk": "some"}
    signed = [(party, better, worse) for party, rule, better, worse in told(*rows) if rule is Rule.SIGNS]
    assert signed == [(party, deal, None) for party in ("N", "S", "E")]


def test_on_the_day_of_the_conclusion_nothing_is_held_any_more() -> None:
    held: Sequence[Row] = (ASK, (1, "N", "milk", "open", "position"))
    step: Row = (6, "N", "cars", "old", "concession")
    assert Rule.HOLDS in [one[1] for one in told(*held, step)]
    assert Rule.HOLDS not in [one[1] for one in told(*held, step, (6, "all", "process", "", "agreed"))]


def test_events_and_what_is_not_on_the_table_say_nothing() -> None:
    assert (
        told(
            (1, "N", "cars", "new", "event"),
            (1, "N", "cars", "", "position"),
            (1, "N", "cars", "other", "position"),
            (1, "N", "fish", "new", "position"),
            (1, "C", "cars", "new", "position"),
        )
        == []
    )


def test_later_moves_can_be_left_out_and_rows_may_come_in_any_order() -> None:
    rows = [position(*row) for row in (REFUSAL, ASK)]
    assert len(read(rows, WORTHS)) == 2
    (first,) = read(rows, WORTHS, until=dt.date(2018, 1, 1))
    assert first == Comparison("N", {"cars": "new"}, {"cars": "old"}, Rule.OPENS, dt.date(2018, 1, 1), "day 1", "src")


def test_weak_inferences_can_be_left_out() -> None:
    rows = [position(*row) for row in (ASK, REFUSAL, (4, "N", "cars", "half", "concession"))]
    every = read(rows, WORTHS)
    assert at_least(every, Strength.WEAK) == every
    assert [one.rule for one in at_least(every, Strength.STRONG)] == [Rule.OPENS, Rule.ANSWERS]
    assert all(rule.reason for rule in Rule)


@pytest.fixture(scope="module")
def record() -> tuple[tuple[Position, ...], Worths]:
    talks = tt.load_talks("nafta-2018")
    options = {issue.id: tuple(option.id for option in issue.option) for issue in talks.issues}
    worths = worths_for(options, talks.party_ids)
    today = tuple(options[issue.id].index(issue.status_quo) for issue in talks.issues)
    return talks.positions, Worths(
        worths.parties, worths.issues, worths.options, today, worths.own, worths.no_deal, worths.walk_away
    )


def test_the_deal_of_2018_is_what_was_concluded(record: tuple[tuple[Position, ...], Worths]) -> None:
    positions, worths = record
    deal = concluded([row for row in positions if row.date <= dt.date(2018, 9, 30)], worths)
    assert deal == {
        "auto-content": "75",
        "origin-content": "wage-40-16",
        "chapter-19": "kept",
        "sunset": "sixteen-year-term",
        "procurement": "as-is",
        "supply-management": "quota-3.6",
        "metal-duties": "duties",
    }


def test_the_last_night_of_2018_is_a_swap_of_panels_for_milk(record: tuple[tuple[Position, ...], Worths]) -> None:
    swaps = [one for one in read(*record) if one.rule is Rule.SWAPS]
    assert [one.party for one in swaps] == ["CAN", "USA"]
    for one in swaps:
        assert one.better == {"supply-management": "quota-3.6", "chapter-19": "kept"}
        assert one.worse == {"supply-management": "kept", "chapter-19": "ended"}
        assert one.date == dt.date(2018, 9, 30)


def test_by_april_2018_the_demands_speak_and_nobody_has_signed(record: tuple[tuple[Position, ...], Worths]) -> None:
    found = read(*record, until=dt.date(2018, 4, 6))
    opened = {issue for one in found if one.party == "USA" and one.rule is Rule.OPENS for issue in one.better or {}}
    assert opened == set(record[1].issues) - {"metal-duties"}
    assert not any(one.rule is Rule.SIGNS for one in found)
    refused = [one.worse for one in found if one.party == "CAN" and one.rule is Rule.ANSWERS]
    assert {"chapter-19": "ended"} in refused
    assert {"supply-management": "phase-out"} in refused
