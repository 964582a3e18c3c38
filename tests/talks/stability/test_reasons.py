from __future__ import annotations

import pytest
from hypothesis import given
from talks.stability.graphs import conflicts
from talks.stability.published import CUBA, PRISONERS

from tradetalks.errors import UnknownNameError
from tradetalks.talks.stability import Concept, Conflict, Reason, Step, reasons, stability


@given(conflicts())
def test_a_state_holds_exactly_when_every_improvement_is_deterred(conflict: Conflict) -> None:
    judged = stability(conflict)
    for concept in Concept:
        for i, maker in enumerate(conflict.decision_makers):
            for s, state in enumerate(conflict.states):
                found = reasons(conflict, state, maker, concept)
                assert all(one.deterred for one in found) == judged.holds(concept)[i, s]
                assert len(found) == conflict.improvements[i, s].sum()


@given(conflicts())
def test_answers_are_legal_sequences_of_the_others_that_take_the_gain_away(conflict: Conflict) -> None:
    for concept in Concept:
        for state in conflict.states:
            for reason in reasons(conflict, state, "A", concept):
                check_answer(conflict, state, reason, concept)


def check_answer(conflict: Conflict, state: str, reason: Reason, concept: Concept) -> None:
    here, last = conflict.state(reason.move.to), "A"
    level = conflict.preference[0]
    assert level[here] > level[conflict.state(state)]
    moves = conflict.improvements if concept.credible else conflict.moves
    for step in reason.answer:
        after = conflict.state(step.to)
        assert step.by not in {last, "A"}
        assert moves[conflict.decision_maker(step.by), here, after]
        here, last = after, step.by
    if reason.deterred:
        onward = level[conflict.moves[0, here]] if concept.symmetric else level[[here]]
        assert max(level[here], onward.max(initial=-1)) <= level[conflict.state(state)]


def test_why_prisoners_may_keep_their_word() -> None:
    conflict = PRISONERS.by_rankings()
    assert reasons(conflict, "YY", "one", Concept.NASH) == (Reason(Step("one", "NY"), ()),)
    assert reasons(conflict, "YY", "one", Concept.SEQ) == (Reason(Step("one", "NY"), (Step("two", "NN"),)),)
    assert reasons(conflict, "NN", "one", Concept.SEQ) == ()


def test_why_the_blockade_may_be_lifted_and_the_missiles_stay_away() -> None:
    (only,) = reasons(CUBA.by_rankings(), "NNYN", "USSR", Concept.SEQ)
    assert only.move == Step("USSR", "NNNN")
    assert only.answer[0].by == "US"


def test_why_the_blockade_is_not_lifted() -> None:
    (why,) = reasons(CUBA.by_rankings(), "NYYN", "US", Concept.SEQ)
    assert why == Reason(Step("US", "NNYN"), (Step("USSR", "NNNN"),))


def test_unknown_names_are_refused() -> None:
    conflict = PRISONERS.by_rankings()
    for state, maker, concept in (("Y", "one", Concept.SEQ), ("YY", "three", Concept.SEQ), ("YY", "one", "seq")):
        with pytest.raises(UnknownNameError):
            reasons(conflict, state, maker, concept)  # type: ignore[arg-type]
