"""A task for all sides, and what they find; here, one world and shocks to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tradetalks import Shock, World


class Found(Protocol):
    """What a job found; `seconds` is set by a side that keeps its own time."""

    @property
    def seconds(self) -> float | None:
        """Seconds that the job took."""

    def facts(self) -> dict[str, Any]:
        """Say what goes into the results, by name."""

    def beside(self, other: Any, count: int) -> dict[str, Any]:
        """Say how far the first things that another side found are from these."""


class PeerMissingError(RuntimeError):
    """A peer cannot be run here."""


@dataclass(frozen=True, eq=False)
class Task:
    """A world, the shocks to solve, one more to set things up with, and the Python of a peer that needs its own."""

    world: World
    shocks: tuple[Shock, ...]
    spare: Shock
    peer_python: Path | None = None

    def first(self, count: int) -> Task:
        """Keep some of the shocks."""
        return replace(self, shocks=self.shocks[:count])

    def described(self) -> dict[str, Any]:
        """Say how large the world is."""
        return {"regions": len(self.world.regions), "sectors": len(self.world.sectors)}


@dataclass(frozen=True, eq=False)
class Answer:
    """What a job found: exact changes of real income, %, (shock, region).

    `seconds` is set by a side that keeps its own time; `detail` goes into the results, and so does `apart`: how far,
    in points of a tariff, two searches for the same tariffs ended from each other, where there is trade.
    """

    income: np.ndarray
    seconds: float | None = None
    detail: str = ""
    apart: float | None = None

    def facts(self) -> dict[str, Any]:
        """Give detail and how far apart searches ended, where there is any."""
        apart = {} if self.apart is None else {"apart": self.apart}
        return ({"detail": self.detail} if self.detail else {}) | apart

    def beside(self, other: Answer, count: int) -> dict[str, Any]:
        """Return the largest difference of any region's change of real income in the first shocks."""
        return {"largest_difference_points": float(np.abs(self.income[:count] - other.income).max())}


Job = Callable[[], Answer]
Side = Callable[[Any], Callable[[], Found]]


def random_tariffs(world: World, count: int, *, seed: int = 1) -> tuple[Shock, ...]:
    """Draw shocks: every tariff becomes a random part, up to twice, of what it was, and up to 2 points more.

    Sectors in which nobody charges anything stay free.
    """
    rng = np.random.default_rng(seed)
    charged = (world.tariff > 0).any(axis=(0, 1)) & ~np.eye(len(world.regions), dtype=bool)[:, :, None]
    draws = (
        rng.uniform(0, 2, world.tariff.shape) * world.tariff + rng.uniform(0, 0.02, world.tariff.shape)
        for _ in range(count)
    )
    return tuple(Shock(tariff=np.where(charged, tariff, 0.0)) for tariff in draws)


def random_costs(world: World, count: int, *, seed: int = 1) -> tuple[Shock, ...]:
    """Draw shocks to trade costs between regions: 10 % down to 20 % up."""
    rng = np.random.default_rng(seed)
    own = np.eye(len(world.regions), dtype=bool)[:, :, None]
    draws = (rng.uniform(0.9, 1.2, world.trade.shape) for _ in range(count))
    return tuple(Shock(trade_cost=np.where(own, 1.0, cost)) for cost in draws)
