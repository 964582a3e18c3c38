"""Which deal a coalition strikes: estimates name the candidates, exact solutions decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.coalitions.estimate import estimated
from tradetalks.talks.coalitions.room import Room
from tradetalks.talks.deals import Deal
from tradetalks.talks.frontier import frontier
from tradetalks.talks.moves.changes import neighbours
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.settlements import egalitarian

MOST_TRIED = 60

Rule = Callable[[np.ndarray], int]
"""Picks one of many deals by gains, (deal, party), none below zero, such as `tradetalks.talks.settlements.nash`."""


@dataclass(frozen=True, eq=False)
class Tried:
    """Deals of a coalition that were solved exactly: gains of all parties over no deal in units, (deal, party).

    `accepted` are those that all members accept, `chosen` the place of the one that they strike, if any. `gap` is the
    largest distance between a member's estimated and exact gain, in units.
    """

    room: Room
    deals: tuple[Deal, ...]
    gains: np.ndarray
    accepted: np.ndarray
    chosen: int | None
    gap: int

    @property
    def members(self) -> np.ndarray:
        """Gains of the members in the deals that all of them accept, (deal, member)."""
        return np.asarray(self.gains[self.accepted][:, self.room.coalition.inside])


def tried(room: Room, rule: Rule) -> Tried:
    """Solve the best deals of the estimated frontier, and let the rule choose among those that all members accept.

    Then solve all deals that differ from the chosen one in one issue, and choose again, until it stands beside all of
    them: so no single change of an issue does better, whatever the estimates missed. While none is acceptable, the one
    that hurts the worst-off member least stands in for it.
    """
    game = estimated(room)
    rows = _candidates(game, rule)
    while True:
        gains = room.gains([game.space.named(tuple(row)) for row in rows.tolist()])
        own = gains[:, room.coalition.inside]
        accepted = np.asarray(game.accepts(own).all(axis=1))
        zone = np.flatnonzero(accepted)
        chosen = int(zone[rule(own[zone] - game.floor)]) if len(zone) else None
        centre = chosen if chosen is not None else int((own - game.walk_away).min(axis=1).argmax())
        new = _untried(game, rows, centre)
        if not len(new):
            deals = tuple(game.space.named(tuple(row)) for row in rows.tolist())
            return Tried(room, deals, gains, accepted, chosen, int(np.abs(own - game.gains(rows)).max()))
        rows = np.concatenate([rows, new])


def _candidates(game: Negotiation, rule: Rule) -> np.ndarray:
    """Digits of the best points of the frontier, (deal, issue): by the rule where all accept, then by the worst-off."""
    front = frontier(game)
    gains, zone = front.gains - game.floor, game.accepts(front.gains).all(axis=1)
    found: list[int] = []
    for places, pick in ((np.flatnonzero(zone), rule), (np.flatnonzero(~zone), egalitarian)):
        left = places
        while len(left) and len(found) < MOST_TRIED:
            found.append(int(left[pick(gains[left])]))
            left = left[left != found[-1]]
    return np.array([front.first(place) for place in found])


def _untried(game: Negotiation, rows: np.ndarray, centre: int) -> np.ndarray:
    """Digits of the allowed deals one change away from one of them that were not tried, (deal, issue)."""
    near = neighbours(game.space, tuple(rows[centre].tolist()), 1)
    known = set(map(tuple, rows.tolist()))
    fresh = np.array([tuple(row) not in known for row in near.tolist()], dtype=bool)
    return near[fresh & game.space.allowed(near)]
