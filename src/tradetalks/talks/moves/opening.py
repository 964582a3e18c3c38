"""What would open an empty zone: the deal that lacks least, who lacks what, and whether others could pay for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.frontier import Frontier


@dataclass(frozen=True)
class Opening:
    """The nearest deal to a zone that is empty, in the unit of payoffs.

    `lacks` is what parties miss of their walk-aways there, `spare` what the others have beyond theirs, together;
    `payable` says whether that is enough to pay for it. `hopeless` are parties whose walk-away no deal at all reaches.
    """

    deal: Deal
    payoff: dict[str, float]
    lacks: dict[str, float]
    spare: float
    payable: bool
    hopeless: tuple[str, ...]


def opening(front: Frontier) -> Opening | None:
    """Find the deal that lacks least in total; None where the zone is not empty, or no deal is allowed.

    lacking = sum over parties of max(0, walk-away - gain), least on the frontier; of equal ones that of the largest
    joint gain.
    """
    game = front.negotiation
    if not len(front.gains) or game.accepts(front.gains).all(axis=1).any():
        return None
    beyond = front.gains - game.walk_away
    lacking = np.maximum(-beyond, 0)
    at = int(lacking.sum(axis=1).argmin())
    best = beyond.max(axis=0)
    return Opening(
        deal=game.space.named(front.first(at)),
        payoff=game.by_party(front.gains[at]),
        lacks={name: lack for name, lack in game.by_party(lacking[at]).items() if lack},
        spare=float(np.maximum(beyond[at], 0).sum()) / game.per_unit,
        payable=bool(beyond[at].sum() >= 0),
        hopeless=tuple(name for name, most in zip(game.parties, best, strict=True) if most < 0),
    )
