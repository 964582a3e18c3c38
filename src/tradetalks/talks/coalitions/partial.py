"""Partial deals: what a coalition agrees on without the others, and what it is worth to all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tradetalks.talks.coalitions.chances import chances_of
from tradetalks.talks.coalitions.room import Table
from tradetalks.talks.coalitions.search import Tried
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy
from tradetalks.talks.negotiation import Negotiation


@dataclass(frozen=True)
class PartialDeal:
    """The deal that a coalition strikes while the outsiders have no deal with anyone.

    `deal` is None where none of the deals tried is acceptable to all members; then nobody has a deal. `payoff` is over
    no deal and `today` over the status quo, by party, outsiders among them, in the unit of payoffs. `kept` are issues
    that need an outsider, so that they stay at their status quo. `tried` deals were solved exactly, `acceptable` of
    them are so to all members, whose gains the estimates missed by `gap` at most, in the unit of payoffs.
    """

    members: tuple[str, ...]
    outsiders: tuple[str, ...]
    deal: Deal | None
    payoff: dict[str, float]
    today: dict[str, float]
    kept: tuple[str, ...]
    tried: int
    acceptable: int
    gap: float


def partial_deal(found: Tried) -> PartialDeal:
    """Name what a coalition chose."""
    coalition, game = found.room.coalition, found.room.table.game
    gains = found.gains[found.chosen] if found.chosen is not None else 0 * game.no_deal
    return PartialDeal(
        members=coalition.members,
        outsiders=coalition.outsiders,
        deal=found.deals[found.chosen] if found.chosen is not None else None,
        payoff=game.by_party(gains),
        today=game.by_party(gains + game.no_deal),
        kept=coalition.kept,
        tried=len(found.deals),
        acceptable=int(found.accepted.sum()),
        gap=found.gap / game.per_unit,
    )


def payoff_among(
    economy: Economy,
    game: Negotiation,
    members: Iterable[str],
    deal: Mapping[str, str],
    *,
    chances: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Return what a deal among some is worth to all parties over no deal; issues left out stay at their status quo.

    `chances` are as in `coalitions`.

    Raises
    ------
    UnknownNameError
        When a party, an outcome, an issue or an option is not there.
    ConvergenceError
        When an equilibrium is not found.
    """
    room = Table(economy, game, chances_of(economy.talks, chances)).room(members)
    return game.by_party(room.gains([game.space.named(game.space.place(deal))])[0])
