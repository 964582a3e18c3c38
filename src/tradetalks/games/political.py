"""Political weights: how governments must value sectors for given tariffs to be optimal (Ossa 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.equilibrium.shock import numbers
from tradetalks.errors import GameError, expect, expect_names
from tradetalks.games.certificate import Certificate
from tradetalks.games.checks import check_bounds, check_proof, check_world
from tradetalks.games.choice import BOUNDS, Bounds, MostFavouredNation
from tradetalks.games.conditions import Conditions
from tradetalks.games.fitting import Fitting
from tradetalks.games.flips import SECTOR_FLIPS, Proof, flipped_gain
from tradetalks.games.government import Governments
from tradetalks.games.search import stand
from tradetalks.games.setting import Setting
from tradetalks.games.slopes import Planner
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

PROHIBITIVE = 2.25


@dataclass(frozen=True, eq=False)
class PoliticalWeights:
    """Weights at which given tariffs are optimal, and how they were met.

    `weight` (J, N), one in the mean of each region; `tariff` (J, P) for which the conditions hold; `level` (P,) added
    to the targets; `branch_gain` (P,), %: what a region could still add to its welfare by moving the tariff of one
    sector, or all, to another branch. Where it is above zero the tariffs are a local optimum only.
    """

    setting: Setting
    weight: np.ndarray
    tariff: np.ndarray
    level: np.ndarray
    branch_gain: np.ndarray
    certificate: Certificate

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        """Return the weights as games take them, (region, sector); always a copy."""
        return np.array(self.weight.T, dtype=dtype)

    @property
    def weights(self) -> pd.DataFrame:
        """Weights by region and sector."""
        return self._table(self.weight.T, self.setting.market.world.regions)

    @property
    def tariffs(self) -> pd.DataFrame:
        """Tariffs that are optimal at these weights, fractions, by calibrated region and sector."""
        return self._table(self.tariff.T, self.setting.names)

    def _table(self, values: np.ndarray, regions: Sequence[str]) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to play)

        sectors = pd.Index(self.setting.market.world.sectors, name="sector")
        return pd.DataFrame(values, index=pd.Index(regions, name="region"), columns=sectors)


def political_weights(
    world: World,
    targets: ArrayLike,
    regions: Sequence[str] | None = None,
    *,
    bounds: Bounds = BOUNDS,
    prohibitive: float = PROHIBITIVE,
    proof: Proof = SECTOR_FLIPS,
) -> PoliticalWeights:
    """Find the weights at which most-favoured-nation tariffs shaped like the targets are a region's optimum.

    Welfare is linear in weights, so the first-order conditions of J tariffs are J linear equations A(t) lambda = 0:
    they have a solution only at the one level m of tariffs at which A is singular. The weights are therefore those of
    t_j = target_j + m, with m found along with them (Newton); targets above `prohibitive` stand as they are, and no
    tariff falls below the lower bound. Weights below zero are set to zero, and that sector's tariff is left to its
    optimum. Sectors that nobody trades keep the weight one.

    Parameters
    ----------
    world
        Others keep their factual tariffs; see `optimal_tariffs` about deficits.
    targets
        Tariffs (region, sector), fractions, one row for each region named; within the bounds where there is trade.
    regions
        Whose weights; all when left out. The others get ones.
    bounds
        Of the tariffs.
    prohibitive
        Targets above this are met exactly.
    proof
        Whether other branches are looked for: see `PoliticalWeights.branch_gain`.

    Raises
    ------
    InputError
        When names, targets, bounds or kinds of values are wrong, before any search.
    ConvergenceError
        When no weights are found, or the tariffs do not pass as stationary.
    """
    check_world(world)
    check_proof(proof)
    check_bounds(bounds)
    _check_prohibitive(prohibitive)
    neutral = np.ones((len(world.regions), len(world.sectors)))
    players = expect_names(regions, "regions")
    setting = Setting.of(world, players, sectors=None, bounds=bounds, weights=neutral, rule=MostFavouredNation())
    wanted = _check_targets(setting, targets)
    fits = [
        Fitting(Conditions.of(setting, int(place)), wanted[:, row], wanted[:, row] > prohibitive).fit()
        for row, place in enumerate(setting.players)
    ]
    weight = neutral.T.copy()
    weight[:, setting.players] = np.stack([fit.weight for fit in fits], axis=1)
    tariff = np.stack([fit.tariff for fit in fits], axis=1)
    certificate, gain = _proved(setting, weight, tariff, proof)
    return PoliticalWeights(setting, weight, tariff, np.array([fit.level for fit in fits]), gain, certificate)


def _check_targets(setting: Setting, targets: ArrayLike) -> np.ndarray:
    shape = (len(setting.players), len(setting.market.world.sectors))
    array = numbers("targets", targets)
    if array.shape != shape or not (np.isfinite(array).all() and (array > -1).all()):
        raise GameError(
            "game-targets", f"targets are not tariffs of the shape {shape}", "give fractions above -1, (region, sector)"
        )
    bounds, chosen = setting.bounds, np.isin(np.arange(shape[1]), setting.sectors)
    outside = ((array < bounds.low) | (array > bounds.high)) & chosen
    if outside.any():
        row, sector = (int(p) for p in np.argwhere(outside)[0])
        raise GameError(
            "game-targets",
            f"the target of {setting.names[row]} in {setting.market.world.sectors[sector]} is {array[row, sector]:g}, "
            f"outside the bounds from {bounds.low:g} to {bounds.high:g}",
            "give targets as fractions, not percent, or wider bounds",
        )
    return array.T


def _check_prohibitive(prohibitive: float) -> None:
    remedy = "give a fraction, such as 2.25; float('inf') for none"
    expect(prohibitive, Real, "prohibitive", remedy)
    if np.isnan(prohibitive):
        raise GameError("game-targets", "the limit of what is prohibitive is not a number", remedy)


def _proved(setting: Setting, weight: np.ndarray, tariff: np.ndarray, proof: Proof) -> tuple[Certificate, np.ndarray]:
    """Measure the tariffs as optima at the weights, each region alone, and what other branches would add."""
    governments, choice = Governments.of(setting.market.base, weight), setting.alone()
    aims = Planner(governments, np.eye(setting.market.regions)[setting.players])
    start = np.repeat(setting.factual, len(setting.players), axis=0)
    chosen = np.broadcast_to(tariff.T[:, :, None, None], choice.free.shape)
    start = choice.put(start, np.where(choice.free, chosen, choice.taken(start)))
    here = stand(setting.market, aims, choice, start)
    change = np.abs(np.log(here.answer.factor / (1 + choice.taken(start)))).max()
    gain, looked = flipped_gain(setting.market, aims, choice, start, proof)
    certificate = Certificate.of(here, float(change), looked)
    certificate.demand("political weights")
    return certificate, gain
