"""The core: whether parties could do better than a deal of all by one among themselves, or by walking away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.coalitions.search import Tried
from tradetalks.talks.deals import Deal
from tradetalks.talks.negotiation import Negotiation


@dataclass(frozen=True)
class Objection:
    """A deal by which all members of a coalition do better than in a deal of all; no deal where one walks away alone.

    `gain` is what each member gets beyond the deal of all, in the unit of payoffs; `margin` is the smallest of these.
    """

    members: tuple[str, ...]
    deal: Deal | None
    gain: dict[str, float]

    @property
    def margin(self) -> float:
        """What the member that gains least gains."""
        return min(self.gain.values())


def objections(game: Negotiation, grand: np.ndarray, found: Iterable[Tried]) -> tuple[Objection, ...]:
    """Find what blocks a deal of all with these gains, (party,): the best objection of every coalition, largest first.

    A party alone objects where no deal is better for it. A coalition objects by one of its deals that all members
    accept; of these it takes the one that gives the member that gains least most.
    """
    told = [Objection((name,), None, {name: -gain}) for name, gain in game.by_party(grand).items() if gain < 0]
    told += [one for tried in found if (one := _objection(game, grand, tried)) is not None]
    return tuple(sorted(told, key=lambda one: -one.margin))


def _objection(game: Negotiation, grand: np.ndarray, tried: Tried) -> Objection | None:
    coalition = tried.room.coalition
    more = tried.members - grand[coalition.inside]
    best = int(more.min(axis=1).argmax()) if len(more) else -1
    if best < 0 or more[best].min() <= 0:
        return None
    deal = tried.deals[int(np.flatnonzero(tried.accepted)[best])]
    gain = (more[best] / game.per_unit).tolist()
    return Objection(coalition.members, deal, dict(zip(coalition.members, gain, strict=True)))


def unblocked(gains: np.ndarray, found: Sequence[Tried]) -> np.ndarray:
    """Whether no party and none of the coalitions' deals blocks deals of all with these gains, (deal, party)."""
    free = np.asarray((gains >= 0).all(axis=1))
    for tried in found:
        own = gains[:, tried.room.coalition.inside]
        for offer in np.unique(tried.members, axis=0):
            free &= ~(offer > own).all(axis=1)
    return free
