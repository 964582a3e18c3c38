from __future__ import annotations

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from support.worlds import random_world

from tradetalks import load_world
from tradetalks.clauses import AnyClause, Lapse, Tariff, TradeCost
from tradetalks.clauses.base import Clause
from tradetalks.clauses.quantity import Level, Quantity

WORLD = load_world("icio-2017")
FLOW = {"exporter": "MEX", "importer": ["USA", "CAN"], "sector": "C29", "judgement": "test"}
CARS = WORLD.sectors.index("C29")
CAN, MEX, USA = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA"))


def read(**given: object) -> Clause:
    return TypeAdapter[Clause](AnyClause).validate_python(given)


def test_a_tariff_touches_its_cells_and_no_other() -> None:
    tariff = read(type="tariff", add={"low": 0.01, "value": 0.02, "high": 0.05}, **FLOW).shock(WORLD).tariff_in(WORLD)
    changed = np.argwhere(tariff != WORLD.tariff)
    assert {tuple(cell) for cell in changed.tolist()} == {(MEX, USA, CARS), (MEX, CAN, CARS)}
    assert tariff[MEX, USA, CARS] == pytest.approx(WORLD.tariff[MEX, USA, CARS] + 0.02)


def test_a_tariff_may_be_set() -> None:
    tariff = read(type="tariff", rate=0.25, **FLOW).shock(WORLD).tariff_in(WORLD)
    assert tariff[MEX, USA, CARS] == 0.25


@pytest.mark.parametrize("wrong", [{}, {"rate": 0.1, "add": 0.1}, {"add": -1.0}, {"rate": float("nan")}])
def test_a_tariff_needs_one_possible_figure(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        read(type="tariff", **FLOW, **wrong)


def test_a_trade_cost_is_a_factor_and_never_touches_own_sales() -> None:
    clause = read(
        type="trade-cost", exporter=["MEX", "USA"], importer=["USA"], sector="goods", factor=1.5, judgement="test"
    )
    cost = clause.shock(WORLD).trade_cost_in(WORLD)
    assert cost[USA, USA, CARS] == 1
    assert cost[MEX, USA, CARS] == 1.5
    assert cost[MEX, USA, WORLD.sectors.index("SVC")] == 1
    with pytest.raises(ValidationError, match="zero or below"):
        TradeCost(type="trade-cost", factor=0, **FLOW)


def test_a_lapse_goes_back_to_mfn_among_members_only() -> None:
    lapse = read(type="lapse", member=["USA", "CAN", "MEX"], goods=1.04, services=1.02, judgement="test")
    shock = lapse.shock(WORLD)
    tariff, cost = shock.tariff_in(WORLD), shock.trade_cost_in(WORLD)
    assert tariff[MEX, USA, CARS] == WORLD.layer("mfn")[MEX, USA, CARS] > WORLD.tariff[MEX, USA, CARS]
    china = WORLD.regions.index("CHN")
    np.testing.assert_array_equal(tariff[china], WORLD.tariff[china])
    assert (cost[USA, CAN, CARS], cost[USA, CAN, -1], cost[china, USA, CARS]) == (1.04, 1.02, 1)


def test_levels_pick_the_ends_of_ranges() -> None:
    clause = Tariff(type="tariff", add={"low": 0.01, "value": 0.02, "high": 0.05}, **FLOW)
    assert [clause.at(level).figure.value for level in Level] == [0.01, 0.02, 0.05]
    lapse = Lapse(
        type="lapse",
        member=("USA", "CAN"),
        goods={"low": 1.0, "value": 1.04, "high": 1.12},
        services=1.02,
        judgement="test",
    )
    assert lapse.at(Level.HIGH).goods.value == 1.12
    assert lapse.at(Level.HIGH).services.value == 1.02


@pytest.mark.parametrize(
    ("figure", "least", "most"),
    [
        ({"low": 0.95, "value": 0.98, "high": 1.0}, 1.0, 0.95),
        ({"low": 1.0, "value": 1.02, "high": 1.05}, 1.0, 1.05),
        ({"low": 0.5, "value": 0.8, "high": 0.9}, 0.9, 0.5),
        ({"low": 0.6, "value": 1.1, "high": 1.5}, 1.0, 0.6),
    ],
)
def test_a_factor_does_least_where_it_is_nearest_to_one(figure: dict[str, float], least: float, most: float) -> None:
    clause = TradeCost(type="trade-cost", factor=figure, **FLOW)
    assert [clause.at(level).factor.value for level in Level] == [least, figure["value"], most]


@pytest.mark.parametrize(
    ("figure", "least", "most"),
    [
        ({"low": -0.05, "value": -0.02, "high": -0.01}, -0.01, -0.05),
        ({"low": 0.01, "value": 0.02, "high": 0.05}, 0.01, 0.05),
        ({"low": -0.05, "value": -0.02, "high": 0.01}, 0.0, -0.05),
    ],
)
def test_a_cut_of_duties_does_least_where_it_is_small(figure: dict[str, float], least: float, most: float) -> None:
    clause = Tariff(type="tariff", add=figure, **FLOW)
    assert [clause.at(level).figure.value for level in Level] == [least, figure["value"], most]


def test_a_table_adds_to_its_cells() -> None:
    row = {"importer": "USA", "exporter": "CHN", "sector": "C29", "add": 0.25}
    table = read(type="tariff-table", file="list.csv", rows=[row], judgement="test")
    china = WORLD.regions.index("CHN")
    difference = table.shock(WORLD).tariff_in(WORLD) - WORLD.tariff
    assert difference[china, USA, CARS] == pytest.approx(0.25)
    assert np.count_nonzero(difference) == 1


@pytest.mark.parametrize(
    "clause",
    [
        read(type="tariff", rate=0.25, **FLOW),
        read(type="trade-cost", factor=1.02, **FLOW),
        read(type="lapse", member=["USA", "CAN"], goods=1.04, services=1.02, judgement="test"),
    ],
)
def test_clauses_explain_themselves_with_figures(clause: Clause) -> None:
    assert any(figure in clause.explain() for figure in ("25", "2.00", "4"))


@pytest.mark.parametrize("wrong", [{"low": 2, "value": 1, "high": 3}, {"value": 4, "high": 3}])
def test_a_range_out_of_order_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match="out of order"):
        Quantity.model_validate(wrong)


def test_a_figure_without_reason_is_refused() -> None:
    with pytest.raises(ValidationError, match="neither a source nor a judgement"):
        read(type="tariff", rate=0.1, exporter="MEX", importer="USA", sector="C29")


def test_a_clause_knows_a_world_of_its_own() -> None:
    world = random_world(1)
    clause = read(type="tariff", add=0.1, exporter="NOR", importer="SUD", sector=["FARM", "SVC"], judgement="test")
    difference = clause.shock(world).tariff_in(world) - world.tariff
    assert np.count_nonzero(difference) == 2
