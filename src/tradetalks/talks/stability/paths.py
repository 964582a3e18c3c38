"""Status-quo analysis: how a conflict can come from where it stands to where it may end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tradetalks.errors import InputError
from tradetalks.talks.stability.conflict import Conflict, check_conflict
from tradetalks.talks.stability.individual import NEVER, Stability

UNREACHED = -1


@dataclass(frozen=True)
class Step:
    """One move: who makes it, and to which state it leads."""

    by: str
    to: str


@dataclass(frozen=True, eq=False)
class Paths:
    """Shortest legal sequences from one state.

    `steps`, (mover, state), is the least number of steps of a sequence that ends with that mover's move, or -1;
    `before` and `before_by`, of the same shape, are the state and the mover before the last step, -1 at the start.
    """

    movers: tuple[str, ...]
    states: tuple[str, ...]
    start: int
    steps: np.ndarray
    before: np.ndarray
    before_by: np.ndarray

    @property
    def distance(self) -> np.ndarray:
        """Least number of steps to each state, (state,); 0 for the start, -1 where no legal sequence leads."""
        far = np.where(self.steps == UNREACHED, NEVER, self.steps).min(axis=0, initial=NEVER)
        far[self.start] = 0
        return np.where(far == NEVER, UNREACHED, far)

    def to(self, state: int) -> tuple[Step, ...]:
        """Return the steps of one shortest sequence; none for the start, `InputError` for a state out of reach."""
        if state == self.start:
            return ()
        reached = np.flatnonzero(self.steps[:, state] != UNREACHED)
        if not len(reached):
            words = f"{self.states[state]} cannot be reached from {self.states[self.start]}"
            raise InputError("out-of-reach", words, "ask for a state whose distance is not -1")
        mover = int(reached[self.steps[reached, state].argmin()])
        found: list[Step] = []
        while mover != UNREACHED:
            found.append(Step(self.movers[mover], self.states[state]))
            state, mover = int(self.before[mover, state]), int(self.before_by[mover, state])
        return tuple(reversed(found))


def paths(movers: np.ndarray, names: tuple[str, ...], states: tuple[str, ...], start: int) -> Paths:
    """Search breadth first over pairs of last mover and state; moves are (mover, state, state)."""
    shape = (len(names), len(states))
    steps, before, before_by = (np.full(shape, UNREACHED, dtype=np.int64) for _ in range(3))
    fresh = np.zeros(shape, dtype=bool)
    for mover, move in enumerate(movers):
        fresh[mover] = move[start]
        before[mover, move[start]] = start
    steps[fresh] = 1
    while fresh.any():
        last, fresh = fresh, np.zeros(shape, dtype=bool)
        for mover, move in enumerate(movers):
            others = np.where(np.arange(len(names))[:, None] == mover, False, last)  # noqa: FBT003
            sources = np.flatnonzero(others.any(axis=0))
            ways = move[sources]
            new = ways.any(axis=0) & (steps[mover] == UNREACHED)
            origin = sources[ways[:, new].argmax(axis=0)] if len(sources) else sources
            fresh[mover], before[mover, new], before_by[mover, new] = new, origin, others[:, origin].argmax(axis=0)
        steps[fresh] = steps.max() + 1
    return Paths(names, states, start, steps, before, before_by)


@dataclass(frozen=True, eq=False)
class StatusQuo:
    """Where a conflict can go from its status quo: by any moves, and by improvements alone."""

    conflict: Conflict
    start: str
    moves: Paths
    improvements: Paths

    def table(self, judged: Stability) -> pd.DataFrame:
        """By state the least number of steps (missing: out of reach), and whether it is an equilibrium by concept."""
        ways = {"moves": self.moves.distance, "improvements": self.improvements.distance}
        columns = {name: pd.array(far, dtype="Int64") for name, far in ways.items()}
        table = pd.DataFrame(columns, index=pd.Index(self.conflict.states, name="state"))
        table = table.mask(table == UNREACHED)
        for row, concept in enumerate(judged.concepts):
            table[concept.value] = judged.stable[row].all(axis=0)
        return table


def status_quo(conflict: Conflict, start: str) -> StatusQuo:
    """Find what can be reached from a state by legal sequences, and by the shortest of them.

    In a legal sequence nobody moves twice in succession; sequences of improvements, at every step for its mover, are
    searched apart. Raises `UnknownNameError` for a state that is not there. Source: Li, Kilgour and Hipel (2005),
    Journal of the Operational Research Society 56(6).
    """
    check_conflict(conflict)
    here = conflict.state(start)
    names, states = conflict.decision_makers, conflict.states
    return StatusQuo(
        conflict,
        start,
        paths(conflict.moves, names, states, here),
        paths(conflict.improvements, names, states, here),
    )
