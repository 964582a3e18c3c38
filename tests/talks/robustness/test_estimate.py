"""The shortcut gives the study back where nothing moves, and a draw sets what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ranged import ranged_data, studied
from support.studies import agreeing, nafta

from tradetalks.talks.robustness.curves import NODES, Curves, between
from tradetalks.talks.robustness.drawn_case import with_clauses, with_judgements
from tradetalks.talks.robustness.drivers import Vary, draw_inputs, elasticity_sets
from tradetalks.talks.robustness.estimate import Model, weighted
from tradetalks.talks.robustness.sampling import position, quantile_at
from tradetalks.talks.study import Study


def model(study: Study, vary: Vary | None = None) -> Model:
    return Model(study.economy, draw_inputs(study.talks, vary or Vary(), 4, 0))


@pytest.mark.parametrize("study", [agreeing, nafta])
def test_as_written_the_sum_of_parts_and_what_is_beyond_is_the_study(study: object) -> None:
    made = model(study())  # type: ignore[operator]
    central = made.grid.central
    in_force = made.grid.in_force(central, central.values(made.grid.states)) + made.beyond
    found = made.grid.after_ends(central, central.values(made.grid.states), in_force)
    assert found == pytest.approx(made.economy.deal_values, abs=1e-9)


def test_too_many_combinations_of_rules_that_meet_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradetalks.talks.robustness.grid.MOST_JOINT", 15)
    made = model(nafta())
    assert all(len(block) == 1 for block in made.grid.blocks)
    assert np.abs(made.beyond).max() > 0.05


def test_rules_that_meet_are_one_block() -> None:
    made = model(nafta())
    assert made.grid.blocks[0] == (0, 1)
    assert all(len(block) == 1 for block in made.grid.blocks[1:])
    assert np.abs(made.beyond).max() < 0.05


@given(st.integers(0, len(NODES) - 1))
def test_curves_go_through_what_was_solved(node: int) -> None:
    curve = Curves(np.ones((2, 1)), {"cars": (np.array([1]), np.arange(5.0).reshape(5, 1, 1) ** 2)})
    found = curve.at({"cars": quantile_at(NODES[node])})
    assert found[:, 0] == pytest.approx([1, 1 + node**2 - 4])


@given(st.floats(0, 1))
def test_curves_are_exact_for_polynomials(u: float) -> None:
    place = float(position(np.array(u)))
    for power in range(len(NODES)):
        assert between(u) @ np.array(NODES) ** power == pytest.approx(place**power, abs=1e-9)


def test_a_party_that_cares_more_has_larger_gains_and_larger_losses() -> None:
    talks = studied(ranged_data()).talks
    inputs = draw_inputs(talks, Vary(), 30, 0)
    seen = []
    for draw in range(30):
        low, high = with_judgements(talks, inputs, draw).issue("fee").option[1:]
        seen.append((inputs.score[draw, 1, 0], low.score[1].bn.value, high.score[1].bn.value))
    in_order = sorted(seen)
    assert all(np.diff([row[column] for row in in_order]).max() < 0 for column in (1, 2))


def test_chances_add_up_and_stay_near_their_ranges() -> None:
    inputs = draw_inputs(studied(ranged_data()).talks, Vary(), 100, 0)
    assert inputs.chance.sum(axis=1) == pytest.approx(1)
    assert inputs.chance[:, 1].min() > 0.1
    assert np.ptp(inputs.chance[:, 1]) > 0.2


def test_different_sets_are_drawn_evenly() -> None:
    talks = nafta().economy.talks
    sets = elasticity_sets(talks, Vary())
    assert sets[0] == ""
    assert len(sets) == len({tuple(e.tolist()) for e in talks.baseline.elasticity_sets.values()})
    inputs = draw_inputs(talks, Vary(), 10 * len(sets), 0)
    assert np.bincount(inputs.set_of).tolist() == [10] * len(sets)
    assert elasticity_sets(talks, Vary(elasticities=("IS", "IS", "CP"))) == ("IS", "CP")
    assert elasticity_sets(talks, Vary(elasticities=())) == ("",)


def test_families_that_are_not_named_stay_as_written() -> None:
    talks = nafta().economy.talks
    moved = with_clauses(talks, {"lapse": 0.9}).case.no_deal.outcome[2].clause
    told = talks.case.no_deal.outcome[2].clause
    assert moved[0].goods.value > told[0].goods.value
    assert moved[1] == told[1]


def test_weights_leave_company_and_no_deal_alone() -> None:
    game = agreeing().game
    found = weighted(game, np.full((3, 3), 2.0))
    assert all(np.array_equal(new, 2 * old) for new, old in zip(found.own, game.own, strict=True))
    assert found.together is game.together
    assert found.no_deal is game.no_deal
