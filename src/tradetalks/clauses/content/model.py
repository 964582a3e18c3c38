"""Makers under a content rule: who complies freely, who buys dearer parts to comply, and who pays the duty.

Head, Mayer and Melitz (2024), "The Laffer curve for rules of origin", Journal of International Economics 150, 103911.
Parts are a continuum with Weibull costs of shape theta; those made in the area cost 1 on average, those from outside
delta. Arrays have the axes (advantage of the area, assembly part, exposure to the duty).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.stats import beta, norm

ADVANTAGES, ASSEMBLIES, EXPOSURES = 200, 40, 20
"""Numbers of quantiles: fine enough for 0.1 points of content."""

FINER = 20
"""Quantiles averaged into one of the exposure, so that a small part of makers at an end is counted in full."""


def free_share(delta: np.ndarray, theta: float) -> np.ndarray:
    """Part of the cost of parts that is the area's where nothing is required (eq. 1): 1/(1 + delta^-theta)."""
    return np.asarray(1 / (1 + delta**-theta))


def delta_of(share: float, theta: float) -> float:
    """Cost of parts from outside at which the area's free share is as given: ((1 - x)/x)^(-1/theta)."""
    return float(((1 - share) / share) ** (-1 / theta))


def constrained_share(cost_share: np.ndarray, delta: np.ndarray, theta: float) -> np.ndarray:
    """Part of all parts that must be made in the area for a share l of their cost (eq. 5).

    chi = 1/(1 + ((1/l - 1)/delta)^(theta/(1 + theta))), for 0 <= l <= 1.
    """
    odds = 1 / np.clip(cost_share, 1e-12, 1) - 1
    return np.asarray(1 / (1 + (odds / delta) ** (theta / (1 + theta))))


def parts_cost(share: np.ndarray, delta: np.ndarray, theta: float) -> np.ndarray:
    """Cost of parts of which a share chi is made in the area (eq. 3): chi^k + delta (1 - chi)^k, k = 1 + 1/theta."""
    power = (1 + theta) / theta
    return np.asarray(share**power + delta * (1 - share) ** power)


def penalty(cost_share: np.ndarray, delta: np.ndarray, theta: float) -> np.ndarray:
    """Factor by which a required share of cost makes parts dearer; 1 where it does not bind, infinite above 1."""
    free = free_share(delta, theta)
    dearer = parts_cost(constrained_share(cost_share, delta, theta), delta, theta) / free ** (1 / theta)
    return np.where(cost_share <= free, 1.0, np.where(cost_share > 1 + 1e-12, np.inf, np.maximum(dearer, 1.0)))


def joint_penalty(*penalties: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Bounds on the penalty of several rules at once: the largest (parts that meet one meet all), and the product."""
    stacked = np.stack(np.broadcast_arrays(*map(np.asarray, penalties)))
    return stacked.max(axis=0), stacked.prod(axis=0)


@dataclass(frozen=True)
class Makers:
    """A population of models of vehicles, (advantage, assembly, exposure).

    ln delta ~ N(mu, sigma); assembly part of cost a ~ Beta(mean n, (1 - mean) n), n = `concentration`; demand has the
    elasticity eta. `exposed` is the part of a maker's sales that bear the duty if it does not comply; it is 0 for the
    part `never` of makers, 1 for the part `always`, and for the rest Beta(exposed m, (1 - exposed) m), m = `alike`, or
    the same for all of them where `exposed` is 0 or 1. `advantages` and `assemblies` are numbers of quantiles.
    """

    theta: float
    eta: float
    mu: float
    sigma: float
    assembly: float
    concentration: float
    exposed: float = 1.0
    alike: float = 3.0
    never: float = 0.0
    always: float = 0.0
    advantages: int = ADVANTAGES
    assemblies: int = ASSEMBLIES

    @cached_property
    def delta(self) -> np.ndarray:
        """Cost of parts from outside, (advantage, 1, 1)."""
        return np.exp(self.mu + self.sigma * norm.ppf(_middles(self.advantages)))[:, None, None]

    @cached_property
    def assembly_part(self) -> np.ndarray:
        """Part of assembly in cost, (1, assembly, 1)."""
        if not 0 < self.assembly < 1:
            return np.full((1, 1, 1), self.assembly)
        return _beta_quantiles(self.assembly, self.concentration, self.assemblies)[None, :, None]

    @cached_property
    def exposure(self) -> np.ndarray:
        """Part of sales that bear the duty, (1, 1, exposure)."""
        if not 0 < self.exposed < 1 and not self.never + self.always:
            return np.full((1, 1, 1), self.exposed)
        rank = (_middles(EXPOSURES * FINER) - self.never) / (1 - self.never - self.always)
        inner = _beta_at(np.clip(rank, 0, 1), self.exposed, self.alike) if 0 < self.exposed < 1 else self.exposed
        parts = np.where(rank <= 0, 0.0, np.where(rank >= 1, 1.0, inner))
        return np.asarray(parts.reshape(EXPOSURES, FINER).mean(axis=1))[None, None, :]

    @cached_property
    def free(self) -> np.ndarray:
        """Free share of the area in the cost of parts, (advantage, 1, 1)."""
        return free_share(self.delta, self.theta)


@dataclass(frozen=True)
class Rule:
    """At least `required` of the cost of a vehicle must be made in the area.

    `assembly_counts` is the part of the cost of assembly that counts: 1 where vehicles are assembled in the area.
    """

    required: float
    assembly_counts: float = 1.0

    def cost_share(self, assembly: np.ndarray) -> np.ndarray:
        """Share of the cost of parts that must be the area's: l = (r - k a)/(1 - a), zero at least (eq. 11)."""
        return np.maximum((self.required - self.assembly_counts * assembly) / (1 - assembly), 0.0)


def _middles(number: int) -> np.ndarray:
    return (np.arange(number) + 0.5) / number


def _beta_quantiles(mean: float, concentration: float, number: int) -> np.ndarray:
    return _beta_at(_middles(number), mean, concentration)


def _beta_at(rank: np.ndarray, mean: float, concentration: float) -> np.ndarray:
    return np.asarray(beta.ppf(rank, mean * concentration, (1 - mean) * concentration))
