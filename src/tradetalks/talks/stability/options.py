"""A conflict from options: who may choose what, which combinations cannot be, and who wants which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from tradetalks.errors import InputError, expect
from tradetalks.talks.stability.checks import check_names
from tradetalks.talks.stability.conflict import Conflict
from tradetalks.talks.stability.lists import check_makers
from tradetalks.talks.stability.preferences import Preference
from tradetalks.talks.stability.statements import Statement, truth

MOST_OPTIONS = 20


class Change(Enum):
    """Which way an option can be changed by its owner."""

    BOTH_WAYS = "both ways"
    TAKE_UP = "take up only"
    DROP = "drop only"


@dataclass(frozen=True)
class Option:
    """Something that its owner may choose or leave."""

    name: str
    owner: str
    change: Change = Change.BOTH_WAYS


def conflict_from_options(
    options: Sequence[Option],
    preference: Mapping[str, Preference],
    infeasible: Sequence[Statement] = (),
) -> Conflict:
    """Build a conflict from options, each of them chosen (Y) or not (N).

    States are all combinations of which no statement of `infeasible` is true, named by their letters in the order of
    the options, with the first option varying fastest. In one move a decision maker changes any of its own options,
    as far as each can be changed, and nobody else's. Decision makers come in the order of their first options.

    Raises `InputError` for more than 20 options, for combinations none of which is feasible, and for a decision maker
    without a preference. Source: Hipel, Kilgour, Fang and Peng (1997), the decision support system GMCR II.
    """
    check_names([option.name for option in options], "options")
    for option in options:
        expect(option.change, Change, f"the change of {option.name}", "give Change.BOTH_WAYS, .TAKE_UP or .DROP")
    if len(options) > MOST_OPTIONS:
        words = f"there are {len(options)} options, so 2^{len(options)} states"
        raise InputError("too-many-options", words, f"keep to {MOST_OPTIONS} options", "options")
    makers = tuple(dict.fromkeys(option.owner for option in options))
    check_makers(makers, preference)
    chosen = _feasible(options, infeasible)
    states = tuple("".join("Y" if one else "N" for one in row) for row in chosen)
    choices = {option.name: chosen[:, place] for place, option in enumerate(options)}
    moves = np.stack([_moves(chosen, options, name) for name in makers])
    return Conflict(makers, states, moves, np.stack([preference[name].levels(states, choices) for name in makers]))


def _feasible(options: Sequence[Option], infeasible: Sequence[Statement]) -> np.ndarray:
    numbers = np.arange(2 ** len(options))
    chosen = (numbers[:, None] >> np.arange(len(options)) & 1).astype(bool)
    choices = {option.name: chosen[:, place] for place, option in enumerate(options)}
    for statement in infeasible:
        numbers = numbers[~truth(statement, choices)[numbers]]
    if not len(numbers):
        raise InputError("empty-conflict", "no combination of options is feasible", "forbid less", "infeasible")
    return np.asarray(chosen[numbers])


def _moves(chosen: np.ndarray, options: Sequence[Option], owner: str) -> np.ndarray:
    allowed = ~np.eye(len(chosen), dtype=bool)
    for column, option in zip(chosen.T, options, strict=True):
        before, after = column[:, None], column[None, :]
        stays = before == after
        if option.owner != owner:
            allowed &= stays
        elif option.change is not Change.BOTH_WAYS:
            allowed &= stays | (after if option.change is Change.TAKE_UP else ~after)
    return allowed
