"""What is done once for a world, and the search for its equilibria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse.csgraph import connected_components

from tradetalks.equilibrium.baseline import Baseline, Elimination
from tradetalks.equilibrium.final_goods import FinalGoods
from tradetalks.equilibrium.input_output import InputOutput
from tradetalks.equilibrium.kernel import TOLERANCE, Kernel
from tradetalks.equilibrium.policy import Policy, own_cost
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.system import State, circuit, evaluate, pack, unknowns_of, unpack
from tradetalks.errors import WorldError
from tradetalks.world.world import World

SPENDING_FLOOR = 1e-6


@dataclass(frozen=True, eq=False)
class Found:
    """Equilibria of a batch in a few numbers each: what the rest follows from.

    `unknowns` (S, N + 2JN) of the traded sectors, `welfare` real income, new over old (S, N), `residual` the largest
    violation of any condition (S,), `debtor` (S,) the region that would owe more than it earns, or -1: conditions can
    be met with an income or a spending below zero, but no economy is.
    """

    unknowns: np.ndarray
    welfare: np.ndarray
    residual: np.ndarray
    debtor: np.ndarray

    def rows(self, which: slice) -> Found:
        """Take some of the shocks."""
        return Found(self.unknowns[which], self.welfare[which], self.residual[which], self.debtor[which])

    @property
    def solved(self) -> np.ndarray:
        """Which of the shocks have an equilibrium, to tolerance, (S,)."""
        return (self.residual <= TOLERANCE) & (self.debtor < 0)


class Engine:
    """Solves shocks to one world; what depends on the world alone is done once."""

    def __init__(self, world: World) -> None:
        _refuse_parts(world)
        self.world = world
        self.full = Baseline.of(world)
        self.without_local = Elimination.of(self.full)
        self.base = self.without_local.base
        self.kernel = kernel_of(self.base)

    def find(self, shocks: Sequence[Shock]) -> Found:
        """Find the equilibrium of every shock; a residual above the tolerance marks a failure."""
        policy = Policy.reduced(self.world, self.without_local, shocks)
        state, residual = self.kernel.find(policy)
        with np.errstate(all="ignore"):
            price = self.without_local.price(self.local_cost(shocks), state.wage, state.price)
            hat = welfare(self.world, price, state.income)
        return Found(unknowns_of(self.base, state), hat, residual, _debtor(self.base, state))

    def state(self, shock: Shock, unknowns: np.ndarray) -> State:
        """Every sector and flow at unknowns (1, N + 2JN) of the traded sectors."""
        reduced = Policy.reduced(self.world, self.without_local, [shock])
        policy = Policy.of(self.world, self.full, [shock])
        return evaluate(self.full, policy, self.whole(reduced, unknowns, self.local_cost([shock])))

    def whole(self, reduced: Policy, unknowns: np.ndarray, local_cost: np.ndarray) -> np.ndarray:
        """Unknowns of all sectors from those of the traded ones."""
        wage, price, relative = unpack(self.base, unknowns)
        round_ = circuit(self.base, reduced, unknowns)
        spending = self.without_local.spending(relative * self.base.scale, round_.output, round_.income)
        return pack(wage, self.without_local.price(local_cost, wage, price), spending / self.full.scale)

    def local_cost(self, shocks: Sequence[Shock]) -> np.ndarray:
        """Log factors on the cost of own sales in sectors that nobody trades, (S, F, N)."""
        return own_cost(self.world, self.without_local.local, shocks)


def kernel_of(base: Baseline) -> Kernel:
    """Return the search that suits a baseline."""
    return InputOutput(base) if base.inputs.any() else FinalGoods(base)


def _refuse_parts(world: World) -> None:
    """Refuse a world in which nothing ties the prices of some regions to those of the others."""
    linked = (world.trade.sum(axis=2) > 0).astype(float)
    if (linked @ linked.T > 0).all():  # all sell to a common buyer, which is quicker to see than all parts
        return
    parts, part = connected_components(linked, directed=False)
    if parts > 1:
        apart = ", ".join(region for region, number in zip(world.regions, part, strict=True) if number != part[0])
        raise WorldError(
            "world-parts",
            f"the world falls into {parts} parts without trade between them, so that it has no common price level "
            f"({apart} apart from {world.regions[0]})",
            "make a world of each part, or add the trade between them",
        )


def _debtor(base: Baseline, state: State) -> np.ndarray:
    """Find the region with the lowest income or spending below zero, (S,), or -1."""
    lowest = np.minimum(state.income / base.labour, (state.spending / base.scale).min(axis=1) + SPENDING_FLOOR)
    with np.errstate(invalid="ignore"):
        return np.where((lowest <= 0).any(axis=1), lowest.argmin(axis=1), -1)


def welfare(world: World, price: np.ndarray, income: np.ndarray) -> np.ndarray:
    """Real income, new over old, (S, N): (I'/I) / prod_j P_j^alpha_j, with log prices (S, J, N)."""
    return income / world.income / np.exp((world.final_share.T * price).sum(axis=-2))


@lru_cache(maxsize=16)
def engine(world: World) -> Engine:
    """Return the engine of a world, kept for the worlds last used."""
    return Engine(world)
