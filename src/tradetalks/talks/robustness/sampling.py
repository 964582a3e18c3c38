"""Seeded draws: one stream a name, so that what is drawn for one thing does not depend on what else is drawn."""

from __future__ import annotations

import numpy as np

from tradetalks.clauses.quantity import Quantity


def stream(seed: int, *name: str) -> np.random.Generator:
    """Return the stream of random numbers of a name under a seed."""
    return np.random.default_rng([seed, *"\0".join(name).encode()])


def uniforms(seed: int, draws: int, *name: str) -> np.ndarray:
    """Draw from 0 to 1, (draw,): one draw in each of as many equal strata, in random order (McKay and others 1979)."""
    source = stream(seed, *name)
    return np.asarray((source.permutation(draws) + source.random(draws)) / draws)


def quantile(low: float, value: float, high: float, u: float) -> float:
    """Return the quantile u of the triangular distribution from low to high with its mode at value.

    x = low + sqrt(u (high - low)(value - low)) below the mode, high - sqrt((1 - u)(high - low)(high - value)) above.
    """
    width = high - low
    if width == 0:
        return value
    if u * width <= value - low:
        return float(low + np.sqrt(u * width * (value - low)))
    return float(high - np.sqrt((1 - u) * width * (high - value)))


def drawn(figure: Quantity, u: float) -> Quantity:
    """Set a figure to the quantile u of the triangular distribution over its range."""
    return Quantity.model_validate(quantile(figure.low, figure.value, figure.high, u))


def position(u: np.ndarray) -> np.ndarray:
    """Turn quantiles into positions from -1 to 1, those of the triangular distribution with its mode at 0.

    Triangular figures are smooth in it, so that what they do can be read off a curve through a few points.
    """
    return np.where(u <= 1 / 2, np.sqrt(2 * u) - 1, 1 - np.sqrt(2 * (1 - u)))


def quantile_at(place: float) -> float:
    """Return the quantile of a position; see `position`."""
    return (1 + place) ** 2 / 2 if place <= 0 else 1 - (1 - place) ** 2 / 2
