"""What a deal may come to, in the embedded case: panels that deliver more of a promise, and an end of the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import permutations

import numpy as np
import pytest

from tradetalks import Shock, load_talks, solve, study
from tradetalks.clauses import Enforcement, Sunset
from tradetalks.clauses.base import shock_of
from tradetalks.clauses.content.clause import ContentClause
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.shock import combine
from tradetalks.talks.contributions import INTERACTION
from tradetalks.talks.economy import value_all
from tradetalks.talks.prospects import Outlook, Parts
from tradetalks.talks.scores import deal_scores, score_values, time_in_force
from tradetalks.talks.talks import Talks
from tradetalks.world.world import World


@cache
def talks() -> Talks:
    return load_talks("nafta-2018").calibrated()


def parts_of(**deal: str) -> Parts:
    return tuple(talks().option(issue.replace("_", "-"), option).clause for issue, option in deal.items())


def outlook(level: Level = Level.VALUE) -> Outlook:
    return Outlook(talks(), talks().world, Shock(), level)


def worth(parts: Parts) -> np.ndarray:
    """Value parts as written, by one solve."""
    world = talks().world
    shock = combine(world, [clause.shock(world) for part in parts for clause in part])
    solution = solve(world, shock)
    return solution.equivalent_variation[["USA", "CAN", "MEX"]].to_numpy() / 1000


def test_what_needs_no_panel_and_has_no_end_comes_as_written() -> None:
    parts = parts_of(auto_content="75", metal_duties="duties")
    (only,) = outlook().prospects(parts)
    assert only.parts == parts
    np.testing.assert_allclose(value_all(outlook(), [parts]).bn[0], worth(parts), atol=1e-7)


def test_panels_that_bind_deliver_more_of_the_promise_alone() -> None:
    quota, cars = parts_of(supply_management="quota-3.6"), parts_of(auto_content="75")
    panels = parts_of(chapter_20="strengthened")
    (binding,) = panels[0]
    assert isinstance(binding, Enforcement)
    r = binding.relative
    expected = r * worth(quota + cars) + (1 - r) * worth(cars)
    np.testing.assert_allclose(value_all(outlook(), [quota + cars + panels]).bn[0], expected, atol=1e-7)
    np.testing.assert_allclose(value_all(outlook(), [cars + panels]).bn[0], worth(cars), atol=1e-7)


@pytest.mark.parametrize("level", list(Level))
def test_an_end_weighs_the_lapse_by_its_share_of_time_for_every_party(level: Level) -> None:
    parts = parts_of(sunset="five-year-end", auto_content="75")
    sunset = parts[0][0].at(level)
    assert isinstance(sunset, Sunset)
    share = np.array([sunset.lapse_share(region) for region in ("USA", "CAN", "MEX")])
    assert share[0] == pytest.approx(0, abs=1e-12)
    assert 0 < share[1] == share[2] < 1
    fixed = tuple(tuple(clause.at(level) for clause in part) for part in parts)
    expected = (1 - share) * worth(fixed) + share * worth(((sunset.lapse().at(level),),))
    np.testing.assert_allclose(value_all(outlook(level), [parts]).bn[0], expected, atol=1e-7)


def test_weights_add_up_to_one() -> None:
    parts = parts_of(sunset="sixteen-year-term", supply_management="phase-out", chapter_20="non-binding")
    weights = [prospect.weight for prospect in outlook().prospects(parts)]
    assert len(weights) == 3
    np.testing.assert_allclose(sum(weights), 1, rtol=1e-14)


def test_shocks_do_not_depend_on_the_order_in_which_they_are_asked_for() -> None:
    deals = [
        parts_of(auto_content=content, origin_content=origin, sunset=end, supply_management=quota)
        for content in ("75", "85")
        for origin in ("none", "us-50")
        for end in ("none", "five-year-end")
        for quota in ("kept", "phase-out")
    ]
    one = outlook()
    rng = np.random.default_rng(1)
    for number in rng.permutation(len(deals)):
        asked, alone = one.shock(deals[number]), outlook().shock(deals[number])
        np.testing.assert_allclose(asked.tariff_in(talks().world), alone.tariff_in(talks().world), atol=1e-15)
        np.testing.assert_allclose(asked.trade_cost_in(talks().world), alone.trade_cost_in(talks().world), rtol=1e-14)
        np.testing.assert_allclose(asked.demand_in(talks().world), alone.demand_in(talks().world), rtol=1e-14)


@pytest.mark.parametrize("level", list(Level))
def test_content_rules_of_several_issues_meet_whatever_the_order_of_issues(level: Level) -> None:
    chosen = {"auto_content": "75", "procurement": "opening", "origin_content": "us-50", "metal_duties": "duties"}
    world, parts = talks().world, parts_of(**chosen)
    expected = shock_of(world, [clause.at(level) for part in parts for clause in part])
    for order in permutations(parts):
        asked = outlook(level).shock(order)
        np.testing.assert_allclose(asked.tariff_in(world), expected.tariff_in(world), atol=1e-14)
        np.testing.assert_allclose(asked.trade_cost_in(world), expected.trade_cost_in(world), rtol=1e-13)
        np.testing.assert_allclose(asked.demand_in(world), expected.demand_in(world), rtol=1e-13)
    apart = combine(world, [clause.at(level).shock(world) for part in parts for clause in part])
    assert np.abs(apart.tariff_in(world) - expected.tariff_in(world)).max() > 1e-4


def test_every_combination_of_content_rules_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, ...]] = []
    joined = ContentClause.joined.__func__

    def counted(cls: type[ContentClause], clauses: Sequence[ContentClause], world: World) -> Shock:
        made.append(tuple(clause.what for clause in clauses))
        return joined(cls, clauses, world)

    monkeypatch.setattr(ContentClause, "joined", classmethod(counted))
    one = outlook()
    for quota in ("kept", "quota-3.6", "phase-out"):
        for content in ("62.5", "75", "85"):
            for origin in ("none", "us-50"):
                one.shock(parts_of(auto_content=content, origin_content=origin, supply_management=quota))
    assert sorted(set(made)) == sorted(made)
    assert sum(len(rules) == 2 for rules in made) >= 2
    assert len(made) <= 6


@pytest.mark.parametrize("level", list(Level))
def test_nobody_pays_more_than_the_duty_for_all_under_the_strictest_rules(level: Level) -> None:
    world = talks().world
    charged = outlook(level).shock(parts_of(auto_content="85", origin_content="us-50")).tariff_in(world)
    cars, (buyer, *sellers) = world.sectors.index("C29"), world.region_positions(("USA", "CAN", "MEX"))
    assert (charged[sellers, buyer, cars] > world.tariff[sellers, buyer, cars]).all()
    assert (charged[sellers, buyer, cars] <= world.layer("mfn")[sellers, buyer, cars]).all()


def test_contributions_of_rules_that_meet_add_up_to_the_payoff() -> None:
    result, deal = study(load_talks("nafta-2018")), {"auto-content": "85", "origin-content": "us-50"}
    parts, payoff = result.contributions(deal), result.value(deal).payoff
    meeting = next(part for part in parts if part.part == INTERACTION)
    for party in result.talks.party_ids:
        assert sum(part.bn[party] for part in parts) == pytest.approx(payoff[party], abs=1e-9)
        assert meeting.bn[party] > 0.05


def test_what_outlasts_the_agreement_goes_on_after_its_end() -> None:
    parts = parts_of(sunset="five-year-end", metal_duties="duties", auto_content="75")
    after = outlook().prospects(parts)[1]
    (sunset,), duties = parts[0], parts[1]
    assert isinstance(sunset, Sunset)
    assert duties in after.parts
    lapsed = worth((*after.parts,))
    np.testing.assert_allclose(lapsed, worth(((sunset.lapse(),), duties)), atol=1e-9)
    expected = sum(one.weight * worth(one.parts) for one in outlook().prospects(parts))
    np.testing.assert_allclose(value_all(outlook(), [parts]).bn[0], expected, atol=1e-7)


def test_scores_count_while_the_agreement_is_in_force() -> None:
    chosen = [
        talks().option(issue, option) for issue, option in (("sunset", "five-year-end"), ("border", "enforcement"))
    ]
    kept = time_in_force(talks(), chosen[0])
    assert kept[0] == pytest.approx(1, abs=1e-12)
    assert 0 < kept[1] == kept[2] < 1
    own, border = deal_scores(talks(), chosen)
    np.testing.assert_allclose(own, score_values(talks(), chosen[0].score), rtol=1e-12)
    np.testing.assert_allclose(border, kept * score_values(talks(), chosen[1].score), rtol=1e-12)


def test_scores_of_what_outlasts_the_agreement_count_in_full() -> None:
    chosen = [
        talks().option(issue, option) for issue, option in (("sunset", "five-year-end"), ("metal-duties", "duties"))
    ]
    np.testing.assert_allclose(deal_scores(talks(), chosen)[1], score_values(talks(), chosen[1].score), rtol=1e-12)


def test_payoffs_are_the_deals_valued_one_by_one() -> None:
    result = study(load_talks("nafta-2018"))
    rng = np.random.default_rng(3)
    for number in rng.integers(result.deals, size=12):
        deal = result.space.deal(int(number))
        options = [result.talks.option(issue, option) for issue, option in deal.items()]
        trade = value_all(Outlook(result.talks, result.talks.world, Shock()), [tuple(o.clause for o in options)]).bn[0]
        expected = trade + deal_scores(result.talks, options).sum(axis=0) - np.array(list(result.no_deal.values()))
        np.testing.assert_allclose(result.payoffs.loc[int(number)], expected, atol=1e-4)
