"""Which unknowns move the payoff of a deal, and how far: a regression of payoffs on what was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.robustness.drivers import Driver, Inputs, Kind
from tradetalks.talks.robustness.sampling import position

ENDS = (5, 95)


@dataclass(frozen=True)
class Cause:
    """What one driver does to the payoff of a deal by party, billion US$ a year.

    `low` and `high` are the payoff where the part that goes with the driver is at its 5th and 95th percentile, all else
    at its mean; `share` is the variance of that part over that of the payoff.
    """

    driver: Driver
    low: tuple[float, ...]
    high: tuple[float, ...]
    share: tuple[float, ...]

    @property
    def width(self) -> float:
        """Largest width over the parties."""
        return max(high - low for low, high in zip(self.low, self.high, strict=True))


@dataclass(frozen=True)
class Tornado:
    """Drivers by falling width, the mean payoff by party, and the part of variance that no driver explains alone."""

    causes: tuple[Cause, ...]
    mean: tuple[float, ...]
    together: tuple[float, ...]


def tornado(inputs: Inputs, payoff: np.ndarray, issues: tuple[str, ...]) -> Tornado:
    """Split the variance of payoffs, (draw, party), over the drivers.

    Least squares fit y = mean + sum over drivers g of f_g(x_g) + e, with f_g a step for each elasticity set, a line and
    a square in the position of a family of clauses or of scores, and linear in chances and weights. Inputs are drawn
    independently, so var f_g / var y is the first-order index of Sobol (2001) as far as f_g has that form. What drivers
    do only together, and what the form misses, is left in e.

    Raises
    ------
    InputError
        `few-draws`, when there are not twice as many draws as coefficients.
    """
    split = [_parts(inputs, payoff[:, party], party, issues) for party in range(payoff.shape[1])]
    drivers = dict.fromkeys(driver for parts, _ in split for driver in parts)
    mean = payoff.mean(axis=0)
    causes = [_cause(driver, [parts.get(driver) for parts, _ in split], payoff, mean) for driver in drivers]
    together = tuple(_over(rest, payoff[:, p]) for p, (_, rest) in enumerate(split))
    return Tornado(tuple(sorted(causes, key=lambda cause: -cause.width)), tuple(mean.tolist()), together)


def _cause(driver: Driver, parts: list[np.ndarray | None], payoff: np.ndarray, mean: np.ndarray) -> Cause:
    found = [np.zeros(len(payoff)) if part is None else part for part in parts]
    low, high = np.percentile(np.stack(found, axis=1), ENDS, axis=0) + mean
    share = tuple(_over(part, payoff[:, p]) for p, part in enumerate(found))
    return Cause(driver, tuple(low.tolist()), tuple(high.tolist()), share)


def _over(part: np.ndarray, payoff: np.ndarray) -> float:
    """Variance over that of payoffs; 0 where these do not vary."""
    return float(part.var() / payoff.var()) if payoff.var() > 0 else 0.0


def _parts(
    inputs: Inputs, payoff: np.ndarray, party: int, issues: tuple[str, ...]
) -> tuple[dict[Driver, np.ndarray], np.ndarray]:
    """Split the payoffs of one party into a part for each driver, (draw,), and what is left."""
    columns = {driver: made - made.mean(axis=0) for driver, made in _features(inputs, party, issues)}
    count = sum(made.shape[1] for made in columns.values())
    if inputs.draws < 2 * count:
        message = f"{inputs.draws} draws are too few to tell {len(columns)} drivers apart"
        raise InputError("few-draws", message, f"give {2 * count} draws or more")
    if not columns:
        return {}, payoff - payoff.mean()
    matrix = np.concatenate(list(columns.values()), axis=1)
    found = np.linalg.lstsq(matrix, payoff - payoff.mean(), rcond=None)[0]
    cuts = np.split(found, np.cumsum([made.shape[1] for made in columns.values()])[:-1])
    parts = {driver: made @ cut for (driver, made), cut in zip(columns.items(), cuts, strict=True)}
    return parts, payoff - payoff.mean() - matrix @ found


def _features(inputs: Inputs, party: int, issues: tuple[str, ...]) -> Iterator[tuple[Driver, np.ndarray]]:
    """Yield what each driver enters the regression of a party with, (draw, column)."""
    if len(inputs.sets) > 1:
        yield Driver(Kind.ELASTICITIES), (inputs.set_of[:, None] == np.arange(1, len(inputs.sets))).astype(float)
    for name, u in inputs.clause.items():
        yield Driver(Kind.CLAUSES, name), _curve(u)
    if inputs.score is not None:
        for issue, name in enumerate(issues):
            yield Driver(Kind.SCORES, name), _curve(inputs.score[:, party, issue])
        yield Driver(Kind.NO_DEAL_SCORES), _curve(inputs.score[:, party, -1])
    if np.ptp(inputs.chance, axis=0).any():
        yield Driver(Kind.CHANCES), inputs.chance[:, 1:]
    if np.ptp(inputs.weight[:, party], axis=0).any():
        yield Driver(Kind.WEIGHTS), inputs.weight[:, party]


def _curve(u: np.ndarray) -> np.ndarray:
    place = position(u)
    return np.stack([place, place**2], axis=1)
