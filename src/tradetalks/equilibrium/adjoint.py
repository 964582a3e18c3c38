"""Multipliers of an objective at an equilibrium of a world with inputs: sweeps through the transposed conditions.

With v the value of a unit spent, w that of a unit of labour paid, mu that of what is added to log P:

    m_n    = dL/dI_n + sum_j alpha_jn v_jn + beta_n w_n                               a unit of income
    a_ij   = dL/dY_ij + profit share m_i + labour share w_i + sum_k gamma_ikj v_ki    a unit of output
    r_n    = dL/dR_n + m_n                                                            a unit of tariff revenue
    v_jn   = r_n (1 - sum_i kept_nij) + sum_i kept_nij a_ij
    chi_ji = sum_n pi_nij (mu_jn + theta Psi_jn) - theta sum_n (a_ij - r_n) F_nij     log unit cost
    mu_jn  = dL/dlog P_jn + sum_k gamma_njk chi_kn
    w_n    = (dL/dlog w_n + sum_j va_jn chi_jn)/(w L)_n + m_n - sum_m L_m w_m / sum L

with kept = pi'/(1 + t'), F flows before tariff and Psi_jn = sum_i (a_ij - r_n) F_nij.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.anderson import Anderson
from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.kernel import EXACT, Multipliers, Pull
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.shapes import BatchByCell, BatchByRegion
from tradetalks.equilibrium.system import State, pack, unpack
from tradetalks.errors import ConvergenceError

DEPTH = 10
SWEEPS = 200


@dataclass(frozen=True, eq=False)
class Round:
    """What a round through the transposed conditions gives: multipliers, and the values of labour and spending."""

    multipliers: Multipliers
    labour: BatchByRegion
    spending: BatchByCell


def solve_transposed(
    base: Baseline,
    own: OwnRegion,
    state: State,
    pull: Pull,
    *,
    guess: Multipliers | None = None,
    tolerance: float = EXACT,
) -> Round:
    """Solve the transposed conditions at the equilibria of a batch, steered by the values of each region by itself.

    One state serves all objectives of a batch, or each its own. `tolerance` bounds the largest violation relative to
    the largest value.
    """
    point = np.zeros((len(pull.income), base.labour.size + 2 * base.scale.size))
    if guess is not None and guess.values is not None:
        point = guess.values
    anderson, passed = Anderson(point, DEPTH), state.kept.sum(axis=3)
    for _ in range(SWEEPS):
        round_ = _round(base, state, pull, passed, point)
        ahead = pack(round_.labour, round_.multipliers.price / base.scale, round_.spending)
        gap, size = np.abs(ahead - point).max(axis=1), np.abs(ahead).max(axis=1)
        if (gap <= tolerance * size).all():
            return round_
        point = anderson.step(point, own.transposed_step(ahead - point))
    worst = float((gap / size).max())
    raise ConvergenceError(
        "no-multipliers",
        f"the multipliers of the objective were not found: the largest violation left is {worst:.1e}",
        "the equilibrium may be nearly singular: try a milder shock",
    )


def _round(base: Baseline, state: State, pull: Pull, passed: BatchByCell, point: np.ndarray) -> Round:
    """Follow the values of labour, of log prices over scale and of spending through the transposed conditions.

    `passed` is what sellers keep of spending, the sum of `State.kept` over exporters.
    """
    labour, relative, value = unpack(base, point)
    price = relative * base.scale
    income = pull.income + (base.final_share * value).sum(axis=1) + base.labour_by_final * labour
    used = np.matmul(base.uses, value.transpose(2, 1, 0)).transpose(2, 1, 0)
    output = pull.output + base.profit_share * income[:, None] + base.labour_share * labour[:, None] + used
    revenue = pull.revenue + income
    sold = np.matmul(state.kept, output[..., None])[..., 0]
    spending = revenue[:, None] * (1 - passed) + sold
    pushed = price + base.theta[:, None] * state.spending * (sold - revenue[:, None] * passed)
    cost = _by_cost(base, state, pushed, output, revenue)
    through = np.matmul(base.inputs, cost.transpose(2, 1, 0)).transpose(2, 1, 0)
    earned = np.exp(state.wage) * base.labour
    paid = (pull.wage + (base.value_added_share * cost).sum(axis=1)) / earned + income
    paid -= (labour * base.labour).sum(axis=1, keepdims=True) / base.world_labour
    return Round(Multipliers(output, income, revenue, pull.price + through, point), paid, spending)


def _by_cost(
    base: Baseline, state: State, pushed: BatchByCell, output: BatchByCell, revenue: BatchByRegion
) -> BatchByCell:
    """Return chi, the derivative by log unit cost, (S, J, N); `pushed` is mu + theta Psi."""
    through = np.matmul(pushed[:, :, None, :], state.share)[:, :, 0, :]
    taxed = np.matmul((state.spending * revenue[:, None])[:, :, None, :], state.kept)[:, :, 0, :]
    return through - base.theta[:, None] * (output * state.output - taxed)
