"""Published conflicts, state by state."""

from __future__ import annotations

import numpy as np
import pytest
from talks.stability.published import CASES, CONCEPTS, ELMIRA, elmira_of_nine_states, numbers

from tradetalks.talks.stability import Concept, Conflict, Jump, coalition_stability, equilibrium_jumps, stability
from tradetalks.talks.stability import status_quo as paths_from

SIZES = {"prisoners": 4, "cuba": 12, "elmira": 12, "milk river": 36}


def held(stable: np.ndarray) -> list[int]:
    return (np.flatnonzero(stable) + 1).tolist()


@pytest.mark.parametrize("name", CASES)
def test_every_state_is_judged_as_published(name: str) -> None:
    case = CASES[name]
    judged = stability(case.by_rankings(), CONCEPTS)
    assert len(judged.conflict.states) == SIZES[name]
    for row, concept in enumerate(CONCEPTS):
        for maker, stable in zip(judged.conflict.decision_makers, judged.holds(concept), strict=True):
            assert held(stable) == numbers(case.stable[maker][row]), (concept, maker)
        assert held(judged.holds(concept).all(axis=0)) == numbers(case.equilibria[row]), concept


@pytest.mark.parametrize("name", sorted(set(CASES) - {"elmira"}))
def test_priorities_give_the_published_ranking(name: str) -> None:
    assert (CASES[name].by_priorities().preference == CASES[name].by_rankings().preference).all()


def test_priorities_of_elmira_part_states_that_the_ranking_holds_equal() -> None:
    """Once the plant is abandoned nothing else matters; the statements still tell those four states apart."""
    finer, ranked = ELMIRA.by_priorities(), ELMIRA.by_rankings()
    gone = np.array([state[3] == "Y" for state in ranked.states])
    assert (np.array([len(set(row)) for row in ranked.preference[:, gone].tolist()]) == 1).all()
    assert (np.array([len(set(row)) for row in finer.preference[:, gone].tolist()]) == 4).all()
    for one, other in zip(finer.preference[:, ~gone], ranked.preference[:, ~gone], strict=True):
        assert np.argsort(one).tolist() == np.argsort(other).tolist()


@pytest.fixture(scope="module")
def elmira() -> Conflict:
    return elmira_of_nine_states()


def test_elmira_of_nine_states(elmira: Conflict) -> None:
    judged = stability(elmira, CONCEPTS).equilibria
    assert judged[Concept.NASH] == judged[Concept.SEQ] == ("5", "8", "9")
    assert judged[Concept.GMR] == judged[Concept.SMR] == ("1", "4", "5", "8", "9")


def test_in_elmira_ministry_and_firm_jump_to_the_settlement_that_was_reached(elmira: Conflict) -> None:
    jumps = equilibrium_jumps(stability(elmira), Concept.NASH)
    assert jumps == (Jump(("MoE", "Uniroyal"), "5", "8"),)
    assert coalition_stability(elmira).equilibria[Concept.NASH] == ("8", "9")


def test_the_settlement_of_elmira_is_out_of_reach_of_improvements_alone(elmira: Conflict) -> None:
    ways = paths_from(elmira, "1")
    assert ways.improvements.distance[[4, 7]].tolist() == [1, -1]
    assert ways.moves.distance[[4, 7]].tolist() == [1, 3]
    twelve = paths_from(ELMIRA.by_rankings(), "NYNNN")
    assert twelve.improvements.distance[[6, 9]].tolist() == [1, -1]
    assert twelve.moves.distance[[6, 9]].tolist() == [1, 3]


def test_statements_alone_make_the_local_government_argue_about_a_closed_plant() -> None:
    finer = stability(ELMIRA.by_priorities(), CONCEPTS)
    local = finer.holds(Concept.NASH)[finer.conflict.decision_maker("Local Government")]
    assert held(~local) == numbers("1-6")
    ranked = stability(ELMIRA.by_rankings(), CONCEPTS)
    assert held(~ranked.holds(Concept.NASH)[2]) == numbers("1-4")
