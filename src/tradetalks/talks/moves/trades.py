"""Trades (log-rolling): two or three parties each make a concession that another welcomes, and all of them gain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any

import numpy as np

from tradetalks.talks.moves.changes import Move
from tradetalks.talks.negotiation import Negotiation

TRADERS = (2, 3)


@dataclass(frozen=True)
class Trade:
    """Moves, one by each trader, that leave all traders better off than the reference deal.

    `gives` is the move by which each trader concedes; `gain` is the change of payoff by party; `objects` are the
    parties outside the trade that it leaves worse off.
    """

    gives: dict[str, Move]
    gain: dict[str, float]
    joint_gain: float
    objects: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Plane:
    """Deals that differ from a reference in some issues: changes of gains in units, (*options, party)."""

    game: Negotiation
    here: tuple[int, ...]
    issues: tuple[int, ...]
    change: np.ndarray
    allowed: np.ndarray

    def edge(self, axis: int) -> np.ndarray:
        """Return the changes when one of the issues moves alone, (option, party)."""
        at: list[Any] = [self.here[issue] for issue in self.issues]
        at[axis] = slice(None)
        return np.asarray(self.change[tuple(at)])

    def face(self, axis: int) -> np.ndarray:
        """Return the changes when all but one of the issues move; that one's axis is kept, with a single option."""
        return np.take(self.change, [self.here[self.issues[axis]]], axis=axis)


def trades(game: Negotiation, reference: tuple[int, ...], count: int) -> tuple[Trade, ...]:
    """Find the best trades of two and of three parties from a deal, one for each set of issues and of traders.

    A trader concedes by a move that hurts nobody as much as itself and that another trader welcomes; all moves
    together leave every trader better off. Of three traders' moves no two are a trade by themselves. Trades to which
    no outsider objects come first; then the joint gain of the traders decides.
    """
    chosen: list[Trade] = []
    for traders in TRADERS:
        found = sorted(_all(game, reference, traders), key=lambda trade: (len(trade.objects) > 0, -trade.joint_gain))
        chosen += found[:count]
    return tuple(chosen)


def _all(game: Negotiation, here: tuple[int, ...], size: int) -> Iterator[Trade]:
    parties = range(len(game.parties))
    for issues in combinations(range(len(here)), size):
        plane = _plane(game, here, issues)
        givers = [{p for p in parties if _hurt(plane.edge(axis), p).any()} for axis in range(size)]
        for traders in permutations(parties, size):
            if all(trader in able for trader, able in zip(traders, givers, strict=True)):
                best = _best(plane, traders)
                if best is not None:
                    yield _trade(plane, traders, best)


def _plane(game: Negotiation, here: tuple[int, ...], issues: tuple[int, ...]) -> Plane:
    sizes = tuple(game.space.shape[issue] for issue in issues)
    rows = np.tile(np.array(here), (int(np.prod(sizes)), 1))
    rows[:, list(issues)] = np.stack(np.unravel_index(np.arange(len(rows)), sizes), axis=-1)
    change = (game.gains(rows) - game.gain(here)).reshape((*sizes, -1))
    return Plane(game, here, issues, change, game.space.allowed(rows).reshape(sizes))


def _best(plane: Plane, traders: tuple[int, ...]) -> tuple[int, ...] | None:
    """Options with the largest gain of all traders together; the first trader gives on the first issue, and so on."""
    chosen = plane.allowed & (plane.change[..., list(traders)] > 0).all(axis=-1)
    for axis, giver in enumerate(traders):
        concedes = _concedes(plane.edge(axis), giver, [p for p in traders if p != giver])
        chosen = chosen & _laid(concedes, axis, len(traders))
    if len(traders) > TRADERS[0]:
        for axis, absent in enumerate(traders):
            left = [p for p in traders if p != absent]
            chosen = chosen & ~(plane.face(axis)[..., left] > 0).all(axis=-1)
    if not chosen.any():
        return None
    joint = np.where(chosen, plane.change[..., list(traders)].sum(axis=-1), np.iinfo(np.int64).min)
    return tuple(int(digit) for digit in np.unravel_index(int(joint.argmax()), joint.shape))


def _laid(by_option: np.ndarray, axis: int, count: int) -> np.ndarray:
    """Lay what is said of one issue's options along its axis."""
    return by_option.reshape([-1 if other == axis else 1 for other in range(count)])


def _hurt(change: np.ndarray, giver: int) -> np.ndarray:
    """Whether moves, (option, party), hurt the giver, and nobody more, (option,)."""
    return np.asarray((change[:, giver] < 0) & (change[:, giver] == change.min(axis=1)))


def _concedes(change: np.ndarray, giver: int, takers: list[int]) -> np.ndarray:
    """Whether moves, (option, party), are the giver's concession, which another trader welcomes, (option,)."""
    return _hurt(change, giver) & (change[:, takers] > 0).any(axis=1)


def _trade(plane: Plane, traders: tuple[int, ...], best: tuple[int, ...]) -> Trade:
    game, space = plane.game, plane.game.space
    gives = {}
    for issue, digit, trader in zip(plane.issues, best, traders, strict=True):
        options = space.options[issue]
        gives[game.parties[trader]] = Move(space.issues[issue], options[plane.here[issue]], options[digit])
    gain = game.by_party(plane.change[best])
    return Trade(
        gives=gives,
        gain=gain,
        joint_gain=sum(gain[name] for name in gives),
        objects=tuple(name for name in game.parties if name not in gives and gain[name] < 0),
    )
