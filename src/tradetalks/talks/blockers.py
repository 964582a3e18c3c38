"""Who blocks: what each party alone rejects, and the cheapest change that would bring it in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.payoffs import PER_BILLION, Payoffs
from tradetalks.talks.trades import Move


@dataclass(frozen=True)
class RejectedOption:
    """An option in deals that all others accept: how many there are, and in what part of them the party says no."""

    issue: str
    option: str
    deals: int
    rejected: float


@dataclass(frozen=True)
class Fix:
    """The best deal that only this party rejects, and the single change that brings it in at least cost.

    `cost` is what the change takes from the others together, billion US$; below zero they gain as well.
    """

    deal: Deal
    change: Move
    cost: float
    payoff: dict[str, float]


@dataclass(frozen=True)
class Blocker:
    """What one party rejects, in numbers of deals, and how it could be brought in."""

    party: str
    rejects: int
    alone: int
    options: tuple[RejectedOption, ...]
    fix: Fix | None


def blockers(payoffs: Payoffs) -> tuple[Blocker, ...]:
    """Describe every party as a blocker."""
    return tuple(_blocker(payoffs, position) for position in range(len(payoffs.space.talks.parties)))


def _blocker(payoffs: Payoffs, party: int) -> Blocker:
    accepts = payoffs.accepts
    others = np.asarray(np.delete(accepts, party, axis=1).all(axis=1))
    alone = np.asarray(others & ~accepts[:, party])
    return Blocker(
        party=payoffs.space.talks.party_ids[party],
        rejects=int((~accepts[:, party]).sum()),
        alone=int(alone.sum()),
        options=_rejected(payoffs, others, alone),
        fix=_fix(payoffs, party, alone),
    )


def _rejected(payoffs: Payoffs, others: np.ndarray, alone: np.ndarray) -> tuple[RejectedOption, ...]:
    """Options that the party alone rejects, the most rejected first."""
    space = payoffs.space
    welcomed, refused = others.reshape(space.shape), alone.reshape(space.shape)
    found = []
    for position, issue in enumerate(space.talks.issues):
        rest = tuple(axis for axis in range(len(space.shape)) if axis != position)
        deals, rejected = welcomed.sum(axis=rest), refused.sum(axis=rest)
        for digit, option in enumerate(issue.option):
            if rejected[digit]:
                share = float(rejected[digit] / deals[digit])
                found.append(RejectedOption(issue.id, option.id, int(deals[digit]), share))
    return tuple(sorted(found, key=lambda item: (-item.rejected, -item.deals)))


def _fix(payoffs: Payoffs, party: int, alone: np.ndarray) -> Fix | None:
    """Take the almost-deal worth most to the others that one change can mend, and its cheapest change."""
    accepted = np.asarray(payoffs.accepts.all(axis=1)).reshape(payoffs.space.shape)
    within_reach = np.zeros_like(accepted)
    for axis in range(accepted.ndim):
        within_reach |= accepted.any(axis=axis, keepdims=True)
    candidates = np.flatnonzero(alone & within_reach.ravel())
    if not len(candidates):
        return None
    worth = np.delete(payoffs.gains[candidates], party, axis=1).sum(axis=1)
    return cheapest_change(payoffs, int(candidates[worth.argmax()]), party)


def cheapest_change(payoffs: Payoffs, number: int, party: int) -> Fix | None:
    """Find the single change of a deal that makes it acceptable to all at the least loss to the others."""
    space = payoffs.space
    table = payoffs.gains.reshape((*space.shape, -1))
    accepted = np.asarray(payoffs.accepts.all(axis=1)).reshape(space.shape)
    here = space.digits(number)
    best: tuple[int, int, int] | None = None
    for position, size in enumerate(space.shape):
        for digit in range(size):
            there = (*here[:position], digit, *here[position + 1 :])
            if accepted[there]:
                loss = int(np.delete(table[here] - table[there], party).sum())
                best = min(best, (loss, position, digit)) if best else (loss, position, digit)
    return _as_fix(payoffs, number, best) if best else None


def _as_fix(payoffs: Payoffs, number: int, best: tuple[int, int, int]) -> Fix:
    space = payoffs.space
    loss, position, digit = best
    here = space.digits(number)
    issue = space.talks.issues[position]
    there = int(np.ravel_multi_index((*here[:position], digit, *here[position + 1 :]), space.shape))
    return Fix(
        deal=space.deal(number),
        change=Move(issue.id, issue.option[here[position]].id, issue.option[digit].id),
        cost=loss / PER_BILLION,
        payoff=payoffs.by_party(there),
    )
