"""What a tariff is worth at the margin, and the best answer in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from tradetalks.equilibrium.kernel import EXACT, Multipliers
from tradetalks.equilibrium.policy import Policy
from tradetalks.equilibrium.shapes import BatchByRegion
from tradetalks.equilibrium.system import State
from tradetalks.games.choice import Choice
from tradetalks.games.government import Governments
from tradetalks.games.market import Market

ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Worth:
    """Multipliers where tariffs are chosen: `flow` psi (S, J, K, N) of a flow before tariff, `price` mu (S, J, K).

    `found` is what the kernel returned, for a search nearby.
    """

    flow: np.ndarray
    price: np.ndarray
    found: Multipliers


@dataclass(frozen=True, eq=False)
class Near:
    """How far a search for multipliers has to go: from a guess, to a tolerance."""

    guess: Multipliers | None = None
    tolerance: float = EXACT


class Aims(Protocol):
    """Who chooses the tariffs of a batch of problems, and what for."""

    def worth(self, market: Market, policy: Policy, state: State, choice: Choice, near: Near) -> Worth:
        """Return the multipliers of each importer's objective."""

    def value(self, state: State) -> np.ndarray:
        """Return the objective of each problem, (S,), where there is one; else nothing that could rise."""

    def only(self, rows: np.ndarray) -> Self:
        """Restrict the batch to some of its problems."""


@dataclass(frozen=True, eq=False)
class Planner:
    """One objective a problem: sum_n importance_n log G_n, importance (S, N). One region alone is a planner too."""

    governments: Governments
    importance: BatchByRegion

    def worth(self, market: Market, policy: Policy, state: State, choice: Choice, near: Near) -> Worth:
        """Return the multipliers of the common objective, taken at the importers."""
        pull = self.governments.pull(state, self.importance)
        found = market.kernel.multipliers(policy, state, pull, guess=near.guess, tolerance=near.tolerance)
        revenue = np.take_along_axis(found.revenue, choice.importers, axis=1)
        flow = found.output[:, :, None, :] - revenue[:, None, :, None]
        return Worth(flow, choice.taken_cells(found.price), found)

    def value(self, state: State) -> np.ndarray:
        """Sum of importance_n log G_n, (S,)."""
        return (self.importance * self.governments.log_welfare(state)).sum(axis=1)

    def only(self, rows: np.ndarray) -> Planner:
        """Restrict the batch to some of its problems, each as often as it is named."""
        return Planner(self.governments, self.importance[rows])


@dataclass(frozen=True, eq=False)
class Rivals:
    """Every importer has its own objective, log G of its region; one problem, all answering at once."""

    governments: Governments

    def worth(self, market: Market, policy: Policy, state: State, choice: Choice, near: Near) -> Worth:
        """Return for each importer the multipliers of its own objective."""
        players = choice.importers[0]
        each = np.arange(len(players))
        pull = self.governments.pull(state, np.eye(market.regions)[players])
        found = market.kernel.multipliers(policy, state, pull, guess=near.guess, tolerance=near.tolerance)
        revenue = found.revenue[each, players]
        flow = found.output.transpose(1, 0, 2) - revenue[None, :, None]
        return Worth(flow[None], found.price[each, :, players].T[None], found)

    def value(self, state: State) -> np.ndarray:
        """Return zeros: rivals have no common objective."""
        return np.zeros(len(state.wage))

    def only(self, rows: np.ndarray) -> Rivals:  # noqa: ARG002  (the protocol's)
        """There is one problem, and it stays."""
        return self


@dataclass(frozen=True, eq=False)
class Answer:
    """The best factors 1 + t (S, J, K, N) if multipliers stayed, and the scaled slope of the objective there.

    dL/dlog(1+t)_nij = pi_nij (mu_nj + theta_j Psi_nj) - (1 + theta_j) psi_nij F_nij, with Psi_nj = sum_i psi_nij F_nij;
    it vanishes at 1 + t = (1 + theta) psi_nij X_nj / (theta Psi_nj + mu_nj). Slopes are per
    sqrt((1 + theta_j) F_nij / I_n), the natural unit of log(1 + t) for a flow of that size; those that push against a
    bound are zero.
    """

    factor: np.ndarray
    slope: np.ndarray


def answer(market: Market, choice: Choice, state: State, tariff: np.ndarray, worth: Worth) -> Answer:
    """Answer the multipliers at a state; `tariff` (S, J, N, N) is what is charged there."""
    theta = market.base.theta[:, None, None]
    flow, factor = choice.taken(state.flow), 1 + choice.taken(tariff)
    spending = choice.taken_cells(state.spending)[..., None]
    common = (theta[..., 0] * (worth.flow * flow).sum(axis=3) + worth.price)[..., None]
    open_ = choice.free & (flow > 0)
    bought = flow * open_
    psi = (1 + theta) * choice.rule.pooled(worth.flow, bought * factor)
    with np.errstate(divide="ignore", invalid="ignore"):
        rising = factor * common / spending - psi
        # Where the objective is convex in a tariff its best value is at a bound, on the side to which it rises.
        ends = np.where(rising > 0, 1 + choice.bounds.high, 1 + choice.bounds.low)
        best = choice.within(np.where(common < 0, psi * spending / common, ends))
        income = np.take_along_axis(state.income, choice.importers, axis=1)[:, None, :, None]
        slope = np.where(open_, rising * np.sqrt(choice.rule.total(bought) * income / (1 + theta)), 0.0)
    high, low = (1 + choice.bounds.high) * (1 - ROUNDING), (1 + choice.bounds.low) * (1 + ROUNDING)
    pushing = np.where(slope > 0, factor >= high, factor <= low)
    return Answer(np.where(open_, best, factor), np.where(pushing, 0.0, slope))
