"""The equilibrium conditions in changes, for many shocks at once.

Caliendo and Parro (2015), exact hat algebra, with profits after Ossa (2014). Axes are (shock, sector, importer,
exporter); S shocks, J sectors, N regions. The unknowns are the wage w (log), the price index P (log) and expenditure X
(in units of `Baseline.scale`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import BatchByCell, BatchByFlow, BatchByRegion, Unknowns


@dataclass(frozen=True, eq=False)
class Circuit:
    """One round of money from the unknowns back to the conditions, without a flow by pair of regions.

    `phi` = P^-theta by its sum, `output` (S, J, N); `revenue`, `earned` = w L, `income` (S, N).
    """

    wage: BatchByRegion
    price: BatchByCell
    spending: BatchByCell
    phi: BatchByCell
    output: BatchByCell
    revenue: BatchByRegion
    earned: BatchByRegion
    income: BatchByRegion


@dataclass(frozen=True, eq=False)
class State:
    """Unknowns and what follows from them: every array leads with the axis of shocks.

    `wage` (S, N) and `price` (S, J, N) are logs of hats, `spending` (S, J, N) is X'; `cost` log unit cost,
    `share`, `kept` = share / (1 + t'), `flow` = kept X' (S, J, N, N); `output` (S, J, N); `revenue`, `profit`,
    `income` (S, N).
    """

    wage: BatchByRegion
    price: BatchByCell
    spending: BatchByCell
    cost: BatchByCell
    share: BatchByFlow
    kept: BatchByFlow
    flow: BatchByFlow
    output: BatchByCell
    revenue: BatchByRegion
    profit: BatchByRegion
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


def unknowns_of(base: Baseline, state: State) -> Unknowns:
    """Read the unknowns off a state."""
    return pack(state.wage, state.price, state.spending / base.scale)


def unit_cost(base: Baseline, policy: Policy, wage: BatchByRegion, price: BatchByCell) -> BatchByCell:
    """Log unit cost, (S, J, N): log c_jn = va_jn log w_n + sum_k gamma_nkj log P_kn."""
    inputs = np.matmul(price.transpose(2, 0, 1), base.inputs)
    cost = base.value_added_share * wage[:, None, :]
    cost += inputs.transpose(1, 2, 0)
    return cost + policy.shift


def circuit(base: Baseline, policy: Policy, unknowns: Unknowns) -> Circuit:
    """Follow the unknowns through the economy with products of matrices and vectors only.

    Phi = A c^-theta;  Y = c^-theta B' (X / Phi);  R = sum_j (X - (X / Phi) B c^-theta);
    I = w L + profits + R + D.
    """
    wage, price, relative = unpack(base, unknowns)
    spending = relative * base.scale
    pull = np.exp(-base.theta[:, None] * unit_cost(base, policy, wage, price))
    phi = np.matmul(policy.attraction, pull[..., None])[..., 0]
    demand = spending / phi
    output = np.matmul(demand[:, :, None, :], policy.kept)[:, :, 0, :]
    output *= pull
    bought = np.matmul(policy.kept, pull[..., None])[..., 0]
    bought *= demand
    revenue = (spending - bought).sum(axis=1)
    earned = np.exp(wage) * base.labour
    income = earned + (base.profit_share * output).sum(axis=1) + revenue + policy.deficit
    return Circuit(wage, price, spending, phi, output, revenue, earned, income)


def violations(base: Baseline, round_: Circuit) -> Unknowns:
    """Violations of all conditions, (S, N + 2JN), in the order of the unknowns.

    Labour: (sum_j labour share Y - w L)/L, less the numeraire sum w L / sum L - 1 in every row (the conditions add up
    to zero by Walras' law, so both vanish together). Prices: log P + log(Phi)/theta. Goods:
    (sum_k gamma Y + alpha I - X)/scale.
    """
    paid = (base.labour_share * round_.output).sum(axis=1) + base.labour_by_final * round_.income
    numeraire = round_.earned.sum(axis=1, keepdims=True) / base.world_labour - 1
    labour = (paid - round_.earned) / base.labour - numeraire
    prices = np.log(round_.phi)
    prices /= base.theta[:, None]
    prices += round_.price
    goods = np.matmul(base.inputs, round_.output.transpose(2, 1, 0)).transpose(2, 1, 0)
    goods = goods + base.final_share * round_.income[:, None, :]
    goods -= round_.spending
    goods /= base.scale
    return pack(labour, prices, goods)


def largest(base: Baseline, unknowns: Unknowns, violation: Unknowns) -> np.ndarray:
    """Return the largest violation of each shock, (S,); that of goods relative to spending, before or after."""
    cells = base.scale.size
    size = np.abs(violation[:, :-cells]).max(axis=1)
    goods = np.abs(violation[:, -cells:]) / np.maximum(1, np.abs(unknowns[:, -cells:]))
    return np.maximum(size, goods.max(axis=1))


def evaluate(base: Baseline, policy: Policy, unknowns: Unknowns) -> State:
    """Follow the unknowns to every share and flow: pi' = A c^-theta / Phi;  flow = pi' X' / (1 + t')."""
    wage, price, relative = unpack(base, unknowns)
    spending = relative * base.scale
    cost = unit_cost(base, policy, wage, price)
    pull = np.exp(-base.theta[:, None] * cost)[:, :, None, :]
    share = policy.attraction * pull
    phi = share.sum(axis=3, keepdims=True)
    share /= phi
    kept = policy.kept * (pull / phi)
    flow = kept * spending[..., None]
    output = flow.sum(axis=2)
    revenue = spending.sum(axis=1) - flow.sum(axis=(1, 3))
    profit = (base.profit_share * output).sum(axis=1)
    return State(
        wage=wage,
        price=price,
        spending=spending,
        cost=cost,
        share=share,
        kept=kept,
        flow=flow,
        output=output,
        revenue=revenue,
        profit=profit,
        income=np.exp(wage) * base.labour + profit + revenue + policy.deficit,
    )
