"""The arrays of a world as the kernels want them, and the elimination of what is never traded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.equilibrium.shapes import ByCell, ByFlow, ByInput, ByRegion, BySector
from tradetalks.world.world import World


@dataclass(frozen=True, eq=False)
class Baseline:
    """A world sector first, then importer, then exporter.

    `share`, `tariff` (J, N, N); `inputs` (N, J input, J output); `value_added_share`, `labour_share`, `final_share`,
    `expenditure`, `scale` (J, N); `theta` (J,); `labour`, `deficit`, `labour_by_final` (N,).

    Under perfect competition labour earns all value added; under monopolistic competition with sigma = theta + 1
    it earns (sigma - 1)/sigma of it and the rest is profit. `labour_by_final` is the labour in a unit of income spent
    on sectors that have been eliminated, and the weight of the wage in the price of final goods that goes with it.
    """

    share: ByFlow
    tariff: ByFlow
    inputs: ByInput
    value_added_share: ByCell
    labour_share: ByCell
    final_share: ByCell
    expenditure: ByCell
    scale: ByCell
    theta: BySector
    labour: ByRegion
    deficit: ByRegion
    labour_by_final: ByRegion

    @classmethod
    def of(cls, world: World) -> Baseline:
        """Lay out a world; cells without expenditure are scaled by a part of the region's income."""
        expenditure = np.ascontiguousarray(world.expenditure.T)
        floor = 1e-6 * world.income / len(world.sectors)
        return cls(
            share=kernel_axes(world.trade_share),
            tariff=kernel_axes(world.tariff),
            inputs=np.ascontiguousarray(world.input_share),
            value_added_share=np.ascontiguousarray(world.value_added_share.T),
            labour_share=np.ascontiguousarray(world.labour_share.T),
            final_share=np.ascontiguousarray(world.final_share.T),
            expenditure=expenditure,
            scale=np.maximum(expenditure, floor),
            theta=np.array(world.elasticity),
            labour=np.array(world.labour_income),
            deficit=np.array(world.deficit),
            labour_by_final=np.zeros(len(world.regions)),
        )

    @property
    def world_labour(self) -> float:
        """Wage income of the world, the numeraire."""
        return float(self.labour.sum())

    @cached_property
    def profit_share(self) -> ByCell:
        """Profits per sales, (J, N): value added that labour does not earn."""
        return self.value_added_share - self.labour_share

    @cached_property
    def uses(self) -> ByInput:
        """Inputs with the output first, (N, J output, J input)."""
        return np.ascontiguousarray(self.inputs.transpose(0, 2, 1))


@dataclass(frozen=True, eq=False)
class Elimination:
    """A baseline without the sectors that no region trades, and the way back.

    Such a sector is bought where it is made. Its price follows from the wage and from prices of traded sectors, and
    its output from theirs and from income, both linear (in logs for prices): with F the eliminated and T the
    traded sectors of a region and H = (I - gamma_FF)^-1,

    log P_F = H' (log d_F + va_F log w + gamma_TF' log P_T),  Y_F = H (gamma_FT Y_T + alpha_F I).
    """

    full: Baseline
    base: Baseline
    traded: np.ndarray
    local: np.ndarray
    leontief: np.ndarray

    @classmethod
    def of(cls, full: Baseline) -> Elimination:
        """Find the sectors that nobody trades and put what they pass on into the others.

        Without inputs nothing is passed on, and all sectors stay; so they do where nothing at all is traded.
        """
        apart = ~np.eye(len(full.labour), dtype=bool)
        exchanged = (full.share[:, apart] > 0).any(axis=1)
        stays = exchanged if exchanged.any() and full.inputs.any() else np.ones(len(full.theta), dtype=bool)
        traded, local = np.flatnonzero(stays), np.flatnonzero(~stays)
        leontief = np.linalg.inv(np.eye(len(local)) - full.inputs[:, local][:, :, local])
        if not len(local):
            return cls(full, full, traded, local, leontief)
        into_traded = leontief @ full.inputs[:, local][:, :, traded]
        from_traded = full.inputs[:, traded][:, :, local]
        value_added, labour, final = full.value_added_share, full.labour_share, full.final_share
        wanted = np.einsum("nfg,gn->fn", leontief, final[local])
        base = Baseline(
            share=full.share[traded],
            tariff=full.tariff[traded],
            inputs=full.inputs[:, traded][:, :, traded] + from_traded @ into_traded,
            value_added_share=value_added[traded] + np.einsum("fn,nft->tn", value_added[local], into_traded),
            labour_share=labour[traded] + np.einsum("fn,nft->tn", labour[local], into_traded),
            final_share=final[traded] + np.einsum("ntf,fn->tn", from_traded, wanted),
            expenditure=full.expenditure[traded],
            scale=full.scale[traded],
            theta=full.theta[traded],
            labour=full.labour,
            deficit=full.deficit,
            labour_by_final=np.einsum("fn,fn->n", labour[local], wanted),
        )
        return cls(full, base, traded, local, leontief)

    def price(self, own_cost: np.ndarray, wage: np.ndarray, price: np.ndarray) -> np.ndarray:
        """Return log prices of all sectors, (S, J, N), from log wages (S, N), traded prices and own costs log d_F."""
        inputs = np.einsum("ntf,stn->sfn", self.full.inputs[:, self.traded][:, :, self.local], price)
        push = own_cost + self.full.value_added_share[self.local] * wage[:, None] + inputs
        return self._joined(price, np.einsum("nfg,sfn->sgn", self.leontief, push))

    def spending(self, spending: np.ndarray, output: np.ndarray, income: np.ndarray) -> np.ndarray:
        """Return spending on all sectors, (S, J, N), from that on traded ones, their output and income (S, N)."""
        used = np.einsum("nft,stn->sfn", self.full.inputs[:, self.local][:, :, self.traded], output)
        wanted = used + self.full.final_share[self.local] * income[:, None]
        return self._joined(spending, np.einsum("nfg,sgn->sfn", self.leontief, wanted))

    def cost_shift(self, own_cost: np.ndarray) -> np.ndarray:
        """Return what dearer local sectors add to log unit costs of traded ones, (S, J, N)."""
        if not own_cost.any():
            return np.zeros((len(own_cost), *self.base.scale.shape))
        into_traded = self.leontief @ self.full.inputs[:, self.local][:, :, self.traded]
        return np.einsum("sfn,nft->stn", own_cost, into_traded)

    def _joined(self, traded: np.ndarray, local: np.ndarray) -> np.ndarray:
        joined = np.empty((len(traded), *self.full.scale.shape), dtype=np.result_type(traded, local))
        joined[:, self.traded], joined[:, self.local] = traded, local
        return joined


def kernel_axes(array: np.ndarray) -> np.ndarray:
    """Turn (exporter, importer, sector) into (sector, importer, exporter)."""
    return np.ascontiguousarray(array.transpose(2, 1, 0))
