"""Which tariffs are chosen, within which bounds, and whether partners may be told apart."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Bounds:
    """The lowest and the highest tariff that a government may choose, as fractions: 0 to 10 in Ossa (2014)."""

    low: float = 0.0
    high: float = 10.0


BOUNDS = Bounds()


class TariffRule:
    """Whether a government may tell its partners apart."""

    @abstractmethod
    def pooled(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Replace values by partner, (..., exporter), by what the rule lets differ, weighing the partners."""

    @abstractmethod
    def total(self, flow: np.ndarray) -> np.ndarray:
        """Return the flow, (..., exporter), that one tariff falls on."""


@dataclass(frozen=True)
class Discriminatory(TariffRule):
    """Every partner gets a tariff of its own."""

    def pooled(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:  # noqa: ARG002  (nothing is pooled)
        """Return the values as they are."""
        return values

    def total(self, flow: np.ndarray) -> np.ndarray:
        """Return the flow as it is."""
        return flow

    def __str__(self) -> str:
        return "a tariff for every partner"


DISCRIMINATORY = Discriminatory()


@dataclass(frozen=True)
class MostFavouredNation(TariffRule):
    """All partners that are free to choose get the same tariff."""

    def pooled(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return the weighted mean over partners; zero where nothing is bought from them."""
        total = weight.sum(axis=-1, keepdims=True)
        mean = np.divide(
            (weight * values).sum(axis=-1, keepdims=True), total, out=np.zeros_like(total), where=total > 0
        )
        return np.broadcast_to(mean, values.shape)

    def total(self, flow: np.ndarray) -> np.ndarray:
        """Return the flow from all partners."""
        return np.broadcast_to(flow.sum(axis=-1, keepdims=True), flow.shape)

    def __str__(self) -> str:
        return "one tariff for all partners"


@dataclass(frozen=True, eq=False)
class Choice:
    """The tariffs that each problem of a batch may choose.

    `importers` (S, K): whose tariffs; `free` (S, J, K, N): which of them, by sector and exporter; never own sales.
    """

    importers: np.ndarray
    free: np.ndarray
    bounds: Bounds
    rule: TariffRule

    def taken(self, by_flow: np.ndarray) -> np.ndarray:
        """Take the importers' part of an array (S, J, N, N), (S, J, K, N)."""
        return np.take_along_axis(by_flow, self.importers[:, None, :, None], axis=2)

    def taken_cells(self, by_cell: np.ndarray) -> np.ndarray:
        """Take the importers' part of an array (S, J, N), (S, J, K)."""
        return np.take_along_axis(by_cell, self.importers[:, None, :], axis=2)

    def put(self, tariff: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Return tariffs (S, J, N, N) with the importers' part replaced."""
        changed = tariff.copy()
        np.put_along_axis(changed, self.importers[:, None, :, None], chosen, axis=2)
        return changed

    def within(self, factor: np.ndarray) -> np.ndarray:
        """Clip factors 1 + t to the bounds."""
        return np.clip(factor, 1 + self.bounds.low, 1 + self.bounds.high)

    def only(self, rows: np.ndarray) -> Choice:
        """Restrict the batch to some of its problems, each as often as it is named."""
        return replace(self, importers=self.importers[rows], free=self.free[rows])
