"""What a game refuses before any search: wrong names, crossed bounds, impossible weights."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.errors import GameError, expect, expect_names
from tradetalks.games.choice import Bounds, TariffRule
from tradetalks.games.flips import Proof
from tradetalks.games.market import Market
from tradetalks.world.world import World

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

BOUNDS_REMEDY = "give fractions above -1, the lower first: Bounds(0, 10) is 0 to 1000 %"


def check_world(world: World) -> None:
    """Refuse what is no world."""
    expect(world, World, "world", 'give a World, such as load_world("icio-2017")')


def check_proof(proof: Proof) -> None:
    """Refuse what is no proof."""
    expect(proof, Proof, "proof", "give SectorFlips() or Stationary()")


def check_rule(rule: TariffRule) -> None:
    """Refuse what is no rule for tariffs."""
    expect(rule, TariffRule, "rule", "give Discriminatory() or MostFavouredNation()")


def check_players(world: World, names: Sequence[str] | None, *, least: int = 1) -> np.ndarray:
    """Positions of the regions named, all of them when none is; each once."""
    names = expect_names(names, "players")
    if names is None:
        return np.arange(len(world.regions))
    positions = world.region_positions(names)
    if len(set(positions.tolist())) < len(positions):
        raise GameError("game-players", f"a player is named twice: {', '.join(names)}", "name each player once")
    if len(positions) < least:
        raise GameError("game-players", f"{len(positions)} players are too few", f"name {least} or more")
    return positions


def check_sectors(market: Market, names: Sequence[str] | None) -> np.ndarray:
    """Positions in the market of the sectors named, of all when none is; one of them at least is traded."""
    world, base = market.world, market.base
    names = expect_names(names, "sectors")
    wanted = np.arange(len(world.sectors)) if names is None else world.sector_positions(names)
    apart = ~np.eye(market.regions, dtype=bool)
    traded = (base.share[:, apart] > 0).any(axis=1)
    positions = np.flatnonzero(np.isin(market.sectors, wanted) & traded)
    if not len(positions):
        which = "no sector" if names is None else ", ".join(names)
        raise GameError(
            "game-sectors", f"there is no trade to tax: {which} is traded", "choose sectors that are traded"
        )
    return positions


def check_bounds(bounds: Bounds) -> None:
    """Refuse bounds that cross or that let a price turn negative."""
    expect(bounds, Bounds, "bounds", BOUNDS_REMEDY)
    low, high = bounds.low, bounds.high
    for name, value in (("bounds.low", low), ("bounds.high", high)):
        expect(value, Real, name, BOUNDS_REMEDY)
    if not (np.isfinite([low, high]).all() and -1 < low <= high):
        raise GameError(
            "game-bounds",
            f"tariffs cannot lie between {low:g} and {high:g}",
            BOUNDS_REMEDY,
        )


def check_weights(world: World, weights: ArrayLike | None) -> np.ndarray | None:
    """Political weights (region, sector) as an array (J, N), or none."""
    if weights is None:
        return None
    array = _numbers(weights)
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


def _numbers(weights: ArrayLike) -> np.ndarray:
    given: Any = weights
    try:
        return np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise GameError(
            "game-weights",
            "weights hold something else than numbers",
            "give an array (region, sector), or what political_weights returns",
        ) from None
