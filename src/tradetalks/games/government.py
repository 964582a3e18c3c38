"""What governments maximise: real income, or income by sector weighed as politics weighs it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.kernel import Pull
from tradetalks.equilibrium.shapes import BatchByRegion
from tradetalks.equilibrium.system import State


@dataclass(frozen=True, eq=False)
class Governments:
    """Welfare of every region's government in changes, G = (N'/N) / P (Ossa 2014, equations 4 and 13).

    N_n = sum_j lambda_nj (V_nj + delta_nj (R_n + D_n)) with value added V, and revenue R and deficit D shared out by
    the sectors' baseline shares delta in the region's labour income. Weights of one make N the region's income and G
    its real income. `weight` (J, N) is None for that; `rate` (N,) is what a unit of revenue counts.
    """

    base: Baseline
    weight: np.ndarray | None
    rate: np.ndarray
    before: np.ndarray

    @classmethod
    def of(cls, base: Baseline, weight: np.ndarray | None = None) -> Governments:
        """Measure the baseline with weights (J, N), or with none."""
        flow = base.share * base.expenditure[..., None] / (1 + base.tariff)
        output, revenue = flow.sum(axis=1), (base.tariff * flow).sum(axis=(0, 2))
        if weight is None:
            income = base.labour + (base.profit_share * output).sum(axis=0) + revenue + base.deficit
            return cls(base, None, np.ones_like(income), income)
        paid = base.labour_share * output
        rate = (weight * paid).sum(axis=0) / paid.sum(axis=0)
        before = (weight * base.value_added_share * output).sum(axis=0) + rate * (revenue + base.deficit)
        return cls(base, weight, rate, before)

    def counted(self, state: State) -> BatchByRegion:
        """N, (S, N): income as the governments count it."""
        if self.weight is None:
            return state.income
        earned = (self.weight * self.base.value_added_share * state.output).sum(axis=1)
        return earned + self.rate * (state.revenue + self.base.deficit)

    def log_welfare(self, state: State) -> BatchByRegion:
        """Log G, (S, N): zero in the baseline."""
        return np.log(self.counted(state) / self.before) - self._log_price(state)

    def log_real_income(self, state: State) -> BatchByRegion:
        """Log real income over that of the baseline, (S, N), whatever the weights."""
        income = Governments.of(self.base).before
        return np.log(state.income / income) - self._log_price(state)

    def pull(self, state: State, importance: BatchByRegion) -> Pull:
        """Partial derivatives of sum_n importance_n log G_n; importance (S, N)."""
        nothing = np.zeros_like(importance)
        price = -self.base.final_share * importance[:, None]
        wage = -self.base.labour_by_final * importance
        per = importance / self.counted(state)
        if self.weight is None:
            return Pull(income=per, revenue=nothing, wage=wage, output=np.zeros_like(price), price=price)
        output = self.weight * self.base.value_added_share * per[:, None]
        return Pull(income=nothing, revenue=per * self.rate, wage=wage, output=output, price=price)

    def _log_price(self, state: State) -> BatchByRegion:
        local = self.base.labour_by_final * state.wage
        return (self.base.final_share * state.price).sum(axis=1) + local
