"""The search for one region's political weights: Newton's method on weights, one level, and tariffs left free."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import ConvergenceError
from tradetalks.games.conditions import Conditions

SOLVED = 1e-11
STEPS = 60
PROBE = 1e-6
LONGEST_STEP = 0.3
FIRST_LEVEL = 0.6


@dataclass(frozen=True, eq=False)
class Fit:
    """Weights (J,), the tariffs (J,) at which the conditions hold, and the level added to the targets.

    Sectors in `dropped` have the weight zero, and a tariff that is not tied to its target.
    """

    weight: np.ndarray
    tariff: np.ndarray
    level: float
    dropped: np.ndarray


@dataclass(frozen=True, eq=False)
class Fitting:
    """One region's conditions and targets (J,); `fixed` (J,) are those met exactly, the others up to a common level."""

    conditions: Conditions
    target: np.ndarray
    fixed: np.ndarray

    def fit(self) -> Fit:
        """Solve; while a weight is negative, set the most negative one to zero and solve again."""
        here = self._first()
        while True:
            here = self._solve(here)
            if here.weight.min() >= 0:
                return here
            dropped = np.append(here.dropped, np.argmin(here.weight))
            if len(dropped) == len(self.sectors):
                raise self._none()
            weight = np.maximum(here.weight, 0.0)
            weight[dropped] = 0.0
            here = Fit(weight, here.tariff, here.level, dropped)

    @property
    def sectors(self) -> np.ndarray:
        """Those whose tariffs are chosen."""
        return self.conditions.setting.sectors

    def _first(self) -> Fit:
        shaped = self.sectors[~self.fixed[self.sectors]]
        level = FIRST_LEVEL - float(self.target[shaped].mean()) if len(shaped) else 0.0
        nothing = np.zeros(0, dtype=int)
        tariff = self._rates(np.array([level]), nothing)
        weight = np.ones(len(self.target))
        weight[self.sectors] = self.conditions.least(tariff)
        return Fit(weight, tariff, level, nothing)

    def _rates(self, moving: np.ndarray, dropped: np.ndarray) -> np.ndarray:
        """Tariffs (J,) from the level and the tariffs of dropped sectors."""
        bounds = self.conditions.setting.bounds
        rates = np.where(self.fixed, self.target, np.clip(self.target + moving[0], bounds.low, bounds.high))
        rates[dropped] = moving[1:]
        return rates

    def _solve(self, here: Fit) -> Fit:
        kept = np.setdiff1d(self.sectors, here.dropped)
        weight, moving = here.weight, np.append(here.level, here.tariff[here.dropped])
        for _ in range(STEPS):
            rates = self._rates(moving, here.dropped)
            matrix = self.conditions.matrix(rates)
            gap = np.append(matrix @ weight, weight[self.sectors].sum() - len(self.sectors))
            if np.abs(gap).max() <= SOLVED:
                return Fit(weight, rates, float(moving[0]), here.dropped)
            slope = np.zeros((len(gap), len(kept) + len(moving)))
            slope[:-1, : len(kept)], slope[-1, : len(kept)] = matrix[:, kept], 1
            for place in range(len(moving)):
                probe = moving + PROBE * (np.arange(len(moving)) == place)
                ahead = self.conditions.matrix(self._rates(probe, here.dropped))
                slope[:-1, len(kept) + place] = (ahead - matrix) @ weight / PROBE
            move = -np.linalg.lstsq(slope, gap, rcond=None)[0]
            move *= min(1.0, LONGEST_STEP / max(np.abs(move[len(kept) :]).max(), 1e-300))
            weight = weight.copy()
            weight[kept] += move[: len(kept)]
            moving = moving + move[len(kept) :]
        raise self._none()

    def _none(self) -> ConvergenceError:
        region = self.conditions.setting.market.world.regions[self.conditions.place]
        return ConvergenceError(
            "no-political-weights",
            f"no weights make the targets of {region} optimal",
            "targets that differ less from each other, or a lower limit of what is prohibitive, may have some",
        )
