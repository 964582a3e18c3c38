"""Moves read off dated positions, and what they give and take."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.schema import Position
from tradetalks.talks.timing.concessions import Concessions, Scale, concessions, month_ends

PARTIES = ("N", "S", "E")
OPTIONS = {"cars": ("old", "half", "full"), "dairy": ("kept", "open"), "panels": ("kept", "gone")}
WORTH = {
    "cars": np.array([(0, 0, 0), (2, -1, 0), (5, -4, 1)]),
    "dairy": np.array([(0.0, 0.0, 0.0), (1.0, -2.0, 0.5)]),
}
SCALE = Scale(PARTIES, OPTIONS, WORTH)


def said(day: str, party: str, issue: str, option: str, kind: str = "position") -> Position:
    told = {"date": day, "party": party, "issue": issue, "option": option, "kind": kind}
    return Position.model_validate({**told, "fact": "they say", "source": "src", "evidence": "data"})


RECORD = (
    said("2018-01-10", "N", "cars", "full"),
    said("2018-01-20", "S", "cars", "old"),
    said("2018-02-05", "N", "cars", "full", "threat"),
    said("2018-02-10", "N", "cars", "half", "concession"),
    said("2018-02-10", "S", "dairy", "kept"),
    said("2018-02-11", "N", "panels", "gone"),
    said("2018-02-12", "N", "dairy", ""),
    said("2018-03-01", "S", "cars", "half"),
    said("2018-03-02", "N", "dairy", "open"),
    said("2018-03-03", "X", "dairy", "open"),
    said("2018-03-04", "N", "cars", "full", "event"),
    said("2018-04-01", "all", "dairy", "open", "agreed"),
)
ENDS = tuple(dt.date(2018, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30)))


def found() -> Concessions:
    return concessions(RECORD, SCALE)


def test_moves_are_changes_of_the_option_held() -> None:
    told = [(str(m.date), PARTIES[m.party], m.issue, m.before, m.after, m.told) for m in found().moves]
    assert told == [
        ("2018-01-10", "N", "cars", None, "full", False),
        ("2018-01-20", "S", "cars", None, "old", False),
        ("2018-02-10", "N", "cars", "full", "half", True),
        ("2018-02-10", "S", "dairy", None, "kept", False),
        ("2018-03-01", "S", "cars", "old", "half", False),
        ("2018-03-02", "N", "dairy", None, "open", False),
        ("2018-04-01", "S", "dairy", "kept", "open", False),
        ("2018-04-01", "E", "dairy", None, "open", False),
    ]
    assert [move.before for move in found().openings] == [None] * 5
    assert found().moves[2].change.tolist() == [-3, 3, -1]


def test_what_has_no_option_or_no_worth_is_listed_without_a_value() -> None:
    left = [(position.party, position.issue, position.kind) for position in found().unvalued]
    assert left == [
        ("N", "panels", "position"),
        ("N", "dairy", "position"),
        ("X", "dairy", "position"),
        ("N", "cars", "event"),
    ]


def test_a_package_is_worth_the_sum_of_the_options_held() -> None:
    stands = {(stand.date.month, PARTIES[stand.party]): stand for stand in found().stands(ENDS)}
    assert stands[1, "N"].worth.tolist() == [5, -4, 1]
    assert stands[3, "N"].options == {"cars": "half", "dairy": "open"}
    assert stands[3, "N"].worth.tolist() == [3, -3, 0.5]
    assert stands[3, "E"].options == {}
    assert stands[3, "E"].worth.tolist() == [0, 0, 0]


def test_concessions_are_counted_by_moves_and_by_value() -> None:
    tallies = {(tally.date.month, PARTIES[tally.party]): tally for tally in found().tallies(ENDS)}
    north, south = tallies[2, "N"], tallies[2, "S"]
    assert (north.moves, north.told, north.given, north.received) == (1, 1, 3, 0)
    assert (south.moves, south.told, south.given, south.received) == (0, 0, 0, 3)
    assert (tallies[3, "S"].given, tallies[3, "N"].received, tallies[3, "E"].received) == (1, 2, 0)
    assert (tallies[4, "S"].given, tallies[4, "N"].received) == (2, 1)


def test_a_period_holds_its_last_day_and_not_its_first() -> None:
    day = dt.date(2018, 2, 10)
    tallies = found().tallies([day - dt.timedelta(1), day, day + dt.timedelta(1)])
    assert [tally.given for tally in tallies if tally.party == 0] == [0, 3, 0]


positions = st.builds(
    said,
    st.dates(dt.date(2018, 1, 1), dt.date(2018, 4, 30)).map(str),
    st.sampled_from([*PARTIES, "all"]),
    st.sampled_from(["cars", "dairy"]),
    st.sampled_from(["", "old", "kept"]),
).filter(lambda position: position.option in {"", *OPTIONS[position.issue]})


@given(st.lists(positions, max_size=12))
def test_every_position_is_a_move_held_already_or_unvalued(record: list[Position]) -> None:
    table = concessions(record, SCALE)
    named = {(m.date, m.issue, m.after) for m in table.moves} | {(m.issue, m.after) for m in table.moves}
    for position in record:
        assert position in table.unvalued or (position.issue, position.option) in named


@given(st.lists(st.sampled_from(RECORD), max_size=15))
def test_what_all_gave_is_where_all_stand_less_where_they_began(record: list[Position]) -> None:
    """Openings and the given sums of a party add up to what its last package is worth to it."""
    table = concessions(record, SCALE)
    for stand in table.stands(ENDS[-1:]):
        opened = sum(float(move.change[stand.party]) for move in table.openings if move.party == stand.party)
        given_up = sum(tally.given for tally in table.tallies(ENDS) if tally.party == stand.party)
        assert stand.worth[stand.party] == pytest.approx(opened - given_up)


def test_months_end_on_their_last_day() -> None:
    ends = month_ends(dt.date(2017, 11, 5), dt.date(2018, 2, 1))
    assert [str(end) for end in ends] == ["2017-11-30", "2017-12-31", "2018-01-31", "2018-02-28"]


def test_an_option_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError) as told:
        concessions([said("2018-01-10", "N", "cars", "ful")], SCALE)
    assert told.value.code == "unknown-option"
    assert "full" in told.value.remedy


@pytest.mark.parametrize("array", [np.zeros((2, 3)), np.zeros((3, 2)), np.full((3, 3), np.nan)])
def test_worths_of_the_wrong_size_are_refused(array: np.ndarray) -> None:
    with pytest.raises(InputError) as told:
        Scale(PARTIES, OPTIONS, {"cars": array})
    assert told.value.code == "worth-shape"
