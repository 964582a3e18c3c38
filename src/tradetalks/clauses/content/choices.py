"""What makers choose under a content rule, and what follows for content and jobs.

Head, Mayer and Melitz (2024), Journal of International Economics 150, 103911; arrays as in `content.model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.clauses.content.model import Makers, Rule, constrained_share, free_share, penalty
from tradetalks.clauses.content.outcome import Outcome


@dataclass(frozen=True)
class Choices(Outcome):
    """What makers do under a rule, at a duty on what does not comply; all means are over models unless they say so."""

    makers: Makers
    rule: Rule
    duty: float

    @property
    def exposure(self) -> np.ndarray:
        """Part of sales that bear the duty, (1, 1, exposure)."""
        return self.makers.exposure

    @property
    def eta(self) -> float:
        """Elasticity of demand between models."""
        return self.makers.eta

    @property
    def rate(self) -> float:
        """Duty on what does not comply."""
        return self.duty

    @cached_property
    def required(self) -> np.ndarray:
        """Share of the cost of parts that must be the area's, (1, assembly, 1)."""
        return self.rule.cost_share(self.makers.assembly_part)

    @cached_property
    def cost_of_complying(self) -> np.ndarray:
        """Factor on the cost of a vehicle that complies with dearer parts: P^(1 - a)."""
        return penalty(self.required, self.makers.delta, self.makers.theta) ** (1 - self.makers.assembly_part)

    @cached_property
    def cost_of_raising(self) -> np.ndarray:
        """Factor on the cost of a vehicle whose maker raises pay instead of moving orders: not open under this rule."""
        return np.full((1, 1, 1), np.inf)

    @cached_property
    def freely(self) -> np.ndarray:
        """Whether a maker complies at no cost."""
        return np.broadcast_to(self.required <= self.makers.free, self._shape)

    @cached_property
    def by_parts(self) -> np.ndarray:
        """Whether the cheapest way to comply is with dearer parts."""
        return ~self.freely & (self.cost_of_complying <= self.cost_of_raising)

    @cached_property
    def dearer(self) -> np.ndarray:
        """Resources that a vehicle would take in the cheapest way to comply, relative to no rule."""
        return np.where(self.by_parts, self.cost_of_complying, 1.0)

    @cached_property
    def cheapest(self) -> np.ndarray:
        """Factor on the cost of a vehicle in the cheapest way to comply: min(P^(1 - a), higher pay), 1 where free."""
        return np.where(self.freely, 1.0, np.minimum(self.cost_of_complying, self.cost_of_raising))

    @cached_property
    def paying(self) -> np.ndarray:
        """Whether a maker does not comply."""
        return ~self.freely & (self.cheapest > self.cost_of_paying)

    @cached_property
    def constrained(self) -> np.ndarray:
        """Whether a maker complies with dearer parts: P^(1 - a) <= tau, and nothing else is cheaper."""
        return self.by_parts & ~self.paying

    @cached_property
    def raising(self) -> np.ndarray:
        """Whether a maker complies by raising pay."""
        return ~self.freely & ~self.by_parts & ~self.paying

    @cached_property
    def real_cost(self) -> np.ndarray:
        """Resources that a vehicle takes, relative to no rule: P^(1 - a) where parts are dearer, 1 elsewhere."""
        return np.where(self.constrained, self.cost_of_complying, 1.0)

    @cached_property
    def pay_rise(self) -> np.ndarray:
        """Part of the cost of a vehicle that goes into higher pay."""
        return np.where(self.raising, self.cost_of_raising - 1, 0.0)

    @cached_property
    def part_share(self) -> np.ndarray:
        """Share of the area in the cost of parts: what is required where the rule binds, else the free share."""
        return np.where(self.constrained, self.required, self.makers.free)

    @cached_property
    def parts_made(self) -> np.ndarray:
        """Parts made in the area per vehicle, relative to no rule: chi/chi_free."""
        bound = constrained_share(self.required, self.makers.delta, self.makers.theta)
        return np.where(self.constrained, bound / self.makers.free, 1.0)

    @cached_property
    def _shape(self) -> tuple[int, ...]:
        makers = self.makers
        return np.broadcast_shapes(makers.delta.shape, makers.assembly_part.shape, makers.exposure.shape)

    def leaving(self, kappa: float, omega: float) -> float:
        """Part of models that are cheaper to assemble outside, all shipped in at the duty, and were not with no rule.

        (1 + t) omega [kappa C(delta/kappa^2)/C(delta)]^(1 - a), C = free_share^(1/theta): outside parts are near there.
        """
        makers = self.makers
        there = free_share(makers.delta / kappa**2, makers.theta) ** (1 / makers.theta) * kappa
        ratio = there / makers.free ** (1 / makers.theta)
        outside = (1 + self.duty) * omega * ratio ** (1 - makers.assembly_part)
        return float(((outside < self.price_to_buyers) & (outside >= 1)).mean())

    @property
    def content(self) -> float:
        """Mean content: k a + (1 - a) share of the area in parts."""
        assembly, counted = self.makers.assembly_part, np.where(self.raising, self.required, self.part_share)
        return float((self.rule.assembly_counts * assembly + (1 - assembly) * counted).mean())

    @property
    def parts_jobs(self) -> float:
        """Jobs in making parts in the area, relative to no rule: mean of chi/chi_free times quantity."""
        return float((self.parts_made * self.quantity).mean())
