"""Other ways to comply than dearer parts: higher pay, and parts that serve several rules at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import joint_penalty


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


@dataclass(frozen=True)
class Together:
    """Several rules at once for the same makers, which pay the duty if they miss any; pairs are (least, most).

    Least: what meets the dearest rule meets all. Most: penalties multiply, as if no part served two rules.
    """

    choices: tuple[Choices, ...]

    @cached_property
    def costs(self) -> tuple[np.ndarray, np.ndarray]:
        """Factor on the cost of a vehicle that meets all rules."""
        each = (
            np.where(one.freely, 1.0, np.minimum(one.cost_of_complying, one.cost_of_raising)) for one in self.choices
        )
        return joint_penalty(*each)

    @property
    def paying(self) -> tuple[float, float]:
        """Part of models that do not comply."""
        tau = self.choices[0].cost_of_paying
        least, most = (float((cost > tau).mean()) for cost in self.costs)
        return least, most

    @property
    def price(self) -> tuple[float, float]:
        """Price index of buyers, relative to no rule."""
        tau, power = self.choices[0].cost_of_paying, 1 - self.choices[0].makers.eta
        least, most = (float((np.minimum(cost, tau) ** power).mean() ** (1 / power)) for cost in self.costs)
        return least, most
