"""One clause alone in a world: the flows that it touches, and what it is worth to every region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.clauses.base import Clause
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.sunset import Sunset
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solve import solve_many
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd

ROUNDING = 1e-9
"""Changes below this many per cent are rounding."""

LEVELS = (Level.LOW, Level.VALUE, Level.HIGH)


@dataclass(frozen=True, eq=False)
class Alone:
    """What a clause does by itself.

    `world` is the one that holds today's provision in its accounts; `welfare_hat` is real income, new over old, while
    the clause is in force: where it does least, as it stands, and most, (level, region). `expected_hat` is the same
    over all years where a clause may end the agreement: (1 - b) in force + b lapse, with b the weight of the lapse for
    each region, which leaves out what that region itself refuses. None where no end is counted.
    """

    clause: Clause
    world: World
    shock: Shock
    welfare_hat: np.ndarray
    expected_hat: np.ndarray | None = None

    @property
    def real_income(self) -> pd.DataFrame:
        """Exact change of real income, %, (region, least | value | most)."""
        return self._by_region(100 * (self.welfare_hat - 1))

    @property
    def equivalent_variation(self) -> pd.DataFrame:
        """Equivalent variation in the world's money, (region, least | value | most)."""
        return self._by_region(self.world.income * (self.welfare_hat - 1))

    @property
    def expected(self) -> Alone | None:
        """The same with the years after the end that the clause may bring, or nothing where it brings none."""
        return None if self.expected_hat is None else replace(self, welfare_hat=self.expected_hat, expected_hat=None)

    @property
    def flows(self) -> pd.DataFrame:
        """Flows that the clause touches: `tariff` and `trade_cost`, % more, `demand`, % at given prices, and `trade`.

        One row a flow, the largest first; `trade` is the flow before the clause in the world's money.
        """
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

        world = self.world
        changes = {
            "tariff": 100 * (self.shock.tariff_in(world) - world.tariff),
            "trade_cost": 100 * (self.shock.trade_cost_in(world) - 1),
            "demand": 100 * (self.shock.demand_in(world) - 1),
        }
        touched = np.argwhere(np.any([np.abs(change) > ROUNDING for change in changes.values()], axis=0))
        cells = tuple(touched.T)
        names = (world.regions, world.regions, world.sectors)
        index = [[axis[p] for p in place] for axis, place in zip(names, cells, strict=True)]
        frame = pd.DataFrame(
            {**{name: change[cells] for name, change in changes.items()}, "trade": world.trade[cells]},
            index=pd.MultiIndex.from_arrays(index, names=["exporter", "importer", "sector"]),
        )
        return frame.sort_values("trade", ascending=False)

    def _by_region(self, values: np.ndarray) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

        index = pd.Index(self.world.regions, name="region")
        return pd.DataFrame(values.T, index=index, columns=["least", "value", "most"])


def alone(clause: Clause, world: World) -> Alone:
    """Solve a clause by itself, where it does least, as it stands, and most within its ranges.

    A clause that may end the agreement is valued while that is in force and, beside it, with the years after its end.

    Raises
    ------
    UnknownNameError
        When it names a region or a sector that the world does not have.
    ConvergenceError
        When an equilibrium is not found.
    """
    today = clause.calibrated(world)
    ends = [clause.at(level) for level in LEVELS]
    worlds = [end.calibrated(world) for end in ends]
    hats = [solve_many(own, [end.shock(own)]).complete().welfare_hat[0] for end, own in zip(ends, worlds, strict=True)]
    found = Alone(clause, today, clause.shock(today), np.array(hats))
    if not isinstance(clause, Sunset):
        return found
    return replace(found, expected_hat=_with_lapse(clause, worlds, found.welfare_hat))


def _with_lapse(clause: Sunset, worlds: Sequence[World], in_force: np.ndarray) -> np.ndarray | None:
    """Add the years after the end, V = (1 - b) V(in force) + b V(lapse), (level, region); none where b is nothing."""
    ends = [clause.at(level) for level in LEVELS]
    weight = np.array([[end.lapse_share(name) for name in worlds[0].regions] for end in ends])
    if not weight.any():
        return None
    lapses = [end.lapse().at(level).shock(own) for end, level, own in zip(ends, LEVELS, worlds, strict=True)]
    gone = [solve_many(own, [lapse]).complete().welfare_hat[0] for own, lapse in zip(worlds, lapses, strict=True)]
    return (1 - weight) * in_force + weight * np.array(gone)
