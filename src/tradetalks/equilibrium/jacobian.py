"""Derivatives of the equilibrium conditions, and their inverse by elimination.

Ordering the unknowns as price, expenditure, wage makes the system block-triangular but for the wage: prices do not
depend on expenditure. Two factorisations of JN x JN and one of N x N therefore serve instead of one of 2JN + N.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgWarning, lu_factor, lu_solve

from tradetalks.equilibrium.shapes import ByFlow, Unknowns
from tradetalks.equilibrium.system import Baseline, State

Factor = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class Jacobian:
    """The factored derivative of the conditions at one state of one shock."""

    prices: Factor
    goods: Factor
    wages: Factor
    goods_by_price: np.ndarray
    price_by_wage: np.ndarray
    goods_by_wage: np.ndarray
    wage_by_price: np.ndarray
    wage_by_goods: np.ndarray

    def solve(self, violation: Unknowns) -> Unknowns:
        """Solve J step = violation for many right-hand sides, (S, N + 2JN) to the same."""
        cells = len(self.goods_by_price)
        regions = violation.shape[1] - 2 * cells
        by_row = violation.T
        price = lu_solve(self.prices, by_row[regions : regions + cells], check_finite=False)
        goods = lu_solve(self.goods, by_row[-cells:] - self.goods_by_price @ price, check_finite=False)
        rest = by_row[:regions] - self.wage_by_price @ price - self.wage_by_goods @ goods
        wage = lu_solve(self.wages, rest, check_finite=False)
        steps = [wage, price + self.price_by_wage @ wage, goods + self.goods_by_wage @ wage]
        return np.ascontiguousarray(np.concatenate(steps).T)


@dataclass(frozen=True, eq=False)
class _ByCost:
    """Derivatives by log unit cost and by expenditure, at one state; axes (J, N, N) by sector.

    `output` dY[j, i]/dc[j, m]; `revenue` dR[n]/dc[j, i]; `kept` flow per expenditure, pi'/(1 + t').
    """

    output: ByFlow
    revenue: ByFlow
    kept: ByFlow


def jacobian(base: Baseline, keep: ByFlow, state: State, row: int) -> Jacobian:
    """Assemble and factor the derivative at one shock of a batch; `keep` = 1/(1 + t') of that shock."""
    share, flow = state.share[row], state.flow[row]
    by_cost = _by_cost(base, share, flow, share * keep)
    prices, price_by_wage = _price_rows(base, share)
    goods_by_cost = _goods_by_cost(base, by_cost)
    goods = _goods_by_goods(base, by_cost.kept)
    wage = np.exp(state.wage[row])
    return _eliminate(
        prices=prices,
        price_by_wage=price_by_wage,
        goods=goods,
        goods_by_price=_by_price(base, goods_by_cost),
        goods_by_wage=_goods_by_wage(base, goods_by_cost, wage),
        wage_by_price=_by_price(base, _wage_by_cost(base, by_cost)),
        wage_by_goods=_wage_by_goods(base, by_cost.kept),
        wages=_wage_by_wage(base, by_cost, wage),
    )


def _by_cost(base: Baseline, share: ByFlow, flow: ByFlow, kept: ByFlow) -> _ByCost:
    """Carry d log pi_ni = -theta (dc_i - sum_m pi_nm dc_m) into output and revenue."""
    theta = base.theta[:, None, None]
    sectors, regions = base.scale.shape
    own = np.zeros((sectors, regions, regions))
    own[:, np.arange(regions), np.arange(regions)] = flow.sum(axis=1)
    output = -theta * (own - np.matmul(flow.transpose(0, 2, 1), share))
    revenue = theta * (flow - flow.sum(axis=2, keepdims=True) * share)
    return _ByCost(output=output, revenue=revenue, kept=kept)


def _price_rows(base: Baseline, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """d(log P + log(Phi)/theta): identity less pi gamma for prices, and minus pi va for wages."""
    sectors, regions = base.scale.shape
    cells = sectors * regions
    through = np.einsum("jni,ikj->jnki", share, base.inputs)
    by_wage = -share * base.value_added_share[:, None, :]
    return np.eye(cells) - through.reshape(cells, cells), by_wage.reshape(cells, regions)


def _goods_by_cost(base: Baseline, by_cost: _ByCost) -> np.ndarray:
    """d(goods row j, n)/dc(k, i) = (gamma_njk dY_nk/dc_ki + alpha_jn dR_n/dc_ki)/scale, (J, N, J, N)."""
    derivative = np.einsum("njk,kni->jnki", base.inputs, by_cost.output)
    derivative += base.final_share[:, :, None, None] * by_cost.revenue.transpose(1, 0, 2)[None]
    return derivative / base.scale[:, :, None, None]


def _goods_by_goods(base: Baseline, kept: np.ndarray) -> np.ndarray:
    """d(goods row j, n)/dx(k, m), expenditure in units of scale, (JN, JN)."""
    sectors, regions = base.scale.shape
    derivative = np.einsum("njk,kmn->jnkm", base.inputs, kept)
    region = np.arange(regions)
    taxed = (1 - kept.sum(axis=2)).T
    derivative[:, region, :, region] += base.final_share.T[:, :, None] * taxed[:, None, :]
    derivative *= base.scale[None, None] / base.scale[:, :, None, None]
    return derivative.reshape(sectors * regions, -1) - np.eye(sectors * regions)


def _goods_by_wage(base: Baseline, goods_by_cost: np.ndarray, wage: np.ndarray) -> np.ndarray:
    """Through unit cost by value added, and directly through income."""
    derivative = np.einsum("jnki,ki->jni", goods_by_cost, base.value_added_share)
    direct = base.final_share * (wage * base.labour) / base.scale
    region = np.arange(len(wage))
    derivative[:, region, region] += direct
    return derivative.reshape(-1, len(wage))


def _wage_by_cost(base: Baseline, by_cost: _ByCost) -> np.ndarray:
    """d(labour row n)/dc(k, i) = va_kn dY_kn/dc_ki / L_n, (1, N, J, N)."""
    weighted = base.value_added_share[:, :, None] * by_cost.output / base.labour[:, None]
    return weighted.transpose(1, 0, 2)[None]


def _wage_by_goods(base: Baseline, kept: np.ndarray) -> np.ndarray:
    """d(labour row i)/dx(k, n) = va_ki kept_kni scale_kn / L_i, (N, JN)."""
    derivative = np.einsum("ki,kni,kn->ikn", base.value_added_share, kept, base.scale)
    return derivative.reshape(len(base.labour), -1) / base.labour[:, None]


def _wage_by_wage(base: Baseline, by_cost: _ByCost, wage: np.ndarray) -> np.ndarray:
    """Through unit cost, less the wage bill itself, plus the numeraire."""
    derivative = np.einsum("nki,ki->ni", _wage_by_cost(base, by_cost)[0], base.value_added_share)
    return derivative - np.diag(wage) + (wage * base.labour)[None, :] / base.world_value_added


def _by_price(base: Baseline, by_cost: np.ndarray) -> np.ndarray:
    """Carry a derivative by unit cost (A, N, J, N) to one by prices, (AN, JN): dc_ki = sum_l gamma_ilk dP_li."""
    sectors, regions = base.scale.shape
    rows = by_cost.reshape(-1, sectors, regions).transpose(2, 0, 1)
    carried = np.matmul(rows, base.inputs.transpose(0, 2, 1))
    return np.ascontiguousarray(carried.transpose(1, 2, 0)).reshape(-1, sectors * regions)


def _eliminate(
    *,
    prices: np.ndarray,
    price_by_wage: np.ndarray,
    goods: np.ndarray,
    goods_by_price: np.ndarray,
    goods_by_wage: np.ndarray,
    wage_by_price: np.ndarray,
    wage_by_goods: np.ndarray,
    wages: np.ndarray,
) -> Jacobian:
    """Eliminate prices and expenditure, which leaves a system in wages alone."""
    price_factor, goods_factor = _factor(prices), _factor(goods)
    price_response = -lu_solve(price_factor, price_by_wage, check_finite=False)
    by_wage = goods_by_price @ price_response + goods_by_wage
    goods_response = -lu_solve(goods_factor, by_wage, check_finite=False)
    closed = wages + wage_by_price @ price_response + wage_by_goods @ goods_response
    return Jacobian(
        prices=price_factor,
        goods=goods_factor,
        wages=_factor(closed),
        goods_by_price=goods_by_price,
        price_by_wage=price_response,
        goods_by_wage=goods_response,
        wage_by_price=wage_by_price,
        wage_by_goods=wage_by_goods,
    )


def _factor(matrix: np.ndarray) -> Factor:
    """Factor a matrix; a singular one gives steps that are not finite, which the search reports as a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LinAlgWarning)
        return lu_factor(matrix, check_finite=False)
