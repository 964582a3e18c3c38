"""Offers: the deals that one party should table, given the chances that the others accept."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.payoffs import Payoffs

MOST_RANKED = 10_000
"""Deals that are looked through for offers apart from each other."""


class Aim(enum.Enum):
    """What an offer is for."""

    AMBITIOUS = "ambitious"
    BEST = "best"
    SAFE = "safe"
    NEXT = "next"


@dataclass(frozen=True, eq=False)
class Chances:
    """Chances that parties accept deals, (deal, party), and that all accept, (deal,)."""

    accepts: np.ndarray
    signed: np.ndarray


@dataclass(frozen=True)
class Terms:
    """What is asked of offers: the least chance of an ambitious and of a safe one, and how many to name in all.

    `apart` is the number of issues in which offers beyond those with an aim must differ from all before.
    """

    ambitious: float = 0.25
    safe: float = 0.9
    count: int = 5
    apart: int = 2


@dataclass(frozen=True)
class Offer:
    """A deal to table: what it is for, payoffs by party, chances of acceptance, and what it promises the party advised.

    expected = chance that all accept x (gain - walk-away) + walk-away, no deal being worth the walk-away at least.
    """

    aims: tuple[Aim, ...]
    number: int
    deal: Deal
    payoff: dict[str, float]
    accepts: dict[str, float]
    signed: float
    expected: float


def offers(payoffs: Payoffs, chances: Chances, party: int, terms: Terms) -> tuple[Offer, ...]:
    """Choose what to table: the ambitious offer, the best, the safe one, then others apart from these.

    Ambitious: the largest gain among deals that all accept with at least a given chance. Best: the largest expected
    gain. Safe: the largest gain among deals that all accept with a high chance. One deal may be several of these. Of
    equal ones the likelier goes first, then that of larger joint gain. Deals that the party would refuse are never
    offered.
    """
    found: dict[int, list[Aim]] = {}
    for aim, order in _orders(payoffs, chances, party, terms):
        for number in order[:1]:
            found.setdefault(int(number), []).append(aim)
    for number in _able(payoffs, chances, party, 0.0):
        if len(found) >= terms.count:
            break
        if _apart(payoffs, int(number), found, terms.apart):
            found[int(number)] = [Aim.NEXT]
    return tuple(_offer(payoffs, chances, party, number, tuple(aims)) for number, aims in found.items())


def _orders(payoffs: Payoffs, chances: Chances, party: int, terms: Terms) -> Iterator[tuple[Aim, np.ndarray]]:
    """Deals by falling worth for each aim."""
    gain = payoffs.gains[:, party]
    yield Aim.AMBITIOUS, _able(payoffs, chances, party, terms.ambitious, gain)
    yield Aim.BEST, _able(payoffs, chances, party, 0.0)
    yield Aim.SAFE, _able(payoffs, chances, party, terms.safe, gain)


def _able(payoffs: Payoffs, chances: Chances, party: int, least: float, worth: np.ndarray | None = None) -> np.ndarray:
    """Deals that the party accepts and all sign with some chance, at least a given one, by falling worth.

    Worth is what a deal promises, unless told: chance that all accept x (gain - walk-away).
    """
    fits = payoffs.allowed & payoffs.accepts[:, party] & (chances.signed > 0) & (chances.signed >= least)
    own = np.flatnonzero(fits)
    signed, gains = chances.signed[own], payoffs.gains[own]
    beyond = gains[:, party] - payoffs.negotiation.walk_away[party]
    value = signed * beyond if worth is None else worth[own]
    return np.asarray(own[np.lexsort((-gains.sum(axis=1), -signed, -value))][:MOST_RANKED])


def _apart(payoffs: Payoffs, number: int, chosen: Iterable[int], least: int) -> bool:
    """Whether a deal differs from all offers so far in enough issues; an only issue counts as enough."""
    space = payoffs.negotiation.space
    here, least = space.digits(number), min(least, len(space.issues))
    gaps = [sum(a != b for a, b in zip(here, space.digits(other), strict=True)) for other in chosen]
    return all(gap >= least for gap in gaps)


def _offer(payoffs: Payoffs, chances: Chances, party: int, number: int, aims: tuple[Aim, ...]) -> Offer:
    game = payoffs.negotiation
    gains = payoffs.gains[number]
    least, signed = float(game.walk_away[party]), float(chances.signed[number])
    expected = signed * (float(gains[party]) - least) + least
    accepts = dict(zip(game.parties, chances.accepts[number].tolist(), strict=True))
    payoff = game.by_party(gains)
    return Offer(aims, number, game.space.deal(number), payoff, accepts, signed, expected / game.per_unit)
