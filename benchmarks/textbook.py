"""The textbook algorithm for the model of Caliendo and Parro (2015), to stand beside ours.

"Estimates of the Trade and Welfare Effects of NAFTA", Review of Economic Studies 82(1), 1-44, section 4.2 and its
appendix on the solution; the public MATLAB programs of the authors, and the translations of them, take the same steps.
Written anew from the equations. Axes are sector j, importer n, exporter i: `share[j, n, i]`.

1. Guess wages, all 1.
2. Unit costs and price indices given wages: iterate from 1 until no price moves by more than the tolerance.
3. Trade shares given unit costs.
4. Spending given shares and wages: one dense linear system of J N equations.
5. Excess demand: imports less exports less the deficit. Move every wage against it, by 0.2 of excess demand over
   value added, the damping of the authors' programs; start again at 2.

Powers are taken of the J N unit costs and not of the J N N products, and all sums over exporters are matrix products,
as in the authors' programs: loops run over iterations only. Where the programs differ from each other: spending comes
from one LAPACK solve, not from an inverse, and the tolerance on excess demand is relative to world value added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks import Shock, World

DAMPING = 0.2
TOLERANCE = 1e-9
MOST_WAGES = 20_000
MOST_PRICES = 2_000


class TextbookError(RuntimeError):
    """The algorithm did not arrive."""


@dataclass(frozen=True, eq=False)
class Economy:
    """What the algorithm takes: baseline shares and the policy, sector first."""

    attraction: np.ndarray
    """pi kappa^-theta, (J, N importer, N exporter)."""
    duty: np.ndarray
    """1 + t', (J, N, N)."""
    theta: np.ndarray
    """(J, 1)."""
    inputs: np.ndarray
    """gamma, (N, J input, J output)."""
    value_added_share: np.ndarray
    """(J, N)."""
    final_share: np.ndarray
    """alpha, (J, N)."""
    labour: np.ndarray
    """Value added of the baseline, (N,)."""
    deficit: np.ndarray
    """D', (N,)."""

    @classmethod
    def of(cls, world: World, shock: Shock) -> Economy:
        """Lay out a world and a shock."""
        if world.market != "perfect":
            raise ValueError("the textbook algorithm is that of perfect competition")
        tariff = world.tariff if shock.tariff is None else np.asarray(shock.tariff)
        cost = np.ones_like(world.trade) if shock.trade_cost is None else np.asarray(shock.trade_cost)
        kappa = _sector_first(cost * (1 + tariff) / (1 + world.tariff))
        theta = np.asarray(world.elasticity)
        return cls(
            attraction=_sector_first(world.trade_share) * kappa ** -theta[:, None, None],
            duty=_sector_first(1 + tariff),
            theta=theta[:, None],
            inputs=np.asarray(world.input_share),
            value_added_share=world.value_added_share.T,
            final_share=world.final_share.T,
            labour=world.value_added,
            deficit=shock.deficit_rule.values(world),
        )


@dataclass(frozen=True, eq=False)
class Answer:
    """Wages (N,), price indices and spending (J, N), income (N,), and how many rounds it took."""

    wage: np.ndarray
    price: np.ndarray
    spending: np.ndarray
    income: np.ndarray
    wage_rounds: int
    price_rounds: int

    def real_income(self, world: World) -> np.ndarray:
        """Exact change of real income, %, (N,)."""
        deflator = np.exp((world.final_share.T * np.log(self.price)).sum(axis=0))
        return 100 * (self.income / world.income / deflator - 1)


def solve(world: World, shock: Shock, tolerance: float = TOLERANCE) -> Answer:
    """Find the equilibrium of a world after a shock.

    Parameters
    ----------
    world, shock
        As for `tradetalks.solve`.
    tolerance
        On the sum of absolute excess demands relative to world value added, and on prices in the inner loop.
    """
    economy = Economy.of(world, shock)
    wage, price_rounds = np.ones_like(economy.labour), 0
    for wage_rounds in range(1, MOST_WAGES + 1):
        price, cost, rounds = prices(economy, wage, tolerance)
        price_rounds += rounds
        share = trade_share(economy, cost)
        spending = expenditure(economy, share, wage)
        excess = excess_demand(economy, share, spending)
        if np.abs(excess).sum() <= tolerance * economy.labour.sum():
            income = _income(economy, share, spending, wage)
            return Answer(wage, price, spending, income, wage_rounds, price_rounds)
        wage = next_wage(economy, wage, excess)
    raise TextbookError(f"wages have not settled after {MOST_WAGES} rounds")


