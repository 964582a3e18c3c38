"""A conflict as a graph: who can move between which states, and who likes what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import expect
from tradetalks.talks.stability.checks import check_moves, check_names, check_preference, position


@dataclass(frozen=True, eq=False)
class Conflict:
    """Decision makers, states, moves and preferences.

    `moves`, (decision maker, state, state), says whether a decision maker alone can lead from a state to another; a
    move without its way back is irreversible. `preference`, (decision maker, state), is given in whole numbers: higher
    is better, equal is indifferent. Nothing but their order counts, so they are kept as levels 0, 1, 2, ...

    Raises `InputError` for names that are empty or given twice, for shapes and types that do not fit, and for a move
    from a state to itself. Source: Fang, Hipel and Kilgour (1993), Interactive Decision Making, chapter 2.
    """

    decision_makers: tuple[str, ...]
    states: tuple[str, ...]
    moves: np.ndarray
    preference: np.ndarray

    def __post_init__(self) -> None:
        check_names(self.decision_makers, "decision makers")
        check_names(self.states, "states")
        moves, preference = np.array(self.moves), np.array(self.preference)
        check_moves(moves, self.decision_makers, self.states)
        check_preference(preference, self.decision_makers, self.states)
        levels = np.stack([np.unique(row, return_inverse=True)[1] for row in preference])
        for name, value in (("moves", moves), ("preference", levels)):
            value.flags.writeable = False
            object.__setattr__(self, name, value)
        object.__setattr__(self, "decision_makers", tuple(self.decision_makers))
        object.__setattr__(self, "states", tuple(self.states))

    @property
    def improvements(self) -> np.ndarray:
        """Moves that the mover strictly prefers to staying, (decision maker, state, state)."""
        return np.asarray(self.moves & (self.preference[:, None, :] > self.preference[:, :, None]))

    def state(self, name: str) -> int:
        """Return where a state stands; raise `UnknownNameError` for one that is not there."""
        return position(name, self.states, "state")

    def decision_maker(self, name: str) -> int:
        """Return where a decision maker stands; raise `UnknownNameError` for one that is not there."""
        return position(name, self.decision_makers, "decision-maker")


def check_conflict(conflict: Conflict) -> None:
    """Raise `InputError` for anything but a conflict."""
    expect(conflict, Conflict, "conflict", "build one from arrays, lists, options or deals")
