"""One clause alone in a world: the flows that it touches, and what it is worth to every region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.clauses.base import Clause
from tradetalks.clauses.quantity import Level
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

    `world` is the one that holds today's provision in its accounts; `welfare_hat` is real income, new over old, where
    the clause does least, as it stands, and most, (level, region).
    """

    clause: Clause
    world: World
    shock: Shock
    welfare_hat: np.ndarray

    @property
    def real_income(self) -> pd.DataFrame:
        """Exact change of real income, %, (region, least | value | most)."""
        return self._by_region(100 * (self.welfare_hat - 1))

    @property
    def equivalent_variation(self) -> pd.DataFrame:
        """Equivalent variation in the world's money, (region, least | value | most)."""
        return self._by_region(self.world.income * (self.welfare_hat - 1))

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
    return Alone(clause, today, clause.shock(today), np.array(hats))
