"""Equilibria of the model of Ignatenko et al. (2025), by Newton's method on its 4 N conditions in changes.

Unknowns are logarithms of new over old: w, x, l, p for wage, spending, labour and price. World GDP is the numeraire.
"""

from __future__ import annotations

import numpy as np

from tradetalks.errors import ConvergenceError
from tradetalks.papers.ignatenko_2025_model import Economy, Outcome, Rebate

TOLERANCE = 1e-10
TARGET = 1e-12
MOST_STEPS = 50
LONGEST_STEP = 1.0


def solve_economy(economy: Economy, tariff: np.ndarray, rebate: Rebate) -> Outcome:
    """Find the equilibrium under tariffs (exporter, importer), from a base year without any.

    Newton's method with the exact Jacobian on 4 N logarithms; steps are cut to one unit of logarithm.

    Raises
    ------
    ConvergenceError
        When no equilibrium is found to a residual of 1e-10.
    """
    unknowns = np.zeros((4, len(economy.spending)))
    with np.errstate(all="ignore"):
        state = _State(economy, tariff, rebate, unknowns)
        for _ in range(MOST_STEPS):
            if not state.violation > TARGET:
                break
            after = _State(economy, tariff, rebate, unknowns + _newton_step(state))
            if state.violation < TOLERANCE and not after.violation < state.violation:
                break
            unknowns, state = after.unknowns, after
    if not state.violation <= TOLERANCE:
        raise ConvergenceError(
            "no-equilibrium",
            f"no equilibrium was found: the largest violation left is {state.violation:.1e}, above {TOLERANCE:.0e}",
            "check the tariffs for rates typed as percent; milder tariffs may have a solution",
        )
    return state.outcome()


