"""A quota over the years in which it opens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.clauses.quota.model import Quota, QuotaMarket, QuotaOutcome, outcome, phase_in_weights
from tradetalks.clauses.results import Finding


@dataclass(frozen=True)
class QuotaPath:
    """The state today, that of each year of the phase-in, and the weight of each year, (years,)."""

    today: QuotaOutcome
    years: tuple[QuotaOutcome, ...]
    weights: np.ndarray

    @property
    def end(self) -> QuotaOutcome:
        """The state once the phase-in is over."""
        return self.years[-1]

    def mean(self, name: str) -> float:
        """Even yearly figure with the same present value as the path, end and all."""
        return float(self.weights @ [getattr(year, name) for year in self.years])

    def present(self, name: str, discount: float) -> float:
        """Present value, in the first year, of the changes of a figure over the phase-in alone."""
        gains = [getattr(year, name) - getattr(self.today, name) for year in self.years]
        return float(np.dot(gains, discount ** np.arange(len(gains))))


def quota_path(market: QuotaMarket, start: Quota, end: Quota, years: int, discount: float) -> QuotaPath:
    """Open a quota in even steps of quantity and rates: the first step in the first year, the last in the last."""
    steps = [(year + 1) / years for year in range(years)]
    outcomes = tuple(outcome(market, _between(start, end, step)) for step in steps)
    return QuotaPath(outcome(market, start), outcomes, phase_in_weights(years, discount))


def _between(start: Quota, end: Quota, step: float) -> Quota:
    pairs = (start.quantity, end.quantity), (start.within, end.within), (start.over, end.over)
    return Quota(*((1 - step) * before + step * after for before, after in pairs))


def path_findings(product: str, path: QuotaPath, market: float, discount: float) -> tuple[Finding, ...]:
    """List price, imports and rent, today and after; `market` is the whole market at the border price."""
    more, money = path.end.imports - path.today.imports, "million US$"
    rows = [
        ("price at home over the border, today", path.today.wedge, "ratio"),
        ("price at home over the border, after", path.end.wedge, "ratio"),
        ("price at home over the border, even yearly mean", path.mean("wedge"), "ratio"),
        ("imports today, at the border", path.today.imports, money),
        ("more imports, at the border", more, money),
        ("more imports, at today's prices at home", more * path.today.wedge, money),
        ("more imports, share of the market", more / market, "share"),
        ("imports that pay the rate over the quota", path.end.over_quota, money),
        ("rent today", path.today.rent, money),
        ("rent after", path.end.rent, money),
        ("present value of more imports over the phase-in", path.present("imports", discount), money),
        ("present value of the change of rent over the phase-in", path.present("rent", discount), money),
    ]
    return tuple(Finding(name, value, unit, product) for name, value, unit in rows)
