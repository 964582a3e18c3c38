"""Preferences: who claims them, what that costs, and what is lost when they end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.integrate import quad
from scipy.stats import lognorm

from tradetalks import load_world
from tradetalks.clauses.claiming.utilisation import Utilisation
from tradetalks.clauses.lapse import Lapse
from tradetalks.clauses.preference import Preference
from tradetalks.clauses.quantity import Level
from tradetalks.errors import UnknownNameError
from tradetalks.files.attach import attached
from tradetalks.lines.table import LineTable

WORLD = load_world("icio-2017")
CAN, MEX, USA, CHN = WORLD.region_positions(("CAN", "MEX", "USA", "CHN"))
CLOTHES, CARS = (WORLD.sectors.index(name) for name in ("C13T15", "C29"))
CURVE = Utilisation(0.95, 0.01, 0.9)
MFN = WORLD.layer("mfn")


def preference(**given: Any) -> Preference:
    base: dict[str, Any] = {"type": "preference", "importer": "USA", "exporter": "CHN", "sector": "goods"}
    return Preference(**base | given)


def lapse(**given: Any) -> Lapse:
    base: dict[str, Any] = {"type": "lapse", "member": ("USA", "CAN", "MEX"), "goods": 1.0, "services": 1.0}
    return Lapse(**base | given)


def unclaimed(curve: Utilisation, margin: np.ndarray) -> float:
    """Duty that is paid because nobody claims, as a share of all trade."""
    return float((margin * (1 - curve.share(margin)))[0])


def test_nobody_claims_without_a_margin() -> None:
    none = np.array([0.0, np.nan])
    for figure in (CURVE.share(none), CURVE.burden(none)):
        np.testing.assert_array_equal(figure, 0)


def test_half_of_those_who_can_claim_at_the_median_cost() -> None:
    assert CURVE.share(np.array([0.01]))[0] == pytest.approx(0.475, rel=1e-8)
    assert CURVE.share(np.array([1e6]))[0] == pytest.approx(0.95, rel=1e-8)


@given(st.floats(1e-4, 1), st.floats(1e-3, 0.1), st.floats(0.3, 2))
def test_the_burden_is_the_mean_cost_of_those_who_claim(margin: float, cost: float, spread: float) -> None:
    curve = Utilisation(0.9, cost, spread)
    density = lognorm(s=spread, scale=cost).pdf
    wanted = 0.9 * quad(lambda k: k * density(k), 0, margin, points=[min(cost, margin / 2)], limit=200)[0]
    assert curve.burden(np.array([margin]))[0] == pytest.approx(wanted, rel=1e-5, abs=1e-10)


@given(st.floats(1e-4, 1), st.floats(1.001, 3))
def test_claims_rise_with_the_margin_and_never_cost_more_than_they_save(margin: float, more: float) -> None:
    margins = np.array([margin, margin * more])
    share, burden = CURVE.share(margins), CURVE.burden(margins)
    assert share[1] >= share[0]
    assert (burden <= margins * share + 1e-15).all()


def test_published_figures_at_two_and_a_half_per_cent() -> None:
    curve, margin = Utilisation(0.948, 0.0096, 0.92), np.array([0.025])
    assert unclaimed(curve, margin) == pytest.approx(0.0048, abs=5e-5)
    assert curve.burden(margin)[0] == pytest.approx(0.0076, abs=5e-5)


def test_the_status_quo_is_no_shock() -> None:
    for clause in (
        attached(preference(exporter=("CAN", "MEX"), sector="C29")),
        preference(margin=0.0, sector="C13T15"),
    ):
        shock = clause.shock(WORLD)
        np.testing.assert_allclose(shock.tariff_in(WORLD), WORLD.tariff, atol=1e-15)
        np.testing.assert_allclose(shock.trade_cost_in(WORLD), 1, atol=1e-15)


def test_a_preference_by_hand() -> None:
    shock = preference(sector="C13T15").shock(WORLD)
    margin = MFN[CHN, USA, [CLOTHES]]
    curve = preference().curve()
    np.testing.assert_allclose(shock.tariff_in(WORLD)[CHN, USA, CLOTHES], unclaimed(curve, margin), rtol=1e-8)
    np.testing.assert_allclose(shock.trade_cost_in(WORLD)[CHN, USA, CLOTHES], 1 + curve.burden(margin)[0], rtol=1e-8)
    assert np.count_nonzero(shock.tariff_in(WORLD) != WORLD.tariff) == 1


def test_lines_decide_where_there_are_any() -> None:
    mfn = np.array([0.0, 0.32, np.nan])
    codes, value = ("6101", "6102", "6103"), {"CHN": np.array([6.0, 2.0, 2.0])}
    table = LineTable("t", "USA", codes, ("C13T15",) * 3, mfn, value)
    clause = preference(sector="C13T15").model_copy(update={"tables": (table,)})
    curve, peak = clause.curve(), np.array([0.32])
    shock, whole = clause.shock(WORLD), MFN[CHN, USA, CLOTHES]
    wanted = whole * (1 - curve.share(peak)[0])
    np.testing.assert_allclose(shock.tariff_in(WORLD)[CHN, USA, CLOTHES], wanted, rtol=1e-8)
    dearer = 1 + whole * curve.burden(peak)[0] / 0.32
    np.testing.assert_allclose(shock.trade_cost_in(WORLD)[CHN, USA, CLOTHES], dearer, rtol=1e-8)


def test_cheaper_proof_saves_resources_and_never_turns_duties_into_subsidies() -> None:
    shock = attached(preference(exporter=("CAN", "MEX"), dearer=0.5)).shock(WORLD)
    assert shock.trade_cost_in(WORLD)[MEX, USA, CLOTHES] < 1
    assert shock.tariff_in(WORLD).min() == 0


def test_findings_add_up_to_the_duty_for_all() -> None:
    found = {one.name: one.value for one in attached(preference()).findings(WORLD)}
    goods = WORLD.trade[CHN, USA, :-1]
    mean = float((MFN[CHN, USA, :-1] * goods).sum() / goods.sum())
    saved = found["duty for all that is saved, proposed"]
    assert found["duty paid or not remitted, proposed"] == pytest.approx(mean * (1 - saved), rel=1e-8)
    assert found["duty for all that is saved, today"] == 0
    assert preference().receipts(WORLD)[0].million < 0


def test_a_preference_explains_itself() -> None:
    told = preference(margin="50 %", dearer=2).explain()
    for part in ("goods from CHN to USA", "50 %", "0.28 %", "2 times", "2.5 %", "2024"):
        assert part in told


def test_ranges_lead_from_less_use_to_more() -> None:
    margin = np.array([0.025])
    least, value, most = (float(preference().at(level).curve().share(margin)[0]) for level in Level)
    assert least < value < most


RANGES: list[Any] = [0.5, 0.8, 2, {"low": 0.5, "value": 0.8, "high": 1}, {"low": 1, "value": 1.5, "high": 2}]


@pytest.mark.parametrize("dearer", RANGES)
def test_dearer_or_cheaper_proof_does_more_from_least_to_most(dearer: Any) -> None:
    clause = attached(preference(exporter="MEX", sector="C13T15", dearer=dearer))
    shocks = [clause.at(level).shock(WORLD) for level in Level]
    costs = [abs(shock.trade_cost_in(WORLD)[MEX, USA, CLOTHES] - 1) for shock in shocks]
    assert costs[0] <= costs[1] <= costs[2]
    assert costs[2] > 0
    if isinstance(dearer, dict):
        assert costs[0] == pytest.approx(0, abs=1e-15)


def test_a_preference_withdrawn_is_a_lapse_where_all_trade_claims() -> None:
    clause = attached(preference(exporter="MEX", sector="C29", margin=0.0))
    shock, ended = clause.shock(WORLD), attached(lapse()).shock(WORLD)
    cell = (MEX, USA, CARS)
    assert shock.tariff_in(WORLD)[cell] == pytest.approx(ended.tariff_in(WORLD)[cell], abs=1e-15)
    assert shock.tariff_in(WORLD)[cell] == pytest.approx(MFN[cell], abs=1e-15)
    assert shock.trade_cost_in(WORLD)[cell] == 1
    assert "C29 all trade is taken to claim" in clause.explain()


def test_a_lapse_ends_claims_and_saves_their_cost() -> None:
    clause = attached(lapse())
    shock = clause.shock(WORLD)
    tariff, cost = shock.tariff_in(WORLD), shock.trade_cost_in(WORLD)
    for pair in ((MEX, USA), (CAN, USA), (USA, MEX)):
        assert WORLD.tariff[pair][CLOTHES] < tariff[pair][CLOTHES] < MFN[pair][CLOTHES]
        assert tariff[pair][CARS] == MFN[pair][CARS]
        assert cost[pair][CLOTHES] < 1 == cost[pair][CARS]
    np.testing.assert_array_equal(tariff[CHN], WORLD.tariff[CHN])
    np.testing.assert_array_equal(cost[CHN], 1)


def test_a_lapse_undoes_a_preference() -> None:
    named = {"exporter": "MEX", "importer": "USA", "sector": "C13T15", "margin": 0.0}
    ended, withdrawn = (attached(c).shock(WORLD) for c in (lapse(), preference(**named)))
    cell = (MEX, USA, CLOTHES)
    assert ended.tariff_in(WORLD)[cell] == pytest.approx(withdrawn.tariff_in(WORLD)[cell], rel=1e-8)
    assert ended.trade_cost_in(WORLD)[cell] == pytest.approx(withdrawn.trade_cost_in(WORLD)[cell], rel=1e-8)


def test_with_full_use_at_no_cost_a_lapse_is_the_duty_for_all() -> None:
    shock = lapse(fully_used="goods", goods=1.04, services=1.02).shock(WORLD)
    np.testing.assert_allclose(shock.tariff_in(WORLD)[MEX, USA], MFN[MEX, USA])
    np.testing.assert_allclose(shock.trade_cost_in(WORLD)[MEX, USA, :-1], 1.04)
    assert shock.trade_cost_in(WORLD)[MEX, USA, -1] == 1.02


def test_a_lapse_tells_what_it_does() -> None:
    clause = attached(lapse(goods={"low": 1, "value": 1.04, "high": 1.12}))
    told = clause.explain()
    for part in ("USA, CAN, MEX", "4 % on goods (0 to 12 %)", "0.14 %", "C29"):
        assert part in told
    found = {(one.about, one.name): one.value for one in clause.findings(WORLD)}
    about = "goods from MEX to USA"
    assert found[about, "duty for all"] == pytest.approx(0.042, abs=0.001)
    assert 0 < found[about, "duty newly paid"] < found[about, "duty for all"]
    assert 0 < found[about, "compliance cost saved"] < found[about, "duty for all"]
    assert sum(one.million for one in clause.receipts(WORLD)) > 0


def test_a_sector_of_full_use_must_be_known() -> None:
    with pytest.raises(UnknownNameError):
        lapse(fully_used="NOSUCH").shock(WORLD)


@pytest.mark.parametrize("wrong", [{"ceiling": 1.2}, {"compliance_cost": 0}, {"spread": 0}])
def test_impossible_curves_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError) as caught:
        preference(**wrong)
    assert caught.value.errors()[0]["type"] == "claims"


def test_a_margin_of_one_is_ambiguous() -> None:
    with pytest.raises(ValidationError) as caught:
        preference(margin=1)
    assert caught.value.errors()[0]["type"] == "percentage"