class _State:
    """Everything that follows from the unknowns w, x, l, p (4, N), with the violated conditions (4, N).

    Conditions, relative, with Z_in sales before tariff, M_i = sum_n Z_ni, Q_i = sum_n (1 - nu_n) Z_in, R_i revenue:
    labour demand  (beta Q_i + nu_i M_i) / Y_i - 1;
    spending       (Y_i + R_i + (1 - beta) Q_i + T_i) / E_i - 1;
    labour supply  l_i - kappa (w_i - p_i - log(1 - tau_i)), tau_i = R_i / Y_i, or 0 with a lump sum;
    price          p_i - (1 - phi_i) (x_i - w_i) + log(S_i) / epsilon, S_i = sum_n lambda_ni t_ni c_n^(-epsilon),
    where c_i = w^beta P^(1 - beta) / (L (w / P)^(1 - beta))^psi is cost and t_ni = (1 + tariff_ni)^(-epsilon phi_i).
    """

    def __init__(self, economy: Economy, tariff: np.ndarray, rebate: Rebate, unknowns: np.ndarray) -> None:
        self.economy, self.tariff, self.unknowns = economy, tariff, unknowns
        w, x, labour, p = unknowns
        beta, psi, eps = economy.labour_share, economy.scale, economy.elasticity
        cost = beta * w + (1 - beta) * p - psi * (labour + (1 - beta) * (w - p))
        weight = economy.share * (1 + tariff) ** (-eps * economy.pass_through) * np.exp(-eps * cost)[:, None]
        total = weight.sum(axis=0)
        self.share = weight / total
        self.spending, self.gdp = economy.spending * np.exp(x), economy.gdp * np.exp(w + labour)
        self.flow = self.share * self.spending / (1 + tariff)
        self.bought = self.flow.sum(axis=0)
        self.produced = self.flow @ (1 - economy.selling_share)
        self.revenue = self.spending - self.bought
        self.taxed = float(rebate is Rebate.LABOUR_TAX)
        self.tax = self.taxed * self.revenue / self.gdp
        self.demand = beta * self.produced + economy.selling_share * self.bought
        income = self.gdp + self.revenue + (1 - beta) * self.produced + economy.transfer
        self.conditions = np.array(
            [
                self.demand / self.gdp - 1,
                income / self.spending - 1,
                labour - economy.labour_supply * (w - p - np.log(1 - self.tax)),
                p - (1 - economy.pass_through) * (x - w) + np.log(total) / eps,
            ]
        )
        self.numeraire = self.gdp.sum() / economy.gdp.sum() - 1

    @property
    def violation(self) -> float:
        """Largest violation of any condition; not a number where the unknowns are out of bounds."""
        return float(np.maximum(np.abs(self.conditions).max(), abs(self.numeraire)))

    def jacobian(self) -> np.ndarray:
        """Return the derivatives of the conditions, (4, N, 4, N): condition, region, unknown, region.

        Through cost c_k, with share s and net-of-tariff share m: d log s_ij / d c_k = -epsilon (1[i = k] - s_kj).
        """
        economy, n = self.economy, len(self.spending)
        beta, psi, nu = economy.labour_share, economy.scale, economy.selling_share
        by_cost = np.array([beta - psi * (1 - beta), 0.0, -psi, (1 - beta) * (1 + psi)])
        bought, produced, logsum = self._cost_derivatives()
        relief = economy.labour_supply * self.taxed / (1 - self.tax) / self.gdp
        through_cost = (
            (beta * produced + nu[:, None] * bought) / self.gdp[:, None],
            ((1 - beta) * produced - bought) / self.spending[:, None],
            relief[:, None] * bought,
            logsum / economy.elasticity,
        )
        net = self.flow * (1 - nu)
        jacobian = np.zeros((4, n, 4, n))
        for condition, derivative in enumerate(through_cost):
            jacobian[condition] = derivative[:, None, :] * by_cost[None, :, None]
        jacobian[0, :, 1] += beta * net / self.gdp[:, None]
        jacobian[1, :, 1] += (1 - beta) * net / self.spending[:, None]
        own = np.arange(n)
        for (condition, unknown), diagonal in self._direct(relief).items():
            jacobian[condition, own, unknown, own] += diagonal
        return jacobian

    def _cost_derivatives(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the derivatives by log costs of M_i, Q_i and log S_i, (region, cost of region)."""
        eps, kept = self.economy.elasticity, self.flow * (1 - self.economy.selling_share)
        bought = -eps * (self.flow - self.share * self.bought).T
        produced = -eps * (np.diag(self.produced) - kept @ self.share.T)
        return bought, produced, -eps * self.share.T

    def _direct(self, relief: np.ndarray) -> dict[tuple[int, int], np.ndarray]:
        """Diagonals of the derivatives with respect to own w, x, l, p, costs held constant."""
        economy = self.economy
        kappa, overshoot = economy.labour_supply, economy.pass_through - 1
        filled, earned = self.demand / self.gdp, self.gdp / self.spending
        eased = kappa * self.tax / (1 - self.tax)
        one = np.ones_like(filled)
        return {
            (0, 0): -filled,
            (0, 1): economy.selling_share * self.bought / self.gdp,
            (0, 2): -filled,
            (1, 0): earned,
            (1, 1): self.revenue / self.spending - 1 - self.conditions[1],
            (1, 2): earned,
            (2, 0): -kappa + eased,
            (2, 1): -relief * self.revenue,
            (2, 2): one + eased,
            (2, 3): kappa * one,
            (3, 0): -overshoot,
            (3, 1): overshoot,
            (3, 3): one,
        }

    def outcome(self) -> Outcome:
        """Hats and money of an equilibrium."""
        wage, spending, labour, price = np.exp(self.unknowns)
        return Outcome(
            economy=self.economy,
            wage_hat=wage,
            spending_hat=spending,
            labour_hat=labour,
            price_hat=price,
            flow=self.flow,
            revenue=self.revenue,
            tax=self.tax,
            residual=self.violation,
        )


def _newton_step(state: _State) -> np.ndarray:
    """Return the step, (4, N); one labour market clears by Walras' law and gives its place to the numeraire."""
    n = state.spending.size
    matrix, right = state.jacobian().reshape(4 * n, 4 * n), state.conditions.ravel().copy()
    weight = state.gdp / state.economy.gdp.sum()
    matrix[n - 1], right[n - 1] = np.concatenate([weight, 0 * weight, weight, 0 * weight]), state.numeraire
    step = np.linalg.solve(matrix, -right).reshape(4, n)
    return step * min(1.0, LONGEST_STEP / float(np.abs(step).max()))
