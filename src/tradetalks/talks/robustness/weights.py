"""How weights of issues are drawn: what a party cares for an issue, against what the case says."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from tradetalks.errors import InputError
from tradetalks.talks.robustness.sampling import quantile, uniforms
from tradetalks.talks.schema import Party


class Weights(ABC):
    """A law of weights; 1 is as told."""

    @abstractmethod
    def draw(self, seed: int, draws: int, parties: Sequence[Party], issues: Sequence[str]) -> np.ndarray:
        """Draw weights, (draw, party, issue); those of a party do not depend on which others there are."""


@dataclass(frozen=True)
class AsTold(Weights):
    """Every weight is 1."""

    def draw(self, seed: int, draws: int, parties: Sequence[Party], issues: Sequence[str]) -> np.ndarray:
        """Return ones; see `Weights.draw`."""
        del seed
        return np.ones((draws, len(parties), len(issues)))


@dataclass(frozen=True)
class FromCase(Weights):
    """Triangular over the ranges that the case gives to a party's weights; 1 where it gives none."""

    def draw(self, seed: int, draws: int, parties: Sequence[Party], issues: Sequence[str]) -> np.ndarray:
        """Draw every weight that has a range by itself; see `Weights.draw`."""
        found = np.ones((draws, len(parties), len(issues)))
        for p, party in enumerate(parties):
            for i, issue in enumerate(issues):
                if issue in party.weight:
                    told = party.weight[issue].times
                    u = uniforms(seed, draws, "weight", party.id, issue)
                    found[:, p, i] = [quantile(told.low, told.value, told.high, one) for one in u.tolist()]
        return found


@dataclass(frozen=True)
class Dirichlet(Weights):
    """Weights of a party as shares of its attention: n times a draw from Dirichlet(a, ..., a), n issues, mean 1.

    w_i = n g_i / sum_k g_k with g_i from Gamma(a). The standard deviation of a weight is sqrt((n - 1)/(n a + 1)); with
    a of 25 about a fifth, which is judged. Raises `InputError` "concentration" unless a > 0.
    """

    concentration: float = 25.0

    def __post_init__(self) -> None:
        """Refuse what is no concentration."""
        if not 0 < self.concentration < np.inf:
            message = f"the concentration of weights is {self.concentration!r}"
            raise InputError("concentration", message, "give a number above 0; 25 lets weights vary by a fifth")

    def draw(self, seed: int, draws: int, parties: Sequence[Party], issues: Sequence[str]) -> np.ndarray:
        """Draw shares party by party; see `Weights.draw`."""
        u = np.array([[uniforms(seed, draws, "weight", party.id, issue) for issue in issues] for party in parties])
        parts = gammaincinv(self.concentration, u)
        return np.asarray(np.moveaxis(len(issues) * parts / parts.sum(axis=1, keepdims=True), 2, 0))


@dataclass(frozen=True)
class Between(Weights):
    """Uniform from low to high, each weight by itself.

    Raises `InputError` "weight-interval" unless 0 <= low <= high.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what is no interval."""
        if not 0 <= self.low <= self.high < np.inf:
            message = f"weights cannot lie from {self.low!r} to {self.high!r}"
            raise InputError("weight-interval", message, "give 0 <= low <= high; 1 is as told")

    def draw(self, seed: int, draws: int, parties: Sequence[Party], issues: Sequence[str]) -> np.ndarray:
        """Draw every weight by itself; see `Weights.draw`."""
        u = np.array([[uniforms(seed, draws, "weight", party.id, issue) for issue in issues] for party in parties])
        return np.asarray(np.moveaxis(self.low + (self.high - self.low) * u, 2, 0))
