"""All coalitions of a negotiation: partial deals, the core, and who gains by leaving or joining later."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.coalitions.chances import chances_of
from tradetalks.talks.coalitions.core import Objection, objections, unblocked
from tradetalks.talks.coalitions.partial import PartialDeal, partial_deal
from tradetalks.talks.coalitions.room import Table
from tradetalks.talks.coalitions.search import Rule, Tried, tried
from tradetalks.talks.coalitions.steps import Joining, Leaving, joinings, leavings
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.settlements import nash

MOST_PARTIES = 6


@dataclass(frozen=True)
class Grand:
    """A deal of all, by its name: payoffs over no deal, and what blocks it; nothing does if it is in the core."""

    name: str
    deal: Deal
    payoff: dict[str, float]
    objections: tuple[Objection, ...]

    @property
    def in_core(self) -> bool:
        """Whether no party walks away and none of the deals found for a coalition is better for all of its members."""
        return not self.objections


@dataclass(frozen=True, repr=False)
class Coalitions:
    """What `coalitions` returns; all payoffs are in the unit of the case, as a rule billion US$ a year.

    `unblocked` counts those of the `acceptable` deals of all that no party and no deal found blocks; both are None
    where there are too many deals to list.
    """

    partial: tuple[PartialDeal, ...]
    grand: tuple[Grand, ...]
    leavings: tuple[Leaving, ...]
    joinings: tuple[Joining, ...]
    acceptable: int | None
    unblocked: int | None
    solves: int
    max_residual: float
    seconds: float

    def __repr__(self) -> str:
        free = (
            "" if self.unblocked is None else f" {self.unblocked:,} of {self.acceptable:,} acceptable deals unblocked;"
        )
        solved = f"{self.solves:,} equilibria, residual {self.max_residual:.0e}"
        return f"<Coalitions: {len(self.partial)} that leave some out;{free} {solved}>"

    @property
    def gap(self) -> float:
        """Largest distance between an estimated and the exact gain of a member, in any deal that was tried."""
        return max((one.gap for one in self.partial), default=0.0)


def coalitions(
    economy: Economy,
    game: Negotiation,
    payoffs: Payoffs,
    grand: Mapping[str, Deal],
    *,
    rule: Rule = nash,
    chances: Mapping[str, float] | None = None,
) -> Coalitions:
    """Study the coalitions of two parties or more that leave some out.

    Each strikes the deal that `rule` picks among those that all its members accept, counting gains from no deal.
    `grand` names deals of all parties, such as settlements, that are held against these. `chances` are those of the
    outcomes of no deal for the parties that a partial deal leaves out, by name (None: as where nobody has a deal).

    Raises
    ------
    InputError
        `too-many-parties`, when there are more than six; `probability`, when chances do not add up to 1.
    UnknownNameError
        When an outcome, or an issue or option of a deal, is not of the negotiation.
    ConvergenceError
        When an equilibrium that a payoff needs is not found.
    """
    began = time.perf_counter()
    _expect_few(game.parties)
    table = Table(economy, game, chances_of(economy.talks, chances))
    deals = {name: game.space.named(game.space.place(deal)) for name, deal in grand.items()}
    found = [tried(table.room(names), rule) for names in _some(game.parties)]
    left, (acceptable, free) = tuple(leavings(table, deals)), _counted(payoffs, found)
    return Coalitions(
        partial=tuple(partial_deal(one) for one in found),
        grand=tuple(_held(game, name, deal, found) for name, deal in deals.items()),
        leavings=left,
        joinings=tuple(joinings(found, deals)),
        acceptable=acceptable,
        unblocked=free,
        solves=table.solves,
        max_residual=table.max_residual,
        seconds=time.perf_counter() - began,
    )


def _some(parties: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield all coalitions of two parties or more that leave some out, the smallest first."""
    for size in range(2, len(parties)):
        yield from combinations(parties, size)


def _held(game: Negotiation, name: str, deal: Deal, found: list[Tried]) -> Grand:
    gains = game.gain(game.space.place(deal))
    return Grand(name, deal, game.by_party(gains), objections(game, gains, found))


def _counted(payoffs: Payoffs, found: list[Tried]) -> tuple[int | None, int | None]:
    """Count the acceptable deals of all and those of them that nothing blocks."""
    if not payoffs.listed:
        return None, None
    acceptable = payoffs.acceptable
    return len(acceptable), int(np.sum(unblocked(payoffs.gains[acceptable], found)))


def _expect_few(parties: tuple[str, ...]) -> None:
    if len(parties) > MOST_PARTIES:
        raise InputError(
            "too-many-parties",
            f"{len(parties)} parties have {2 ** len(parties) - len(parties) - 2:,} coalitions that leave some out",
            f"study at most {MOST_PARTIES} parties at a time",
        )
