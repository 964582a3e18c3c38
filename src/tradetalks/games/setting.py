"""What all games take: a world, who plays with which tariffs within which bounds, and what governments want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.games.checks import check_bounds, check_players, check_rule, check_sectors, check_weights, check_world
from tradetalks.games.choice import Bounds, Choice, TariffRule
from tradetalks.games.government import Governments
from tradetalks.games.market import Market
from tradetalks.world.world import World

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, eq=False)
class Setting:
    """A game made ready: checked, and laid out for the searches."""

    market: Market
    governments: Governments
    players: np.ndarray
    sectors: np.ndarray
    bounds: Bounds
    rule: TariffRule

    @classmethod
    def of(
        cls,
        world: World,
        players: Sequence[str] | None,
        *,
        sectors: Sequence[str] | None,
        bounds: Bounds,
        weights: ArrayLike | None,
        rule: TariffRule,
    ) -> Setting:
        """Check all that is given, then lay it out."""
        check_world(world)
        check_rule(rule)
        check_bounds(bounds)
        positions = check_players(world, players)
        weight = check_weights(world, weights)
        market = Market.of(world) if weight is None else Market.whole(world)
        governments = Governments.of(market.base, weight)
        return cls(market, governments, positions, check_sectors(market, sectors), bounds, rule)

    @property
    def names(self) -> tuple[str, ...]:
        """The players."""
        return tuple(self.market.world.regions[place] for place in self.players)

    @property
    def factual(self) -> np.ndarray:
        """Tariffs as they are, (1, J, N, N)."""
        return self.market.base.tariff[None]

    def alone(self) -> Choice:
        """Every player in a problem of its own."""
        return self._choice(self.players[:, None])

    def jointly(self) -> Choice:
        """All players in one problem."""
        return self._choice(self.players[None, :])

    def entered(self, choice: Choice, tariff: np.ndarray) -> np.ndarray:
        """Bring tariffs (S, J, N, N) to where the choice allows them: pooled by the rule and within the bounds."""
        flow = self.market.base.share * self.market.base.expenditure[..., None] / (1 + self.market.base.tariff)
        bought = choice.taken(np.broadcast_to(flow, tariff.shape)) * choice.free
        factor = choice.within(choice.rule.pooled(1 + choice.taken(tariff), bought))
        return choice.put(tariff, np.where(choice.free, factor - 1, choice.taken(tariff)))

    def started(self, choice: Choice, start: np.ndarray) -> np.ndarray:
        """Take given tariffs (exporter, importer, sector) where they may be chosen, (1, J, N, N)."""
        given = choice.taken(self.market.tariff_from(start)[None])
        return choice.put(self.factual, np.where(choice.free, given, choice.taken(self.factual)))

    def _choice(self, importers: np.ndarray) -> Choice:
        chosen = np.zeros(len(self.market.base.theta), dtype=bool)
        chosen[self.sectors] = True
        abroad = importers[:, None, :, None] != np.arange(self.market.regions)
        traded = self.market.base.share[:, importers].transpose(1, 0, 2, 3) > 0
        return Choice(importers, chosen[None, :, None, None] & abroad & traded, self.bounds, self.rule)
