"""Several content rules in force at once: the same makers meet all, or pay the duty once."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks import load_world, solve
from tradetalks.clauses.base import shock_of
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.clause import ContentClause
from tradetalks.clauses.content.meeting import Meeting
from tradetalks.clauses.content.model import Makers, Rule, delta_of
from tradetalks.clauses.content.together import Together
from tradetalks.clauses.content.ways import WageChoices, Wages
from tradetalks.clauses.labour_value import LabourValue
from tradetalks.clauses.national_content import NationalContent
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.clauses.tariff import Tariff
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.errors import ShockError

WORLD = load_world("icio-2017")
CARS = WORLD.sectors.index("C29")
CAN, MEX, USA = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA"))

COARSE = Makers(4, 4, 0.16, 0.18, 0.15, 3, advantages=24, assemblies=10)
FINE = replace(COARSE, mu=delta_of(0.25, 4) - 1, advantages=8, assemblies=30)
requirements = st.floats(0.05, 0.95)
duties = st.floats(0.0, 0.4)
parts_apart = st.floats(0.0, 1.0)


def of_region(required: float, duty: float = 0.025) -> Choices:
    return Choices(COARSE, Rule(required), duty)


def of_country(required: float, duty: float = 0.025) -> Choices:
    """A rule on another grid, under which assembly does not count."""
    return Choices(FINE, Rule(required, 0.0), duty)


def of_wages(required: float, duty: float = 0.025, pay: float = 12.0) -> Choices:
    return WageChoices(replace(COARSE, mu=0.05), Rule(required, 0.0), duty, Wages(pay, 16.0, 0.08))


def told(outcome: Together | Choices) -> list[float]:
    return [outcome.complying, outcome.flow_cost, outcome.flow_paying, outcome.flow_pay_rise, outcome.price]


def regional(**given: Any) -> RegionalContent:
    return RegionalContent.model_validate({"type": "regional-content", "required": "75 %", **given})


def national(**given: Any) -> NationalContent:
    return NationalContent.model_validate({"type": "national-content", "required": "50 %", **given})


def labour(**given: Any) -> LabourValue:
    return LabourValue.model_validate({"type": "labour-value", "required": "40 %", **given})


def assert_same(one: Shock, other: Shock, tolerance: float = 1e-13) -> None:
    for name in ("tariff_in", "trade_cost_in", "demand_in", "deficit_in"):
        np.testing.assert_allclose(getattr(one, name)(WORLD), getattr(other, name)(WORLD), rtol=0, atol=tolerance)


# makers


@given(requirements, duties, parts_apart)
def test_one_rule_is_met_as_it_is_alone(required: float, duty: float, separate: float) -> None:
    for one in (of_region(required, duty), of_country(required, duty), of_wages(required, duty)):
        assert told(Together((one,), separate)) == told(one)


@given(requirements, requirements, requirements, duties, parts_apart)
def test_the_order_of_rules_does_not_matter(one: float, two: float, three: float, duty: float, apart: float) -> None:
    rules = of_region(one, duty), of_country(two, duty), of_wages(three, duty)
    first = Together(rules, apart)
    for order in permutations(range(3)):
        other = Together(tuple(rules[place] for place in order), apart)
        assert told(other) == pytest.approx(told(first), rel=1e-12, abs=1e-14)
        shares = [first.flow_part_shares[place] for place in order]
        assert list(other.flow_part_shares) == pytest.approx(shares, rel=1e-12)


@given(requirements, requirements, parts_apart)
def test_to_meet_all_costs_between_the_dearest_rule_and_the_product(one: float, other: float, apart: float) -> None:
    rules = of_region(one), of_wages(other)
    least, most = np.maximum(*(rule.cheapest for rule in rules)), np.prod([rule.cheapest for rule in rules], axis=0)
    cost = Together(rules, apart).cost_of_meeting
    possible = np.isfinite(least)
    assert (cost >= least * (1 - 1e-14))[possible].all()
    assert (cost <= most * (1 + 1e-14))[possible].all()
    assert np.isinf(cost[~possible]).all()
    np.testing.assert_array_equal(Together(rules, 0.0).cost_of_meeting, least)
    np.testing.assert_allclose(Together(rules, 1.0).cost_of_meeting, most, rtol=1e-14)


@given(requirements, requirements, requirements, duties, parts_apart)
def test_another_rule_never_makes_more_comply(one: float, two: float, three: float, duty: float, apart: float) -> None:
    rules = of_region(one, duty), of_country(two, duty), of_wages(three, duty)
    complying = [Together(rules[:number], apart).complying for number in (1, 2, 3)]
    assert complying[0] + 1e-12 >= complying[1] >= complying[2] - 1e-12
    assert complying[1] <= min(rule.complying for rule in rules[:2]) + 1e-12


@given(requirements, requirements, duties, parts_apart, parts_apart)
def test_fewer_comply_the_less_parts_serve_several_rules(
    one: float, other: float, duty: float, apart: float, more: float
) -> None:
    less, more = sorted((apart, more))
    rules = of_region(one, duty), of_country(other, duty)
    assert Together(rules, less).complying >= Together(rules, more).complying


@given(requirements, duties, parts_apart)
def test_a_rule_that_costs_nothing_changes_nothing(required: float, duty: float, apart: float) -> None:
    alone = of_region(required, duty)
    both = Together((alone, of_country(0.0, duty)), apart)
    assert told(both) == pytest.approx(told(alone), rel=1e-12, abs=1e-14)
    assert both.flow_part_shares[0] == pytest.approx(Together((alone,), apart).flow_part_shares[0], rel=1e-12)


@given(requirements, requirements, requirements, duties, parts_apart)
def test_who_pays_is_at_most_everybody(one: float, two: float, three: float, duty: float, apart: float) -> None:
    both = Together((of_region(one, duty), of_country(two, duty), of_wages(three, duty)), apart)
    assert 0 <= both.flow_paying <= 1 + 1e-12
    assert both.price <= 1 + duty + 1e-12
    assert (both.pay_rise >= 0).all()
    assert (both.real_cost[both.paying] == 1).all()


def test_one_maker_and_two_rules_by_hand() -> None:
    """Half of parts is free: with .7 and .6 required, each costs chi^1.25 + (1 - chi)^1.25 over its free cost."""
    same = Makers(theta=4, eta=3, mu=0.0, sigma=0.0, assembly=0.0, concentration=3)
    costs = []
    for share in (0.7, 0.6):
        chi = 1 / (1 + (1 / share - 1) ** 0.8)
        costs.append((chi**1.25 + (1 - chi) ** 1.25) / 0.5**0.25)
    rules = [Choices(same, Rule(share), 0.25) for share in (0.7, 0.6)]
    both = Together(tuple(rules), 0.5)
    assert both.flow_cost == pytest.approx(costs[0] * costs[1] ** 0.5, rel=1e-12)
    assert both.flow_part_shares == pytest.approx((0.7, 0.6), rel=1e-12)
    at_a_duty_between = (np.sqrt(costs[0] * costs[1]) * costs[0] ** 0.5) - 1
    paid = Together(tuple(replace(rule, duty=at_a_duty_between * 0.99) for rule in rules), 0.5)
    assert (paid.flow_paying, paid.flow_cost) == (1, 1)
    assert paid.flow_part_shares == pytest.approx((0.5, 0.5), rel=1e-12)


def test_higher_pay_beside_dearer_parts_is_what_is_left_of_the_cost() -> None:
    """Least: the dearer of the two ways, parts taken first. Most: parts, and pay on top of them."""
    same = Makers(theta=4, eta=3, mu=0.0, sigma=0.0, assembly=0.0, concentration=3)
    parts, pay = Choices(same, Rule(0.6), 0.25), WageChoices(same, Rule(0.7), 0.25, Wages(8.0, 16.0, 0.05))
    c, r = parts.flow_cost, 1 + 0.2 * 0.05
    assert pay.raising.all()
    assert c < r
    least, most = Together((parts, pay), 0.0), Together((parts, pay), 1.0)
    assert (least.flow_cost, least.pay_rise.max()) == pytest.approx((c, r - c), rel=1e-12)
    assert (most.flow_cost, most.pay_rise.max()) == pytest.approx((c, c * r - c), rel=1e-12)


# clauses in a world


@pytest.mark.parametrize("level", Level)
def test_a_clause_alone_is_its_own_shock(level: Level) -> None:
    for clause in (regional().at(level), national().at(level), labour().at(level)):
        assert_same(shock_of(WORLD, [clause]), clause.shock(WORLD), 1e-15)
        assert_same(ContentClause.joined([clause], WORLD), clause.shock(WORLD), 1e-15)


def test_the_order_of_clauses_does_not_matter() -> None:
    duty = Tariff.model_validate(
        {"type": "tariff", "importer": "USA", "exporter": "MEX", "sector": "C29", "rate": 0.1, "judgement": "a test"}
    )
    clauses = (regional(), duty, national(), labour())
    first = shock_of(WORLD, clauses)
    for order in list(permutations(range(4)))[1::5]:
        assert_same(shock_of(WORLD, [clauses[place] for place in order]), first)
    alone = combine(WORLD, [duty.shock(WORLD), Meeting((regional(), national(), labour()), WORLD).shock])
    assert_same(first, alone)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.65, 0.95), st.floats(0.2, 0.9), st.sampled_from(Level))
def test_duties_stay_within_what_vehicles_would_pay_if_none_complied(one: float, other: float, level: Level) -> None:
    rules = regional(required=one).at(level), national(required=other).at(level)
    added = shock_of(WORLD, rules).tariff_in(WORLD) - WORLD.tariff
    for exporter, (cars, trucks) in ((MEX, (0.326, 0.243)), (CAN, (0.544, 0.138))):
        assert added[exporter, USA, CARS] <= cars * 0.025 + trucks * 0.25
    for flow in Meeting(rules, WORLD).flows((MEX, USA, CARS)):
        assert flow.after.flow_paying <= 1 + 1e-12


@pytest.mark.parametrize("level", Level)
def test_a_clause_that_costs_nothing_added_changes_nothing(level: Level) -> None:
    free = national(required="0.1 %").at(level)
    np.testing.assert_array_equal(free.shock(WORLD).trade_cost_in(WORLD), 1)
    for clause in (regional(), labour()):
        assert_same(shock_of(WORLD, [clause.at(level), free]), clause.at(level).shock(WORLD))


def test_joint_costs_lie_between_those_of_the_dearest_and_of_all() -> None:
    rules = regional(), labour(required_trucks="45 %")
    cost = [shock_of(WORLD, [rule]).trade_cost_in(WORLD)[MEX, USA, CARS] for rule in rules]
    ends = [tuple(rule.model_copy(update={"separate": labour(separate=s).separate}) for rule in rules) for s in (0, 1)]
    least, most = (shock_of(WORLD, end).trade_cost_in(WORLD)[MEX, USA, CARS] for end in ends)
    middle = shock_of(WORLD, rules).trade_cost_in(WORLD)[MEX, USA, CARS]
    assert least < middle < most < np.prod(cost)


def test_ends_of_the_range_are_the_bounds() -> None:
    assert [regional().at(level).separate.value for level in (Level.LOW, Level.VALUE, Level.HIGH)] == [0, 0.5, 1]


def test_rules_that_bear_on_different_flows_do_not_meet() -> None:
    mexico, canada = regional(exporter="MEX"), national(exporter="CAN")
    apart = combine(WORLD, [mexico.shock(WORLD), canada.shock(WORLD)])
    assert_same(shock_of(WORLD, [mexico, canada]), apart)


def test_the_rule_of_today_does_nothing_alone_and_is_met_beside_others() -> None:
    today, country = regional(required="62.5 %"), national()
    none = shock_of(WORLD, [today])
    assert (none.tariff, none.trade_cost, none.demand, none.transfer) == (None, None, None, None)
    alone, beside = (shock_of(WORLD, rules).tariff_in(WORLD) for rules in ([country], [today, country]))
    assert 0 < beside[MEX, USA, CARS] < alone[MEX, USA, CARS]
    stricter = shock_of(WORLD, [regional(required="62.6 %"), country])
    np.testing.assert_allclose(stricter.tariff_in(WORLD), beside, atol=2e-5)


def test_parts_turn_to_both_areas_less_than_each_alone() -> None:
    both, one, other = (shock_of(WORLD, r) for r in ((regional(), national()), (regional(),), (national(),)))
    turn = [shock.demand_in(WORLD)[USA, MEX, CARS] - 1 for shock in (both, one, other)]
    assert 0 < turn[1] < turn[0] < turn[1] + turn[2]
    share = (WORLD.trade_share * both.demand_in(WORLD)).sum(axis=0)
    np.testing.assert_allclose(share, 1, atol=1e-12)
    assert solve(WORLD, both).residual < 1e-9


PAYING = {
    "75 %": [(2.1, 0.0), (12.0, 0.0), (19.4, 0.0)],
    "85 %": [(7.2, 0.0), (30.9, 0.0), (42.3, 0.1)],
    "50 %": [(35.2, 3.0), (66.9, 3.3), (92.2, 4.9)],
    "75 % and 50 %": [(35.2, 3.0), (67.5, 3.4), (92.2, 8.5)],
    "85 % and 50 %": [(35.2, 3.0), (70.9, 4.1), (92.9, 12.5)],
}
"""Cars and trucks of Mexico that pay, % of the flow, at every level: the table of the docs."""


@pytest.mark.parametrize("asked", PAYING)
def test_cars_and_trucks_that_pay_are_those_of_the_docs(asked: str) -> None:
    rules = [national() if share == "50 %" else regional(required=share) for share in asked.split(" and ")]
    for level, expected in zip(Level, PAYING[asked], strict=True):
        cars, trucks = Meeting(tuple(rule.at(level) for rule in rules), WORLD).flows((MEX, USA, CARS))
        assert (100 * cars.after.flow_paying, 100 * trucks.after.flow_paying) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"calibration": "paper"}, "exposure"),
        ({"vehicles": {"MEX": {"cars": 0.4, "trucks": 0.1}, "CAN": {"cars": 0.4, "trucks": 0.1}}}, "vehicles"),
        ({"car_duty": 0.03}, "car_duty"),
        ({"separate": 0.2}, "separate"),
    ],
)
def test_one_population_of_makers_cannot_be_two(given: dict[str, Any], name: str) -> None:
    with pytest.raises(ShockError, match=f"two content rules on the same makers in MEX differ in {name}") as caught:
        shock_of(WORLD, [regional(), national(**given)])
    assert caught.value.code == "content-makers"
    assert name in caught.value.remedy
