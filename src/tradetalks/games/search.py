"""The common loop of all games: solve the market, take multipliers, answer them in closed form, accelerate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from tradetalks.equilibrium.anderson import Anderson
from tradetalks.equilibrium.kernel import EXACT, TOLERANCE
from tradetalks.equilibrium.system import State
from tradetalks.games.choice import Choice
from tradetalks.games.market import Market, rows_of
from tradetalks.games.slopes import Aims, Answer, Near, Worth, answer

CHANGE = 3e-10
SWEEPS = 400
DEPTH = 8
ENOUGH = 1e-3
LOOSEST = 1e-4
EXACTLY = Near()


@dataclass(frozen=True, eq=False)
class Found:
    """Where a batch of searches ended.

    `tariff` (S, J, N, N); `value` (S,) of each objective, -inf where the market has no equilibrium; `change` (S,): how
    far, in logs of 1 + t, one more answer would move any tariff; `sweeps` (S,).
    """

    tariff: np.ndarray
    value: np.ndarray
    change: np.ndarray
    sweeps: np.ndarray

    def only(self, rows: np.ndarray) -> Found:
        """Take some of the searches."""
        return Found(*(getattr(self, field.name)[rows] for field in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence[Found]) -> Found:
        """Put batches together."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def replaced(self, rows: np.ndarray, better: Found) -> Found:
        """Return the batch with some of its searches replaced."""
        parts = [getattr(self, field.name).copy() for field in fields(self)]
        for part, field in zip(parts, fields(self), strict=True):
            part[rows] = getattr(better, field.name)
        return Found(*parts)


@dataclass(frozen=True, eq=False)
class Stand:
    """The state at given tariffs with the market's residual (S,) and the players' answer."""

    state: State
    residual: np.ndarray
    worth: Worth
    answer: Answer


def stand(
    market: Market,
    aims: Aims,
    choice: Choice,
    tariff: np.ndarray,
    *,
    guess: State | None = None,
    near: Near = EXACTLY,
) -> Stand:
    """Solve the market at tariffs (S, J, N, N), find the multipliers, and answer."""
    policy = market.policy(tariff)
    state, residual = market.kernel.find(policy, guess)
    worth = aims.worth(market, policy, state, choice, near)
    return Stand(state, residual, worth, answer(market, choice, state, tariff, worth))


@np.errstate(all="ignore")
def search(
    market: Market,
    aims: Aims,
    choice: Choice,
    tariff: np.ndarray,
    *,
    tolerance: float = CHANGE,
    depth: int = DEPTH,
    guess: State | None = None,
) -> Found:
    """Answer until nothing changes by more than `tolerance`, from tariffs (S, J, N, N); arrived rows leave the batch.

    The first market is searched for near a guess. Failures show in `change`; nothing is raised.
    """
    found = Found(tariff.copy(), np.zeros(len(tariff)), np.full(len(tariff), np.inf), np.zeros(len(tariff), dtype=int))
    active = np.arange(len(tariff))
    point = np.log1p(choice.taken(tariff))
    anderson, length = Anderson(point.reshape(len(point), -1), depth), np.full(len(point), np.inf)
    near = Near(tolerance=LOOSEST)
    for sweep in range(SWEEPS):
        here = stand(market, aims, choice, tariff, guess=guess, near=near)
        pull = np.log(here.answer.factor) - point
        change = np.abs(pull).max(axis=(1, 2, 3))
        found.tariff[active], found.change[active], found.sweeps[active] = tariff, change, sweep
        found.value[active] = np.where(here.residual <= TOLERANCE, aims.value(here.state), -np.inf)
        going = np.flatnonzero(change > tolerance)
        if not len(going):
            break
        guess, worth = here.state, here.worth.found
        if len(going) < len(active):
            active, point, pull, tariff = active[going], point[going], pull[going], tariff[going]
            aims, choice, guess = aims.only(going), choice.only(going), rows_of(guess, going)
            worth = rows_of(worth, going)
            anderson.keep(going)
            length = length[going]
        near = Near(worth, min(LOOSEST, max(EXACT, ENOUGH * float(change[going].min()))))
        point, length = _ahead(anderson, choice, point, pull, length)
        tariff = choice.put(tariff, np.where(choice.free, np.expm1(point), choice.taken(tariff)))
    return found


def _ahead(
    anderson: Anderson, choice: Choice, point: np.ndarray, pull: np.ndarray, length: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Accelerate; return the points ahead and the length of what pulled there (S,).

    A row whose pull has grown since the last sweep, `length`, forgets its past: it has met a kink or another branch.
    Where a tariff would leave its bounds it takes the plain step, which keeps to them.
    """
    flat = pull.reshape(len(point), -1)
    size = np.sqrt((flat * flat).sum(axis=1))
    wanted = anderson.step(point.reshape(len(point), -1), flat).reshape(point.shape)
    grown = size > length
    if grown.any():
        anderson.forget(grown)
        wanted[grown] = point[grown] + pull[grown]
    low, high = np.log1p(choice.bounds.low), np.log1p(choice.bounds.high)
    return np.where(choice.free & ((wanted < low) | (wanted > high)), point + pull, wanted), size
