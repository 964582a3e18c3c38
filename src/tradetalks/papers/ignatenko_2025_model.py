"""The model of Ignatenko, Lashkaripour, Macedoni and Simonovska (2025): the base year, and what tariffs make of it.

One sector, N regions. What the general engine does not have: labour is supplied elastically; productivity rises
with employment; selling costs are paid to labour at the destination, so that deficits move with tariffs; a tariff
passes through to prices more or less than one for one; and its revenue can replace a tax on labour.
Equations 1 to 6 of the paper; with intermediate goods, its Appendix A.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

import numpy as np


class Rebate(Enum):
    """What becomes of tariff revenue: handed out as it is, or in place of a tax on labour that raised as much."""

    LUMP_SUM = auto()
    LABOUR_TAX = auto()


@dataclass(frozen=True, eq=False)
class Economy:
    """The base year, without tariffs.

    `sales` (exporter, importer) in any money, own sales included; `selling_share` (N,) is nu, the share of sales in a
    market that pays labour of that market; `pass_through` (N,) is phi, of tariffs to the price index of imports;
    `elasticity` is epsilon, of trade; `labour_supply` is kappa; `scale` is psi, of productivity in employment;
    `labour_share` is beta, of labour in production (1: no intermediate goods).
    """

    sales: np.ndarray
    selling_share: np.ndarray
    pass_through: np.ndarray
    elasticity: float
    labour_supply: float
    scale: float
    labour_share: float = 1.0

    @cached_property
    def spending(self) -> np.ndarray:
        """Spending with intermediate goods, (N,): E_i = sum_n X_ni."""
        return self.sales.sum(axis=0)

    @cached_property
    def share(self) -> np.ndarray:
        """Share of the exporter in the importer's spending, (exporter, importer): lambda_ni = X_ni / E_i."""
        return self.sales / self.spending

    @cached_property
    def produced(self) -> np.ndarray:
        """Sales net of selling costs, (N,): Q_i = sum_n (1 - nu_n) X_in."""
        return self.sales @ (1 - self.selling_share)

    @cached_property
    def gdp(self) -> np.ndarray:
        """Labour income, (N,): Y_i = beta Q_i + nu_i E_i."""
        return self.labour_share * self.produced + self.selling_share * self.spending

    @cached_property
    def transfer(self) -> np.ndarray:
        """Transfers received, (N,), a constant share of world GDP: T_i = E_i - Y_i - (1 - beta) Q_i."""
        return self.spending - self.gdp - (1 - self.labour_share) * self.produced

    @property
    def final_spending(self) -> np.ndarray:
        """Spending on final goods, (N,): Y_i + T_i."""
        return self.gdp + self.transfer


@dataclass(frozen=True, eq=False)
class Outcome:
    """An equilibrium after tariffs: hats (N,), money (N,) or (exporter, importer), and the residual.

    World GDP is the numeraire. `flow` is sales before tariff; `tax` is the labour tax that revenue replaces, as a
    share of labour income.
    """

    economy: Economy
    wage_hat: np.ndarray
    spending_hat: np.ndarray
    labour_hat: np.ndarray
    price_hat: np.ndarray
    flow: np.ndarray
    revenue: np.ndarray
    tax: np.ndarray
    residual: float

    @cached_property
    def gdp(self) -> np.ndarray:
        """Labour income, (N,)."""
        return self.wage_hat * self.labour_hat * self.economy.gdp

    @cached_property
    def consumption_hat(self) -> np.ndarray:
        """Final spending over its price, new over old, (N,): (Y + R + T)' / (Y + T) / P."""
        spent = self.gdp + self.revenue + self.economy.transfer
        return spent / self.economy.final_spending / self.price_hat

    @property
    def consumption_weight(self) -> np.ndarray:
        """Weight of consumption in utility, (N,): delta = C / (C - kappa / (1 + kappa) (1 - tau) Y)."""
        economy = self.economy
        effort = economy.labour_supply / (1 + economy.labour_supply) * (1 - self.tax) * economy.gdp
        return economy.final_spending / (economy.final_spending - effort)

    @property
    def printed_welfare_hat(self) -> np.ndarray:
        """Welfare as the paper has it, (N,): delta C + (1 - delta) w L / P."""
        weight = self.consumption_weight
        return weight * self.consumption_hat + (1 - weight) * self.wage_hat * self.labour_hat / self.price_hat

    @property
    def welfare_hat(self) -> np.ndarray:
        """Utility of the paper's preferences, new over old, (N,): delta C + (1 - delta) L^((1 + kappa) / kappa).

        Work is supplied until its marginal cost is the wage after tax, so L^(1 / kappa) = w / P / (1 - tau).
        """
        weight = self.consumption_weight
        marginal_cost = self.wage_hat / self.price_hat / (1 - self.tax)
        return weight * self.consumption_hat + (1 - weight) * self.labour_hat * marginal_cost
