"""Equilibria after a shock: one, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, overload

import numpy as np

from tradetalks.equilibrium.engine import Found, engine
from tradetalks.equilibrium.executors import Workers, in_order
from tradetalks.equilibrium.kernel import TOLERANCE
from tradetalks.equilibrium.shock import Shock, checked_shocks
from tradetalks.equilibrium.solution import Solution
from tradetalks.errors import ConvergenceError
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd

BLOCK_BYTES = 4 * 2**20

Progress = Callable[[int, int], None]
"""Called with the number of shocks done and their total."""


@dataclass(frozen=True, eq=False, repr=False)
class Batch(Sequence[Solution]):
    """Solutions of many shocks, in their order; a failed one raises when it is asked for.

    Only the unknowns are kept; flows and prices of a solution are worked out when they are asked for.
    """

    world: World
    shocks: Sequence[Shock]
    found: Found

    def __repr__(self) -> str:
        return f"<Batch of {len(self)} solutions of {self.world}, {len(self.failed)} failed>"

    @property
    def residual(self) -> np.ndarray:
        """Largest violation of any condition, (shock,)."""
        return self.found.residual

    @property
    def failed(self) -> tuple[int, ...]:
        """Positions of the shocks whose equilibrium was not found."""
        return tuple(np.flatnonzero(~self.found.solved).tolist())

    @property
    def welfare_hat(self) -> np.ndarray:
        """Real income, new over old, (shock, region); rows of failed shocks are missing values."""
        return np.where(self.found.solved[:, None], self.found.welfare, np.nan)

    def complete(self) -> Batch:
        """Return the batch itself, or raise for the first shock whose equilibrium was not found."""
        for position in self.failed:
            _ = self[position]
        return self

    @property
    def real_income(self) -> pd.DataFrame:
        """Exact change of real income, %, (shock, region); rows of failed shocks are missing values."""
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

        return pd.DataFrame(100 * (self.welfare_hat - 1), columns=pd.Index(self.world.regions, name="region"))

    def __len__(self) -> int:
        return len(self.shocks)

    @overload
    def __getitem__(self, position: int) -> Solution: ...

    @overload
    def __getitem__(self, position: slice) -> Batch: ...

    def __getitem__(self, position: int | slice) -> Solution | Batch:
        if isinstance(position, slice):
            return Batch(self.world, self.shocks[position], self.found.rows(position))
        place = range(len(self))[position]
        row = self.found.rows(slice(place, place + 1))
        if not row.solved[0]:
            raise _not_found(self.world, row, f"shock {place}")
        return Solution(self.world, self.shocks[place], float(row.residual[0]), row.unknowns, row.welfare[0])

    def __iter__(self) -> Iterator[Solution]:
        return (self[position] for position in range(len(self)))


def solve(world: World, shock: Shock) -> Solution:
    """Find the equilibrium of a world after a shock, in exact hat algebra.

    The conditions are those of Caliendo and Parro (2015), equations 8 to 12 in changes, with profits after
    Ossa (2014) where competition is monopolistic; the numeraire is the wage income of the world. Money of the solution
    is that of the world.

    Raises
    ------
    ShockError
        When the shock cannot be computed.
    ConvergenceError
        When no equilibrium is found to a residual of 1e-10.
    """
    return solve_many(world, [shock])[0]


def solve_many(
    world: World, shocks: Iterable[Shock], *, progress: Progress | None = None, executor: Workers | None = None
) -> Batch:
    """Find the equilibria of many shocks to one world, in blocks of bounded memory.

    A shock without an equilibrium to tolerance is marked in `failed` and raises when asked for.

    Parameters
    ----------
    world, shocks
        What to solve; solutions come in the order of the shocks. A sequence of your own that makes its shocks when they
        are asked for is asked block by block, so that many need not be held at once.
    progress
        Called with the number of shocks done and their total after every block.
    executor
        Where to solve the blocks: a `concurrent.futures.Executor`, or a `dask.distributed.Client`, whose scheduler
        gives the blocks of a worker that dies to others. This process when left out.

    Raises
    ------
    InputError
        When something else than a world, shocks or workers is given.
    ShockError
        When a shock cannot be computed.
    ExecutorError
        When the workers are gone for good.
    """
    shocks = checked_shocks(world, shocks)
    done: list[Found] = []
    for found in in_order(_find, world, _blocks(world, shocks), executor):
        done.append(found)
        if progress:
            progress(sum(len(part.residual) for part in done), len(shocks))
    return Batch(world, shocks, _joined(world, done))


def _blocks(world: World, shocks: Sequence[Shock]) -> Iterator[Sequence[Shock]]:
    """Cut a batch into blocks that fit into the cache of a processor."""
    size = max(1, BLOCK_BYTES // (2 * 8 * engine(world).base.share.size))
    return (shocks[first : first + size] for first in range(0, len(shocks), size))


def _find(world: World, shocks: Sequence[Shock]) -> Found:
    return engine(world).find(shocks)


def _joined(world: World, parts: Sequence[Found]) -> Found:
    if not parts:
        return Found(np.zeros((0, 0)), np.zeros((0, len(world.regions))), np.zeros(0), np.zeros(0, dtype=int))
    return Found(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Found)))


def _not_found(world: World, row: Found, which: str) -> ConvergenceError:
    if row.debtor[0] >= 0:
        region = world.regions[int(row.debtor[0])]
        return ConvergenceError(
            "no-income",
            f"{which} leaves {region} without income: what it owes under the rule for deficits, or pays in subsidies, "
            "is more than it earns",
            "balance trade with Balanced(), set the deficits, or make subsidies smaller",
        )
    return ConvergenceError(
        "no-equilibrium",
        f"no equilibrium was found for {which}: the largest violation left is {row.residual[0]:.1e}, above "
        f"{TOLERANCE:.0e}",
        "check the shock for rates typed as percent; a milder shock or other elasticities may have a solution",
    )
