"""Derivatives of an objective by every tariff, trade cost, elasticity and deficit, from one transposed solve.

With multipliers mu of log prices, psi_nij = a_ij - r_n of flows F (see `adjoint`), shares pi' and
Psi_jn = sum_i psi_nij F_nij:

    dL/dlog(1 + t_nij) = pi'_nij (mu_jn + theta Psi_jn) - (1 + theta) psi_nij F_nij
    dL/dlog d_nij      = pi'_nij (mu_jn + theta Psi_jn) - theta psi_nij F_nij
    dL/dtheta_j        = sum_n mu_jn (z_jn - log P_jn)/theta - sum_ni psi_nij F_nij (log(kappa c)_nij - z_jn)
    dL/dD_n            = m_n

with z_jn = sum_i pi'_nij log(kappa c)_nij. Under monopolistic competition theta also sets the share of wages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.adjoint import Round, solve_transposed
from tradetalks.equilibrium.baseline import kernel_axes
from tradetalks.equilibrium.engine import engine
from tradetalks.equilibrium.objectives import Objective
from tradetalks.equilibrium.own_region import OwnRegion
from tradetalks.equilibrium.solution import Solution
from tradetalks.errors import expect
from tradetalks.world.checks import MONOPOLISTIC

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True, eq=False)
class Gradient:
    """Derivatives of one number of a solution.

    Kernel arrays: `by_tariff` by ad valorem rates and `by_trade_cost` by iceberg factors (J, importer, exporter),
    `by_elasticity` (J,), `by_deficit` (N,).
    """

    solution: Solution
    value: float
    by_tariff: np.ndarray
    by_trade_cost: np.ndarray
    by_elasticity: np.ndarray
    by_deficit: np.ndarray

    @property
    def tariff(self) -> xr.DataArray:
        """By ad valorem rates (1 = 100 points), (exporter, importer, sector)."""
        return self.solution.by_flow(self.by_tariff)

    @property
    def trade_cost(self) -> xr.DataArray:
        """By factors on iceberg costs, (exporter, importer, sector)."""
        return self.solution.by_flow(self.by_trade_cost)

    @property
    def elasticity(self) -> pd.Series[float]:
        """By trade elasticities, (sector,)."""
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

        return pd.Series(self.by_elasticity, index=pd.Index(self.solution.world.sectors, name="sector"))

    @property
    def deficit(self) -> pd.Series[float]:
        """By deficits in the world's money, (region,); only differences between regions can happen."""
        return self.solution.by_region(self.by_deficit, "by deficit")


def gradient(solution: Solution, objective: Objective) -> Gradient:
    """Differentiate an objective at a solution by all parameters of policy and by all elasticities.

    Parameters
    ----------
    solution
        Where; the derivatives are those of the exact equilibrium there.
    objective
        `RealIncome(region)`, or `Linear(weights)`.

    Raises
    ------
    InputError
        When something else than a solution or an objective is given.
    UnknownNameError
        When the region is not in the world.
    ConvergenceError
        When the transposed conditions are not solved to 1e-12.
    """
    expect(solution, Solution, "solution", "give what solve returns")
    expect(objective, Objective, "objective", 'give RealIncome("CAN") or Linear(weights)')
    machine, state = engine(solution.world), solution.state
    pull = objective.pull(solution)
    round_ = solve_transposed(machine.full, OwnRegion(machine.full, state), state, pull)
    values, theta = round_.multipliers, machine.full.theta[:, None, None]
    share, flow = state.share[0], state.flow[0]
    worth = (values.output[0][:, None, :] - values.revenue[0][None, :, None]) * flow
    pushed = share * (values.price[0] + machine.full.theta[:, None] * worth.sum(axis=2))[..., None]
    rate = kernel_axes(solution.shock.tariff_in(solution.world))
    return Gradient(
        solution=solution,
        value=objective.value(solution),
        by_tariff=_apart((pushed - (1 + theta) * worth) / (1 + rate)),
        by_trade_cost=(pushed - theta * worth) / kernel_axes(solution.shock.trade_cost_in(solution.world)),
        by_elasticity=_by_elasticity(solution, round_, worth),
        by_deficit=values.income[0],
    )


def _apart(derivative: np.ndarray) -> np.ndarray:
    """Own sales pay no tariff."""
    return derivative * (1 - np.eye(derivative.shape[1]))


def _by_elasticity(solution: Solution, round_: Round, worth: np.ndarray) -> np.ndarray:
    """Through trade shares and price indices, and with profits through the share of wages."""
    machine, state, world = engine(solution.world), solution.state, solution.world
    theta = machine.full.theta
    rate, cost = solution.shock.tariff_in(world), solution.shock.trade_cost_in(world)
    log_kappa = kernel_axes(np.log(cost * (1 + rate) / (1 + world.tariff)))
    push = log_kappa + state.cost[0][:, None, :]
    mean = (state.share[0] * push).sum(axis=2)
    prices = (round_.multipliers.price[0] * (mean - state.price[0])).sum(axis=1) / theta
    derivative = prices - (worth * (push - mean[..., None])).sum(axis=(1, 2))
    return derivative + _through_profits(solution, round_) if world.market == MONOPOLISTIC else derivative


def _through_profits(solution: Solution, round_: Round) -> np.ndarray:
    """Wages earn theta/(theta + 1) of sales, before and after: what more of it does, (J,).

    The numeraire, wage income of the world, changes along.
    """
    base, state = engine(solution.world).full, solution.state
    share = base.value_added_share / (1 + base.theta[:, None]) ** 2
    hat, before = np.exp(state.wage[0]), solution.world.output.T
    more_paid, more_earned = share * state.output[0], share * before * hat
    value, income = round_.labour[0], round_.multipliers.income[0]
    numeraire = (more_earned - share * before).sum(axis=1) / base.world_labour
    return ((value - income) * (more_paid - more_earned)).sum(axis=1) - (value * base.labour).sum() * numeraire
