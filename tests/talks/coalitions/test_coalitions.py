from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from support.cases import WHY, score
from support.worlds import random_world
from talks.coalitions.tables import every_deal, issue, members, studied, table_of, talks_of

from tradetalks import Study, load_talks, study
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks import payoffs
from tradetalks.talks.coalitions import Coalitions, coalitions
from tradetalks.talks.coalitions.core import unblocked
from tradetalks.talks.coalitions.search import tried
from tradetalks.talks.deals import Deal
from tradetalks.talks.settlements import nash
from tradetalks.talks.talks import Talks

CALM = {"outcome": [{"id": "calm", "title": "calm", "probability": 1.0, "judgement": WHY}]}


def settled(result: Study) -> dict[str, Deal]:
    return {name: point.deal for name, point in result.settlements.items() if point}


@cache
def found_in(seed: int, parties: str = "NSE") -> Coalitions:
    result = studied(seed, parties)
    return coalitions(result.economy, result.game, result.table, settled(result))


def scored(parties: str, *options: tuple[str, tuple[float, ...]]) -> Study:
    """One issue whose options are worth so much to each party, and no deal worth nothing."""
    worth = [(name, [score(p, x) for p, x in zip(parties, bn, strict=True)]) for name, bn in options]
    return study(talks_of(None, parties, issues=[issue("pie", ("none", []), *worth)], no_deal=CALM))


def of(result: Study, *deals: str) -> Coalitions:
    return coalitions(result.economy, result.game, result.table, {name: {"pie": name} for name in deals})


CYCLE = [("ab", (3.0, 2.0, 0.0)), ("bc", (0.0, 3.0, 2.0)), ("ca", (2.0, 0.0, 3.0))]


def test_a_cycle_of_pairs_has_an_empty_core() -> None:
    """Each pair has a deal that gives one of it 3 and the other 2; of every deal two gain by another."""
    result = of(scored("ABC", *CYCLE), "ab", "bc", "ca")
    assert (result.acceptable, result.unblocked) == (4, 0)
    for grand, pair in zip(result.grand, ("BC", "AC", "AB"), strict=True):
        assert not grand.in_core
        first = grand.objections[0]
        assert first.members == tuple(pair)
        assert sorted(first.gain.values()) == [1.0, 2.0]
        assert first.margin == 1.0
        assert grand.payoff == dict(
            zip("ABC", [x for name, worth in CYCLE if name == grand.name for x in worth], strict=True)
        )


def test_a_deal_that_is_best_for_all_is_the_core() -> None:
    result = of(scored("ABC", *CYCLE, ("all", (4.0, 4.0, 4.0))), "all", "ab")
    by_name = {grand.name: grand for grand in result.grand}
    assert by_name["all"].in_core
    assert {objection.members for objection in by_name["ab"].objections} == {("A", "B"), ("A", "C"), ("B", "C")}
    assert (result.acceptable, result.unblocked) == (5, 1)


def test_objections_help_the_one_that_gains_least_and_the_largest_comes_first() -> None:
    """Of (9, 2) and (4, 4) A and B take the latter; C walks away alone, and with A it gets the most."""
    options = [
        ("low", (1.0, 1.0, -2.0)),
        ("uneven", (9.0, 2.0, 0.0)),
        ("even", (4.0, 4.0, -9.0)),
        ("ac", (8.0, -9.0, 6.0)),
    ]
    (grand,) = of(scored("ABC", *options), "low").grand
    assert [(one.members, one.margin) for one in grand.objections] == [
        (("A", "C"), 7.0),
        (("A", "B"), 3.0),
        (("C",), 2.0),
        (("B", "C"), 1.0),
    ]
    assert grand.objections[1].deal == {"pie": "even"}


def test_a_deal_by_which_one_loses_is_never_free() -> None:
    assert unblocked(np.array([[-1, 5, 5], [0, 5, 5]]), []).tolist() == [False, True]


