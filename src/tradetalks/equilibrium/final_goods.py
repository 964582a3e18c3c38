"""The search for equilibria of worlds without intermediate inputs: Newton's method on wages and incomes.

Prices follow from wages and spending from incomes, so two unknowns a region are left, log w and log I, however many
sectors there are. With flows F_jni before tariff and shares pi_jni of exporter i in what n spends on sector j,

    dF_jni / dlog w_k = -theta_j F_jni (delta_ik - pi_jnk),   dF_jni / dlog I_n = F_jni,

which gives the derivative of the conditions, and by one transposed solve the multipliers of any objective
(Ossa 2014, equations 10 to 13, in changes).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.kernel import EXACT, TOLERANCE, Multipliers, Pull
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import BatchByRegion
from tradetalks.equilibrium.system import State
from tradetalks.equilibrium.walk import walk

NEWTON_STEPS = 25
LONGEST_LOG_MOVE = 0.7


@dataclass(frozen=True, eq=False)
class _Round:
    """What follows: `wage`, `income` in logs (S, N), `pull`, `phi`, `spending` (S, J, N), the rest by flow."""

    wage: np.ndarray
    income: np.ndarray
    pull: np.ndarray
    phi: np.ndarray
    spending: np.ndarray
    share: np.ndarray
    kept: np.ndarray
    flow: np.ndarray


class FinalGoods:
    """Solves the conditions of a baseline in which nothing is used to make anything else."""

    def __init__(self, base: Baseline) -> None:
        self.base = base
        self.income = base.expenditure.sum(axis=0) / base.final_share.sum(axis=0)
        # Without inputs all of output is value added, so labour's share of it differs by sector only.
        sales = (base.share * base.expenditure[..., None]).sum(axis=1)
        total = sales.sum(axis=1)
        paid = (base.labour_share * sales).sum(axis=1)
        self.labour_share = np.divide(paid, total, out=np.ones_like(total), where=total > 0)
        self.ones = np.ones(len(self.income))

    def find(self, policy: Policy, guess: State | None = None) -> tuple[State, BatchByRegion]:
        """Return the equilibria of a batch and, for each, the largest violation (S,) that it leaves."""
        count = len(policy.deficit)
        point = self._start(count) if guess is None else np.concatenate([guess.wage, np.log(guess.income)], axis=1)
        with np.errstate(all="ignore"):
            point, residual = self._newton(policy, point)
            for row in np.flatnonzero(~(residual <= TOLERANCE)):
                point[row], residual[row] = walk(self.base, policy.only(np.array([row])), self._start(1), self._follow)
            return self._state(policy, self._round(policy, point)), residual

    def multipliers(
        self,
        policy: Policy,  # noqa: ARG002  (the protocol's)
        state: State,
        pull: Pull,
        *,
        guess: Multipliers | None = None,  # noqa: ARG002  (one solve is exact)
        tolerance: float = EXACT,  # noqa: ARG002
    ) -> Multipliers:
        """Return the multipliers of an objective at equilibria, by one transposed solve each."""
        regions = len(self.income)
        right = self._by_unknown(state, pull)
        matrix = self._derivative(state.wage, state.income, state.spending, state.share, state.flow)
        worth = -np.linalg.solve(matrix.transpose(0, 2, 1), right[..., None])[..., 0]
        labour, income = worth[:, None, :regions], worth[:, None, regions:]
        share = self.labour_share[:, None]
        output = pull.output + share * labour + (1 - share) * income
        return Multipliers(output=output, income=income[:, 0], revenue=pull.revenue + income[:, 0], price=pull.price)

    def _by_unknown(self, state: State, pull: Pull) -> np.ndarray:
        """Differentiate an objective by (log w, log I), conditions left aside, (S, 2N)."""
        by_wage, by_price = pull.wage, pull.price
        by_income = pull.income * state.income + pull.revenue * state.spending.sum(axis=1)
        if pull.output.any() or pull.revenue.any():
            gained = (pull.output[:, :, None, :] - pull.revenue[:, None, :, None]) * state.flow
            by_income = by_income + gained.sum(axis=(1, 3))
            gained *= self.base.theta[:, None, None]
            by_price = by_price + gained @ self.ones
            by_wage = by_wage - gained.sum(axis=(1, 2))
        return np.concatenate([by_wage + _over_cells(by_price, state.share), by_income], axis=1)

    def _start(self, count: int) -> np.ndarray:
        """Return log wages and log incomes of the baseline, (S, 2N), once for each shock."""
        return np.tile(np.concatenate([np.zeros_like(self.income), np.log(self.income)]), (count, 1))

    def _round(self, policy: Policy, point: np.ndarray) -> _Round:
        """Follow log wages and log incomes through the economy."""
        base, regions = self.base, len(self.income)
        wage, income = point[:, :regions], point[:, regions:]
        pull = np.exp(-base.theta[:, None] * (base.value_added_share * wage[:, None] + policy.shift))
        share = policy.attraction * pull[:, :, None, :]
        phi = share @ self.ones
        share /= phi[..., None]
        spending = base.final_share * np.exp(income[:, None])
        kept = policy.kept * (pull[:, :, None, :] / phi[..., None])
        return _Round(wage, income, pull, phi, spending, share, kept, kept * spending[..., None])

    def _state(self, policy: Policy, last: _Round) -> State:
        """Lay out all that follows."""
        base = self.base
        output = last.flow.sum(axis=2)
        revenue = last.spending.sum(axis=1) - (last.flow @ self.ones).sum(axis=1)
        profit = ((1 - self.labour_share)[:, None] * output).sum(axis=1)
        return State(
            wage=last.wage,
            price=-np.log(last.phi) / base.theta[:, None],
            spending=last.spending,
            cost=base.value_added_share * last.wage[:, None] + policy.shift,
            share=last.share,
            kept=last.kept,
            flow=last.flow,
            output=output,
            revenue=revenue,
            profit=profit,
            income=np.exp(last.wage) * base.labour + profit + revenue + policy.deficit,
        )

    def _newton(self, policy: Policy, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Newton's method, row by row; rows that have arrived leave the batch."""
        best, residual = point.copy(), np.full(len(point), np.inf)
        active = np.arange(len(point))
        for _ in range(NEWTON_STEPS):
            here = self._round(policy, point)
            gap = self._gap(policy, here)
            size = np.abs(gap / np.concatenate([self.base.labour, self.income])).max(axis=1)
            best[active], residual[active] = point, size
            going = (size > TOLERANCE) & np.isfinite(size)
            if not going.any():
                break
            matrix = self._derivative(here.wage, np.exp(here.income), here.spending, here.share, here.flow)
            move = -_solve(matrix, gap)
            move *= np.minimum(1, LONGEST_LOG_MOVE / np.maximum(np.abs(move).max(axis=1), 1e-300))[:, None]
            point = point + move
            if not going.all():
                active, point, policy = active[going], point[going], policy.only(np.flatnonzero(going))
        return best, residual

    def _gap(self, policy: Policy, here: _Round) -> np.ndarray:
        """Labour: labour's share of sales less w L and the numeraire. Income: what is earned less what is spent."""
        base, (rows, sectors, regions, _) = self.base, here.flow.shape
        weights = np.repeat(np.stack([self.labour_share, 1 - self.labour_share]), regions, axis=1)
        labour, profit = np.moveaxis(weights @ here.flow.reshape(rows, sectors * regions, regions), 1, 0)
        earned = np.exp(here.wage) * base.labour
        numeraire = base.labour * (earned.sum(axis=1, keepdims=True) / base.world_labour - 1)
        revenue = (here.spending - here.flow @ self.ones).sum(axis=1)
        spent = np.exp(here.income)
        labour = labour + base.labour_by_final * spent - earned - numeraire
        return np.concatenate([labour, earned + profit + revenue + policy.deficit - spent], axis=1)

    def _derivative(
        self, wage: np.ndarray, income: np.ndarray, spending: np.ndarray, share: np.ndarray, flow: np.ndarray
    ) -> np.ndarray:
        """Conditions (labour, income), in money, by (log w, log I), (S, 2N, 2N)."""
        base, (rows, sectors, regions, _), own = self.base, flow.shape, np.arange(len(self.income))
        kinds = np.stack([np.ones(sectors), self.labour_share, base.theta])
        every, labour, elastic = np.moveaxis(kinds @ flow.reshape(rows, sectors, -1), 1, 0).reshape(
            3, rows, regions, -1
        )
        earned = np.exp(wage) * base.labour
        weighted = base.theta[:, None, None] * flow
        taxed = (
            elastic - np.matmul(np.moveaxis(weighted @ self.ones, 1, 2)[:, :, None], np.moveaxis(share, 1, 2))[:, :, 0]
        )
        sold = _crossed(weighted, share)
        weighted *= self.labour_share[:, None, None]
        worked = _crossed(weighted, share)
        matrix = np.empty((rows, 2 * regions, 2 * regions))
        matrix[:, :regions, :regions] = worked - base.labour[:, None] * (earned / base.world_labour)[:, None]
        matrix[:, own, own] -= worked.sum(axis=2) + earned
        matrix[:, :regions, regions:] = labour.transpose(0, 2, 1)
        matrix[:, own, regions + own] += base.labour_by_final * income
        matrix[:, regions:, :regions] = taxed + sold - worked
        matrix[:, regions + own, own] += earned - (sold - worked).sum(axis=2)
        matrix[:, regions:, regions:] = (every - labour).transpose(0, 2, 1)
        matrix[:, regions + own, regions + own] += (spending - flow @ self.ones).sum(axis=1) - income
        return matrix

    def _follow(self, _: Policy, policy: Policy, point: np.ndarray) -> tuple[np.ndarray, float]:
        """Go on with Newton's method from an equilibrium before."""
        ahead, residual = self._newton(policy, point)
        return ahead, float(residual[0])


def _solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Solve row by row, (S, D); a singular row gets moves that are no numbers, which the search tells as a failure."""
    try:
        return np.linalg.solve(matrix, right[..., None])[..., 0]
    except np.linalg.LinAlgError:
        if len(matrix) == 1:
            return np.full_like(right, np.nan)
        return np.concatenate([_solve(matrix[row : row + 1], right[row : row + 1]) for row in range(len(matrix))])


def _crossed(weighted: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Sum of weighted_jni pi_jnk over sectors and importers, (S, exporter, competitor)."""
    rows, _, _, regions = share.shape
    return np.matmul(weighted.reshape(rows, -1, regions).transpose(0, 2, 1), share.reshape(rows, -1, regions))


def _over_cells(cells: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Sum of cells_jn pi_jnk over sectors and importers, (S, N)."""
    rows, _, _, regions = share.shape
    return np.matmul(cells.reshape(len(cells), 1, -1), share.reshape(rows, -1, regions))[:, 0]
