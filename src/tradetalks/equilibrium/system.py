"""The equilibrium conditions in changes, for many shocks at once.

Caliendo and Parro (2015), exact hat algebra. Axes are (shock, sector, importer, exporter); S shocks, J sectors,
N regions. The unknowns are the wage w (log), the price index P (log) and expenditure X (relative to the baseline).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.shapes import (
    BatchByCell,
    BatchByFlow,
    BatchByRegion,
    ByCell,
    ByFlow,
    ByInput,
    ByRegion,
    BySector,
    Unknowns,
)
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


@dataclass(frozen=True, eq=False)
class Baseline:
    """The arrays of a world as the kernels want them: sector first, then importer, then exporter.

    `share`, `tariff` (J, N, N); `inputs` (N, J input, J output); `value_added_share`, `final_share`,
    `expenditure`, `scale` (J, N); `theta` (J,); `labour` (N,).
    """

    share: ByFlow
    tariff: ByFlow
    inputs: ByInput
    value_added_share: ByCell
    final_share: ByCell
    expenditure: ByCell
    scale: ByCell
    theta: BySector
    labour: ByRegion

    @classmethod
    def of(cls, world: World) -> Baseline:
        """Lay out a world; cells without expenditure are scaled by a part of the region's income."""
        expenditure = np.ascontiguousarray(world.expenditure.T)
        floor = 1e-6 * world.income / len(world.sectors)
        return cls(
            share=_kernel_axes(world.trade_share),
            tariff=_kernel_axes(world.tariff),
            inputs=np.array(world.input_share),
            value_added_share=np.ascontiguousarray(world.value_added_share.T),
            final_share=np.ascontiguousarray(world.final_share.T),
            expenditure=expenditure,
            scale=np.maximum(expenditure, floor),
            theta=np.array(world.elasticity),
            labour=np.array(world.value_added),
        )

    @property
    def world_value_added(self) -> float:
        """World value added, the numeraire."""
        return float(self.labour.sum())


@dataclass(frozen=True, eq=False)
class Policy:
    """The shocks of a batch: `attraction` = share * cost^-theta and `keep` = 1/(1 + t'), (S, J, N, N)."""

    attraction: BatchByFlow
    keep: BatchByFlow
    deficit: BatchByRegion

    @classmethod
    def of(cls, world: World, base: Baseline, shocks: list[Shock]) -> Policy:
        """Turn shocks into cost ratios kappa = d (1 + t') / (1 + t) and their powers."""
        tariff = np.stack([_kernel_axes(shock.tariff_in(world)) for shock in shocks])
        cost = np.stack([_kernel_axes(shock.trade_cost_in(world)) for shock in shocks])
        kappa = cost * (1 + tariff) / (1 + base.tariff)
        return cls(
            attraction=base.share * kappa ** -base.theta[:, None, None],
            keep=1 / (1 + tariff),
            deficit=np.stack([shock.deficit_rule.values(world) for shock in shocks]),
        )

    def only(self, rows: np.ndarray) -> Policy:
        """Restrict the batch to some of its shocks."""
        return Policy(self.attraction[rows], self.keep[rows], self.deficit[rows])


@dataclass(frozen=True, eq=False)
class State:
    """Unknowns and what follows from them: every array leads with the axis of shocks.

    `wage` (S, N) and `price` (S, J, N) are logs of hats, `spending` (S, J, N) is X'; `cost` log unit cost,
    `phi` = P^-theta, `share`, `flow` (S, J, N, N) with `flow` before tariff; `output` (S, J, N);
    `income`, `revenue` (S, N).
    """

    wage: BatchByRegion
    price: BatchByCell
    spending: BatchByCell
    cost: BatchByCell
    phi: BatchByCell
    share: BatchByFlow
    flow: BatchByFlow
    output: BatchByCell
    revenue: BatchByRegion
    income: BatchByRegion


def pack(wage: BatchByRegion, price: BatchByCell, relative: BatchByCell) -> Unknowns:
    """Stack unknowns to (S, N + 2JN)."""
    count = wage.shape[0]
    return np.concatenate([wage, price.reshape(count, -1), relative.reshape(count, -1)], axis=1)


def unpack(base: Baseline, unknowns: Unknowns) -> tuple[BatchByRegion, BatchByCell, BatchByCell]:
    """Split unknowns into log wage (S, N), log price (S, J, N) and relative expenditure (S, J, N)."""
    sectors, regions = base.scale.shape
    cells = sectors * regions
    shape = (len(unknowns), sectors, regions)
    wage = unknowns[:, :regions]
    return wage, unknowns[:, regions : regions + cells].reshape(shape), unknowns[:, -cells:].reshape(shape)


def start(base: Baseline, count: int) -> Unknowns:
    """Return the unknowns of the baseline, once for each shock."""
    sectors, regions = base.scale.shape
    relative = np.broadcast_to(base.expenditure / base.scale, (count, sectors, regions))
    return pack(np.zeros((count, regions)), np.zeros((count, sectors, regions)), relative)


def unit_cost(base: Baseline, wage: BatchByRegion, price: BatchByCell) -> BatchByCell:
    """Log unit cost, (S, J, N): log c_jn = va_jn log w_n + sum_k gamma_nkj log P_kn."""
    inputs = np.matmul(price.transpose(2, 0, 1), base.inputs)
    return base.value_added_share * wage[:, None, :] + inputs.transpose(1, 2, 0)


def evaluate(base: Baseline, policy: Policy, unknowns: Unknowns) -> State:
    """Follow the unknowns through the economy.

    pi' = A c^-theta / Phi;  flow = pi' X' / (1 + t');  Y_i = sum_n flow;  I = w L + R + D.
    """
    wage, price, relative = unpack(base, unknowns)
    spending = relative * base.scale
    cost = unit_cost(base, wage, price)
    pull = np.exp(-base.theta[:, None] * cost)
    share = policy.attraction * pull[:, :, None, :]
    phi = share.sum(axis=3)
    share /= phi[..., None]
    flow = share * spending[..., None] * policy.keep
    revenue = spending.sum(axis=1) - flow.sum(axis=(1, 3))
    return State(
        wage=wage,
        price=price,
        spending=spending,
        cost=cost,
        phi=phi,
        share=share,
        flow=flow,
        output=flow.sum(axis=2),
        revenue=revenue,
        income=np.exp(wage) * base.labour + revenue + policy.deficit,
    )


def violations(base: Baseline, state: State) -> Unknowns:
    """Violations of all conditions, (S, N + 2JN), in the order of the unknowns.

    Labour: (sum_j va Y - w L)/L, plus the numeraire sum w L / sum L - 1 in every row (the conditions add up to
    zero by Walras' law, so both vanish together). Prices: log P + log(Phi)/theta. Goods:
    (sum_k gamma Y + alpha I - X)/scale.
    """
    earned = np.exp(state.wage) * base.labour
    paid = (base.value_added_share * state.output).sum(axis=1)
    numeraire = earned.sum(axis=1, keepdims=True) / base.world_value_added - 1
    labour = (paid - earned) / base.labour + numeraire
    prices = state.price + np.log(state.phi) / base.theta[:, None]
    used = np.matmul(base.inputs, state.output.transpose(2, 1, 0)).transpose(2, 1, 0)
    goods = (used + base.final_share * state.income[:, None, :] - state.spending) / base.scale
    return pack(labour, prices, goods)


def _kernel_axes(array: np.ndarray) -> np.ndarray:
    """Turn (exporter, importer, sector) into (sector, importer, exporter)."""
    return np.ascontiguousarray(array.transpose(2, 1, 0))
