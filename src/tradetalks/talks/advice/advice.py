"""Advice to one party, put together from its payoffs, the chances that others accept, trades and open issues."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import UnknownNameError
from tradetalks.talks.advice.chips import Chips, chips
from tradetalks.talks.advice.offers import Chances, Offer, Terms, offers
from tradetalks.talks.moves.trades import Trade, trades
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.principle import Principle, Principles

MOST_TRADES = 10_000
SHOWN = 4


@dataclass(frozen=True)
class RedLine:
    """An option that a party should refuse: the part of deals with it that leave the party below its walk-away."""

    issue: str
    option: str
    refused: float


@dataclass(frozen=True)
class Advice:
    """What one party should do next; money is in the unit of payoffs.

    `no_deal` is what no deal gives it over today, `walk_away` the least gain over no deal that it accepts. `offers` to
    table in their order; `chips` to give and to ask for; `trades` in which it is a trader; `red_lines` where most deals
    would have to be refused, the worst first; `secure` the fewest issues to close that leave it safe whatever fills
    the rest, None where no set of issues does.
    """

    party: str
    no_deal: float
    walk_away: float
    offers: tuple[Offer, ...]
    chips: Chips
    trades: tuple[Trade, ...]
    red_lines: tuple[RedLine, ...]
    secure: Principle | None


def advise(payoffs: Payoffs, chances: Chances, party: str, terms: Terms | None = None) -> Advice:
    """Advise a party.

    Raises
    ------
    UnknownNameError
        When it is not a party of the negotiation.
    InputError
        `too-many-deals`, when there are too many deals to list.
    """
    game = payoffs.negotiation
    if party not in game.parties:
        raise UnknownNameError("party", party, game.parties)
    at = game.parties.index(party)
    with_it = [trade for trade in trades(game, game.space.today, MOST_TRADES) if party in trade.gives]
    return Advice(
        party=party,
        no_deal=float(game.no_deal[at]) / game.per_unit,
        walk_away=float(game.walk_away[at]) / game.per_unit,
        offers=offers(payoffs, chances, at, terms or Terms()),
        chips=chips(game, at),
        trades=tuple(sorted(with_it, key=lambda trade: (bool(trade.objects), -trade.gain[party]))[:SHOWN]),
        red_lines=_red_lines(payoffs, at),
        secure=Principles(payoffs).secure(at),
    )


def _red_lines(payoffs: Payoffs, party: int) -> tuple[RedLine, ...]:
    """Options with which a party would have to refuse more than half of the deals."""
    space = payoffs.negotiation.space
    allowed = payoffs.allowed.reshape(space.shape)
    refused = (payoffs.allowed & ~payoffs.accepts[:, party]).reshape(space.shape)
    found = []
    for issue, options in enumerate(space.options):
        rest = tuple(axis for axis in range(len(space.shape)) if axis != issue)
        share = refused.sum(axis=rest) / np.maximum(allowed.sum(axis=rest), 1)
        found += [
            RedLine(space.issues[issue], option, float(part))
            for option, part in zip(options, share, strict=True)
            if part > 1 / 2
        ]
    return tuple(sorted(found, key=lambda line: -line.refused))
