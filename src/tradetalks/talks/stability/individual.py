"""Stability of every state for every decision maker, under each solution concept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tradetalks.talks.stability.concepts import Concept, checked
from tradetalks.talks.stability.conflict import Conflict, check_conflict
from tradetalks.talks.stability.reach import reachable

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Stability:
    """Which states hold: `stable`, (concept, decision maker, state)."""

    conflict: Conflict
    concepts: tuple[Concept, ...]
    stable: np.ndarray

    def holds(self, concept: Concept) -> np.ndarray:
        """Whether each state is stable for each decision maker under a concept, (decision maker, state)."""
        (known,) = checked([concept], self.concepts)
        return np.asarray(self.stable[self.concepts.index(known)])

    @property
    def equilibria(self) -> dict[Concept, tuple[str, ...]]:
        """By concept the states that are stable for everybody."""
        kept = np.asarray(self.stable.all(axis=1))
        names = np.array(self.conflict.states, dtype=object)
        return {concept: tuple(names[kept[row]]) for row, concept in enumerate(self.concepts)}

    def table(self) -> pd.DataFrame:
        """States by concept and decision maker; "all" marks the equilibria."""
        columns = {}
        for row, concept in enumerate(self.concepts):
            for place, name in enumerate(self.conflict.decision_makers):
                columns[concept.value, name] = self.stable[row, place]
            columns[concept.value, "all"] = self.stable[row].all(axis=0)
        table = pd.DataFrame(columns, index=pd.Index(self.conflict.states, name="state"))
        return table.rename_axis(columns=["concept", "decision maker"])


def stability(conflict: Conflict, concepts: Iterable[Concept] = Concept) -> Stability:
    """Judge every state for every decision maker.

    State s is stable for i when each of its improvements t from s is deterred: some legal sequence of the others leads
    on from t to a state x with

        x not better than s for i                                   (GMR, SEQ)
        neither x nor any state that i can move to from x better    (SMR, SSEQ)

    SEQ and SSEQ admit only sequences in which every step improves the lot of its mover. Under Nash nothing deters.
    Since preferences are orders, t deters exactly when the worst that the others can do from t is not better than s.

    Raises `UnknownNameError` for a concept that is not known. Sources: Fang, Hipel and Kilgour (1993), chapter 3;
    Rêgo and Vieira (2017) for SSEQ.
    """
    check_conflict(conflict)
    wanted = checked(concepts)
    stable = np.empty((len(wanted), *conflict.preference.shape), dtype=bool)
    for maker in range(len(conflict.decision_makers)):
        lists = {credible: answers(conflict, maker, credible=credible) for credible in {one.credible for one in wanted}}
        for row, concept in enumerate(wanted):
            stable[row, maker] = _stable(conflict, maker, concept, lists[concept.credible])
    stable.flags.writeable = False
    return Stability(conflict, wanted, stable)


def answers(conflict: Conflict, maker: int, *, credible: bool) -> np.ndarray:
    """Where the others can lead by legal sequences, (state, state); credible ones improve their lot at every step."""
    moves = conflict.improvements if credible else conflict.moves
    return reachable(np.delete(moves, maker, axis=0))


def outlook(conflict: Conflict, maker: int, concept: Concept) -> np.ndarray:
    """Return the level on which a decision maker ends when an answer leads to each state, (state,).

    It is the level of the state itself, or of the best state to which a counter-move leads on from it.
    """
    level = conflict.preference[maker]
    if not concept.symmetric:
        return level
    onward = np.where(conflict.moves[maker], level[None, :], level.min()).max(axis=1)
    return np.asarray(np.maximum(level, onward))


def _stable(conflict: Conflict, maker: int, concept: Concept, reach: np.ndarray) -> np.ndarray:
    improving = conflict.improvements[maker]
    if concept is Concept.NASH:
        return np.asarray(~improving.any(axis=1))
    worst = np.where(reach, outlook(conflict, maker, concept)[None, :], NEVER).min(axis=1)
    deterred = worst[None, :] <= conflict.preference[maker][:, None]
    return np.asarray(~(improving & ~deterred).any(axis=1))
