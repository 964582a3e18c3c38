from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from support.cases import small_data, small_talks

from tradetalks import Shock, Study, solve, study
from tradetalks.equilibrium.shock import combine
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.advice.chips import chips
from tradetalks.talks.negotiation import PER_BILLION
from tradetalks.talks.talks import Talks

PARTIES = ("N", "S")
UNIT = 1 / PER_BILLION


@cache
def small() -> Study:
    return study(small_talks())


def by_hand(talks: Talks, deal: dict[str, str]) -> np.ndarray:
    """Value of a deal without the study's machinery: one solve, and a sum over scores."""
    options = [talks.option(issue, option) for issue, option in deal.items()]
    shock = combine(talks.world, (clause.shock(talks.world) for option in options for clause in option.clause))
    variation = solve(talks.world, shock).equivalent_variation
    scored = {party: sum(s.bn.value for o in options for s in o.score if s.party == party) for party in PARTIES}
    return np.array([variation["NOR"] / 1000 + scored["N"], variation["SUD"] / 1000 + scored["S"]])


def no_deal_by_hand(talks: Talks) -> np.ndarray:
    clause = talks.case.no_deal.outcome[1].clause[0]
    variation = solve(talks.world, clause.shock(talks.world)).equivalent_variation
    return 0.25 * np.array([variation["NOR"] / 1000 - 0.005, variation["SUD"] / 1000 - 0.01])


def test_every_payoff_is_what_it_is_by_hand() -> None:
    result = small()
    fallback = no_deal_by_hand(result.talks)
    np.testing.assert_allclose(list(result.no_deal.values()), fallback, atol=UNIT)
    for number in range(result.deals):
        gain = by_hand(result.talks, result.space.deal(number)) - fallback
        np.testing.assert_allclose(result.payoffs.loc[number], gain, atol=4 * UNIT)


def test_deals_are_numbered_back_and_forth() -> None:
    space = small().space
    assert space.count == 12
    deals = [space.deal(number) for number in range(space.count)]
    assert [space.number(deal) for deal in deals] == list(range(12))
    assert deals == [
        dict(zip(("rule", "duty", "panel"), chosen, strict=True))
        for chosen in product(("old", "new", "talk"), ("stays", "goes"), ("kept", "gone"))
    ]


def test_excluded_combinations_are_left_out_of_everything() -> None:
    never = {"options": {"rule": ["new", "talk"], "duty": "goes"}, "judgement": "made up for a test"}
    free, tied = small(), study(small_talks(exclude=[never]))
    out = {n for n in range(12) if free.space.deal(n)["rule"] != "old" and free.space.deal(n)["duty"] == "goes"}
    assert len(out) == 4
    assert set(tied.table.acceptable.tolist()) == set(free.table.acceptable.tolist()) - out
    assert not {point.number for point in tied.frontier} & out
    assert not any(tied.point(number).acceptable for number in out)
    np.testing.assert_array_equal(tied.table.gains, free.table.gains)
    assert tied.deals == len(tied.payoffs) == 12 - len(out)
    assert not set(tied.payoffs.index) & out
    for party in range(2):
        found = chips(tied.game, party)
        moves = [chip.move for chip in (*found.gives, *found.asks)]
        assert not {tied.space.number({move.issue: move.after}) for move in moves} & out


def test_equal_shocks_share_a_solution() -> None:
    """Two of the three content options do the same to the world: 2 x 2 combinations; one outcome changes nothing."""
    assert small().solves == 5
    assert small().max_residual < 1e-9


def test_the_count_of_acceptable_deals_is_that_of_the_payoffs() -> None:
    result = small()
    assert result.acceptable == int((result.payoffs >= 0).all(axis=1).sum())
    assert all(point is None or point.acceptable for point in result.settlements.values())


def test_a_walk_away_above_zero_shrinks_the_zone() -> None:
    parties = small_data()["party"]
    parties[0]["mandate"] = {"walk_away": 0.01, "judgement": "asks for more"}
    strict = study(small_talks(party=parties))
    assert strict.acceptable == int(((strict.payoffs["N"] >= 0.01) & (strict.payoffs["S"] >= 0)).sum())
    assert strict.acceptable < small().acceptable


