"""The world as a game sees it: its baseline arrays and a search for its equilibria."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np

from tradetalks.equilibrium.baseline import Baseline, kernel_axes
from tradetalks.equilibrium.engine import engine, kernel_of
from tradetalks.equilibrium.kernel import Kernel, Multipliers
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.system import State
from tradetalks.world.world import World

Batch = TypeVar("Batch", State, Multipliers)


@dataclass(frozen=True, eq=False)
class Market:
    """A world with the search that suits it; `sectors` are the positions in the world of the sectors kept."""

    world: World
    base: Baseline
    kernel: Kernel
    sectors: np.ndarray

    @classmethod
    def of(cls, world: World) -> Market:
        """Keep the sectors that somebody trades."""
        machine = engine(world)
        return cls(world, machine.base, machine.kernel, machine.without_local.traded)

    @classmethod
    def whole(cls, world: World) -> Market:
        """Keep every sector, which objectives that weigh sectors need."""
        full = engine(world).full
        return cls(world, full, kernel_of(full), np.arange(len(full.theta)))

    @property
    def regions(self) -> int:
        """The number of regions."""
        return len(self.base.labour)

    def policy(self, tariff: np.ndarray) -> Policy:
        """Return the policy of tariffs (S, J, importer, exporter); deficits keep their share of world wage income."""
        return Policy.at(self.base, tariff, np.broadcast_to(self.base.deficit, (len(tariff), self.regions)))

    def tariff_from(self, tariff: np.ndarray) -> np.ndarray:
        """Check tariffs (exporter, importer, sector) and take the sectors kept, (J, importer, exporter)."""
        return kernel_axes(Shock(tariff=tariff).tariff_in(self.world)[:, :, self.sectors])

    def tariff_of(self, kept: np.ndarray) -> np.ndarray:
        """Turn tariffs of the sectors kept, (J, importer, exporter), into the world's (exporter, importer, sector)."""
        whole = np.array(self.world.tariff)
        whole[:, :, self.sectors] = kept.transpose(2, 1, 0)
        return whole


def rows_of(batch: Batch, rows: np.ndarray) -> Batch:
    """Take some of the rows of a batch of arrays, each as often as it is named."""
    parts: dict[str, Any] = {field.name: getattr(batch, field.name) for field in fields(batch)}
    taken: dict[str, Any] = {name: part if part is None else part[rows] for name, part in parts.items()}
    return type(batch)(**taken)
