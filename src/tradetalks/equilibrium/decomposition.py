"""Where a change of real income comes from.

Along any path the change of real income splits without remainder (envelope theorem; Caliendo and Parro 2015,
equations 15 and 16, extended by trade costs and deficits):

    I_n dlog W_n =   sum_ij (E_nij dlog c_nj - M_nij dlog c_ij)             terms of trade
                   + sum_ij t_nij M_nij (dlog M_nij - dlog c_ij - dlog d_nij)  volume of trade
                   - sum_ij M_nij dlog d_nij                                trade costs, own sales among them
                   + dD_n                                                   deficits

with imports M and exports E before tariff, unit costs c, iceberg costs d, tariffs t. A shift of demand a counts among
trade costs, as d = a^(-1/theta).
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.baseline import kernel_axes
from tradetalks.equilibrium.engine import Engine, engine
from tradetalks.equilibrium.jacobian import jacobian
from tradetalks.equilibrium.kernel import TOLERANCE
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.system import State, circuit, evaluate, unknowns_of, violations
from tradetalks.errors import ConvergenceError, ShockError

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.equilibrium.solution import Solution

COMPLEX_STEP = 1e-30
ENOUGH = 1e-8
TOLERATED = 1e-7
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
            log_trade_cost=solution.shock.cost_in(world).transpose(2, 1, 0) - 1,
            deficit=solution.shock.deficit_in(world) - world.deficit,
            income=world.income,
        )
        return _table(solution, 100 * changes.terms())


@dataclass(frozen=True)
class PathIntegral(Decomposition):
    """The same terms integrated along the path on which cost ratios change in equal proportion.

    Gauss-Legendre quadrature with `nodes` equilibria, doubled up to 64 until the terms add up; tangents come from the
    exact derivative of the conditions, by complex steps. Log points are scaled to per cent by (W - 1)/log W, so the
    terms add up to the exact change; where they do not to 1e-5 %, `ConvergenceError` is raised.
    """

    nodes: int = 8

    def __post_init__(self) -> None:
        """Refuse a number of equilibria that is none."""
        if self.nodes < 1:
            raise ShockError("nodes", f"a path with {self.nodes} equilibria on it", "give 1 or more nodes")

    def split(self, solution: Solution) -> pd.DataFrame:
        """Integrate the terms from the baseline to the solution."""
        hat = solution.welfare_hat
        log_hat, nodes = np.log(hat), self.nodes
        logs = _integrate(solution, nodes)
        while (gap := float(np.abs(logs.sum(axis=0) - log_hat).max())) > ENOUGH and nodes < MOST_NODES:
            nodes *= 2
            logs = _integrate(solution, nodes)
        if not gap <= TOLERATED:
            raise _unresolved(
                f"with {nodes} equilibria on the way the terms miss the exact change by {100 * gap:.1e} %"
            )
        scale = np.where(np.abs(log_hat) > 0, (hat - 1) / np.where(log_hat == 0, 1, log_hat), 1.0)
        return _table(solution, 100 * scale * logs)


def _integrate(solution: Solution, nodes: int) -> np.ndarray:
    """Terms in log points, (4, N), by Gauss-Legendre quadrature."""
    path = Path.to(solution)
    points, weights = np.polynomial.legendre.leggauss(nodes)
    terms, here = [], None
    for part, weight in zip((points + 1) / 2, weights / 2, strict=True):
        here = path.at(float(part), here)
        terms.append(weight * path.tangent(float(part), here).terms())
    return np.sum(terms, axis=0)


@dataclass(frozen=True, eq=False)
class Path:
    """The way from the baseline to a solution on which cost ratios change in equal proportion."""

    machine: Engine
    reduced: Policy
    full: Policy
    local_cost: np.ndarray
    log_trade_cost: np.ndarray

    @classmethod
    def to(cls, solution: Solution) -> Path:
        """Lay out the way to a solution."""
        machine, shock = engine(solution.world), solution.shock
        return cls(
            machine=machine,
            reduced=Policy.reduced(solution.world, machine.without_local, [shock]),
            full=Policy.of(solution.world, machine.full, [shock]),
            local_cost=machine.local_cost([shock]),
            log_trade_cost=np.log(kernel_axes(shock.cost_in(solution.world))),
        )

    def at(self, part: float, guess: State | None) -> State:
        """Find the equilibrium at a part of the path, from one before it."""
        policy = Policy.none(self.machine.base).towards(self.reduced, part)
        state, residual = self.machine.kernel.find(policy, guess)
        if not residual[0] <= TOLERANCE:
            raise _unresolved(f"no equilibrium was found at {part:.3f} of the way to the shock")
        return state

    def tangent(self, part: float, here: State) -> Changes:
        """Read weights and derivatives at one point of the path; the imaginary parts carry the derivatives."""
        base, unknowns = self.machine.base, unknowns_of(self.machine.base, here)
        ahead = Policy.none(base).towards(self.reduced, part + 1j * COMPLEX_STEP)
        push = violations(base, circuit(base, ahead, unknowns)).imag / COMPLEX_STEP
        move = -jacobian(base, here, 0).solve(push)
        return self._read(part, ahead, unknowns + 1j * COMPLEX_STEP * move)

    def _read(self, part: float, ahead: Policy, unknowns: np.ndarray) -> Changes:
        machine, step = self.machine, part + 1j * COMPLEX_STEP
        policy = Policy.none(machine.full).towards(self.full, step)
        moved = evaluate(machine.full, policy, machine.whole(ahead, unknowns, step * self.local_cost))
        flow, slope = moved.flow[0].real, moved.flow[0].imag / COMPLEX_STEP
        kept = np.divide(policy.kept[0], policy.attraction[0], out=np.ones_like(moved.flow[0]), where=flow > 0)
        return Changes(
            flow=flow,
            tariff=1 / kept.real - 1,
            log_flow=np.divide(slope, flow, out=np.zeros_like(flow), where=flow > 0),
            log_cost=moved.cost[0].imag / COMPLEX_STEP,
            log_trade_cost=self.log_trade_cost,
            deficit=policy.deficit[0].imag / COMPLEX_STEP,
            income=moved.income[0].real,
        )


def _unresolved(what: str) -> ConvergenceError:
    return ConvergenceError("no-path", f"the change cannot be split along its path: {what}", "split a milder shock")


def _table(solution: Solution, terms: np.ndarray) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

    index = pd.Index(solution.world.regions, name="region")
    table = pd.DataFrame(terms.T, index=index, columns=list(TERMS))
    return table.assign(total=table.sum(axis=1))