def test_blockers_count_what_the_payoffs_say() -> None:
    result = small()
    rejects = result.payoffs < 0
    for party, other in (("N", "S"), ("S", "N")):
        blocker = result.blockers[party]
        assert blocker.rejects == int(rejects[party].sum())
        assert blocker.alone == int((rejects[party] & ~rejects[other]).sum())
        for item in blocker.options:
            rows = [n for n in range(result.deals) if result.space.deal(n)[item.issue] == item.option]
            welcomed = [n for n in rows if not rejects[other][n]]
            assert item.deals == len(welcomed)
            assert item.rejected == pytest.approx(np.mean([rejects[party][n] for n in welcomed]))


def test_a_fix_brings_the_objector_in() -> None:
    result = small()
    fixes = [blocker.fix for blocker in result.blockers.values() if blocker.fix]
    assert fixes
    for fix in fixes:
        before = result.value(fix.deal)
        (change,) = fix.changes
        after = result.value(fix.deal | {change.issue: change.after})
        assert not before.acceptable
        assert after.acceptable
        assert after.payoff == pytest.approx(fix.payoff)
        assert before.deal[change.issue] == change.before


def test_a_trade_helps_both_traders_and_neither_move_alone_does() -> None:
    result = small()
    today = result.point(result.space.status_quo)
    assert result.trades
    for trade in result.trades:
        moves = {giver: {move.issue: move.after} for giver, move in trade.gives.items()}
        both = result.value({issue: option for move in moves.values() for issue, option in move.items()})
        for giver, move in moves.items():
            assert both.payoff[giver] > today.payoff[giver]
            assert both.payoff[giver] - today.payoff[giver] == pytest.approx(trade.gain[giver])
            assert result.value(move).payoff[giver] < today.payoff[giver]


def test_the_first_view_is_the_table_and_lies_within_the_range() -> None:
    result = small()
    for row, point in enumerate(result.shown.values()):
        for p, party in enumerate(PARTIES):
            assert result.ranges.payoff[0, row, p] == pytest.approx(point.payoff[party], abs=4 * UNIT)
    assert (result.ranges.low <= result.ranges.payoff[0] + 1e-12).all()
    assert (result.ranges.high >= result.ranges.payoff[0] - 1e-12).all()
    assert (result.ranges.low < result.ranges.high).any()


def test_probabilities_of_a_view_add_up() -> None:
    for view in small().ranges.views:
        assert sum(view.probability) == pytest.approx(1)
        assert min(view.probability) >= 0


def test_the_no_deal_sheet_adds_up_to_no_deal() -> None:
    result = small()
    for party, value in result.no_deal.items():
        rows = [row for row in result.no_deal_sheet if row.party == party]
        assert sum(row.probability * row.total for row in rows) == pytest.approx(value, abs=2 * UNIT)


def test_industry_effects_are_zero_today_and_follow_the_solution() -> None:
    result = small()
    today = result.effects({})
    assert np.abs(today[["output", "employment", "producer_price", "exports"]].to_numpy()).max() < 1e-9
    deal = {"duty": "goes"}
    table = result.effects(deal)
    before = solve(result.talks.world, Shock())
    after = result.economy.solution(result.value(deal).deal)
    change = after.trade - before.trade
    exports = float(
        change.sel(exporter="SUD", sector="CARS").sum() - change.sel(exporter="SUD", importer="SUD", sector="CARS")
    )
    assert table.loc[("S", "CARS"), "exports"] == pytest.approx(exports)
    assert table.loc[("S", "CARS"), "output"] > 0


def test_a_scenario_moves_every_payoff_and_must_exist() -> None:
    stormy = study(small_talks(), scenarios=("storm",))
    assert [scenario.id for scenario in stormy.scenarios] == ["storm"]
    assert (stormy.payoffs - small().payoffs).abs().to_numpy().max() > 0
    with pytest.raises(UnknownNameError) as caught:
        study(small_talks(), scenarios=("strom",))
    assert "storm" in caught.value.remedy


def test_unknown_issues_and_options_suggest_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        small().value({"ruel": "new"})
    assert "rule" in caught.value.remedy
    with pytest.raises(UnknownNameError) as caught:
        small().value({"rule": "nwe"})
    assert "new" in caught.value.remedy


