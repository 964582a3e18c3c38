"""A conflict from lists of moves, as papers print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tradetalks.errors import InputError, expect
from tradetalks.talks.stability.checks import check_names, position
from tradetalks.talks.stability.conflict import Conflict
from tradetalks.talks.stability.preferences import Preference, Ranking


def conflict_from_lists(
    states: Sequence[str],
    moves: Mapping[str, Mapping[str, Sequence[str]]],
    preference: Mapping[str, Ranking],
) -> Conflict:
    """Build a conflict from the states that each decision maker can move to from each state.

    Decision makers come in the order of `moves`; a state that is left out of a list has no moves.

    Raises `UnknownNameError` for a state that is not there, and `InputError` for a decision maker without a preference
    or a preference without a decision maker, besides what `Conflict` and `Ranking` refuse.
    """
    makers = tuple(moves)
    check_names(makers, "decision makers")
    check_names(states, "states")
    check_makers(makers, preference)
    table = np.zeros((len(makers), len(states), len(states)), dtype=bool)
    for maker, name in enumerate(makers):
        for start, goals in moves[name].items():
            here = position(start, states, "state", f"moves of {name}")
            for goal in goals:
                table[maker, here, position(goal, states, "state", f"moves of {name}")] = True
    levels = np.stack([preference[name].levels(states, {}) for name in makers])
    return Conflict(makers, tuple(states), table, levels)


def check_makers(makers: Sequence[str], preference: Mapping[str, object]) -> None:
    """Raise `InputError` unless each decision maker has one preference and nobody else has."""
    for name, wanted in preference.items():
        position(name, makers, "decision-maker", "preference")
        expect(wanted, Preference, f"the preference of {name}", "give a Ranking, Priorities or Weights")
    missing = [name for name in makers if name not in preference]
    if missing:
        words = f"no preference is given for {', '.join(missing)}"
        raise InputError("missing-preference", words, "give every decision maker a preference", "preference")