def test_leaving_and_joining_by_hand() -> None:
    """The others keep the terms, and the leaver has no deal, worth nothing."""
    result = of(scored("ABC", ("all", (4.0, 4.0, 4.0))), "all")
    for leaving in result.leavings:
        assert leaving.deal == {"pie": "all"}
        assert leaving.payoff == {party: 0.0 if party == leaving.leaver else 4.0 for party in "ABC"}
        assert leaving.change == {party: -4.0 if party == leaving.leaver else 0.0 for party in "ABC"}
        assert not leaving.pays
    for joining in result.joinings:
        assert joining.change == {party: 4.0 if party in joining.outsiders else 0.0 for party in "ABC"}
    assert {joining.members for joining in result.joinings} == {("A", "B"), ("A", "C"), ("B", "C")}


def test_who_loses_by_a_deal_of_all_walks_away_alone() -> None:
    (grand,) = of(scored("ABC", ("sour", (-1.0, 5.0, 5.0))), "sour").grand
    (objection,) = [one for one in grand.objections if len(one.members) == 1]
    assert objection.members == ("A",)
    assert objection.deal is None
    assert objection.gain == {"A": 1.0}


def test_of_two_parties_the_one_that_is_left_has_no_deal() -> None:
    result = of(scored("AB", ("both", (2.0, 3.0))), "both")
    assert result.partial == result.joinings == ()
    assert [leaving.payoff for leaving in result.leavings] == [{"A": 0.0, "B": 0.0}] * 2
    assert [leaving.deal for leaving in result.leavings] == [{"pie": "none"}] * 2
    assert (result.acceptable, result.unblocked) == (2, 2)


def test_a_settlement_is_measured_as_the_study_measures_it() -> None:
    result, found = studied(11), found_in(11)
    for grand in found.grand:
        point = result.settlements[grand.name]
        assert point is not None
        assert grand.payoff == point.payoff


@pytest.mark.parametrize("seed", [11, 12])
def test_blocked_deals_are_those_that_two_like_less_than_one_of_their_own(seed: int) -> None:
    """Counted again, deal by deal, from all that the pairs tried."""
    result, found = studied(seed), found_in(seed)
    table = table_of(result)
    offers = [tried(table.room(pair), nash) for pair in ("NS", "NE", "SE")]
    free = 0
    for number in result.table.acceptable:
        gains = result.table.gains[number]
        free += not any((offer > gains[one.room.coalition.inside]).all() for one in offers for offer in one.members)
    assert found.unblocked == free
    assert found.acceptable == result.acceptable
    for grand in found.grand:
        gains = result.game.gain(result.space.place(grand.deal))
        assert grand.in_core == bool(unblocked(gains[None], offers)[0])


def test_partial_deals_tell_payoffs_over_no_deal_and_over_today() -> None:
    result, found = studied(11), found_in(11)
    assert [one.members for one in found.partial] == [("N", "S"), ("N", "E"), ("S", "E")]
    for one in found.partial:
        assert one.deal is not None
        gains = table_of(result).room(one.members).gains([one.deal])[0] / result.game.per_unit
        assert list(one.payoff.values()) == pytest.approx(gains)
        assert one.today == pytest.approx({p: one.payoff[p] + result.no_deal[p] for p in "NSE"})
        assert one.acceptable <= one.tried
        assert all(one.payoff[member] >= 0 for member in one.members)
        assert one.gap <= found.gap


def test_joining_is_the_way_from_a_partial_deal_to_a_deal_of_all() -> None:
    found = found_in(11)
    partial = {one.members: one for one in found.partial}
    grand = {one.name: one for one in found.grand}
    assert len(found.joinings) == len(partial) * len(grand)
    for joining in found.joinings:
        before, after = partial[joining.members].payoff, grand[joining.name].payoff
        assert {party: before[party] + change for party, change in joining.change.items()} == pytest.approx(after)


