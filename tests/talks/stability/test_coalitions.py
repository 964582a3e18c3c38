from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from talks.stability.brute import Brute
from talks.stability.graphs import conflicts, made
from talks.stability.published import CUBA, PRISONERS

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.stability import Concept, Conflict, coalition_stability, equilibrium_jumps, stability

SAME_ALONE = (Concept.NASH, Concept.GMR, Concept.SMR)


@given(conflicts(makers=(1, 2, 3), most_states=5))
def test_it_is_the_definition(conflict: Conflict) -> None:
    judged, brute = coalition_stability(conflict), Brute(conflict)
    for row, concept in enumerate(judged.concepts):
        for place, names in enumerate(judged.coalitions):
            members = [conflict.decision_makers.index(name) for name in names]
            expected = [brute.coalition_stable(concept, members, s) for s in brute.states]
            assert judged.stable[row, place].tolist() == expected, (concept, names)


@given(conflicts(makers=(4,), most_states=4))
@settings(max_examples=20)
def test_it_is_the_definition_for_four(conflict: Conflict) -> None:
    judged, brute = coalition_stability(conflict, [("A",), ("B", "D")], [Concept.SEQ]), Brute(conflict)
    for place, members in enumerate([[0], [1, 3]]):
        expected = [brute.coalition_stable(Concept.SEQ, members, s) for s in brute.states]
        assert judged.stable[0, place].tolist() == expected


@given(conflicts())
def test_one_decision_maker_alone_is_judged_as_ever(conflict: Conflict) -> None:
    alone = coalition_stability(conflict, [(name,) for name in conflict.decision_makers])
    judged = stability(conflict)
    for row, concept in enumerate(alone.concepts):
        if concept in SAME_ALONE:
            assert (alone.stable[row] == judged.holds(concept)).all()
        else:
            assert (alone.stable[row] >= judged.holds(concept)).all()


@given(conflicts(makers=(1, 2)))
def test_against_one_opponent_coalition_seq_is_seq(conflict: Conflict) -> None:
    alone = coalition_stability(conflict, [(name,) for name in conflict.decision_makers], [Concept.SEQ])
    assert (alone.stable[0] == stability(conflict, [Concept.SEQ]).stable[0]).all()


@given(conflicts())
def test_stricter_concepts_imply_weaker_ones(conflict: Conflict) -> None:
    nash, gmr, smr, seq = coalition_stability(conflict).stable
    assert (nash <= smr).all()
    assert (smr <= gmr).all()
    assert (nash <= seq).all()
    assert (seq <= gmr).all()


@given(conflicts())
def test_nothing_deters_everybody_together(conflict: Conflict) -> None:
    stable = coalition_stability(conflict, [conflict.decision_makers]).stable
    assert (stable == stable[0]).all()


def test_together_others_punish_where_none_of_them_would_alone() -> None:
    """A gains by s1; from there B loses on the way to s2 and gains, as C does, at s3, which hurts A."""
    moves = np.zeros((3, 4, 4), dtype=bool)
    moves[0, 0, 1] = moves[1, 1, 2] = moves[2, 2, 3] = True
    conflict = made(moves, np.array([[1, 2, 2, 0], [0, 1, 0, 2], [0, 1, 1, 2]]))
    assert not stability(conflict).holds(Concept.SEQ)[0, 0]
    assert coalition_stability(conflict, [("A",)], [Concept.SEQ]).stable[0, 0, 0]


def test_prisoners_together_leave_what_each_alone_keeps() -> None:
    judged = coalition_stability(PRISONERS.by_rankings())
    assert judged.coalitions == (("one",), ("two",), ("one", "two"))
    assert judged.equilibria[Concept.NASH] == ()
    assert judged.equilibria[Concept.SEQ] == ("YY",)
    table = judged.table()
    assert table["Nash", "one + two"].tolist() == [False, True, True, True]
    assert table["SEQ", "all"].tolist() == [False, False, False, True]


@given(conflicts(makers=(2, 3)))
def test_jumps_are_improvements_of_coalitions_from_equilibrium_to_equilibrium(conflict: Conflict) -> None:
    judged, brute = stability(conflict), Brute(conflict)
    held = [all(brute.stable(Concept.SEQ, i, s) for i in brute.makers) for s in brute.states]
    expected = {
        (members, s, t)
        for members in ((0, 1), (0, 2), (1, 2), (0, 1, 2))
        if max(members) in brute.makers
        for s in brute.states
        for t in brute.gains(list(members), s)
        if held[s] and held[t]
    }
    jumps = equilibrium_jumps(judged, Concept.SEQ)
    place = conflict.decision_makers.index
    found = [(tuple(map(place, j.coalition)), conflict.state(j.before), conflict.state(j.after)) for j in jumps]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_nobody_jumps_from_the_way_out_of_the_missile_crisis() -> None:
    assert equilibrium_jumps(stability(CUBA.by_rankings()), Concept.NASH) == ()


def test_what_is_no_coalition_is_refused() -> None:
    conflict = PRISONERS.by_rankings()
    for wrong in ("one", ()):
        with pytest.raises(InputError) as caught:
            coalition_stability(conflict, [wrong])
        assert caught.value.code == "coalition"
    with pytest.raises(UnknownNameError, match="'thre'"):
        coalition_stability(conflict, [("one", "thre")])
    with pytest.raises(UnknownNameError, match="no concept 'SSEQ'"):
        coalition_stability(conflict, concepts=[Concept.SSEQ])


def test_a_coalition_named_twice_is_judged_once() -> None:
    judged = coalition_stability(PRISONERS.by_rankings(), [("two", "one"), ("one", "two", "one")])
    assert judged.coalitions == (("one", "two"),)
