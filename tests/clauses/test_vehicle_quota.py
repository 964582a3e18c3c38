"""The side letters: they bear only where trade is above the quota."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import tradetalks as tt
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.quota.model import Regime
from tradetalks.clauses.vehicle_quota import VehicleQuota

WORLD = tt.load_world("icio-2017")
CAN, MEX, USA = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA"))
CARS = WORLD.sectors.index("C29")


def letter(**given: object) -> VehicleQuota:
    return VehicleQuota.model_validate({"type": "vehicle-quota", "exporter": "MEX", **given})


@pytest.mark.parametrize("exporter", ["CAN", "MEX"])
def test_the_letters_of_2018_do_not_bear_on_the_trade_of_2017(exporter: str) -> None:
    clause = letter(exporter=exporter)
    assert clause.shock(WORLD).tariff is None
    assert all(receipt.million == 0 for receipt in clause.receipts(WORLD))
    assert all(one.used < 0.75 for one in clause.capped(WORLD))


def test_each_partner_has_its_letter() -> None:
    assert [letter(exporter=e).parts_quota for e in ("CAN", "MEX")] == [32.4, 108.0]
    assert [letter(exporter=e).vehicle_quota for e in ("CAN", "MEX")] == [2.6, 2.6]


@given(st.floats(0.3, 3))
@settings(max_examples=25, deadline=None)
def test_it_bears_exactly_above_the_quota(growth: float) -> None:
    clause = letter(growth=growth)
    vehicles, parts = clause.capped(WORLD)
    for one in (vehicles, parts):
        assert (one.result.regime is Regime.IN_QUOTA) == (one.used <= 1)
    bears = vehicles.used > 1 or parts.used > 1
    assert (clause.shock(WORLD).tariff is not None) == bears


def test_no_quota_is_the_whole_duty_on_all_but_trucks() -> None:
    clause = letter(vehicle_quota=0, parts_quota=0, duty="25 %")
    shock = clause.shock(WORLD)
    share = 0.326 + 0.43
    turned = share * 1.25**-4 + 1 - share
    price = turned ** (-1 / 4)
    tariff = 1 / ((share * 1.25**-5 + 1 - share) / turned) - 1
    cell = (MEX, USA, CARS)
    base = WORLD.tariff[cell]
    assert base == 0
    assert shock.tariff_in(WORLD)[cell] == pytest.approx(tariff, rel=1e-8)
    assert shock.trade_cost_in(WORLD)[cell] == pytest.approx(price / (1 + tariff), rel=1e-8)
    assert all(one.result.wedge == 1.25 for one in clause.capped(WORLD))


def test_all_vehicles_without_trucks_is_a_plain_tariff() -> None:
    clause = letter(vehicle_quota=0, parts_quota=0, vehicle_share=0.6, parts_share=0.4, duty="10 %")
    shock = clause.shock(WORLD)
    assert shock.tariff_in(WORLD)[MEX, USA, CARS] == pytest.approx(0.1, abs=1e-10)
    np.testing.assert_allclose(shock.trade_cost_in(WORLD), 1, atol=1e-10)


def test_no_duty_no_harm() -> None:
    assert letter(vehicle_quota=0, parts_quota=0, duty=0).shock(WORLD).tariff is None


def test_a_filled_quota_is_a_rent_of_the_exporter() -> None:
    clause = letter(growth=1.8)
    vehicles, _ = clause.capped(WORLD)
    assert vehicles.result.regime is Regime.FILLED
    assert vehicles.result.over_quota == 0
    duty, home, abroad = clause.receipts(WORLD)
    assert (duty.million, home.million) == (0, 0)
    assert abroad.region == "MEX"
    assert abroad.million == pytest.approx(vehicles.result.rent / 1.8, rel=1e-12)
    transfer = clause.shock(WORLD).transfer
    assert transfer is not None
    assert transfer[MEX] == -transfer[USA] == pytest.approx(vehicles.result.rent / 1.8, rel=1e-12)
    assert tt.solve(WORLD, clause.shock(WORLD)).residual < 1e-8


@pytest.mark.parametrize("growth", [1.6, 1.8, 2.5])
def test_the_rent_that_is_paid_abroad_is_the_revenue_of_the_cell(growth: float) -> None:
    shock = letter(growth=growth).shock(WORLD)
    solution = tt.solve(WORLD, shock)
    cell = (MEX, USA, CARS)
    revenue = np.asarray(solution.trade)[cell] * shock.tariff_in(WORLD)[cell]
    assert WORLD.tariff[cell] == 0
    assert shock.transfer is not None
    assert shock.transfer[MEX] == pytest.approx(revenue, rel=0.02)


def test_far_over_the_quota_the_duty_is_paid() -> None:
    clause = letter(growth=8)
    vehicles, _ = clause.capped(WORLD)
    assert vehicles.result.regime is Regime.OVER_QUOTA
    assert clause.receipts(WORLD)[0].million >= 0.25 * vehicles.result.over_quota / 8 > 0


def test_ends_of_the_range() -> None:
    assert letter().at(Level.LOW).shock(WORLD).tariff is None
    assert letter().at(Level.HIGH).shock(WORLD).tariff is not None


def test_another_partner_is_given_in_full() -> None:
    full = {"parts_quota": 10, "vehicles_today": 1.7, "vehicle_share": 0.6, "parts_share": 0.3}
    assert letter(exporter="JPN", **full).capped(WORLD)[0].used == pytest.approx(1.7 / 2.6, rel=1e-6)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"exporter": "JPN"}, "vehicle-partner"),
        (
            {"exporter": "USA", "parts_quota": 1, "vehicles_today": 1, "vehicle_share": 0.5, "parts_share": 0.2},
            "no-flow",
        ),
        ({"vehicles_today": 0}, "vehicle-figures"),
        ({"vehicle_share": 0.9}, "vehicle-shares"),
        ({"duty": 25}, "percentage"),
        ({"vehicle_quota": -1}, "greater_than_equal"),
    ],
)
def test_bad_input_is_refused_by_its_code(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        letter(**wrong)
    assert caught.value.errors()[0]["type"] == code


def test_findings_and_words() -> None:
    found = {(f.name, f.about): f for f in letter().findings(WORLD)}
    used = found["trade over the quota (1 is full)", "passenger vehicles from MEX to USA"]
    assert used.value == pytest.approx(1.7 / 2.6, rel=1e-9)
    assert found["price over the border price", "parts from MEX to USA"].value == 1.0
    assert not any("trade over" in f.name for f in letter(vehicle_quota=0, parts_quota=0).findings(WORLD))
    assert found["rent in the grown market", "parts from MEX to USA"].value == 0
    text = letter().explain()
    for words in ("2.6 million", "US$108 bn", "25 %", "light trucks", "judgement"):
        assert words in text
