"""Offers: the deals that one party should table, given the chances that the others accept."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.payoffs import Payoffs


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
    """What is asked of offers: the least chance of an ambitious and of a safe one, and how many to name besides."""

    ambitious: float = 0.25
    safe: float = 0.75
    others: int = 2
    apart: int = 2
    """Issues in which offers must differ from each other."""


@dataclass(frozen=True)
class Offer:
    """A deal to table: payoffs by party, chances of acceptance, and its expected gain to the party advised.

    expected = chance that all accept x (gain - walk-away) + walk-away, no deal being worth the walk-away at least.
    """

    aim: Aim
    number: int
    deal: Deal
    payoff: dict[str, float]
    accepts: dict[str, float]
    signed: float
    expected: float


def offers(payoffs: Payoffs, chances: Chances, party: int, terms: Terms) -> tuple[Offer, ...]:
    """Choose what to table: the ambitious offer first, then the best, then the safe one, then others apart from these.

    Ambitious: the largest gain among deals that all accept with at least a given chance. Best: the largest expected
    gain. Safe: the largest gain among deals that all accept with a high chance. Deals that the party itself would
    refuse are never offered. A later offer that is not `apart` from earlier ones is passed over.
    """
    chosen: list[Offer] = []
    for aim, order in _orders(payoffs, chances, party, terms):
        wanted = terms.others if aim is Aim.NEXT else 1
        for number in order:
            if wanted and _apart(payoffs, number, chosen, terms.apart):
                chosen.append(_offer(payoffs, chances, party, aim, number))
                wanted -= 1
    return tuple(chosen)


def _orders(payoffs: Payoffs, chances: Chances, party: int, terms: Terms) -> Iterator[tuple[Aim, list[int]]]:
    game = payoffs.negotiation
    own = np.flatnonzero(payoffs.allowed & payoffs.accepts[:, party])
    gain, signed = payoffs.gains[own, party], chances.signed[own]
    expected = signed * (gain - game.walk_away[party])
    joint = payoffs.gains[own].sum(axis=1)

    def falling(value: np.ndarray, least: float) -> list[int]:
        able = np.flatnonzero(signed >= least)
        return own[able[np.lexsort((-joint[able], -signed[able], -value[able]))]][:1000].tolist()

    yield Aim.AMBITIOUS, falling(gain, terms.ambitious)
    yield Aim.BEST, falling(expected, np.nextafter(0.0, 1.0))
    yield Aim.SAFE, falling(gain, terms.safe)
    yield Aim.NEXT, falling(expected, np.nextafter(0.0, 1.0))


def _apart(payoffs: Payoffs, number: int, chosen: list[Offer], least: int) -> bool:
    """Whether a deal differs from all offers so far in enough issues; an only issue counts as enough."""
    space = payoffs.negotiation.space
    here, least = space.digits(number), min(least, len(space.issues))
    gaps = [sum(a != b for a, b in zip(here, space.digits(offer.number), strict=True)) for offer in chosen]
    return all(gap >= least for gap in gaps)


def _offer(payoffs: Payoffs, chances: Chances, party: int, aim: Aim, number: int) -> Offer:
    game = payoffs.negotiation
    gains = payoffs.gains[number]
    least, signed = float(game.walk_away[party]), float(chances.signed[number])
    expected = signed * (float(gains[party]) - least) + least
    accepts = dict(zip(game.parties, chances.accepts[number].tolist(), strict=True))
    payoff = game.by_party(gains)
    return Offer(aim, number, game.space.deal(number), payoff, accepts, signed, expected / game.per_unit)
