"""Another way to comply than dearer parts: higher pay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.clauses.content.choices import Choices


@dataclass(frozen=True)
class Wages:
    """Plants that pay `pay` may raise it to `floor`; `labour_share` is the part of labour in their cost."""

    pay: float
    floor: float
    labour_share: float

    @property
    def rise(self) -> float:
        """Cost of a point of content that comes to count because pay is raised: s (floor/pay - 1), zero at least."""
        return self.labour_share * max(self.floor / self.pay - 1, 0.0)


@dataclass(frozen=True)
class WageChoices(Choices):
    """What makers do under a rule that counts what well-paid workers make: they may also raise pay."""

    wages: Wages

    @cached_property
    def cost_of_raising(self) -> np.ndarray:
        """Factor on the cost of a vehicle: 1 + shortfall times the cost of a point, shortfall = (1 - a)(l - free)."""
        short = (1 - self.makers.assembly_part) * np.maximum(self.required - self.makers.free, 0.0)
        return np.asarray(1 + short * self.wages.rise)
