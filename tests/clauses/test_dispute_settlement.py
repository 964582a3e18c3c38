"""Panels on trade remedies and panels between governments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.worlds import random_tariff, random_world

from tradetalks import load_world
from tradetalks.clauses.enforcement import Enforcement, Rulings
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.remedies import Forum, TradeRemedies
from tradetalks.equilibrium.shock import Shock, combine

WORLD = load_world("icio-2017")
WOOD = WORLD.sectors.index("C16")
CAN, USA = WORLD.regions.index("CAN"), WORLD.regions.index("USA")
SMALL = random_world(3)


def test_lumber_in_court_by_hand() -> None:
    clause = TradeRemedies(deterred=0.0)
    lumber = 0.2023 * 0.9 * 0.4 * (0.60 - 0.35)
    assert clause.on_covered(Forum.COURT) - clause.on_covered(Forum.PANELS) == pytest.approx(lumber, abs=1e-12)
    assert 100 * lumber == pytest.approx(1.8, abs=0.05)
    assert clause.rise == pytest.approx(0.78 * lumber, abs=1e-12)


def test_the_share_under_order_is_that_of_the_world() -> None:
    assert TradeRemedies().covered.value == pytest.approx(5660 / WORLD.trade[CAN, USA, WOOD], abs=0.005)
    duty = TradeRemedies().rate.value * 5660
    assert duty == pytest.approx(1150, abs=10)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_duty_rises_by_the_gap_between_panels_and_courts(panel: float, court: float) -> None:
    clause = TradeRemedies(changed_by_panel=panel, changed_in_court=court, deterred=0.0)
    assert clause.rise == pytest.approx(0.78 * 0.2023 * 0.9 * 0.4 * (panel - court), abs=1e-14)


def test_deterrence_by_hand() -> None:
    court = 0.78 * 1.05 * 0.2023 * (1 - 0.9 * 0.35 * 0.4)
    panels = 0.78 * 0.2023 * (1 - 0.9 * 0.60 * 0.4)
    assert TradeRemedies().rise == pytest.approx(court - panels, abs=1e-12)
    assert TradeRemedies(covered=0.9, deterred=0.5).duty(Forum.COURT) == TradeRemedies(covered=1.0).on_covered(
        Forum.COURT
    )


@pytest.mark.parametrize(
    "nothing",
    [
        {"review": "panels"},
        {"sought": 0.0, "deterred": 0.0},
        {"cut": 0.0, "deterred": 0.0},
        {"changed_in_court": 0.6, "deterred": 0.0},
        {"covered": 0.0},
        {"rate": 0.0},
        {"review": "lighter-panels", "kept": 1.0},
    ],
)
def test_nothing_changes_where_panels_make_no_difference(nothing: dict[str, object]) -> None:
    clause = TradeRemedies(**nothing)
    assert clause.rise == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(clause.shock(WORLD).tariff_in(WORLD), WORLD.tariff, atol=1e-15)


def test_lighter_panels_lie_between() -> None:
    rises = [TradeRemedies(review=forum).rise for forum in Forum]
    assert rises[0] == 0 < rises[1] < rises[2]
    assert TradeRemedies(review="lighter-panels", kept=0.0).rise == TradeRemedies().rise


def test_only_the_flow_pays_and_the_importer_receives() -> None:
    clause = TradeRemedies()
    changed = clause.shock(WORLD).tariff_in(WORLD) - WORLD.tariff
    assert np.argwhere(changed).tolist() == [[CAN, USA, WOOD]]
    (receipt,) = clause.receipts(WORLD)
    assert receipt.region == "USA"
    assert receipt.million == pytest.approx(changed[CAN, USA, WOOD] * WORLD.trade[CAN, USA, WOOD])


def test_remedies_in_a_world_of_their_own() -> None:
    flow = {"importer": "NOR", "exporter": ["SUD", "EST"], "sector": "CARS"}
    clause = TradeRemedies(**flow, covered=0.5, rate=0.4)
    assert np.count_nonzero(clause.shock(SMALL).tariff_in(SMALL) - SMALL.tariff) == 2


def test_ends_of_remedies_do_less_and_more() -> None:
    for forum in (Forum.LIGHTER, Forum.COURT):
        rises = [TradeRemedies(review=forum).at(level).rise for level in (Level.LOW, Level.VALUE, Level.HIGH)]
        assert rises[0] == pytest.approx(0, abs=1e-12)
        assert rises == sorted(rises)


def test_remedies_explain_themselves() -> None:
    text = TradeRemedies().explain()
    for words in ("courts", "12.37 %", "14.48 %", "20.23 %", "78 %", "60 %", "35 %", "Colares"):
        assert words in text
    found = {finding.name: finding.value for finding in TradeRemedies().findings(WORLD)}
    assert found["expected duty"] - found["expected duty with panels"] == pytest.approx(found["rise of the duty"])
    assert found["duty paid with panels"] == pytest.approx(0.1237 * 7272, rel=1e-3)


@pytest.mark.parametrize(("wrong", "code"), [({"sought": 90}, "share"), ({"rate": -0.1}, "remedy-rate")])
def test_bad_remedies_are_refused(wrong: dict[str, float], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TradeRemedies(**wrong)
    assert caught.value.errors()[0]["type"] == code


def test_delivery_by_hand() -> None:
    clause = Enforcement()
    assert clause.delivered(Rulings.BLOCKABLE) == pytest.approx(0.865, abs=1e-12)
    assert clause.delivered(Rulings.BINDING) == pytest.approx(0.955, abs=1e-12)
    assert clause.relative == pytest.approx(0.955 / 0.865, abs=1e-12)
    assert Enforcement(rulings="advisory").relative == pytest.approx(0.85 / 0.865, abs=1e-12)


def test_enforcement_changes_nothing_where_all_is_kept_or_all_as_today() -> None:
    for rulings in Rulings:
        assert Enforcement(rulings=rulings, willing=1.0).relative == 1
        assert Enforcement(rulings=rulings, if_blockable=1.0, if_binding=1.0, if_advisory=1.0).relative == 1
    assert Enforcement(rulings="blockable").relative == 1
    assert Enforcement(if_binding=0.1).relative == 1


chances = st.floats(0, 1)


@given(chances, chances, chances, st.floats(0.01, 1))
def test_what_is_delivered_lies_between_what_is_kept_willingly_and_all(
    blockable: float, binding: float, advisory: float, willing: float
) -> None:
    clause = Enforcement(if_blockable=blockable, if_binding=binding, if_advisory=advisory, willing=willing)
    parts = [clause.delivered(rulings) for rulings in (Rulings.ADVISORY, Rulings.BLOCKABLE, Rulings.BINDING)]
    assert parts == sorted(parts)
    assert willing - 1e-15 <= parts[0]
    assert parts[-1] <= 1 + 1e-15
    assert clause.relative == pytest.approx(parts[2] / parts[1], rel=1e-14)


@given(chances, chances)
def test_certain_enforcement_delivers_all(binding: float, willing: float) -> None:
    clause = Enforcement(rulings="blockable", if_blockable=1.0, if_binding=binding, willing=willing)
    assert clause.delivered(Rulings.BLOCKABLE) == 1
    assert clause.delivered(Rulings.BINDING) == 1
    assert clause.relative == 1


def test_enforcement_has_no_shock_of_its_own() -> None:
    assert vars(Enforcement().shock(WORLD)) == vars(Shock())
    both = combine(SMALL, [Enforcement().shock(SMALL), Shock(tariff=random_tariff(SMALL, 1))])
    np.testing.assert_allclose(both.tariff_in(SMALL), random_tariff(SMALL, 1), atol=1e-15)


def test_ends_of_enforcement_lie_on_either_side() -> None:
    binding = [Enforcement().at(level).relative for level in (Level.LOW, Level.VALUE, Level.HIGH)]
    advisory = [Enforcement(rulings="advisory").at(level).relative for level in (Level.LOW, Level.VALUE, Level.HIGH)]
    assert 1 < binding[0] < binding[1] < binding[2]
    assert 1 == advisory[0] > advisory[1] > advisory[2]


def test_enforcement_explains_itself() -> None:
    text = Enforcement().explain()
    for words in ("bind", "70 %", "10 %", "85 %", "95.5 %", "86.5 %", "judged", "21 disputes"):
        assert words in text
    found = {finding.name: finding.value for finding in Enforcement().findings(WORLD)}
    assert found["promise delivered"] / found["promise delivered, today"] == found["promise delivered over today's"]


@pytest.mark.parametrize(
    ("wrong", "code"), [({"willing": 85}, "probability"), ({"willing": 0.0, "if_blockable": 0.0}, "nothing-kept")]
)
def test_bad_enforcement_is_refused(wrong: dict[str, float], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Enforcement(**wrong)
    assert caught.value.errors()[0]["type"] == code
