"""Why a state holds or not: each improvement, and the answer of the others that takes the gain away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.stability.concepts import Concept, checked
from tradetalks.talks.stability.conflict import Conflict, check_conflict
from tradetalks.talks.stability.individual import outlook
from tradetalks.talks.stability.paths import UNREACHED, Step, paths


@dataclass(frozen=True)
class Reason:
    """An improvement from a state, and a shortest answer that deters it; no answer: nothing does."""

    move: Step
    answer: tuple[Step, ...]

    @property
    def deterred(self) -> bool:
        """Whether the others can answer so that the move does not pay."""
        return bool(self.answer)


def reasons(conflict: Conflict, state: str, decision_maker: str, concept: Concept) -> tuple[Reason, ...]:
    """List the improvements of a decision maker from a state, each with the answer that deters it.

    The state is stable for the decision maker under the concept exactly when every improvement is deterred. Raises
    `UnknownNameError` for a name or a concept that is not known.
    """
    check_conflict(conflict)
    (known,) = checked([concept])
    maker, here = conflict.decision_maker(decision_maker), conflict.state(state)
    goals = np.flatnonzero(conflict.improvements[maker, here]).tolist()
    return tuple(
        Reason(Step(decision_maker, conflict.states[goal]), _answer(conflict, maker, (here, goal), known))
        for goal in goals
    )


def _answer(conflict: Conflict, maker: int, move: tuple[int, int], concept: Concept) -> tuple[Step, ...]:
    if concept is Concept.NASH:
        return ()
    here, goal = move
    moves = np.delete(conflict.improvements if concept.credible else conflict.moves, maker, axis=0)
    others = tuple(name for name in conflict.decision_makers if name != conflict.decision_makers[maker])
    ways = paths(moves, others, conflict.states, goal)
    deterring = outlook(conflict, maker, concept) <= conflict.preference[maker, here]
    ends = np.flatnonzero(deterring & (ways.distance != UNREACHED))
    return ways.to(int(ends[ways.distance[ends].argmin()])) if len(ends) else ()
