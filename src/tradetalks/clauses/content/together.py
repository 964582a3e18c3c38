"""Several content rules for the same makers, which meet all of them or pay the duty once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import joint_penalty
from tradetalks.clauses.content.outcome import Outcome


@dataclass(frozen=True)
class Together(Outcome):
    """What makers do under several rules at once, (advantage, assembly, exposure); under one rule, as its `Choices`.

    J = L (M/L)^s: L is the cost of the dearest rule (what meets it meets all), M the product of all (no part serves
    two), s = `separate` lies between 0 and 1. A maker's place among advantages, and among parts of assembly, is the
    same under every rule. Demand, exposure and duty are the makers', so the same in all `choices`.
    """

    choices: tuple[Choices, ...]
    separate: float

    @cached_property
    def exposure(self) -> np.ndarray:
        """Part of sales that bear the duty, (1, 1, exposure)."""
        return self.choices[0].exposure

    @property
    def eta(self) -> float:
        """Elasticity of demand between models."""
        return self.choices[0].eta

    @property
    def rate(self) -> float:
        """Duty on what does not comply."""
        return self.choices[0].rate

    @cached_property
    def cost_of_meeting(self) -> np.ndarray:
        """Factor on the cost of a vehicle that meets all rules, each in its cheapest way: J."""
        return self._blend([self._fine(one.cheapest) for one in self.choices])

    @cached_property
    def paying(self) -> np.ndarray:
        """Whether a maker does not comply: some rule is not met freely, and J > tau."""
        freely = np.logical_and.reduce([self._fine(one.freely) for one in self.choices])
        return ~freely & (self.cost_of_meeting > self.cost_of_paying)

    @cached_property
    def real_cost(self) -> np.ndarray:
        """Resources that a vehicle takes, relative to no rule: J of dearer parts alone; 1 where the duty is paid."""
        return np.where(self.paying, 1.0, self._blend([self._fine(one.dearer) for one in self.choices]))

    @cached_property
    def pay_rise(self) -> np.ndarray:
        """Part of the cost of a vehicle that goes into higher pay: what is left of J."""
        return np.maximum(np.where(self.paying, 1.0, self.cost_of_meeting) - self.real_cost, 0.0)

    @cached_property
    def idle(self) -> tuple[bool, ...]:
        """Whether each rule is met freely by all makers."""
        return tuple(bool(one.freely.all()) for one in self.choices)

    @cached_property
    def flow_part_shares(self) -> tuple[float, ...]:
        """Share of each rule's area in the cost of parts of the flow; a rule binds those who meet all."""
        return tuple(self._part_share(one) for one in self.choices)

    def _part_share(self, one: Choices) -> float:
        spent = self.flow * self.real_cost * self._fine(1 - one.makers.assembly_part)
        bound = self._fine(one.by_parts) & ~self.paying
        share = np.where(bound, self._fine(one.required), self._fine(one.makers.free))
        return float((spent * share).sum() / spent.sum())

    def _blend(self, costs: list[np.ndarray]) -> np.ndarray:
        least, most = joint_penalty(*costs)
        possible = np.isfinite(least)
        ratio = np.divide(most, least, out=np.ones_like(least), where=possible)
        return least * ratio**self.separate

    @cached_property
    def _shape(self) -> tuple[int, ...]:
        return tuple(lcm(*lengths) for lengths in zip(*(one.freely.shape for one in self.choices), strict=True))

    def _fine(self, array: np.ndarray) -> np.ndarray:
        """Repeat quantiles, so that rules on different grids meet on one and each alone keeps its figures."""
        for axis, (own, length) in enumerate(zip(array.shape, self._shape, strict=True)):
            if 1 < own < length:
                array = np.repeat(array, length // own, axis=axis)
        return array
