"""What follows from what makers do, whatever rules they meet: sales, costs, duties and prices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property

import numpy as np


class Outcome(ABC):
    """Who pays the duty and what complying costs the others; all means are over models unless they say so.

    Arrays are as in `content.model`.
    """

    @property
    @abstractmethod
    def exposure(self) -> np.ndarray:
        """Part of sales that bear the duty, (1, 1, exposure)."""

    @property
    @abstractmethod
    def eta(self) -> float:
        """Elasticity of demand between models."""

    @property
    @abstractmethod
    def rate(self) -> float:
        """Duty on what does not comply."""

    @property
    @abstractmethod
    def paying(self) -> np.ndarray:
        """Whether a maker does not comply."""

    @property
    @abstractmethod
    def real_cost(self) -> np.ndarray:
        """Resources that a vehicle takes, relative to no rule: above 1 where parts are dearer, 1 elsewhere."""

    @property
    @abstractmethod
    def pay_rise(self) -> np.ndarray:
        """Part of the cost of a vehicle that goes into higher pay."""

    @cached_property
    def cost_of_paying(self) -> np.ndarray:
        """Price index of a maker that pays the duty on what is exposed (eq. 15).

        tau = [1 - s + s (1 + t)^(1 - eta)]^(1/(1 - eta)), s the part of sales that bear the duty t.
        """
        spared, power = 1 - self.exposure, 1 - self.eta
        return np.asarray((spared + (1 - spared) * (1 + self.rate) ** power) ** (1 / power))

    @cached_property
    def quantity(self) -> np.ndarray:
        """Sales relative to those without a rule: cost^-eta, or by market where the duty is paid on some."""
        spared = 1 - self.exposure
        hit = spared + (1 - spared) * (1 + self.rate) ** -self.eta
        return np.where(self.paying, hit, (self.real_cost + self.pay_rise) ** -self.eta)

    @cached_property
    def flow(self) -> np.ndarray:
        """Weights of models in what is shipped under the rules, by quantity."""
        sold = np.where(self.paying, (1 + self.rate) ** -self.eta, self.quantity)
        return np.asarray(sold * self.exposure)

    @cached_property
    def price_to_buyers(self) -> np.ndarray:
        """Price of a model over all its sales, relative to no rule."""
        return np.where(self.paying, self.cost_of_paying, self.real_cost + self.pay_rise)

    @property
    def complying(self) -> float:
        """Part of models that comply."""
        return 1 - float(self.paying.mean())

    @cached_property
    def flow_cost(self) -> float:
        """Resources that the flow takes, relative to no rule, by quantity shipped."""
        return float((self.flow * self.real_cost).sum() / self.flow.sum())

    @cached_property
    def flow_paying(self) -> float:
        """Part of the flow's value before duty that pays the duty."""
        value = self.flow * self.real_cost
        return float((value * self.paying).sum() / value.sum())

    @cached_property
    def flow_pay_rise(self) -> float:
        """Part of the flow's value that goes into higher pay."""
        return float((self.flow * self.pay_rise).sum() / (self.flow * self.real_cost).sum())

    @property
    def price(self) -> float:
        """Price index of buyers, relative to no rule: mean of cost^(1 - eta), to the power 1/(1 - eta)."""
        power = 1 - self.eta
        return float((self.price_to_buyers**power).mean() ** (1 / power))
