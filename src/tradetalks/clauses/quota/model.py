"""The market behind a quota: which of three regimes it is in, what the price is and who gets the rent.

Prices are relative to the border price, which is 1; money is million US$ a year. A wedge T is the price at home over
that at the border. Imports, valued at the border, are M(T) = mu(T) E / T with mu(T) = mu0 z / (mu0 z + 1 - mu0),
z = (T / T0)^-theta: E is what buyers spend, mu0 the share of imports in it at the wedge T0, theta the elasticity.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

TOLERANCE = 1e-14


class Regime(enum.Enum):
    """Where a quota stands."""

    IN_QUOTA = "in quota"
    FILLED = "filled"
    OVER_QUOTA = "over quota"


@dataclass(frozen=True)
class QuotaMarket:
    """Demand of one importer for one product: spending E, today's wedge T0 and import share mu0, elasticity theta."""

    spending: float
    wedge_today: float
    import_share_today: float
    elasticity: float

    def import_share(self, wedge: float) -> float:
        """Share of imports in spending at a wedge: mu(T)."""
        wanted = self.import_share_today * (wedge / self.wedge_today) ** -self.elasticity
        return wanted / (wanted + 1 - self.import_share_today)

    def imports(self, wedge: float) -> float:
        """Value imports at the border, given a wedge: M(T) = mu(T) E / T, falling in T."""
        return self.import_share(wedge) * self.spending / wedge

    def wedge_for(self, quantity: float, low: float, high: float) -> float:
        """Wedge in [low, high] at which imports are a quantity, to 1e-12: M(T) = Q.

        With z = T/T0 and a = mu0 E / (T0 Q) it is the root of mu0 z + (1 - mu0) z^(1 + theta) = a, which is unique.
        """
        target = self.import_share_today * self.spending / (self.wedge_today * quantity)

        def excess(ratio: float) -> float:
            domestic = (1 - self.import_share_today) * ratio ** (1 + self.elasticity)
            return (self.import_share_today * ratio + domestic) / target - 1

        ends = low / self.wedge_today, high / self.wedge_today
        return self.wedge_today * float(brentq(excess, *ends, xtol=TOLERANCE, rtol=TOLERANCE))


@dataclass(frozen=True)
class Quota:
    """A quantity, million US$ at the border, with the duty within and the higher one over it (fractions)."""

    quantity: float
    within: float
    over: float


@dataclass(frozen=True)
class QuotaOutcome:
    """What a quota leads to: regime, wedge, imports at the border, and what is collected, million US$ a year.

    `rent` is what a licence to import within the quota is worth in all, `duty` what customs collect; together they
    are (T - 1) M.
    """

    regime: Regime
    wedge: float
    imports: float
    within_quota: float
    rent: float
    duty: float

    @property
    def over_quota(self) -> float:
        """Imports that pay the higher duty."""
        return self.imports - self.within_quota


def outcome(market: QuotaMarket, quota: Quota) -> QuotaOutcome:
    """Solve a tariff-rate quota as a complementarity.

    M(1 + t_in) <= Q: T = 1 + t_in. M(1 + t_out) >= Q: T = 1 + t_out. Else M(T) = Q. The rent is (T - 1 - t_in)
    times what comes in within the quota; T is continuous where the regimes meet.
    """
    free, dear = market.imports(1 + quota.within), market.imports(1 + quota.over)
    if free <= quota.quantity:
        return _collected(Regime.IN_QUOTA, 1 + quota.within, free, quota)
    if dear >= quota.quantity:
        return _collected(Regime.OVER_QUOTA, 1 + quota.over, dear, quota)
    wedge = market.wedge_for(quota.quantity, 1 + quota.within, 1 + quota.over)
    return _collected(Regime.FILLED, wedge, quota.quantity, quota)


def _collected(regime: Regime, wedge: float, imports: float, quota: Quota) -> QuotaOutcome:
    within = min(imports, quota.quantity)
    return QuotaOutcome(
        regime=regime,
        wedge=wedge,
        imports=imports,
        within_quota=within,
        rent=within * (wedge - (1 + quota.within)),
        duty=within * quota.within + (imports - within) * quota.over,
    )


def phase_in_weights(years: int, discount: float) -> np.ndarray:
    """Weight of each year of a phase-in, (years,), the last for all years after it too; they add up to 1.

    Year k = 1 ... n - 1 counts (1 - d) d^(k-1), year n and all after it d^(n-1): an even yearly sum, the mean with
    these weights, has the same present value as the path.
    """
    weights = (1 - discount) * discount ** np.arange(max(years, 1))
    weights[-1] = discount ** (len(weights) - 1)
    return weights


@dataclass(frozen=True)
class CellPolicy:
    """A cell of trade as a shock sees it: the tariff before and after, and the factor on its iceberg cost."""

    tariff_before: float
    tariff_after: float
    cost: float

    @property
    def price(self) -> float:
        """Factor on the price to buyers: K = d (1 + t') / (1 + t)."""
        return self.cost * (1 + self.tariff_after) / (1 + self.tariff_before)


def cell_policy(
    shares: Sequence[float],
    before: Sequence[float],
    after: Sequence[float],
    elasticity: float,
) -> CellPolicy:
    """Put goods with wedges of their own into one cell so that spending, price index and revenue come out exactly.

    With border shares s_k and wedges T_k: 1 + t = sum s_k T_k, w_k = s_k T_k / (1 + t);
    price of the cell K = (sum w_k (T'_k / T_k)^-theta)^(-1/theta), new weights w'_k = w_k (T'_k / T_k)^-theta K^theta;
    1 / (1 + t') = sum w'_k / T'_k; iceberg d = K (1 + t) / (1 + t').
    To first order K moves by s_k (T'_k - T_k) / (1 + t), as if the cell's tariff moved by s_k (T'_k - T_k). The iceberg
    factor, below 1 where a high wedge falls, is the gain from bringing in more of what was held back, which a mean
    tariff cannot see. No change of wedges: t' = t, d = 1.
    """
    share, old, new = np.asarray(shares), np.asarray(before), np.asarray(after)
    mean = float(share @ old)
    weight = share * old / mean
    turned = weight * (new / old) ** -elasticity
    price = float(turned.sum() ** (-1 / elasticity))
    new_mean = 1 / float((turned / turned.sum() / new).sum())
    return CellPolicy(mean - 1, new_mean - 1, price * mean / new_mean)


def mean_policy(policies: Sequence[CellPolicy], weights: Sequence[float] | np.ndarray, elasticity: float) -> CellPolicy:
    """Put years, with weights that add up to 1, into one policy with their mean spending and mean revenue.

    With K_y and t'_y of each year and its weight v_y: K^-theta = sum v_y K_y^-theta, so that the price turns buyers to
    the cell as much as the years do on average; 1 / (1 + t') = sum v_y (K_y / K)^-theta / (1 + t'_y), so that the
    revenue is their mean; d = K (1 + t) / (1 + t'). Both means are exact at given prices of all other cells. The
    policies share the tariff before; one year gives that year.
    """
    mean = 1 + policies[0].tariff_before
    turned = np.asarray(weights) * np.array([policy.price for policy in policies]) ** -elasticity
    price = float(turned.sum() ** (-1 / elasticity))
    new_mean = 1 / float((turned / turned.sum() / [1 + policy.tariff_after for policy in policies]).sum())
    return CellPolicy(mean - 1, new_mean - 1, price * mean / new_mean)
