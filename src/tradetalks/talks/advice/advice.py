"""Advice to one party, put together from its payoffs, the chances that others accept, trades and open issues."""

from __future__ import annotations

from dataclasses import dataclass

from tradetalks.errors import UnknownNameError
from tradetalks.talks.advice.chips import Chips, chips
from tradetalks.talks.advice.exchanges import Exchange, exchanges
from tradetalks.talks.advice.offers import Chances, Offer, Terms, offers
from tradetalks.talks.advice.red_lines import RedLine, red_lines
from tradetalks.talks.frontier import frontier
from tradetalks.talks.moves.opening import Opening, opening
from tradetalks.talks.moves.trades import Trade, trades
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.principle import Principle, Principles

MOST_TRADES = 10_000
SHOWN = 4


@dataclass(frozen=True)
class Advice:
    """What one party should do next; money is in the unit of payoffs.

    `no_deal` is what no deal gives it over today, `walk_away` the least gain over no deal that it accepts. Of `deals`
    that may be struck all accept `acceptable`, and the party itself rejects the part `rejects`; `refuses` is, for every
    other party, the part that it refuses of the deals that the party accepts. `offers` to table in their order; `chips`
    to give and to ask for, `exchanges` of the one for the other; `trades` in which it is a trader; `red_lines`, the
    worst first; `secure` the fewest issues to close that leave it safe whatever fills the rest, None where no set of
    issues does; `opening` the nearest deal where none is acceptable to all.
    """

    party: str
    no_deal: float
    walk_away: float
    deals: int
    acceptable: int
    rejects: float
    refuses: dict[str, float]
    offers: tuple[Offer, ...]
    chips: Chips
    exchanges: tuple[Exchange, ...]
    trades: tuple[Trade, ...]
    red_lines: tuple[RedLine, ...]
    secure: Principle | None
    opening: Opening | None


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
    moves = chips(game, at)
    return Advice(
        party=party,
        no_deal=float(game.no_deal[at]) / game.per_unit,
        walk_away=float(game.walk_away[at]) / game.per_unit,
        deals=int(payoffs.allowed.sum()),
        acceptable=int(payoffs.unanimous.sum()),
        rejects=1 - float(payoffs.accepts[payoffs.allowed, at].mean()),
        refuses=_refuses(payoffs, at),
        offers=offers(payoffs, chances, at, terms or Terms()),
        chips=moves,
        exchanges=exchanges(game, at, moves.gives, moves.asks),
        trades=tuple(sorted(with_it, key=lambda trade: (bool(trade.objects), -trade.gain[party]))[:SHOWN]),
        red_lines=red_lines(payoffs, at),
        secure=Principles(payoffs).secure(at),
        opening=opening(frontier(game)),
    )


def _refuses(payoffs: Payoffs, party: int) -> dict[str, float]:
    """Part of the deals that a party accepts which each other party refuses; 0 where it accepts none."""
    own = payoffs.accepts[payoffs.allowed & payoffs.accepts[:, party]]
    refused = (~own).sum(axis=0) / max(len(own), 1)
    names = payoffs.negotiation.parties
    return {name: float(part) for p, (name, part) in enumerate(zip(names, refused, strict=True)) if p != party}
