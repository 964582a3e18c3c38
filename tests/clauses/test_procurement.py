"""Dollars of public contracts, capped or opened."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.worlds import random_world

from tradetalks import load_world, solve
from tradetalks.clauses.procurement import NAFTA, Award, ProcurementCap, Rule
from tradetalks.clauses.quantity import Level
from tradetalks.errors import ShockError, UnknownNameError

WORLD = load_world("icio-2017")
CAN, MEX, USA = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA"))
SELLING = [WORLD.sectors.index(name) for name in ("C302T309", "C26", "SVC")]
SMALL = random_world(5)


def bare(cap: float, protected: float = 0.0) -> ProcurementCap:
    return ProcurementCap(rule="cap", cap=cap, awards=(Award(partner="CAN", won=800, won_back=0, protected=protected),))


def test_the_case_by_hand() -> None:
    clause = ProcurementCap()
    assert clause.kept == pytest.approx(503.4 / 851.3, abs=1e-12)
    assert clause.kept == pytest.approx(0.59, abs=0.005)
    assert -sum(clause.change.values()) == pytest.approx(100, abs=5)
    open_ = tuple(award.model_copy(update={"protected": NAFTA[1].protected}) for award in NAFTA)
    assert -sum(ProcurementCap(awards=open_).change.values()) == pytest.approx(350, abs=5)
    capped = ProcurementCap(rule="cap", cap=503.4)
    assert capped.change == pytest.approx(clause.change)


@given(st.floats(0, 2000), st.floats(0, 1))
def test_the_cap_cuts_between_nothing_and_all(cap: float, protected: float) -> None:
    cut = -bare(cap, protected).change["CAN"]
    assert cut == pytest.approx(max(800 - cap, 0) * (1 - protected), abs=1e-9)


@pytest.mark.parametrize("clause", [bare(800.0), bare(5000.0), bare(0.0, 1.0)])
def test_a_cap_that_does_not_bind_changes_nothing(clause: ProcurementCap) -> None:
    np.testing.assert_allclose(clause.shock(WORLD).demand_in(WORLD), 1, atol=1e-14)
    assert clause.change["CAN"] == 0


def test_a_cap_of_zero_takes_every_dollar_off_the_flow_and_moves_it_home() -> None:
    demand = bare(0.0).shock(WORLD).demand_in(WORLD)
    lost = WORLD.trade[CAN, USA] * (demand[CAN, USA] - 1)
    np.testing.assert_allclose(lost[SELLING], -800 / 3, rtol=1e-9)
    assert lost.sum() == pytest.approx(-800)
    gained = (1 + WORLD.tariff[CAN, USA]) * -lost
    np.testing.assert_allclose(WORLD.trade[USA, USA] * (demand[USA, USA] - 1), gained, atol=1e-6)


def test_no_price_index_moves_by_itself() -> None:
    demand = ProcurementCap().shock(WORLD).demand
    np.testing.assert_allclose((WORLD.trade_share * demand).sum(axis=0), 1, atol=1e-14)


def test_the_loss_is_a_fraction_of_the_awards() -> None:
    gain = WORLD.income * (solve(WORLD, ProcurementCap().shock(WORLD)).welfare_hat - 1)
    assert -100 < gain[CAN] < 0 < gain[USA] < 100


def test_opening_is_the_other_way_round() -> None:
    clause = ProcurementCap(rule="opening")
    assert clause.change == {"CAN": 400.0, "MEX": 50.0}
    demand = clause.shock(WORLD).demand_in(WORLD)
    assert (WORLD.trade[MEX, USA] * (demand[MEX, USA] - 1)).sum() == pytest.approx(50)
    assert (demand[CAN, USA, SELLING] > 1).all()
    assert (demand[USA, USA, SELLING] < 1).all()
    np.testing.assert_allclose((WORLD.trade_share * demand).sum(axis=0), 1, atol=1e-12)


def test_an_opening_is_a_promise_and_a_cap_is_not() -> None:
    assert ProcurementCap(rule="opening").promise
    assert not ProcurementCap().promise
    assert not bare(100.0).promise
    assert all(ProcurementCap(rule="opening").at(level).promise for level in Level)


def test_an_opening_of_nothing_changes_nothing() -> None:
    closed = ProcurementCap(rule="opening", awards=(Award(partner="CAN", won=800, won_back=0),))
    np.testing.assert_allclose(closed.shock(WORLD).demand_in(WORLD), 1, atol=1e-15)


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_a_wider_cap_cuts_no_more(one: float, other: float) -> None:
    tight, wide = (bare(cap).change["CAN"] for cap in sorted((one, other)))
    assert tight <= wide <= 0


@given(st.lists(st.tuples(st.floats(1, 900), st.floats(0, 900), st.floats(0, 1)), min_size=2, max_size=2))
def test_the_order_of_partners_does_not_matter(figures: list[tuple[float, float, float]]) -> None:
    awards = [
        Award(partner=name, won=won, won_back=back, protected=protected)
        for name, (won, back, protected) in zip(("CAN", "MEX"), figures, strict=True)
    ]
    one, other = (ProcurementCap(awards=tuple(order)) for order in (awards, awards[::-1]))
    assert one.change == pytest.approx(other.change, rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(one.shock(WORLD).demand_in(WORLD), other.shock(WORLD).demand_in(WORLD), atol=1e-14)


def test_a_group_of_sectors_shares_by_trade() -> None:
    clause = ProcurementCap(
        importer="NOR", awards=(Award(partner="SUD", won=3, won_back=0),), rule=Rule.RECIPROCAL, sector="goods"
    )
    demand = clause.shock(SMALL).demand
    assert demand is not None
    flow = SMALL.trade[1, 0, :2]
    np.testing.assert_allclose(demand[1, 0, :2], 1 - 3 / flow.sum(), atol=1e-12)


def test_ends_cut_less_and_more() -> None:
    for clause in (ProcurementCap(), ProcurementCap(rule="opening")):
        sizes = [abs(sum(clause.at(level).change.values())) for level in (Level.LOW, Level.VALUE, Level.HIGH)]
        assert 0 < sizes[0] < sizes[1] < sizes[2]
    ranged = ProcurementCap(rule="cap", cap={"low": 400, "value": 500, "high": 600})
    assert [ranged.at(level).cap.value for level in (Level.LOW, Level.HIGH)] == [600, 400]  # type: ignore[union-attr]


def test_it_tells_what_it_moves() -> None:
    assert str(NAFTA[0]) == "CAN: won 850.2, won back 503.4, protected 70 %, opened 400"
    clause = ProcurementCap()
    money = {receipt.region: receipt.million for receipt in clause.receipts(WORLD)}
    assert sum(money.values()) == pytest.approx(0, abs=1e-9)
    assert money["CAN"] == pytest.approx(-104.2, abs=0.05)
    found = {(finding.name, finding.about): finding.value for finding in clause.findings(WORLD)}
    assert found["change of awards", "CAN"] == money["CAN"]
    for words in ("59.1 %", "US$851 m", "CAN -104", "judged"):
        assert words in clause.explain()
    assert "+400" in ProcurementCap(rule="opening").explain()
    assert "US$300 m" in ProcurementCap(rule="cap", cap=300).explain()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"rule": "cap"}, "procurement-cap"),
        ({"cap": 500}, "procurement-cap"),
        ({"rule": "cap", "cap": -1}, "award"),
        ({"importer": "CAN"}, "partners"),
        ({"awards": [{"partner": "CAN", "won": 1, "won_back": 0, "protected": 70}]}, "share"),
        ({"awards": [{"partner": "CAN", "won": -1, "won_back": 0}]}, "award"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ProcurementCap(**wrong)
    assert code in {error["type"] for error in caught.value.errors()}


def test_awards_beyond_the_trade_are_refused() -> None:
    much = ProcurementCap(rule="cap", cap=0, awards=(Award(partner="CAN", won=50_000, won_back=0),))
    with pytest.raises(ShockError, match="exceed the trade"):
        much.shock(WORLD)
    with pytest.raises(UnknownNameError):
        ProcurementCap(sector="C99").shock(WORLD)
