"""What a game refuses before any search: wrong names, crossed bounds, impossible weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.errors import GameError
from tradetalks.games.choice import Bounds
from tradetalks.games.market import Market
from tradetalks.world.world import World

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def check_players(world: World, names: Sequence[str] | None, *, least: int = 1) -> np.ndarray:
    """Positions of the regions named, all of them when none is; each once."""
    if names is None:
        return np.arange(len(world.regions))
    positions = world.region_positions(list(names))
    if len(set(positions.tolist())) < len(positions):
        raise GameError("game-players", f"a player is named twice: {', '.join(names)}", "name each player once")
    if len(positions) < least:
        raise GameError("game-players", f"{len(positions)} players are too few", f"name {least} or more")
    return positions


def check_sectors(market: Market, names: Sequence[str] | None) -> np.ndarray:
    """Positions in the market of the sectors named, of all when none is; one of them at least is traded."""
    world, base = market.world, market.base
    wanted = np.arange(len(world.sectors)) if names is None else world.sector_positions(list(names))
    apart = ~np.eye(market.regions, dtype=bool)
    traded = (base.share[:, apart] > 0).any(axis=1)
    positions = np.flatnonzero(np.isin(market.sectors, wanted) & traded)
    if not len(positions):
        which = "no sector" if names is None else ", ".join(names)
        raise GameError(
            "game-sectors", f"there is no trade to tax: {which} is traded", "choose sectors that are traded"
        )
    return positions


def check_bounds(bounds: Bounds) -> Bounds:
    """Refuse bounds that cross or that let a price turn negative."""
    low, high = bounds.low, bounds.high
    if not (np.isfinite([low, high]).all() and -1 < low <= high):
        raise GameError(
            "game-bounds",
            f"tariffs cannot lie between {low:g} and {high:g}",
            "give fractions above -1, the lower first: Bounds(0, 10) is 0 to 1000 %",
        )
    return bounds


def check_weights(world: World, weights: ArrayLike | None) -> np.ndarray | None:
    """Political weights (region, sector) as an array (J, N), or none."""
    if weights is None:
        return None
    given: Any = weights
    array = np.asarray(given, dtype=float)
    shape = (len(world.regions), len(world.sectors))
    if array.shape != shape:
        raise GameError(
            "game-weights", f"weights have the shape {array.shape}, not {shape}", "give them as (region, sector)"
        )
    none = (array == 0).all(axis=1, keepdims=True)
    wrong = ~np.isfinite(array) | (array < 0) | none
    if wrong.any():
        region, sector = (int(p) for p in np.argwhere(wrong)[0])
        raise GameError(
            "game-weights",
            f"the weight of {world.sectors[sector]} in {world.regions[region]} is {array[region, sector]:g}",
            "give finite weights of 0 or more, some of each region above 0; 1 is neutral",
        )
    return np.ascontiguousarray(array.T)
