"""The proof that tariffs are what they are said to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.errors import ConvergenceError

if TYPE_CHECKING:
    from tradetalks.games.search import Stand

RESIDUAL = 1e-10
SLOPE = 1e-9
CHANGE = 1e-8
FLIP_GAIN = 1e-6
SPREAD = 1e-8


@dataclass(frozen=True)
class Looked:
    """What a look for better branches saw: how many restarts of each kind, how many failed, what the best added, %."""

    flips: int = 0
    far: int = 0
    failed: int = 0
    gain: float | None = None

    @classmethod
    def of(cls, counts: np.ndarray, gain: float | None = None) -> Looked:
        """Add up the counts of problems, (S, 3)."""
        flips, far, failed = (int(many) for many in counts.sum(axis=0))
        return cls(flips, far, failed, gain)


@dataclass(frozen=True)
class Certificate:
    """What was measured at the tariffs found, afresh.

    `residual`: largest relative violation of an equilibrium condition. `slope`: largest projected slope of a chooser's
    log welfare by log(1 + t), per sqrt((1 + theta) F / I), the natural unit for a flow F of a region with income I.
    `change`: largest move of any log(1 + t) that one more best answer would make. `flips`: how many restarts with one
    sector at its lowest or highest tariff were tried, `far`: how many with all sectors of a government there, `failed`:
    how many of both led to no equilibrium or to no end, and `flip_gain`, %: the most that any of them added; None where
    none was tried. `spread`: how far log gains are from what the rule of the talks wants. `duality_gap`: how far the
    least log gain is below the largest weighted mean of log gains that the tariffs found or any restart reached; no
    tariffs give every player more than the largest there is. None where no restart was tried or gains are not equal.
    """

    residual: float
    slope: float
    change: float
    flips: int = 0
    far: int = 0
    failed: int = 0
    flip_gain: float | None = None
    spread: float | None = None
    duality_gap: float | None = None

    @classmethod
    def of(
        cls,
        here: Stand,
        change: float,
        looked: Looked,
        *,
        spread: float | None = None,
        duality_gap: float | None = None,
    ) -> Certificate:
        """Measure tariffs at the state they lead to."""
        return cls(
            residual=float(here.residual.max()),
            slope=float(np.abs(here.answer.slope).max()),
            change=change,
            flips=looked.flips,
            far=looked.far,
            failed=looked.failed,
            flip_gain=looked.gain,
            spread=spread,
            duality_gap=duality_gap,
        )

    @property
    def holds(self) -> bool:
        """Whether everything measured is within its limit."""
        return not self.failures

    def __str__(self) -> str:
        proofs = (f"{name} {value:.0e} (limit {limit:.0e})" for name, value, limit in self._limits if value is not None)
        return f"{'holds' if self.holds else 'fails'}: {', '.join(proofs)}; {self._restarts}"

    @property
    def _restarts(self) -> str:
        if not self.flips:
            return "no restarts tried"
        failed = f", {self.failed} of them without an end" if self.failed else ""
        return f"{self.flips} restarts of one sector and {self.far} of all{failed}"

    @property
    def _limits(self) -> tuple[tuple[str, float | None, float], ...]:
        return (
            ("residual", self.residual, RESIDUAL),
            ("slope", self.slope, SLOPE),
            ("change", self.change, CHANGE),
            ("flip gain, %,", self.flip_gain, FLIP_GAIN),
            ("spread", self.spread, SPREAD),
            ("duality gap", self.duality_gap, SPREAD),
        )

    @property
    def failures(self) -> tuple[str, ...]:
        """What is beyond its limit, in words."""
        return tuple(
            f"{name} {value:.1e} above {limit:.0e}" for name, value, limit in self._limits if not _kept(value, limit)
        )

    def demand(self, what: str) -> None:
        """Raise when the proof fails."""
        if self.failures:
            raise ConvergenceError(
                f"no-{what.replace(' ', '-')}",
                f"no {what} was found to tolerance: {'; '.join(self.failures)}",
                "try other bounds or weights, or fewer sectors; tariffs near -100 % or elasticities near 0 are hard",
            )


def _kept(value: float | None, limit: float) -> bool:
    return value is None or value <= limit