def prices(economy: Economy, wage: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray, int]:
    """Price indices and unit costs (J, N) given wages, from prices of 1, and the rounds taken.

    c_jn = w_n^va_jn prod_k P_kn^gamma_nkj;  P_jn = [sum_i pi_nij (kappa_nij c_ji)^-theta_j]^(-1/theta_j).
    """
    labour_cost = economy.value_added_share * np.log(wage)
    price = np.ones_like(labour_cost)
    for rounds in range(1, MOST_PRICES + 1):
        used = np.matmul(np.log(price).T[:, None, :], economy.inputs)[:, 0, :].T
        cost = np.exp(labour_cost + used)
        pull = np.matmul(economy.attraction, (cost**-economy.theta)[..., None])[..., 0]
        new = pull ** (-1 / economy.theta)
        moved = np.abs(new - price).max()
        price = new
        if moved <= tolerance:
            return price, cost, rounds
    raise TextbookError(f"prices have not settled after {MOST_PRICES} rounds")


def trade_share(economy: Economy, cost: np.ndarray) -> np.ndarray:
    """Shares of exporters in the spending of importers, (J, N, N)."""
    pull = economy.attraction * (cost**-economy.theta)[:, None, :]
    return pull / pull.sum(axis=2, keepdims=True)


def expenditure(economy: Economy, share: np.ndarray, wage: np.ndarray) -> np.ndarray:
    """Spending by sector and region (J, N) from one dense linear system.

    X_nk = sum_j gamma_nkj sum_m pi_mnj X_mj / (1 + t'_mnj) + alpha_nk [w_n L_n + D_n + sum_j (1 - F_nj) X_nj],
    with F_nj = sum_i pi_nij / (1 + t'_nij): the part of spending that is not tariff.
    """
    sectors, regions = economy.final_share.shape
    sold = share / economy.duty
    # Rows are (region n, sector k), columns (region m, sector j).
    used = economy.inputs[:, :, None, :] * sold.transpose(2, 1, 0)[:, None, :, :]
    tariff_part = 1 - sold.sum(axis=2)
    own = np.arange(regions)
    used[own, :, own, :] += economy.final_share.T[:, :, None] * tariff_part.T[:, None, :]
    system = np.eye(regions * sectors) - used.reshape(regions * sectors, regions * sectors)
    given = economy.final_share.T * (wage * economy.labour + economy.deficit)[:, None]
    return np.linalg.solve(system, given.ravel()).reshape(regions, sectors).T


def excess_demand(economy: Economy, share: np.ndarray, spending: np.ndarray) -> np.ndarray:
    """Compare imports with exports and the deficit, (N,), all before tariff."""
    flow = share / economy.duty * spending[:, :, None]
    return flow.sum(axis=(0, 2)) - flow.sum(axis=(0, 1)) - economy.deficit


def next_wage(economy: Economy, wage: np.ndarray, excess: np.ndarray) -> np.ndarray:
    """Lower the wage where imports exceed what exports and the deficit pay for.

    Excess demands add up to zero, so the step keeps world value added, the numeraire; scaling removes rounding.
    """
    moved = wage - DAMPING * excess / economy.labour
    return moved * economy.labour.sum() / (moved * economy.labour).sum()


def _income(economy: Economy, share: np.ndarray, spending: np.ndarray, wage: np.ndarray) -> np.ndarray:
    tariff_part = 1 - (share / economy.duty).sum(axis=2)
    return wage * economy.labour + economy.deficit + (tariff_part * spending).sum(axis=0)


def _sector_first(array: np.ndarray) -> np.ndarray:
    """Turn (exporter, importer, sector) into (sector, importer, exporter)."""
    return np.ascontiguousarray(array.transpose(2, 1, 0))
