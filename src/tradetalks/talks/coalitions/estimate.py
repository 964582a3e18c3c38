"""A coalition's negotiation, estimated: options alone are valued exactly, their company as in the grand coalition."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradetalks.talks.coalitions.room import Room
from tradetalks.talks.deals import Deal, DealSpace, Exclusion
from tradetalks.talks.negotiation import Negotiation


def estimated(room: Room) -> Negotiation:
    """Return the negotiation of the members alone.

    gain(deal) = gain(today) + sum_i [gain(option i alone) - gain(today)] + what the options are worth in company beyond
    what they are worth alone. All but the last are exact for the coalition; the last is that of the whole table, so
    that only the part of it which the outsiders change is missed. Issues that need an outsider have today's option
    alone.
    """
    game, coalition = room.table.game, room.coalition
    space = _restricted(game.space, [issue in coalition.kept for issue in game.space.issues])
    deals = _alone(space)
    worth = room.gains(deals)[:, coalition.inside]
    own, start = [], 1
    for size, today in zip(space.shape, space.today, strict=True):
        rows = [0 if option == today else start + option - (option > today) for option in range(size)]
        own.append(worth[rows] - worth[0])
        start += size - 1
    together = game.together
    for axis, issue in enumerate(game.linked):
        if space.shape[issue] < game.space.shape[issue]:
            together = np.take(together, [game.space.today[issue]], axis=axis)
    members = tuple(np.array(game.parties)[coalition.inside].tolist())
    together, walk_away = together[..., coalition.inside], game.walk_away[coalition.inside]
    return Negotiation(members, space, tuple(own), game.linked, together, -worth[0], walk_away, game.per_unit)


def _alone(space: DealSpace) -> Sequence[Deal]:
    """List today's deal, and those that change one issue, issue by issue."""
    today = space.named(space.today)
    changed = [
        today | {issue: option}
        for issue, options in zip(space.issues, space.options, strict=True)
        for option in options
        if option != today[issue]
    ]
    return [today, *changed]


def _restricted(space: DealSpace, kept: Sequence[bool]) -> DealSpace:
    """Leave issues that are kept with today's option alone."""
    options = tuple(
        (names[digit],) if keep else names for names, digit, keep in zip(space.options, space.today, kept, strict=True)
    )
    today = tuple(0 if keep else digit for digit, keep in zip(space.today, kept, strict=True))
    excluded = [
        Exclusion({n: _digits(space, n, held) if kept[n] else held for n, held in one.options.items()})
        for one in space.excluded
    ]
    return DealSpace(space.issues, options, today, tuple(one for one in excluded if all(one.options.values())))


def _digits(space: DealSpace, issue: int, held: frozenset[int]) -> frozenset[int]:
    """Tell an exclusion of a kept issue by today's option, if it holds that."""
    return frozenset({0}) if space.today[issue] in held else frozenset()
