"""One party leaves a deal of all, or the outsiders of a partial deal join one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tradetalks.talks.coalitions.room import Table
from tradetalks.talks.coalitions.search import Tried
from tradetalks.talks.deals import Deal


@dataclass(frozen=True)
class Leaving:
    """A party leaves a deal of all, by its name, and the others keep among themselves what of it can stand.

    `deal` is what they keep: today's where one alone is left. `payoff` is over no deal, `change` over the deal of all,
    both by party in the unit of payoffs.
    """

    name: str
    leaver: str
    deal: Deal
    payoff: dict[str, float]
    change: dict[str, float]

    @property
    def pays(self) -> bool:
        """Whether the party gains by leaving."""
        return self.change[self.leaver] > 0


@dataclass(frozen=True)
class Joining:
    """All that stand outside a partial deal join its members in a deal of all, by its name.

    `change` is what each party gets in it beyond what it gets in the partial deal, in the unit of payoffs.
    """

    name: str
    members: tuple[str, ...]
    outsiders: tuple[str, ...]
    change: dict[str, float]


def leavings(table: Table, grand: Mapping[str, Deal]) -> Iterator[Leaving]:
    """Let every party leave every deal of all."""
    game = table.game
    for name, deal in grand.items():
        whole = game.gain(game.space.place(deal))
        for leaver in game.parties:
            room = table.room(party for party in game.parties if party != leaver)
            gains = room.gains([deal])[0]
            kept = room.coalition.standing(deal)
            yield Leaving(name, leaver, kept, game.by_party(gains), game.by_party(gains - whole))


def joinings(found: Iterable[Tried], grand: Mapping[str, Deal]) -> Iterator[Joining]:
    """Set every partial deal that is struck beside every deal of all."""
    for tried in found:
        coalition, game = tried.room.coalition, tried.room.table.game
        if tried.chosen is not None:
            for name, deal in grand.items():
                change = game.gain(game.space.place(deal)) - tried.gains[tried.chosen]
                yield Joining(name, coalition.members, coalition.outsiders, game.by_party(change))
