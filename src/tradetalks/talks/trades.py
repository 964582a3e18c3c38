"""Trades (log-rolling): two parties each make a concession that the other welcomes, and both gain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np

from tradetalks.talks.payoffs import PER_BILLION, Payoffs


@dataclass(frozen=True)
class Move:
    """One issue moved from an option to another."""

    issue: str
    before: str
    after: str


@dataclass(frozen=True)
class Trade:
    """A pair of moves that leaves both traders better off than the reference deal.

    `gives` is the move by which each trader concedes; `gain` is the change of payoff by party, billion US$;
    `objects` are the parties outside the trade that it leaves worse off.
    """

    gives: dict[str, Move]
    gain: dict[str, float]
    joint_gain: float
    objects: tuple[str, ...]


def trades(payoffs: Payoffs, reference: int, count: int) -> tuple[Trade, ...]:
    """Find the best trades from a reference deal, one for each pair of issues and of traders.

    A trade of parties a and b: a move on issue x that b welcomes and that hurts nobody as much as a, and a move on
    issue y that a welcomes and that hurts nobody as much as b, which together leave both better off. Trades to
    which no outsider objects come first; then the joint gain of the two traders decides.
    """
    found = sorted(_all(payoffs, reference), key=lambda trade: (len(trade.objects) > 0, -trade.joint_gain))
    return tuple(found[:count])


def _all(payoffs: Payoffs, reference: int) -> Iterator[Trade]:
    table = payoffs.gains.reshape((*payoffs.space.shape, -1))
    here = payoffs.space.digits(reference)
    for x, y in combinations(range(len(here)), 2):
        plane = np.moveaxis(table, (x, y), (0, 1))[_others(here, x, y)] - table[here]
        for a, b in permutations(range(plane.shape[-1]), 2):
            best = _best_pair(plane, (here[x], here[y]), a, b)
            if best is not None:
                yield _trade(payoffs, here, {x: (best[0], a), y: (best[1], b)}, plane[best])


def _others(here: tuple[int, ...], x: int, y: int) -> tuple[slice | int, ...]:
    rest = [digit for position, digit in enumerate(here) if position not in (x, y)]
    return (slice(None), slice(None), *rest)


def _best_pair(plane: np.ndarray, here: tuple[int, int], a: int, b: int) -> tuple[int, int] | None:
    """Options of x and y with the largest gain of both traders together; a gives on x and b gives on y."""
    on_x, on_y = plane[:, here[1]], plane[here[0], :]
    gives, takes = _concedes(on_x, a, b), _concedes(on_y, b, a)
    both = (plane[..., a] > 0) & (plane[..., b] > 0) & gives[:, None] & takes[None, :]
    if not both.any():
        return None
    joint = np.where(both, plane[..., a] + plane[..., b], np.iinfo(np.int64).min)
    x, y = np.unravel_index(int(joint.argmax()), joint.shape)
    return int(x), int(y)


def _concedes(change: np.ndarray, giver: int, taker: int) -> np.ndarray:
    """Whether moves, (option, party), are the giver's concession: it loses most, and the taker gains."""
    loses_most = change[:, giver] == change.min(axis=1)
    return np.asarray((change[:, giver] < 0) & loses_most & (change[:, taker] > 0))


def _trade(payoffs: Payoffs, here: tuple[int, ...], moved: dict[int, tuple[int, int]], change: np.ndarray) -> Trade:
    talks = payoffs.space.talks
    names = talks.party_ids
    gives = {}
    for position, (digit, giver) in moved.items():
        issue = talks.issues[position]
        gives[names[giver]] = Move(issue.id, issue.option[here[position]].id, issue.option[digit].id)
    gain = {name: float(value) / PER_BILLION for name, value in zip(names, change, strict=True)}
    return Trade(
        gives=gives,
        gain=gain,
        joint_gain=sum(gain[name] for name in gives),
        objects=tuple(name for name in names if name not in gives and gain[name] < 0),
    )
