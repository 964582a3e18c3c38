"""Equilibria after a shock: one, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.engine import TOLERANCE, Engine, engine
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.system import Policy, evaluate
from tradetalks.errors import ConvergenceError
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd

BLOCK_BYTES = 64 * 2**20

Progress = Callable[[int, int], None]
"""Called with the number of shocks done and their total."""


@dataclass(frozen=True, eq=False)
class Batch(Sequence[Solution]):
    """Solutions of many shocks, in their order; a failed one raises when it is asked for."""

    world: World
    found: tuple[Solution | None, ...]
    residual: np.ndarray

    @property
    def failed(self) -> tuple[int, ...]:
        """Positions of the shocks whose equilibrium was not found."""
        return tuple(p for p, solution in enumerate(self.found) if solution is None)

    @property
    def real_income(self) -> pd.DataFrame:
        """Exact change of real income, %, (shock, region); rows of failed shocks are missing values."""
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

        missing = np.full(len(self.world.regions), np.nan)
        rows = [missing if s is None else s.real_income.to_numpy() for s in self.found]
        return pd.DataFrame(np.array(rows), columns=pd.Index(self.world.regions, name="region"))

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, position: int) -> Solution:  # type: ignore[override]
        solution = self.found[position]
        if solution is None:
            raise _not_found(float(self.residual[position]), f"shock {position}")
        return solution

    def __iter__(self) -> Iterator[Solution]:
        return (self[position] for position in range(len(self)))


def solve(world: World, shock: Shock) -> Solution:
    """Find the equilibrium of a world after a shock, in exact hat algebra.

    The conditions are those of Caliendo and Parro (2015), equations 8 to 12 in changes; the numeraire is world
    value added. Money of the solution is that of the world.

    Raises
    ------
    ShockError
        When the shock cannot be computed.
    ConvergenceError
        When no equilibrium is found to a residual of 1e-10.
    """
    return solve_many(world, [shock])[0]


def solve_many(world: World, shocks: Sequence[Shock], *, progress: Progress | None = None) -> Batch:
    """Find the equilibria of many shocks to one world, in blocks of bounded memory.

    A shock without an equilibrium to tolerance is marked in `failed` and raises when asked for.
    """
    machine = engine(world)
    size = max(1, BLOCK_BYTES // (8 * machine.base.share.size))
    found: list[Solution | None] = []
    residuals: list[np.ndarray] = []
    for first in range(0, len(shocks), size):
        solutions, residual = _solve_block(machine, shocks[first : first + size])
        found += solutions
        residuals.append(residual)
        if progress:
            progress(len(found), len(shocks))
    return Batch(world, tuple(found), np.concatenate(residuals) if residuals else np.zeros(0))


def _solve_block(machine: Engine, shocks: Sequence[Shock]) -> tuple[list[Solution | None], np.ndarray]:
    policy = Policy.of(machine.world, machine.base, list(shocks))
    found = machine.find(policy)
    with np.errstate(all="ignore"):
        state = evaluate(machine.base, policy, found.unknowns)
    solved = found.residual <= TOLERANCE
    solutions = [
        Solution.from_state(machine, shock, state, row, float(found.residual[row])) if solved[row] else None
        for row, shock in enumerate(shocks)
    ]
    return solutions, found.residual


def _not_found(residual: float, which: str) -> ConvergenceError:
    return ConvergenceError(
        "no-equilibrium",
        f"no equilibrium was found for {which}: the largest violation left is {residual:.1e}, above {TOLERANCE:.0e}",
        "check the shock for rates typed as percent; a milder shock or other elasticities may have a solution",
    )
