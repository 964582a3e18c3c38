"""What becomes of trade deficits after a shock."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.errors import ShockError
from tradetalks.world.checks import FINAL_TOLERANCE

if TYPE_CHECKING:
    from tradetalks.world.world import World

REMEDY = "give one number a region, or a rule such as Balanced()"


class DeficitRule:
    """A rule for every region's deficit in a solution, in units of the numeraire."""

    @abstractmethod
    def values(self, world: World) -> np.ndarray:
        """Deficits after the shock, (region,), adding up to zero."""


@dataclass(frozen=True)
class ShareOfWorld(DeficitRule):
    """Every deficit keeps its share of the wage income of the world, which without profits is its value added."""

    def values(self, world: World) -> np.ndarray:
        """Return D'_n = D_n: the numeraire holds the wage income of the world constant."""
        return world.deficit

    def __str__(self) -> str:
        return "deficits keep their share of the wage income of the world"


@dataclass(frozen=True)
class Balanced(DeficitRule):
    """Trade is balanced: no deficits."""

    def values(self, world: World) -> np.ndarray:
        """Return D'_n = 0."""
        return np.zeros(len(world.regions))

    def __str__(self) -> str:
        return "trade is balanced"


@dataclass(frozen=True, eq=False)
class Given(DeficitRule):
    """Deficits as given, (region,), in the money of the world, adding up to zero."""

    deficit: np.ndarray

    def values(self, world: World) -> np.ndarray:
        """Return the deficits given, after checking that they cancel over the world."""
        try:
            given = np.asarray(self.deficit, dtype=float)
        except (TypeError, ValueError):
            given = np.array(np.nan)
        if given.shape != (len(world.regions),) or not np.isfinite(given).all():
            raise ShockError("shock-deficit", "deficits are not one finite number a region", REMEDY)
        if abs(given.sum()) > FINAL_TOLERANCE * world.value_added.sum():
            raise ShockError("shock-deficit", f"deficits add up to {given.sum():.6g}, not to zero", "let them cancel")
        return given

    def __str__(self) -> str:
        return "deficits as given"
