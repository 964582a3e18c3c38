"""Payoffs of all deals, listed: gains over no deal in whole units, where there are not too many deals to list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.composites import Composite
from tradetalks.talks.negotiation import Negotiation

MOST_LISTED = 10_000_000


@dataclass(frozen=True, eq=False)
class Payoffs:
    """Gains over no deal of every deal, listed by number.

    Raises
    ------
    InputError
        `too-many-deals`, when a list is asked for and there are more than ten million deals.
    """

    negotiation: Negotiation

    @property
    def listed(self) -> bool:
        """Whether there are few enough deals to list them."""
        return self.negotiation.space.count <= MOST_LISTED

    @cached_property
    def gains(self) -> np.ndarray:
        """Gains in units, (deal, party)."""
        game = self.negotiation
        if not self.listed:
            message = f"{game.space.count:,} deals are too many to list; at most {MOST_LISTED:,} can be"
            raise InputError("too-many-deals", message, "ask for the frontier and the settlements, which are exact")
        whole = Composite(game, tuple(range(len(game.space.issues))))
        return np.concatenate([worth for _, worth, _ in whole.blocks()]) - game.no_deal

    @cached_property
    def allowed(self) -> np.ndarray:
        """Whether a deal holds no excluded combination of options, (deal,)."""
        space = self.negotiation.space
        return space.allowed(space.rows(np.arange(space.count))) if space.excluded else np.ones(space.count, dtype=bool)

    @cached_property
    def figures(self) -> np.ndarray:
        """Gains in the figures that people read, such as billion US$ a year, (deal, party)."""
        return self.gains / self.negotiation.per_unit

    @cached_property
    def accepts(self) -> np.ndarray:
        """Whether a party accepts a deal, (deal, party)."""
        return self.negotiation.accepts(self.gains)

    @cached_property
    def unanimous(self) -> np.ndarray:
        """Whether a deal is allowed and all accept it, (deal,)."""
        return np.asarray(self.allowed & self.accepts.all(axis=1))

    @cached_property
    def acceptable(self) -> np.ndarray:
        """Numbers of the deals that all accept: the zone of possible agreement."""
        return np.flatnonzero(self.unanimous)
