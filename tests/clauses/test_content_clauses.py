"""Content rules in a world: regional content, national content and labour value."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from support.worlds import random_world

from tradetalks import load_world, solve
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.clause import ContentClause
from tradetalks.clauses.content.flow import Kind
from tradetalks.clauses.labour_value import LabourValue
from tradetalks.clauses.national_content import NationalContent
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import UnknownNameError

WORLD = load_world("icio-2017")
CARS = WORLD.sectors.index("C29")
CAN, MEX, USA = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA"))


def regional(**given: Any) -> RegionalContent:
    return RegionalContent.model_validate({"type": "regional-content", **given})


def national(**given: Any) -> NationalContent:
    return NationalContent.model_validate({"type": "national-content", **given})


def labour(**given: Any) -> LabourValue:
    return LabourValue.model_validate({"type": "labour-value", **given})


def effect(clause: ContentClause, exporter: int = MEX) -> tuple[float, float]:
    shock = clause.shock(WORLD)
    cost, tariff = shock.trade_cost_in(WORLD), shock.tariff_in(WORLD)
    return float(cost[exporter, USA, CARS] - 1), float(tariff[exporter, USA, CARS] - WORLD.tariff[exporter, USA, CARS])


def figure(clause: ContentClause, name: str, about: str) -> float:
    (value,) = (f.value for f in clause.findings(WORLD) if f.name == name and f.about == about)
    return value


def members_share(choices: Choices) -> float:
    """Share of the members in the cost of parts of all that is shipped."""
    makers = choices.makers
    spent = choices.flow * choices.real_cost * (1 - makers.assembly_part)
    return float((spent * choices.part_share).sum() / spent.sum())


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("calibration", ["data", "paper"])
def test_what_is_required_today_is_no_shock_at_all(level: Level, calibration: str) -> None:
    clause = regional(required="62.5 %", calibration=calibration).at(level)
    shock = clause.shock(WORLD)
    assert (shock.tariff, shock.trade_cost, shock.demand, shock.transfer) == (None, None, None, None)
    assert clause.receipts(WORLD) == ()


@pytest.mark.parametrize(
    ("required", "exporter", "cost", "duty"),
    [
        ("70 %", MEX, 0.0010, 0.0003),
        ("75 %", MEX, 0.0020, 0.0008),
        ("85 %", MEX, 0.0054, 0.0023),
        ("70 %", CAN, 0.0009, 0.0006),
        ("75 %", CAN, 0.0018, 0.0012),
        ("85 %", CAN, 0.0043, 0.0038),
    ],
)
def test_costs_and_duties_on_the_sectors_flow(required: str, exporter: int, cost: float, duty: float) -> None:
    assert effect(regional(required=required), exporter) == pytest.approx((cost, duty), abs=1e-4)


def test_only_the_flows_named_and_the_makers_parts_are_touched() -> None:
    shock = regional(required="75 %").shock(WORLD)
    touched = {tuple(cell) for cell in np.argwhere(shock.trade_cost_in(WORLD) != 1).tolist()}
    assert touched == {(MEX, USA, CARS), (CAN, USA, CARS)}
    turned = {tuple(cell) for cell in np.argwhere(np.abs(shock.demand_in(WORLD) - 1) > 1e-12)[:, 1:].tolist()}
    assert turned == {(MEX, CARS), (CAN, CARS)}


def test_parts_turn_to_the_members_and_no_price_moves_by_itself() -> None:
    shock = regional(required="75 %").shock(WORLD)
    demand, share = shock.demand_in(WORLD), WORLD.trade_share
    assert (share * demand).sum(axis=0) == pytest.approx(1, abs=1e-12)
    np.testing.assert_allclose(demand[:, MEX, CARS], np.asarray(shock.demand)[:, MEX, CARS], atol=1e-12)
    members = share[[USA, CAN, MEX], MEX, CARS].sum()
    assert (share * demand)[[USA, CAN, MEX], MEX, CARS].sum() > members
    used = WORLD.input_share[MEX, CARS, CARS] * WORLD.trade[MEX, USA, CARS] / WORLD.expenditure[MEX, CARS]
    flows = [flow for flow in regional(required="75 %").flows if flow.exporter == "MEX"]
    turn = sum(flow.part * (members_share(flow.after) / members_share(flow.before) - 1) for flow in flows)
    assert demand[MEX, MEX, CARS] == pytest.approx(1 + used * turn, abs=1e-8)


def test_the_two_calibrations_are_words_and_do_not_agree() -> None:
    data, paper = regional(required="75 %"), regional(required="75 %", calibration="paper")
    assert (data.mu.value, paper.mu.value) == (0.16, 0.11)
    assert figure(data, "do not comply", "cars from MEX") == pytest.approx(13.0, abs=0.3)
    assert figure(paper, "do not comply", "cars from MEX") > 30
    mine = regional(required="75 %", calibration="paper", mu=0.2)
    assert mine.mu.value == 0.2
    assert mine.exposure["MEX"].cars.mean < 1
    with pytest.raises(ValidationError, match="'data' or 'paper'"):
        regional(required="75 %", calibration="press")


def test_ranges_go_from_mild_to_harsh() -> None:
    clause = regional(required="75 %")
    assert clause.flows
    costs = [effect(clause.at(level)) for level in Level]
    assert costs[0] < costs[1] < costs[2]
    shares = [effect(national(required="50 %").at(level)) for level in Level]
    assert shares[0] < shares[1] < shares[2]


def test_receipts_are_duties_to_the_importer_and_costs_to_the_exporter() -> None:
    clause = regional(required="75 %", exporter="MEX")
    receipts = clause.receipts(WORLD)
    (cost, duty), trade = effect(clause), WORLD.trade[MEX, USA, CARS]
    gained = sum(r.million for r in receipts if r.region == "USA")
    lost = sum(r.million for r in receipts if r.region == "MEX")
    assert (gained, lost) == pytest.approx((duty * trade, -cost * trade), rel=1e-8)


def test_findings_add_up() -> None:
    clause = regional(required="75 %")
    for about in ("cars from MEX", "trucks from CAN"):
        parts = ("comply freely", "comply with dearer parts", "do not comply")
        assert sum(figure(clause, name, about) for name in parts) == pytest.approx(100, abs=1e-8)
    assert figure(clause, "average content", "cars from MEX") == pytest.approx(74.1, abs=0.1)


def test_a_stricter_rule_than_today_costs_the_members_real_income() -> None:
    income = solve(WORLD, regional(required="85 %").shock(WORLD)).real_income
    assert float(income["MEX"]) < 0
    assert float(income["CAN"]) < 0


def test_explanations_have_figures_and_sources() -> None:
    for clause, words in (
        (regional(required="75 %"), ("75 %", "62.5 % today", "Guajardo", "Head, Mayer and Melitz", "2.5 %", "25 %")),
        (national(required="50 %"), ("50 %", "USA", "judged", "25 % in MEX", "40 % in CAN")),
        (labour(required="40 %", required_trucks="45 %"), ("40 %", "45 %", "US$16", "raise pay", "10 %")),
    ):
        text = clause.explain()
        assert all(word in text for word in words), text
        assert text.count(". ") == 1


# national content


def fixed(share: float, **given: Any) -> NationalContent:
    """Makers that are all alike, without assembly."""
    free = {"MEX": share}
    return national(exporter="MEX", free_share=free, sigma=0, assembly=0, **given)


def test_national_content_below_the_free_share_costs_nothing() -> None:
    assert effect(fixed(0.4, required="39 %")) == (0, 0)
    assert effect(fixed(0.999, required="95 %")) == (0, 0)


def test_cars_pay_the_duty_and_trucks_comply_with_half_of_us_content() -> None:
    clause = national(required="50 %", exporter="MEX")
    assert figure(clause, "do not comply", "cars from MEX") > 60
    assert figure(clause, "do not comply", "trucks from MEX") < 10


def test_national_content_is_fine_enough_for_one_per_cent_of_the_duty() -> None:
    finer = replace(national(required="50 %").flows[0].after.makers, advantages=400, assemblies=2000)
    for flow in national(required="50 %", exporter="MEX").flows:
        exact = Choices(replace(finer), flow.after.rule, flow.duty)
        assert flow.after.flow_paying == pytest.approx(exact.flow_paying, rel=0.01)


def test_assembly_counts_in_the_country_itself_only() -> None:
    given = {"free_share": {"USA": 0.3, "MEX": 0.3}, "vehicles": {"USA": {"cars": 0.4, "trucks": 0.1}}}
    home = national(required="40 %", exporter="USA", importer="CAN", **given)
    abroad = national(required="40 %", exporter="MEX", importer="CAN", free_share={"MEX": 0.3})
    away = figure(abroad, "comply freely", "cars from MEX")
    assert figure(home, "comply freely", "cars from USA") > away


# labour value


def plants(share: float, **given: Any) -> LabourValue:
    free = {"MEX": share}
    return labour(exporter="MEX", free_share=free, sigma=0, assembly=0, credit=0, **given)


def test_labour_value_below_the_free_share_costs_nothing() -> None:
    assert effect(plants(0.41, required="40 %")) == (0, 0)
    assert effect(plants(0.99, required="45 %")) == (0, 0)


def test_plants_that_pay_the_wage_need_do_nothing() -> None:
    assert effect(plants(0.25, required="40 %", pay=16)) == (0, 0)


def test_higher_pay_is_a_price_that_workers_get() -> None:
    clause = plants(0.25, required="27 %", pay=15, labour_share=0.1)
    shock = clause.shock(WORLD)
    rate = (0.326 + 0.243) * 0.02 * 0.1 * (16 / 15 - 1)
    transfer = np.asarray(shock.transfer)
    assert effect(clause) == pytest.approx((0, rate), abs=1e-8)
    assert transfer[MEX] == pytest.approx(rate * WORLD.trade[MEX, USA, CARS], rel=1e-8)
    assert transfer.sum() == pytest.approx(0, abs=1e-9)
    assert figure(clause, "comply by raising pay", "cars from MEX") == 100
    assert figure(clause, "average content", "cars from MEX") == pytest.approx(27, abs=1e-8)
    np.testing.assert_allclose(shock.demand_in(WORLD), 1, rtol=1e-12)


def test_credits_and_a_smaller_base_soften_the_rule() -> None:
    hard, credited = labour(required="40 %", credit=0), labour(required="40 %", credit=0.15)
    part = labour(required="40 %", credit=0, base="regional-content")
    assert effect(hard) > effect(credited)
    assert effect(hard) > effect(part)
    same = labour(required="30 %", credit=0)
    assert effect(part) == pytest.approx(effect(same), abs=1e-12)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("base", ["whole-car", "regional-content"])
def test_a_tighter_rule_than_todays_costs_more_and_todays_costs_nothing(level: Level, base: str) -> None:
    rules = [labour(required=share, today=0.35, base=base).at(level) for share in (0.35, 0.36, 0.38, 0.40, 0.45)]
    costs = [effect(rule)[0] for rule in rules]
    assert rules[0].is_today
    assert costs[0] == 0
    assert (np.diff(costs) > 0).all()


def test_trucks_may_have_a_rule_of_their_own_today() -> None:
    same = labour(required="40 %", required_trucks="45 %", today="40 %", today_trucks="45 %")
    assert same.is_today
    only_trucks = labour(required="40 %", required_trucks="45 %", today="40 %")
    assert not only_trucks.is_today
    changed = {flow.kind: flow.cost for flow in only_trucks.flows if flow.exporter == "MEX"}
    assert changed[Kind.CARS] == 1 < changed[Kind.TRUCKS]


def test_both_rules_at_once_lie_between_bounds() -> None:
    clause = labour(required="40 %")
    name = "do not comply with 75 % regional content too"
    least, most = (figure(clause, f"{name}, {bound}", "cars from MEX") for bound in ("least", "most"))
    alone = figure(regional(required="75 %"), "do not comply", "cars from MEX")
    assert alone < least < most


def test_words_and_figures_are_read_as_people_write_them() -> None:
    text = """
    type = "labour-value"
    required = 0.30
    wage = 15.0
    base = "regional-content"
    exporter = "MEX"
    credit = { low = 0.0, value = 0.0, high = 0.15 }
    free_share = { MEX = { low = 0.2, value = 0.25, high = 0.3 } }
    vehicles = { MEX = { cars = "33 %", trucks = "24 %" } }
    """
    clause = LabourValue.model_validate(tomllib.loads(text))
    assert [clause.asked(clause.written(kind)) for kind in Kind] == pytest.approx([0.225, 0.225])
    assert clause.at(Level.LOW).free_share["MEX"].value == 0.3
    assert clause.at(Level.HIGH).free_share["MEX"].value == 0.2
    assert (str(clause.base), str(clause.calibration)) == ("regional-content", "data")


# bad input


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: regional(required=1), "percentage"),
        (lambda: regional(required="120 %"), "less_than_equal"),
        (lambda: regional(required="75 %", exporter="BRA"), "vehicle-shares"),
        (lambda: regional(required="75 %", exporter="USA", importer="USA"), "no-flow"),
        (lambda: national(required="50 %", free_share={"MEX": 0.3}), "free-share"),
        (lambda: national(required="50 %", free_share={"MEX": 0, "CAN": 0.4}), "free-share"),
        (lambda: labour(required="40 %", wage=0), "greater_than"),
        (lambda: labour(required="40 %", base="cabin"), "enum"),
    ],
)
def test_bad_input_is_refused_with_one_code(make: Any, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make()
    assert [error["type"] for error in caught.value.errors()] == [code]


def test_a_world_of_its_own() -> None:
    world = random_world(3)
    given = {"importer": "NOR", "exporter": "SUD", "sector": "CARS", "members": ["NOR", "SUD"]}
    clause = regional(required="75 %", vehicles={"SUD": {"cars": 0.4, "trucks": 0.1}}, **given)
    shock = clause.shock(world)
    assert isinstance(shock, Shock)
    assert solve(world, shock).residual < 1e-9
    with pytest.raises(UnknownNameError):
        regional(required="75 %").shock(world)
