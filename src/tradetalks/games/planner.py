"""The weights of the planner that shares the gain as wanted: Newton's method with Broyden's updates on their logs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.system import State
from tradetalks.games.market import rows_of
from tradetalks.games.search import search
from tradetalks.games.setting import Setting
from tradetalks.games.sharing import Sharing
from tradetalks.games.slopes import Planner

BALANCED = 1e-9
CHANGE = 1e-10
ENOUGH = 1e-3
LOOSEST = 1e-6
WELL = 0.2
STEPS = 40
PROBE = 1e-3
LONGEST_STEP = 0.7
HALVINGS = 6


@dataclass(frozen=True, eq=False)
class Plan:
    """The planner's optimum at given weights: `tariff` (1, J, N, N), `log_gain` (K,), the search's last `change`."""

    setting: Setting
    log_weight: np.ndarray
    tariff: np.ndarray
    state: State
    log_gain: np.ndarray
    change: float

    @property
    def importance(self) -> np.ndarray:
        """Weights of the players, (K,), adding up to one."""
        return _normalised(self.log_weight)

    @property
    def importance_of_all(self) -> np.ndarray:
        """The same for all regions, (1, N): who does not play has none."""
        return _spread(self.setting, self.importance[None])


@dataclass(frozen=True, eq=False)
class Table:
    """Who talks, how they share, and where they fall back to: `before` is log G there, (N,)."""

    setting: Setting
    sharing: Sharing
    before: np.ndarray

    def imbalance(self, plan: Plan) -> np.ndarray:
        """Return what a plan leaves to share, (K,)."""
        return self.sharing.imbalance(plan.log_gain, plan.importance)


def balance(table: Table, first: Plan) -> Plan:
    """Find the weights at which the rule sees no imbalance, from a first plan."""
    here, slope = first, None
    for _ in range(STEPS):
        gap = table.imbalance(here)
        if np.abs(gap).max() <= BALANCED:
            break
        slope = _slope(table, here, gap) if slope is None else slope
        here, moved, left = _step(table, here, gap, slope)
        slope = _updated(slope, moved, left - gap[:-1]) if np.abs(left).max() < WELL * np.abs(gap).max() else None
    return here


def plans(table: Table, log_weight: np.ndarray, tariff: np.ndarray, state: State, gap: float = 0.0) -> list[Plan]:
    """Find the optima of several planners, log weights (S, K), in one batch from tariffs (1, J, N, N) near a state.

    They are found as exactly as an imbalance of `gap` deserves.
    """
    setting = table.setting
    rows, market = np.zeros(len(log_weight), dtype=int), setting.market
    choice = setting.jointly().only(rows)
    aims = Planner(setting.governments, _spread(setting, _normalised(log_weight)))
    tolerance = min(max(CHANGE, ENOUGH * gap), LOOSEST)
    found = search(
        market, aims, choice, setting.entered(choice, tariff[rows]), tolerance=tolerance, guess=rows_of(state, rows)
    )
    state, _ = market.kernel.find(market.policy(found.tariff), rows_of(state, rows))
    gain = (setting.governments.log_welfare(state) - table.before)[:, setting.players]
    return [
        Plan(
            setting,
            log_weight[row],
            found.tariff[row : row + 1],
            rows_of(state, np.array([row])),
            gain[row],
            float(found.change[row]),
        )
        for row in range(len(rows))
    ]


def _step(table: Table, here: Plan, gap: np.ndarray, slope: np.ndarray) -> tuple[Plan, np.ndarray, np.ndarray]:
    """Step along Newton's direction, halved until the imbalance falls; the last player's log weight stays."""
    move = -np.linalg.lstsq(slope, gap[:-1], rcond=None)[0]
    move *= min(1.0, LONGEST_STEP / max(np.abs(move).max(), 1e-300))
    for _ in range(HALVINGS):
        (ahead,) = plans(
            table, (here.log_weight + np.append(move, 0.0))[None], here.tariff, here.state, np.abs(gap).max()
        )
        left = table.imbalance(ahead)
        if np.abs(left).max() < np.abs(gap).max():
            break
        move = move / 2
    return ahead, move, left[:-1]


def _updated(slope: np.ndarray, moved: np.ndarray, changed: np.ndarray) -> np.ndarray:
    """Learn from a step (Broyden)."""
    return slope + np.outer(changed - slope @ moved, moved) / max(moved @ moved, 1e-300)


def _slope(table: Table, here: Plan, gap: np.ndarray) -> np.ndarray:
    """Imbalance by log weights, (K - 1, K - 1), by differences in one batch."""
    probes = here.log_weight + PROBE * np.eye(len(gap))[:-1]
    moved = plans(table, probes, here.tariff, here.state, np.abs(gap).max())
    left = [table.imbalance(plan) for plan in moved]
    return ((np.array(left) - gap) / PROBE)[:, :-1].T


def _normalised(log_weight: np.ndarray) -> np.ndarray:
    weight = np.exp(log_weight - log_weight.max(axis=-1, keepdims=True))
    return weight / weight.sum(axis=-1, keepdims=True)


def _spread(setting: Setting, weight: np.ndarray) -> np.ndarray:
    whole = np.zeros((len(weight), setting.market.regions))
    whole[:, setting.players] = weight
    return whole
