"""Coalitions: states that hold against moves which several decision makers make together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tradetalks.errors import InputError
from tradetalks.talks.stability.concepts import Concept, checked
from tradetalks.talks.stability.conflict import Conflict, check_conflict
from tradetalks.talks.stability.individual import Stability
from tradetalks.talks.stability.reach import then
from tradetalks.talks.stability.together import Members, Together, subsets

PUBLISHED = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


@dataclass(frozen=True, eq=False)
class CoalitionStability:
    """Which states hold against coalitions: `stable`, (concept, coalition, state)."""

    conflict: Conflict
    concepts: tuple[Concept, ...]
    coalitions: tuple[tuple[str, ...], ...]
    stable: np.ndarray

    @property
    def equilibria(self) -> dict[Concept, tuple[str, ...]]:
        """By concept the states that are stable for every coalition that was judged."""
        kept = np.asarray(self.stable.all(axis=1))
        names = np.array(self.conflict.states, dtype=object)
        return {concept: tuple(names[kept[row]]) for row, concept in enumerate(self.concepts)}

    def table(self) -> pd.DataFrame:
        """States by concept and coalition; "all" marks what no coalition upsets."""
        columns = {}
        for row, concept in enumerate(self.concepts):
            for place, coalition in enumerate(self.coalitions):
                columns[concept.value, " + ".join(coalition)] = self.stable[row, place]
            columns[concept.value, "all"] = self.stable[row].all(axis=0)
        table = pd.DataFrame(columns, index=pd.Index(self.conflict.states, name="state"))
        return table.rename_axis(columns=["concept", "coalition"])


def coalition_stability(
    conflict: Conflict,
    coalitions: Iterable[Sequence[str]] | None = None,
    concepts: Iterable[Concept] = PUBLISHED,
) -> CoalitionStability:
    """Judge every state for coalitions, all of them unless some are named.

    A coalition improvement of H from s is a state t that a legal sequence of members reaches and that every member
    strictly prefers to s. State s is stable for H when each such t is deterred: the others can lead on from t to a
    state x that some member does not prefer to s, by any legal sequence (GMR); so that, besides, wherever H leads on
    from x some member does not prefer it to s (SMR); or by coalition improvements of coalitions among the others, none
    of them twice in succession (SEQ). Under Nash nothing deters. For one decision maker alone Nash, GMR and SMR are
    those of `stability`; SEQ admits more answers, since others may then act together.

    Raises `UnknownNameError` for a name that is not known, and for a concept without a coalition version; `InputError`
    for a coalition without members. Cost: with all coalitions of n decision makers, 2^n sets of lists. Sources:
    Kilgour, Hipel, Fang and Peng (2001), Group Decision and Negotiation 10(2); Inohara and Hipel (2008), Systems
    Engineering 11(4).
    """
    check_conflict(conflict)
    wanted = checked(concepts, PUBLISHED)
    chosen = _chosen(conflict, coalitions)
    together = Together(conflict)
    stable = np.empty((len(wanted), len(chosen), len(conflict.states)), dtype=bool)
    for place, members in enumerate(chosen):
        for row, concept in enumerate(wanted):
            undeterred = together.improvement(members) & ~_deterred(together, members, concept)
            stable[row, place] = ~undeterred.any(axis=1)
    stable.flags.writeable = False
    names = tuple(tuple(conflict.decision_makers[one] for one in members) for members in chosen)
    return CoalitionStability(conflict, wanted, names, stable)


def _deterred(together: Together, members: Members, concept: Concept) -> np.ndarray:
    """Whether an improvement of the members from a state (row) to another (column) is deterred."""
    rest = together.rest(members)
    harmed = together.unimproved(members)
    if concept is Concept.NASH or not rest:
        return np.zeros_like(harmed)
    if concept.symmetric:
        harmed &= ~then(~harmed, together.reach(members).T)
    answers = together.answers(rest) if concept.credible else together.reach(rest)
    return then(harmed, answers.T)


def _chosen(conflict: Conflict, coalitions: Iterable[Sequence[str]] | None) -> tuple[Members, ...]:
    if coalitions is None:
        return subsets(range(len(conflict.decision_makers)))
    chosen = []
    for names in coalitions:
        if isinstance(names, str) or not names:
            raise InputError("coalition", f"{names!r} is no coalition", "give lists of decision makers", "coalitions")
        chosen.append(tuple(sorted({conflict.decision_maker(name) for name in names})))
    return tuple(dict.fromkeys(chosen))


@dataclass(frozen=True)
class Jump:
    """A coalition that leads from one equilibrium to another which all its members prefer."""

    coalition: tuple[str, ...]
    before: str
    after: str


def equilibrium_jumps(judged: Stability, concept: Concept) -> tuple[Jump, ...]:
    """Find the equilibria of a concept that coalitions of two or more leave for other equilibria.

    Raises `UnknownNameError` for a concept that was not judged. Source: Kilgour, Hipel, Fang and Peng (2001).
    """
    conflict = judged.conflict
    settled = judged.holds(concept).all(axis=0)
    together, found = Together(conflict), []
    for members in subsets(range(len(conflict.decision_makers))):
        if len(members) > 1:
            ways = together.improvement(members) & np.outer(settled, settled)
            names = tuple(conflict.decision_makers[one] for one in members)
            found += [Jump(names, conflict.states[a], conflict.states[b]) for a, b in np.argwhere(ways).tolist()]
    return tuple(found)
