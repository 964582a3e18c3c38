"""Who blocks: what each party alone rejects, and the cheapest ways to bring it in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tradetalks.talks.moves.changes import Fix, cheapest_change
from tradetalks.talks.moves.payments import SidePayment, side_payment
from tradetalks.talks.payoffs import Payoffs


@dataclass(frozen=True)
class RejectedOption:
    """An option in deals that all others accept: how many there are, and in what part of them the party says no."""

    issue: str
    option: str
    deals: int
    rejected: float


@dataclass(frozen=True)
class Blocker:
    """What one party rejects, in numbers of deals, and how it could be brought in.

    `fix` and `double` mend the deal worth most to the others that one change, and two changes, can mend; `double` is
    None where one change does as well. `payment` is the cheapest way to pay instead.
    """

    party: str
    rejects: int
    alone: int
    options: tuple[RejectedOption, ...]
    fix: Fix | None
    double: Fix | None
    payment: SidePayment | None


def blockers(payoffs: Payoffs) -> tuple[Blocker, ...]:
    """Describe every party as a blocker."""
    return tuple(_blocker(payoffs, position) for position in range(len(payoffs.negotiation.parties)))


def _blocker(payoffs: Payoffs, party: int) -> Blocker:
    rejects = ~payoffs.accepts[:, party] & payoffs.allowed
    others = np.asarray(np.delete(payoffs.accepts, party, axis=1).all(axis=1) & payoffs.allowed)
    alone = np.asarray(others & rejects)
    fix, double = _fix(payoffs, party, alone, 1), _fix(payoffs, party, alone, 2)
    return Blocker(
        party=payoffs.negotiation.parties[party],
        rejects=int(rejects.sum()),
        alone=int(alone.sum()),
        options=_rejected(payoffs, others, alone),
        fix=fix,
        double=double if double and _better(payoffs, party, double, fix) else None,
        payment=side_payment(payoffs, party, alone),
    )


def _rejected(payoffs: Payoffs, others: np.ndarray, alone: np.ndarray) -> tuple[RejectedOption, ...]:
    """Options that the party alone rejects, the most rejected first."""
    space = payoffs.negotiation.space
    welcomed, refused = others.reshape(space.shape), alone.reshape(space.shape)
    found = []
    for position, (issue, options) in enumerate(zip(space.issues, space.options, strict=True)):
        rest = tuple(axis for axis in range(len(space.shape)) if axis != position)
        deals, rejected = welcomed.sum(axis=rest), refused.sum(axis=rest)
        for digit, option in enumerate(options):
            if rejected[digit]:
                share = float(rejected[digit] / deals[digit])
                found.append(RejectedOption(issue, option, int(deals[digit]), share))
    return tuple(sorted(found, key=lambda item: (-item.rejected, -item.deals)))


def _fix(payoffs: Payoffs, party: int, alone: np.ndarray, count: int) -> Fix | None:
    """Take the almost-deal worth most to the others that so many changes can mend, and its cheapest changes."""
    candidates = np.flatnonzero(alone & _within_reach(payoffs, count))
    if not len(candidates):
        return None
    worth = np.delete(payoffs.gains[candidates], party, axis=1).sum(axis=1)
    best = payoffs.negotiation.space.digits(int(candidates[worth.argmax()]))
    return cheapest_change(payoffs.negotiation, best, party, count)


def _within_reach(payoffs: Payoffs, count: int) -> np.ndarray:
    """Whether so many issues can be moved so that all accept, (deal,)."""
    accepted = payoffs.unanimous.reshape(payoffs.negotiation.space.shape)
    found = np.zeros_like(accepted)
    for axes in combinations(range(accepted.ndim), count):
        found |= accepted.any(axis=axes, keepdims=True)
    return np.asarray(found.ravel())


def _better(payoffs: Payoffs, party: int, double: Fix, single: Fix | None) -> bool:
    """Whether two changes leave the others with more than one change does."""
    left = [name for position, name in enumerate(payoffs.negotiation.parties) if position != party]
    return single is None or sum(double.payoff[name] for name in left) > sum(single.payoff[name] for name in left)
