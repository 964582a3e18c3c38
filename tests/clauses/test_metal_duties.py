"""Duties on metals: what they replace, who is hit, who answers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

import tradetalks as tt
from build_metal_shares import is_aluminium, is_steel, shares
from tradetalks.clauses.metal_answers import Answer, MetalPartner
from tradetalks.clauses.metal_duties import MetalDuties
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.vehicle_quota import VehicleQuota

WORLD = tt.load_world("icio-2017")


def duties(**given: object) -> MetalDuties:
    return MetalDuties.model_validate({"type": "metal-duties", **given})


def added(clause: MetalDuties) -> dict[tuple[str, str, str], float]:
    more = clause.shock(WORLD).tariff_in(WORLD) - WORLD.tariff
    return {
        (WORLD.regions[i], WORLD.regions[n], WORLD.sectors[j]): float(more[i, n, j])
        for i, n, j in np.argwhere(more != 0).tolist()
    }


@pytest.mark.parametrize(
    ("flow", "low", "value", "high"),
    [
        (("CAN", "USA", "C24A"), 0.16, 0.193, 0.25),
        (("CAN", "USA", "C24B"), 0.03, 0.041, 0.055),
        (("MEX", "USA", "C24A"), 0.16, 0.20, 0.25),
        (("MEX", "USA", "C24B"), 0.003, 0.0045, 0.01),
        (("USA", "CAN", "C24A"), 0.10, 0.20, 0.25),
        (("USA", "CAN", "C24B"), 0.02, 0.04, 0.06),
        (("USA", "CAN", "C20"), 0.01, 0.021, 0.03),
        (("USA", "MEX", "C24A"), 0.04, 0.08, 0.15),
        (("USA", "MEX", "C10T12"), 0.02, 0.044, 0.06),
        (("USA", "MEX", "A01"), 0.006, 0.011, 0.02),
    ],
)
def test_it_replaces_the_tariffs_typed_by_hand(
    flow: tuple[str, str, str], low: float, value: float, high: float
) -> None:
    found = [added(duties().at(level))[flow] for level in (Level.LOW, Level.VALUE, Level.HIGH)]
    assert found == pytest.approx([low, value, high], rel=0.06)


def test_the_answers_cover_what_was_announced() -> None:
    """C$16.6 bn at 1.30, and about US$3 bn (text seen)."""
    covered = {f.about: f.value for f in duties().findings(WORLD) if f.name == "trade that pays in answer"}
    assert covered["USA to CAN"] == pytest.approx(16600 / 1.30, rel=0.005)
    assert covered["USA to MEX"] == pytest.approx(3000, rel=1e-12)


def test_the_share_hit_times_the_rate_is_the_addition() -> None:
    partner = {"region": "JPN", "steel_share": 0.5, "aluminium_share": 0.25}
    found = added(duties(exporter="JPN", partner=[partner], steel_rate="50 %", aluminium_rate="20 %"))
    assert found == {("JPN", "USA", "C24A"): pytest.approx(0.25), ("JPN", "USA", "C24B"): pytest.approx(0.05)}


def test_one_partner_may_be_spared_and_answers_may_fail_to_come() -> None:
    assert {flow[:2] for flow in added(duties(exporter="CAN"))} == {("CAN", "USA"), ("USA", "CAN")}
    assert {flow[:2] for flow in added(duties(answered=False))} == {("CAN", "USA"), ("MEX", "USA")}


def test_no_rate_and_no_answer_is_no_change() -> None:
    assert added(duties(steel_rate=0, aluminium_rate=0, answered=False)) == {}


def test_an_answer_never_covers_more_than_all() -> None:
    partner = {
        "region": "MEX",
        "steel_share": 0.8,
        "aluminium_share": 0.1,
        "answer": [{"sector": "A01", "rate": "20 %", "covered": 1e9}],
    }
    assert added(duties(exporter="MEX", partner=[partner]))["USA", "MEX", "A01"] == pytest.approx(0.2)


def test_duties_collected_add_up() -> None:
    clause = duties()
    paid = {r.region: 0.0 for r in clause.receipts(WORLD)}
    for receipt in clause.receipts(WORLD):
        paid[receipt.region] += receipt.million
    more = clause.shock(WORLD).tariff_in(WORLD) - WORLD.tariff
    by_importer = (more * WORLD.trade).sum(axis=(0, 2))
    for region, million in paid.items():
        assert million == pytest.approx(by_importer[WORLD.regions.index(region)], rel=1e-10)


def test_duties_hurt_those_who_meet_them() -> None:
    income = tt.solve(WORLD, duties(answered=False).shock(WORLD)).real_income
    assert income["CAN"] < 0
    assert income["MEX"] < 0


def test_answers_cost_the_one_who_started() -> None:
    alone, answered = (tt.solve(WORLD, duties(answered=a).shock(WORLD)).real_income for a in (False, True))
    assert answered["USA"] < alone["USA"]


def test_it_explains_itself() -> None:
    text = duties().explain()
    for words in ("25 %", "10 %", "77.3 %", "80.1 %", "40.8 %", "4.54 %", "12.8 bn", "3 bn", "judgement"):
        assert words in text
    assert "77.27 %" in str(duties().partner[0])
    assert "Nobody answers" in duties(answered=False).explain()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"exporter": "JPN"}, "metal-partner"),
        ({"exporter": ["USA"]}, "no-flow"),
        ({"partner": [{"region": "CAN", "steel_share": 1.2, "aluminium_share": 0.1}]}, "metal-share"),
        ({"steel_rate": 25}, "percentage"),
    ],
)
def test_bad_input_is_refused_by_its_code(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        duties(**wrong)
    assert caught.value.errors()[0]["type"] == code


def test_an_answer_below_zero_is_refused() -> None:
    with pytest.raises(ValidationError, match="below 0"):
        Answer.model_validate({"sector": "A01", "rate": 0.1, "covered": -1})


def test_lines_are_told_apart() -> None:
    assert [is_steel(code) for code in ("7206100000", "7216500000", "7216610000", "7307990000", "7306900000")] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert [is_aluminium(code) for code in ("7601100000", "7602000000", "7616995160", "7616995190")] == [
        True,
        False,
        True,
        False,
    ]
    rows = [
        {"partner": "CAN", "hts10": "7208100000", "customs_value_usd": "30"},
        {"partner": "CAN", "hts10": "7204100000", "customs_value_usd": "10"},
    ]
    assert shares(rows, {"72": "C24A"}) == {("CAN", "steel in C24A"): 0.75}


def test_defaults_are_those_of_the_tariff_lines() -> None:
    path = Path(__file__).parents[2] / "scripts" / "metal_shares.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    line = {(row["partner"], row["kind"]): float(row["share"]) for row in rows}
    for partner in duties().partner:
        assert isinstance(partner, MetalPartner)
        assert partner.steel_share.value == line[partner.region, "steel in C24A"]
        assert partner.aluminium_share.value == line[partner.region, "aluminium in C24B"]
        quota = VehicleQuota(type="vehicle-quota", exporter=partner.region)
        cars, trucks = line[partner.region, "passenger vehicles in C29"], line[partner.region, "trucks in C29"]
        assert quota.vehicle_share.value == pytest.approx(cars, abs=0.001)
        assert quota.parts_share.value == pytest.approx(1 - cars - trucks, abs=0.001)


def test_no_tariff_falls_from_least_to_most_and_the_trade_hit_shrinks() -> None:
    clause = duties()
    tariffs, flows = [], []
    for level in (Level.LOW, Level.VALUE, Level.HIGH):
        shock = clause.at(level).shock(WORLD)
        tariffs.append(shock.tariff_in(WORLD))
        flows.append(tt.solve(WORLD, shock).flow)
    assert (np.diff(tariffs, axis=0) >= 0).all()
    usa, steel, aluminium = WORLD.regions.index("USA"), *WORLD.sector_positions(("C24A", "C24B"))
    for name in ("CAN", "MEX"):
        partner = WORLD.regions.index(name)
        sold = [float(sum(flow[place, partner, usa] for place in (steel, aluminium))) for flow in flows]
        bought = [float(flow[steel, usa, partner]) for flow in flows]
        assert sold == sorted(sold, reverse=True)
        assert bought == sorted(bought, reverse=True)


def test_only_known_shares_and_answers_name_their_source() -> None:
    given = MetalPartner(
        region="MEX",
        steel_share=0.5,
        aluminium_share=0.1,
        answer=(Answer(sector=("C24A",), rate=0.25, covered=900),),
    )
    text = duties(exporter="MEX", partner=(given,)).explain()
    assert "MEX: 50 % and 10 %, as given)" in text
    assert text.endswith("MEX on US$0.9 bn.")
    known = duties().explain()
    assert "US Census" in known
    assert "lists of 2018" in known
    assert "as given" not in known
