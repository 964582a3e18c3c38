"""Limited-move stability: both sides look a fixed number of moves ahead."""

from __future__ import annotations

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.stability.conflict import Conflict, check_conflict

SIDES = 2


def limited_move(conflict: Conflict, horizon: int) -> np.ndarray:
    """Judge stability with a horizon of h moves by backward induction, (decision maker, state).

    Let G_h(i, s) be the state at which a conflict at s ends if i is to move first and h moves are left: G_0(i, s) = s;
    else i takes the move t with the best G_(h-1)(j, t), if it prefers that end to s, and stays at s otherwise. A state
    is stable for i when G_h(i, s) = s. With h = 1 this is Nash stability.

    Raises `InputError` unless there are two decision makers, since with more the order of moves is open, unless
    neither is indifferent between states, and for a horizon below 1. Source: Kilgour (1985); Fang, Hipel and Kilgour
    (1989), European Journal of Operational Research 41(1).
    """
    _check(conflict, horizon)
    here = np.arange(len(conflict.states))
    end = np.stack([here, here])
    for _ in range(horizon):
        end = np.stack([_end(conflict, maker, end[1 - maker]) for maker in range(SIDES)])
    return np.asarray(end == here)


def _end(conflict: Conflict, maker: int, after: np.ndarray) -> np.ndarray:
    """Where the conflict ends when the decision maker is to move, given where it ends after each of its moves."""
    level = conflict.preference[maker]
    value = np.where(conflict.moves[maker], level[after][None, :], -1)
    best = value.argmax(axis=1)
    return np.where(value.max(axis=1) > level, after[best], np.arange(len(level)))


def _check(conflict: Conflict, horizon: int) -> None:
    check_conflict(conflict)
    if len(conflict.decision_makers) != SIDES:
        words = f"there are {len(conflict.decision_makers)} decision makers"
        raise InputError("limited-move-sides", words, "limited-move stability is for two of them", "decision makers")
    if isinstance(horizon, bool) or not isinstance(horizon, int) or horizon < 1:
        raise InputError("limited-move-horizon", f"the horizon is {horizon!r}", "give 1 move or more", "horizon")
    for name, level in zip(conflict.decision_makers, conflict.preference, strict=True):
        if level.max() < len(level) - 1:
            remedy = "put every state on a level of its own, or use SEQ"
            raise InputError("limited-move-ties", f"{name} is indifferent between states", remedy, "preference")
