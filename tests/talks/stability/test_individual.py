from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks.stability.brute import Brute
from talks.stability.graphs import conflicts, made
from talks.stability.published import PRISONERS

from tradetalks.errors import UnknownNameError
from tradetalks.talks.stability import Concept, Conflict, stability

IMPLIED = [
    (Concept.NASH, Concept.SSEQ),
    (Concept.NASH, Concept.SMR),
    (Concept.SMR, Concept.GMR),
    (Concept.SEQ, Concept.GMR),
    (Concept.SSEQ, Concept.SMR),
    (Concept.SSEQ, Concept.SEQ),
]


@given(conflicts())
def test_it_is_the_definition(conflict: Conflict) -> None:
    judged, brute = stability(conflict), Brute(conflict)
    for concept in Concept:
        expected = [[brute.stable(concept, i, s) for s in brute.states] for i in brute.makers]
        assert judged.holds(concept).tolist() == expected


@given(conflicts())
def test_stricter_concepts_imply_weaker_ones(conflict: Conflict) -> None:
    judged = stability(conflict)
    for strict, weak in IMPLIED:
        assert (judged.holds(strict) <= judged.holds(weak)).all(), (strict, weak)


@given(conflicts(), st.randoms(use_true_random=False))
def test_the_order_of_states_and_decision_makers_does_not_matter(conflict: Conflict, random: object) -> None:
    states = np.array(random.sample(range(len(conflict.states)), len(conflict.states)))  # type: ignore[attr-defined]
    makers = np.array(random.sample(range(len(conflict.preference)), len(conflict.preference)))  # type: ignore[attr-defined]
    moves = conflict.moves[makers][:, states][:, :, states]
    other = made(moves, conflict.preference[makers][:, states])
    assert (stability(other).stable == stability(conflict).stable[:, makers][:, :, states]).all()


@given(conflicts())
def test_only_the_order_of_levels_counts(conflict: Conflict) -> None:
    other = made(conflict.moves, 7 * conflict.preference**3 - 100)
    assert (stability(other).stable == stability(conflict).stable).all()


@given(conflicts())
def test_without_moves_all_holds(conflict: Conflict) -> None:
    assert stability(made(np.zeros_like(conflict.moves), conflict.preference)).stable.all()


@given(conflicts())
def test_a_best_state_holds_for_its_friend_under_every_concept(conflict: Conflict) -> None:
    best = conflict.preference == conflict.preference.max(axis=1, keepdims=True)
    assert stability(conflict).stable[:, best].all()


@given(conflicts(makers=(1,)))
def test_alone_all_concepts_are_nash(conflict: Conflict) -> None:
    stable = stability(conflict).stable
    assert (stable == stable[0]).all()


def test_a_sanction_that_hurts_the_one_who_gives_it_is_not_credible() -> None:
    """A gains by s0 to s1; B can punish by s2, which is worst for B as well."""
    moves = np.zeros((2, 3, 3), dtype=bool)
    moves[0, 0, 1] = moves[1, 1, 2] = True
    judged = stability(made(moves, np.array([[1, 2, 0], [1, 2, 0]])))
    assert [judged.holds(concept)[0, 0] for concept in Concept] == [False, True, True, False, False]


def test_a_counter_move_undoes_a_sanction() -> None:
    """As above, but B gains by punishing, and A can lead on from s2 to s3, which it likes best."""
    moves = np.zeros((2, 4, 4), dtype=bool)
    moves[0, 0, 1] = moves[1, 1, 2] = moves[0, 2, 3] = True
    judged = stability(made(moves, np.array([[1, 2, 0, 3], [0, 0, 1, 0]])))
    assert [judged.holds(concept)[0, 0] for concept in Concept] == [False, True, False, True, False]


def test_two_others_may_punish_together_but_none_twice_in_succession() -> None:
    """A moves to s1; the harmful s3 is two steps off. Both steps of B: no sanction. One of B, one of C: a sanction."""
    moves = np.zeros((3, 4, 4), dtype=bool)
    moves[0, 0, 1] = moves[1, 1, 2] = moves[1, 2, 3] = True
    preference = np.array([[1, 2, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    assert not stability(made(moves, preference)).holds(Concept.GMR)[0, 0]
    moves[1, 2, 3], moves[2, 2, 3] = False, True
    assert stability(made(moves, preference)).holds(Concept.GMR)[0, 0]


def test_the_table_names_states_concepts_and_decision_makers() -> None:
    judged = stability(PRISONERS.by_rankings(), [Concept.NASH, Concept.SEQ])
    table = judged.table()
    assert table.index.tolist() == ["NN", "YN", "NY", "YY"]
    assert table.columns.tolist() == [(c, p) for c in ("Nash", "SEQ") for p in ("one", "two", "all")]
    assert table["Nash", "all"].tolist() == [True, False, False, False]
    assert table["SEQ", "one"].tolist() == [True, False, True, True]
    assert judged.equilibria == {Concept.NASH: ("NN",), Concept.SEQ: ("NN", "YY")}


def test_an_unknown_concept_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="there is no concept 'GMS'") as caught:
        stability(PRISONERS.by_rankings(), ["GMS"])  # type: ignore[list-item]
    assert caught.value.code == "unknown-concept"
    assert caught.value.remedy.startswith("did you mean GMR")
    with pytest.raises(UnknownNameError, match="there is no concept 'SMR'"):
        stability(PRISONERS.by_rankings(), [Concept.NASH]).holds(Concept.SMR)
