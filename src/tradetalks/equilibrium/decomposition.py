"""Where a change of real income comes from.

Along any path the change of real income splits without remainder (envelope theorem; Caliendo and Parro 2015,
equations 15 and 16, extended by trade costs and deficits):

    I_n dlog W_n =   sum_ij (E_nij dlog c_nj - M_nij dlog c_ij)             terms of trade
                   + sum_ij t_nij M_nij (dlog M_nij - dlog c_ij - dlog d_nij)  volume of trade
                   - sum_ij M_nij dlog d_nij                                trade costs, own sales among them
                   + dD_n                                                   deficits

with imports M and exports E before tariff, unit costs c, iceberg costs d, tariffs t.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.engine import Engine, engine
from tradetalks.equilibrium.jacobian import jacobian
from tradetalks.equilibrium.system import Policy, evaluate, violations

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.equilibrium.solution import Solution

COMPLEX_STEP = 1e-30
ENOUGH = 1e-8
MOST_NODES = 64
TERMS = ("terms_of_trade", "volume_of_trade", "trade_cost", "deficit")


@dataclass(frozen=True, eq=False)
class Changes:
    """Weights and log changes that the formula above takes, sector first: (J, importer, exporter) and (J, N)."""

    flow: np.ndarray
    tariff: np.ndarray
    log_flow: np.ndarray
    log_cost: np.ndarray
    log_trade_cost: np.ndarray
    deficit: np.ndarray
    income: np.ndarray

    def terms(self) -> np.ndarray:
        """Return the four terms as parts of income, (4, N)."""
        abroad = self.flow * (1 - np.eye(len(self.income)))
        price = self.log_cost[:, None, :]
        sold = (abroad.sum(axis=1) * self.log_cost).sum(axis=0)
        bought = (abroad * price).sum(axis=(0, 2))
        volume = (self.tariff * abroad * (self.log_flow - price - self.log_trade_cost)).sum(axis=(0, 2))
        cost = (self.flow * self.log_trade_cost).sum(axis=(0, 2))
        return np.stack([sold - bought, volume, -cost, self.deficit]) / self.income


class Decomposition:
    """A way to split the change of real income."""

    @abstractmethod
    def split(self, solution: Solution) -> pd.DataFrame:
        """Return terms by region, % of income, with their `total`."""


@dataclass(frozen=True)
class FirstOrder(Decomposition):
    """The sum that Caliendo and Parro (2015) print in Table 2: base weights times whole changes, new over old less 1.

    For large tariff cuts it is far from the exact change; it serves replication only.
    """

    def split(self, solution: Solution) -> pd.DataFrame:
        """Weigh relative changes between baseline and solution with baseline flows."""
        world = solution.world
        flow = world.trade.transpose(2, 1, 0)
        changes = Changes(
            flow=flow,
            tariff=world.tariff.transpose(2, 1, 0),
            log_flow=np.divide(solution.flow, flow, out=np.ones_like(flow), where=flow > 0) - 1,
            log_cost=solution.cost_hat - 1,
            log_trade_cost=solution.shock.trade_cost_in(world).transpose(2, 1, 0) - 1,
            deficit=solution.shock.deficit_rule.values(world) - world.deficit,
            income=world.income,
        )
        return _table(solution, 100 * changes.terms())


@dataclass(frozen=True)
class PathIntegral(Decomposition):
    """The same terms integrated along the path on which cost ratios change in equal proportion.

    Gauss-Legendre quadrature with `nodes` equilibria, doubled up to 64 until the terms add up; tangents come from the
    exact derivative of the conditions, by complex steps. Log points are scaled to per cent by (W - 1)/log W, so the
    terms add up to the exact change.
    """

    nodes: int = 8

    def split(self, solution: Solution) -> pd.DataFrame:
        """Integrate the terms from the baseline to the solution."""
        hat = solution.welfare_hat
        nodes = self.nodes
        logs = _integrate(solution, nodes)
        while np.abs(logs.sum(axis=0) - np.log(hat)).max() > ENOUGH and nodes < MOST_NODES:
            nodes *= 2
            logs = _integrate(solution, nodes)
        log_hat = np.log(hat)
        scale = np.where(np.abs(log_hat) > 0, (hat - 1) / np.where(log_hat == 0, 1, log_hat), 1.0)
        return _table(solution, 100 * scale * logs)


def _integrate(solution: Solution, nodes: int) -> np.ndarray:
    """Terms in log points, (4, N), by Gauss-Legendre quadrature."""
    machine = engine(solution.world)
    target = Policy.of(solution.world, machine.base, [solution.shock])
    points, weights = np.polynomial.legendre.leggauss(nodes)
    parts = zip((points + 1) / 2, weights / 2, strict=True)
    return np.sum([w * _tangent(machine, solution, target, part).terms() for part, w in parts], axis=0)


def _tangent(machine: Engine, solution: Solution, target: Policy, part: float) -> Changes:
    """Read weights and derivatives at one point of the path; the imaginary parts carry the derivatives."""
    here = machine.partway(target, part)
    unknowns = machine.find(here).unknowns
    state = evaluate(machine.base, here, unknowns)
    ahead = machine.partway(target, part + 1j * COMPLEX_STEP)
    push = violations(machine.base, evaluate(machine.base, ahead, unknowns)).imag / COMPLEX_STEP
    move = -jacobian(machine.base, here.keep[0], state, 0).solve(push)
    moved = evaluate(machine.base, ahead, unknowns + 1j * COMPLEX_STEP * move)
    flow = state.flow[0]
    slope = moved.flow[0].imag / COMPLEX_STEP
    trade_cost = solution.shock.trade_cost_in(solution.world).transpose(2, 1, 0)
    return Changes(
        flow=flow,
        tariff=1 / here.keep[0] - 1,
        log_flow=np.divide(slope, flow, out=np.zeros_like(flow), where=flow > 0),
        log_cost=moved.cost[0].imag / COMPLEX_STEP,
        log_trade_cost=np.log(trade_cost),
        deficit=ahead.deficit[0].imag / COMPLEX_STEP,
        income=state.income[0],
    )


def _table(solution: Solution, terms: np.ndarray) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

    index = pd.Index(solution.world.regions, name="region")
    table = pd.DataFrame(terms.T, index=index, columns=list(TERMS))
    return table.assign(total=table.sum(axis=1))