def test_no_acceptable_deal_is_a_result_too() -> None:
    issues = small_data()["issue"]
    parties = small_data()["party"]
    parties[0]["mandate"] = {"walk_away": 100, "judgement": "asks for the moon"}
    empty = study(small_talks(issue=issues, party=parties))
    assert empty.acceptable == 0
    assert set(empty.settlements.values()) == {None}
    assert list(empty.shown) == ["status_quo"]
    assert empty.frontier


def test_published_figures_stand_beside_ours() -> None:
    told = [
        {"title": "A", "outcome": "war", "unit": "percent", "figure": {"N": -1.0, "S": -2.0}, "differs": "why"},
        {"title": "B", "outcome": "war", "unit": "bn", "figure": {"S": -2.0}, "differs": "why"},
        {"title": "C", "deal": {"duty": "goes"}, "unit": "bn", "figure": {"S": 1.0}, "differs": "why"},
        {"title": "D", "deal": {"duty": "goes"}, "unit": "percent", "figure": {"S": 1.0}, "differs": "why"},
    ]
    result = study(small_talks(published=[{**one, "judgement": "made up"} for one in told]))
    ours = {(beside.title, beside.party): beside.ours for beside in result.beside_published}
    war = solve(result.talks.world, result.talks.case.no_deal.outcome[1].clause[0].shock(result.talks.world))
    goes = result.economy.solution(result.value({"duty": "goes"}).deal)
    assert ours["A", "N"] == pytest.approx(war.real_income["NOR"], abs=1e-7)
    assert ours["B", "S"] == pytest.approx(war.equivalent_variation["SUD"] / 1000, abs=1e-9)
    assert ours["C", "S"] == pytest.approx(goes.equivalent_variation["SUD"] / 1000, abs=1e-9)
    assert ours["D", "S"] == pytest.approx(goes.real_income["SUD"], abs=1e-7)


@pytest.mark.parametrize("about", [{}, {"outcome": "war", "deal": {"duty": "goes"}}, {"outcome": "peace"}])
def test_published_figures_are_about_one_thing_that_is_there(about: dict[str, object]) -> None:
    told = {"title": "A", "unit": "bn", "figure": {"N": 1.0}, "differs": "why", "judgement": "made up", **about}
    with pytest.raises(ValueError, match="published"):
        small_talks(published=[told])


def test_talks_without_any_clause_need_no_world_to_differ() -> None:
    """Only scores: one equilibrium for all deals and the outcome that changes nothing, one for the other."""
    issues = small_data()["issue"]
    for issue in issues:
        for option in issue["option"]:
            option.pop("clause", None)
    result = study(small_talks(issue=issues))
    assert result.solves == 2
    gains = result.payoffs["N"] + result.no_deal["N"]
    assert gains.max() == pytest.approx(0.012)


def test_a_walk_away_below_no_deal_does_not_reward_shared_losses() -> None:
    """Two losses have a positive product; Nash must not take them for gains."""
    parties = small_data()["party"]
    for party in parties:
        party["mandate"] = {"walk_away": -1.0, "judgement": "would rather sign anything"}
    lenient = study(small_talks(party=parties))
    nash = lenient.settlements["nash"]
    assert nash is not None
    best = max(range(lenient.deals), key=lambda n: float((lenient.payoffs.loc[n] + 1).prod()))
    assert nash.payoff == pytest.approx(lenient.point(best).payoff)


def test_no_deal_is_told_against_today_whatever_scenario_is_on() -> None:
    stormy = study(small_talks(), scenarios=("storm",))
    today = stormy.point(stormy.space.status_quo)
    for party in PARTIES:
        assert stormy.no_deal[party] == pytest.approx(-today.payoff[party])
    goes_on = [row for row in stormy.no_deal_sheet if row.outcome == "goes-on"]
    assert all(abs(row.real_income) < 1e-7 and abs(row.tariffs_alone) < 1e-7 for row in goes_on)


def test_scenarios_are_switched_one_by_one() -> None:
    talks = small_talks()
    assert talks.switched([], []) == ()
    assert talks.switched(["storm"], []) == ("storm",)
    with pytest.raises(InputError, match="on and off"):
        talks.switched(["storm"], ["storm"])
    with pytest.raises(UnknownNameError):
        talks.switched([], ["calm"])


def test_a_study_shows_itself_in_a_line() -> None:
    counted = f"12 deals, {small().acceptable} acceptable to all of N, S"
    assert repr(small()) == f"<Study of small: {counted}; 5 equilibria, residual {small().max_residual:.0e}>"
