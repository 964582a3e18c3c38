"""The shocks of a batch as factors on trade shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.baseline import Baseline, Elimination, kernel_axes
from tradetalks.equilibrium.shapes import BatchByCell, BatchByFlow, BatchByRegion
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


@dataclass(frozen=True, eq=False)
class Policy:
    """What the conditions take from shocks.

    `attraction` = pi a kappa^-theta with kappa = d (1 + t') / (1 + t), `kept` = attraction / (1 + t'), (S, J, N, N);
    `shift` what is added to log unit costs, (S, J, N); `deficit` (S, N).
    """

    attraction: BatchByFlow
    kept: BatchByFlow
    shift: BatchByCell
    deficit: BatchByRegion

    @classmethod
    def of(cls, world: World, base: Baseline, shocks: Sequence[Shock]) -> Policy:
        """Turn shocks to a world into factors on all of its sectors."""
        every = np.arange(len(base.theta))
        attraction, kept = _factors(world, base, shocks, every)
        return cls(attraction, kept, np.zeros((len(shocks), *base.scale.shape)), _deficits(world, shocks))

    @classmethod
    def reduced(cls, world: World, without: Elimination, shocks: Sequence[Shock]) -> Policy:
        """Turn shocks to a world into factors on its traded sectors."""
        attraction, kept = _factors(world, without.base, shocks, without.traded)
        shift = without.cost_shift(own_cost(world, without.local, shocks))
        return cls(attraction, kept, shift, _deficits(world, shocks))

    @classmethod
    def at(cls, base: Baseline, tariff: BatchByFlow, deficit: BatchByRegion) -> Policy:
        """Return the policy of tariffs (S, J, importer, exporter) and deficits alone."""
        log_kappa = np.log((1 + tariff) / (1 + base.tariff))
        attraction = base.share * np.exp(-base.theta[:, None, None] * log_kappa)
        return cls(attraction, attraction / (1 + tariff), np.zeros(tariff.shape[:3]), deficit)

    @classmethod
    def none(cls, base: Baseline) -> Policy:
        """Return the policy that changes nothing."""
        return cls(
            base.share[None],
            (base.share / (1 + base.tariff))[None],
            np.zeros((1, *base.scale.shape)),
            base.deficit[None],
        )

    def towards(self, target: Policy, part: float | complex) -> Policy:  # noqa: PYI041  (checked at run time)
        """Return a part of the way: cost ratios and tariff factors to the power `part`, the rest in proportion."""
        return Policy(
            _between(self.attraction, target.attraction, part),
            _between(self.kept, target.kept, part),
            (1 - part) * self.shift + part * target.shift,
            (1 - part) * self.deficit + part * target.deficit,
        )

    def only(self, rows: np.ndarray) -> Policy:
        """Restrict the batch to some of its shocks."""
        return Policy(self.attraction[rows], self.kept[rows], self.shift[rows], self.deficit[rows])


def _between(here: np.ndarray, there: np.ndarray, part: float | complex) -> np.ndarray:  # noqa: PYI041
    ratio = np.divide(there, here, out=np.ones_like(there), where=here.real > 0)
    return here * ratio**part


def own_cost(world: World, sectors: np.ndarray, shocks: Sequence[Shock]) -> np.ndarray:
    """Log factors on the cost of own sales, (S, sector, N)."""
    changed = np.zeros((len(shocks), len(sectors), len(world.regions)))
    for row, shock in enumerate(shocks):
        if shock.trade_cost is not None and len(sectors):
            changed[row] = np.log(np.einsum("nnj->jn", shock.trade_cost_in(world))[sectors])
    return changed


def _factors(
    world: World, base: Baseline, shocks: Sequence[Shock], sectors: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Attraction and what of it is kept, (S, J, N, N); powers are taken only in sectors with new costs."""
    attraction = np.empty((len(shocks), *base.share.shape))
    kept = np.empty_like(attraction)
    for row, shock in enumerate(shocks):
        factor = 1 + (base.tariff if shock.tariff is None else kernel_axes(shock.tariff_in(world)[:, :, sectors]))
        kappa = factor / (1 + base.tariff)
        if shock.trade_cost is not None:
            kappa *= kernel_axes(shock.trade_cost_in(world)[:, :, sectors])
        attraction[row] = base.share
        _attract(attraction[row], kappa, base.theta)
        if shock.demand is not None:
            attraction[row] *= kernel_axes(shock.demand_in(world)[:, :, sectors])
        np.divide(attraction[row], factor, out=kept[row])
    return attraction, kept


def _attract(share: np.ndarray, kappa: np.ndarray, theta: np.ndarray) -> None:
    """Multiply shares by kappa^-theta in place, in the sectors where a cost changes."""
    changed = (kappa != 1).any(axis=(1, 2))
    if not changed.all():
        share[changed] *= np.exp(-theta[changed, None, None] * np.log(kappa[changed]))
        return
    np.log(kappa, out=kappa)
    kappa *= -theta[:, None, None]
    share *= np.exp(kappa, out=kappa)


def _deficits(world: World, shocks: Sequence[Shock]) -> np.ndarray:
    return np.stack([shock.deficit_in(world) for shock in shocks])
