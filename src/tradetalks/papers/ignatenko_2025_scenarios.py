"""The base year of Ignatenko et al. (2025) from data, and the tariffs of its tables.

Numbers are those of section 4 of the paper and of the authors' replication folder (Mendeley Data).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from tradetalks.errors import ConvergenceError
from tradetalks.papers.ignatenko_2025_model import Economy, Rebate

TRADE_ELASTICITY = 4.0  # epsilon: section 4, after Simonovska and Waugh (2014)
LABOUR_SUPPLY = 0.5  # kappa: section 4, after Chetty et al. (2011)
SCALE = 0.67 / TRADE_ELASTICITY  # psi: section 4, epsilon psi = 0.67, after Lashkaripour and Lugovskyy (2023)
SELLING_COSTS = (0.12, 0.26)  # share in sales of firms outside and inside the US: replication folder, Appendix F.4
LABOUR_SHARE = 0.49  # beta where there are intermediate goods: replication folder, Table 4
BASE_TARIFF = 0.10  # section 3: the lower bound of the announced rates, also for Canada, Mexico and Russia
OPTIMAL_WITH_INPUTS = 0.125  # section 5.5, where the authors' numerical search ended

HOME = "USA"
MOST_STEPS = 100
TOLERANCE = 1e-13


@dataclass(frozen=True, eq=False)
class Scenario:
    """A block of the tables: the rates (exporter, importer) and what becomes of the revenue, in an economy.

    `weight` (N,) is what the paper averages regions with.
    """

    name: str
    economy: Economy
    tariff: np.ndarray
    weight: np.ndarray
    rebate: Rebate = Rebate.LABOUR_TAX


def calibrate(trade: np.ndarray, gdp: np.ndarray, home: int) -> Economy:
    """Make the base year from trade (exporter, importer), diagonal unused, and GDP (N,), in one money.

    Equation 8 of the paper, T = (1 - nu) (M - sum_n (1 - nu_n) X_in) with imports M, gives spending E = GDP + T and
    own sales E - M, or none where imports exceed spending. GDP follows from sales, and so differs from the data.
    """
    sales = trade.astype(float)
    np.fill_diagonal(sales, 0.0)
    outside, inside = _selling_shares(_two_regions(sales, home), _two_regions(gdp, home))
    selling_share = np.where(np.arange(len(gdp)) == home, inside, outside)
    own = _spending(sales, gdp, selling_share) - sales.sum(axis=0)
    np.fill_diagonal(sales, np.maximum(own, 0.0))
    return Economy(sales, selling_share, _pass_through(selling_share), TRADE_ELASTICITY, LABOUR_SUPPLY, SCALE)


def with_inputs(economy: Economy) -> Economy:
    """Add intermediate goods: own sales grow to own sales over beta (Table 4, one sector)."""
    sales = economy.sales.copy()
    np.fill_diagonal(sales, np.diag(sales) / LABOUR_SHARE)
    return replace(economy, sales=sales, labour_share=LABOUR_SHARE)


def optimal_tariff(economy: Economy, divisor: np.ndarray) -> np.ndarray:
    """Evaluate Proposition 2 for every region, (N,): t_i = 1 / ((1 + delta_i epsilon) phi_i - 1).

    delta_i = sum_(n != i) (1 - nu_n) X_in (1 - lambda_in) / ((1 - nu_i) B_i). The proposition has imports for the
    divisor B; the replication folder at times has GDP less own sales.
    """
    abroad = economy.sales * (1 - economy.share) * ~np.eye(len(divisor), dtype=bool)
    delta = abroad @ (1 - economy.selling_share) / ((1 - economy.selling_share) * divisor)
    return 1 / ((1 + delta * economy.elasticity) * economy.pass_through - 1)


def scenarios(data: Mapping[str, np.ndarray]) -> Iterator[Scenario]:
    """Yield the blocks of Tables 1 and 2, and those of Table 4 with one sector and no optimal answer."""
    home = [str(code) for code in data["iso3"]].index(HOME)
    gdp = data["gdp"] / 1000  # US$, where trade is in thousand US$
    economy = calibrate(data["trade_exp_imp"], gdp, home)
    imports, sold = economy.spending - np.diag(economy.sales), economy.gdp - np.diag(economy.sales)
    tariff = partial(_of_home, len(gdp), home)
    usual = tariff(np.maximum(BASE_TARIFF, data["us_tariff_applied"]))
    answer = _answer(economy, home)
    plain = partial(Scenario, economy=economy, weight=economy.spending)
    yield plain("announced", tariff=usual)
    yield plain("announced, lump sum", tariff=usual, rebate=Rebate.LUMP_SUM)
    yield plain("optimal", tariff=tariff(optimal_tariff(economy, imports)[home]))
    yield plain("announced, reciprocal answer", tariff=usual + usual.T)
    yield plain("announced, optimal answer", tariff=usual + answer)
    yield plain("optimal, optimal answer", tariff=tariff(optimal_tariff(economy, sold)[home]) + answer)
    inputs = partial(Scenario, economy=with_inputs(economy), weight=gdp)
    yield inputs("inputs: announced", tariff=usual)
    yield inputs("inputs: optimal", tariff=tariff(OPTIMAL_WITH_INPUTS))
    yield inputs("inputs: announced, reciprocal answer", tariff=usual + usual.T)


def _spending(sales: np.ndarray, gdp: np.ndarray, selling_share: np.ndarray) -> np.ndarray:
    """Spending, (N,), by equation 8: E = GDP + (1 - nu) (M - sum_n (1 - nu_n) X_in)."""
    return gdp + (1 - selling_share) * (sales.sum(axis=0) - sales @ (1 - selling_share))


def _pass_through(selling_share: np.ndarray) -> np.ndarray:
    """Pass-through to the price index where it is full for firms, (N,): phi = 1 + nu / (1 - nu) (1 + psi)."""
    return 1 + selling_share / (1 - selling_share) * (1 + SCALE)


def _two_regions(values: np.ndarray, home: int) -> np.ndarray:
    """Add up over all regions but one: (outside, inside) in every dimension."""
    inside = np.arange(len(values)) == home
    groups = np.array([~inside, inside], dtype=float)
    return groups @ values if values.ndim == 1 else groups @ values @ groups.T


def _selling_shares(sales: np.ndarray, gdp: np.ndarray) -> np.ndarray:
    """Shares of sales in a market that pay its labour, (outside, inside), by fixed point.

    Firms of a region spend SELLING_COSTS on average over their sales at home, r, and to the other: r nu + (1 - r) nu'.
    """
    shares = np.array(SELLING_COSTS)
    for _ in range(MOST_STEPS):
        at_home = _spending(sales, gdp, shares) - (sales.sum(axis=0) - np.diag(sales))
        sold_at_home = at_home / (at_home + sales.sum(axis=1) - np.diag(sales))
        mixture = np.diag(sold_at_home) + np.diag(1 - sold_at_home)[:, ::-1]
        before, shares = shares, np.linalg.solve(mixture, SELLING_COSTS)
        if np.abs(shares - before).max() < TOLERANCE:
            return shares
    raise ConvergenceError(
        "no-selling-costs",
        "no shares of selling costs meet their averages over sales at home and abroad",
        "check that trade and GDP are in one money",
    )


def _of_home(size: int, home: int, rates: np.ndarray | float) -> np.ndarray:
    """Tariffs of one region on all others, (exporter, importer)."""
    tariff = np.zeros((size, size))
    tariff[:, home] = rates
    tariff[home, home] = 0.0
    return tariff


def _answer(economy: Economy, home: int) -> np.ndarray:
    """Tariffs on one region that are optimal for all others as if they were one, (exporter, importer)."""
    sales = _two_regions(economy.sales, home)
    one_of_each = [home - 1, home]
    shares, pass_through = economy.selling_share[one_of_each], economy.pass_through[one_of_each]
    both = replace(economy, sales=sales, selling_share=shares, pass_through=pass_through)
    rate = optimal_tariff(both, both.gdp - np.diag(sales))[0]
    return _of_home(len(economy.spending), home, rate).T
