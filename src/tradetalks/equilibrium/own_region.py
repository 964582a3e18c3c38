"""The derivative of every region's conditions by its own unknowns, inverted: what steers the search.

Most of what a region buys it makes itself. Solving each region's own conditions as if the rest of the world stood
still therefore comes close to a Newton step, at the cost of N inverses of size 1 + 2J.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tradetalks.equilibrium.baseline import Baseline
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import ByCell
from tradetalks.equilibrium.system import State, evaluate, start


class OwnRegion:
    """Proposes a step from violations: -J_n^-1 F_n region by region, J_n at one state (the first of a batch)."""

    def __init__(self, base: Baseline, state: State) -> None:
        self.inverse = _inverse(_blocks(base, state), len(base.theta))
        np.negative(self.inverse, out=self.inverse)
        self.shape = base.scale.shape
        self.units = np.concatenate([base.labour[:, None], -base.scale.T, base.scale.T], axis=1)

    def step(self, violation: np.ndarray) -> np.ndarray:
        """Return steps (S, N + 2JN) for violations of the same shape."""
        return _by_kind(np.matmul(self.inverse, _by_region(violation, self.shape)))

    @classmethod
    def at_rest(cls, base: Baseline) -> OwnRegion:
        """Take the derivatives at the baseline."""
        return cls(base, evaluate(base, Policy.none(base), start(base, 1)))

    @cached_property
    def transposed(self) -> np.ndarray:
        """The transposed inverse in the units of values: of labour, of log prices over scale, of spending."""
        given = np.abs(self.units)[:, None, :]
        return self.inverse.transpose(0, 2, 1) * given / self.units[:, :, None]

    def transposed_step(self, violation: np.ndarray) -> np.ndarray:
        """Return steps of values (S, N + 2JN) for violations of the transposed conditions."""
        return _by_kind(np.matmul(self.transposed, _by_region(violation, self.shape)))


def _by_region(violation: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Sort (S, N + 2JN) into (N, 1 + 2J, S)."""
    sectors, regions = shape
    return violation.reshape(len(violation), 1 + 2 * sectors, regions).transpose(2, 1, 0)


def _by_kind(by_region: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(by_region.transpose(2, 1, 0)).reshape(by_region.shape[2], -1)


def _inverse(blocks: np.ndarray, sectors: int) -> np.ndarray:
    """Invert blocks, (N, 1 + 2J, 1 + 2J): first prices, which no spending enters, then the wage and spending.

    With P for prices, R for the rest and G = J_RP J_PP^-1 the block of the rest is S = J_RR - G J_PR, where J_PR has
    a column of the wage only, and the inverse of the whole follows from those of J_PP and S.
    """
    price, rest = slice(1, 1 + sectors), np.r_[0, 1 + sectors : 1 + 2 * sectors]
    own = np.linalg.inv(blocks[:, price, price])
    by_wage = own @ blocks[:, price, :1]
    through = blocks[:, rest, price] @ own
    left = blocks[:, rest[:, None], rest]
    left[:, :, :1] -= through @ blocks[:, price, :1]
    left = np.linalg.inv(left)
    inverse = np.empty_like(blocks)
    inverse[:, rest[:, None], rest] = left
    inverse[:, rest, price] = -left @ through
    inverse[:, price, 0] = -by_wage[:, :, 0] * left[:, :1, 0]
    inverse[:, price, 1 + sectors :] = -by_wage * left[:, :1, 1:]
    inverse[:, price, price] = own - by_wage * inverse[:, :1, price]
    return inverse


def _blocks(base: Baseline, state: State) -> np.ndarray:
    """Differentiate (labour, prices, goods) of n by its own (log w, log P, X/scale), (N, 1 + 2J, 1 + 2J).

    The conditions depend on w and P of their own region through unit costs c = va log w + gamma' log P, on income
    through w and tariff revenue, and on X.
    """
    sectors, regions = base.scale.shape
    by_cost, by_spending = _by_cost(base, state), _by_spending(base, state)
    earned = np.exp(state.wage[0]) * base.labour
    block = np.zeros((regions, 1 + 2 * sectors, 1 + 2 * sectors))
    block[:, :, 0] = np.einsum("nrk,kn->nr", by_cost, base.value_added_share)
    block[:, :, 1 : 1 + sectors] = np.matmul(by_cost, base.uses)
    block[:, :, 1 + sectors :] = by_spending
    place = np.arange(1, 1 + sectors)
    block[:, place, place] += 1
    block[:, 0, 0] += (base.labour_by_final - 1) * earned / base.labour - earned / base.world_labour
    block[:, 1 + sectors :, 0] += (base.final_share * earned / base.scale).T
    return block


def _by_cost(base: Baseline, state: State) -> np.ndarray:
    """By log unit cost of the region's sectors, (N, 1 + 2J, J): through sales, through revenue, and own prices."""
    share, flow = state.share[0], state.flow[0]
    own = np.einsum("jnn->jn", share)
    sold = -base.theta[:, None] * (flow.sum(axis=1) - (flow * share).sum(axis=1))
    revenue = base.theta[:, None] * (np.einsum("jnn->jn", flow) - flow.sum(axis=2) * own)
    prices = np.zeros((*base.scale.T.shape, len(base.theta)))
    place = np.arange(len(base.theta))
    prices[:, place, place] = -own.T
    return _rows(base, sold, revenue + base.profit_share * sold, prices)


def _by_spending(base: Baseline, state: State) -> np.ndarray:
    """By spending in units of scale, (N, 1 + 2J, J)."""
    kept = state.kept[0]
    own = np.einsum("jnn->jn", kept)
    taxed = 1 - kept.sum(axis=2) + base.profit_share * own
    rows = _rows(base, own * base.scale, taxed * base.scale, np.zeros((*base.scale.T.shape, len(base.theta))))
    place = np.arange(len(base.theta))
    rows[:, 1 + len(place) + place, place] -= 1
    return rows


def _rows(base: Baseline, output: ByCell, income: ByCell, prices: np.ndarray) -> np.ndarray:
    """Carry own output and income (J, N) into labour and goods, with the rows of prices between."""
    labour = (base.labour_share * output + base.labour_by_final * income) / base.labour
    goods = base.inputs * output.T[:, None, :] + base.final_share.T[:, :, None] * income.T[:, None, :]
    return np.concatenate([labour.T[:, None, :], prices, goods / base.scale.T[:, :, None]], axis=1)