def test_leaving_keeps_what_can_stand() -> None:
    result, found = studied(11), found_in(11)
    table = table_of(result)
    for leaving in found.leavings:
        room = table.room(party for party in "NSE" if party != leaving.leaver)
        assert room.coalition.standing(leaving.deal) == leaving.deal
        gains = room.gains([leaving.deal])[0] / result.game.per_unit
        assert list(leaving.payoff.values()) == pytest.approx(gains)


def test_four_parties_have_ten_coalitions_that_leave_some_out() -> None:
    found = found_in(11, "NSEO")
    assert [len(one.members) for one in found.partial] == [2] * 6 + [3] * 4
    assert all({*one.members, *one.outsiders} == set("NSEO") for one in found.partial)
    assert found.max_residual < 1e-9
    assert found.solves > 0
    assert found.seconds > 0


def test_coalitions_show_themselves_in_a_line() -> None:
    found = of(scored("ABC", *CYCLE), "ab")
    assert repr(found) == (
        "<Coalitions: 3 that leave some out; 0 of 4 acceptable deals unblocked; 0 equilibria, residual 0e+00>"
    )


def test_deals_too_many_to_list_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payoffs, "MOST_LISTED", 3)
    found = of(scored("ABC", *CYCLE), "ab")
    assert (found.acceptable, found.unblocked) == (None, None)
    assert "acceptable" not in repr(found)
    assert not found.grand[0].in_core


def test_where_members_ask_too_much_nothing_is_struck_and_nobody_joins() -> None:
    result = study(talks_of(random_world(11), walk_away=1.0))
    found = coalitions(result.economy, result.game, result.table, {"today": {}})
    assert {one.deal for one in found.partial} == {None}
    assert found.partial[0].payoff == {"N": 0.0, "S": 0.0, "E": 0.0}
    assert found.partial[0].today == result.no_deal
    assert found.joinings == ()
    assert len(found.leavings) == 3
    assert (found.acceptable, found.unblocked) == (0, 0)


def test_seven_parties_are_too_many() -> None:
    result = scored("ABCDEFG", ("all", (1.0,) * 7))
    with pytest.raises(InputError, match="7 parties have 119 coalitions") as caught:
        of(result, "all")
    assert caught.value.code == "too-many-parties"


def test_a_deal_that_is_not_there_is_refused_before_anything_is_solved() -> None:
    with pytest.raises(UnknownNameError, match="'most'"):
        of(scored("AB", ("all", (1.0, 1.0))), "most")


@pytest.fixture(scope="module")
def nafta() -> Study:
    """The real case with two options an issue, today's and the last: 512 deals."""
    talks = load_talks("nafta-2018")
    cut: dict[str, Any] = {"issue": tuple(one.model_copy(update={"option": _two(one)}) for one in talks.issues)}
    case = talks.case.model_copy(update=cut | {"published": ()})
    return study(Talks(case, (), talks.world))


def _two(one: Any) -> tuple[Any, ...]:
    today = next(option for option in one.option if option.id == one.status_quo)
    return today, next(option for option in reversed(one.option) if option is not today)


def test_the_case_of_2018_knows_what_two_can_settle(nafta: Study) -> None:
    found = coalitions(nafta.economy, nafta.game, nafta.table, settled(nafta))
    kept = {one.members: set(one.kept) for one in found.partial}
    assert kept["USA", "CAN"] == {"border"}
    assert kept["USA", "MEX"] == {"supply-management"}
    assert set(nafta.space.issues) - kept["CAN", "MEX"] == {"chapter-19", "chapter-20"}
    whole = table_of(nafta).room(nafta.game.parties)
    deals = [nafta.space.deal(number) for number in range(0, nafta.deals, 37)]
    rows = np.array([nafta.space.place(deal) for deal in deals])
    np.testing.assert_allclose(whole.gains(deals), nafta.game.gains(rows), rtol=0, atol=1)
    assert all(one.payoff[member] >= 0 for one in found.partial for member in one.members)
    assert len(members(whole, every_deal(whole)[:1])) == 1
