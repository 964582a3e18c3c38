"""Derivatives of the equilibrium conditions, and their inverse by elimination.

Ordering the unknowns as price, expenditure, wage makes the system block-triangular but for the wage: prices do not
depend on expenditure. Two factorisations of JN x JN and one of N x N therefore serve instead of one of 2JN + N.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgWarning, lu_factor, lu_solve

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.shapes import ByFlow, Unknowns
from tradetalks.equilibrium.system import State

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
class _Parts:
    """Derivatives at one state, axes (J, N, N).

    By log unit cost of (j, i): `output` dY[j, n] and `income` dI[n]. By spending of (j, m): `kept`[j, m, n] = dY[j, n]
    and `taxed`[j, n, m] = dI[n].
    """

    output: ByFlow
    income: ByFlow
    kept: ByFlow
    taxed: ByFlow


def jacobian(base: Baseline, state: State, row: int) -> Jacobian:
    """Assemble and factor the derivative at one shock of a batch."""
    share = state.share[row]
    parts = _parts(base, share, state.kept[row], state.flow[row])
    prices, price_by_wage = _price_rows(base, share)
    goods_by_cost = _goods_by_cost(base, parts)
    wage_by_cost = _wage_by_cost(base, parts)
    earned = np.exp(state.wage[row]) * base.labour
    return _eliminate(
        prices=prices,
        price_by_wage=price_by_wage,
        goods=_goods_by_goods(base, parts),
        goods_by_price=_by_price(base, goods_by_cost),
        goods_by_wage=_goods_by_wage(base, goods_by_cost, earned),
        wage_by_price=_by_price(base, wage_by_cost),
        wage_by_goods=_wage_by_goods(base, parts),
        wages=_wage_by_wage(base, wage_by_cost, earned),
    )


def _parts(base: Baseline, share: ByFlow, kept: ByFlow, flow: ByFlow) -> _Parts:
    """Carry d log pi_ni = -theta (dc_i - sum_m pi_nm dc_m) into output and income."""
    theta = base.theta[:, None, None]
    region = np.arange(len(base.labour))
    own = np.zeros_like(flow)
    own[:, region, region] = flow.sum(axis=1)
    output = -theta * (own - np.matmul(flow.transpose(0, 2, 1), share))
    revenue = theta * (flow - flow.sum(axis=2, keepdims=True) * share)
    taxed = base.profit_share[:, :, None] * kept.transpose(0, 2, 1)
    taxed[:, region, region] += 1 - kept.sum(axis=2)
    return _Parts(output, revenue + base.profit_share[:, :, None] * output, kept, taxed)


def _price_rows(base: Baseline, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """d(log P + log(Phi)/theta): identity less pi gamma for prices, and minus pi va for wages."""
    sectors, regions = base.scale.shape
    cells = sectors * regions
    through = np.einsum("jni,ikj->jnki", share, base.inputs)
    by_wage = -share * base.value_added_share[:, None, :]
    return np.eye(cells) - through.reshape(cells, cells), by_wage.reshape(cells, regions)


def _goods_by_cost(base: Baseline, parts: _Parts) -> np.ndarray:
    """d(goods row j, n)/dc(k, i) = (gamma_njk dY_nk/dc_ki + alpha_jn dI_n/dc_ki)/scale, (J, N, J, N)."""
    derivative = np.einsum("njk,kni->jnki", base.inputs, parts.output)
    derivative += base.final_share[:, :, None, None] * parts.income.transpose(1, 0, 2)[None]
    return derivative / base.scale[:, :, None, None]


def _goods_by_goods(base: Baseline, parts: _Parts) -> np.ndarray:
    """d(goods row j, n)/dx(k, m), expenditure in units of scale, (JN, JN)."""
    cells = base.scale.size
    derivative = np.einsum("njk,kmn->jnkm", base.inputs, parts.kept)
    derivative += base.final_share[:, :, None, None] * parts.taxed.transpose(1, 0, 2)[None]
    derivative *= base.scale[None, None] / base.scale[:, :, None, None]
    return derivative.reshape(cells, cells) - np.eye(cells)


def _goods_by_wage(base: Baseline, goods_by_cost: np.ndarray, earned: np.ndarray) -> np.ndarray:
    """Through unit cost by value added, and directly through income."""
    derivative = np.einsum("jnki,ki->jni", goods_by_cost, base.value_added_share)
    region = np.arange(len(earned))
    derivative[:, region, region] += base.final_share * earned / base.scale
    return derivative.reshape(-1, len(earned))


def _wage_by_cost(base: Baseline, parts: _Parts) -> np.ndarray:
    """d(labour row n)/dc(k, i) = (labour share dY_kn + labour by final dI_n)/L_n, (1, N, J, N)."""
    paid = base.labour_share[:, :, None] * parts.output + base.labour_by_final[:, None] * parts.income
    return (paid / base.labour[:, None]).transpose(1, 0, 2)[None]


def _wage_by_goods(base: Baseline, parts: _Parts) -> np.ndarray:
    """d(labour row i)/dx(k, n), (N, JN)."""
    paid = np.einsum("ki,kni->ikn", base.labour_share, parts.kept)
    paid += np.einsum("i,kin->ikn", base.labour_by_final, parts.taxed)
    return (paid * base.scale).reshape(len(base.labour), -1) / base.labour[:, None]


def _wage_by_wage(base: Baseline, wage_by_cost: np.ndarray, earned: np.ndarray) -> np.ndarray:
    """Through unit cost and through income, less the wage bill itself and the numeraire."""
    derivative = np.einsum("nki,ki->ni", wage_by_cost[0], base.value_added_share)
    derivative += np.diag((base.labour_by_final - 1) * earned / base.labour)
    return derivative - earned[None, :] / base.world_labour


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
