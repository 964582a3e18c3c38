"""How talks share the gain: two rules that are not the same and go by different names."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np


class Sharing:
    """A rule that picks one point of the frontier by the planner's weights that support it."""

    @property
    @abstractmethod
    def equal(self) -> bool:
        """Whether all players gain the same."""

    @abstractmethod
    def imbalance(self, log_gain: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return what is left to share by player (K,), from log gains and weights that add up to one."""


@dataclass(frozen=True)
class EqualGains(Sharing):
    """The same relative gain in welfare for every player, the largest possible (Ossa 2014)."""

    @property
    def equal(self) -> bool:
        """All players gain the same."""
        return True

    def imbalance(self, log_gain: np.ndarray, weight: np.ndarray) -> np.ndarray:  # noqa: ARG002  (gains decide)
        """Return log gains less their mean."""
        return log_gain - log_gain.mean()

    def __str__(self) -> str:
        return "the same gain for all"


EQUAL_GAINS = EqualGains()


@dataclass(frozen=True)
class NashProduct(Sharing):
    """The largest product of gains: max prod_n (G_n/G_n before - 1).

    Its first-order condition is that the planner's weights times gains over the welfare reached, 1 - 1/g with g the
    gain factor, are the same for all. Where nothing can be gained it is equal gains.
    """

    @property
    def equal(self) -> bool:
        """Players may gain more or less than each other."""
        return False

    def imbalance(self, log_gain: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return weighted gains over their mean weight, less their mean."""
        weighted = len(weight) * weight * -np.expm1(-log_gain)
        return weighted - weighted.mean()

    def __str__(self) -> str:
        return "the largest product of gains"
