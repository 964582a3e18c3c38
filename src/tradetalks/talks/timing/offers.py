"""Alternating offers among several parties until a last date, solved backwards.

In every round one party proposes a deal or passes. The others answer in turn, and all must accept. After a round
without a deal they may walk out, which leaves all without one; else the next round follows. The subgame-perfect
equilibrium is found from the last round to the first, without approximation: the deals are a list.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import Calendar, InTurn
from tradetalks.talks.timing.plan import Plan, Step, Turn
from tradetalks.talks.timing.stakes import Moments, Stakes

NEAR = 1e-12
"""Worths that differ by less than this part of the largest count as the same; rounding is far below it."""


class Leaving(enum.Enum):
    """Who may walk out after a round without a deal."""

    ALL_BUT_PROPOSER = "all but who proposed"
    ANYBODY = "all"

    def by(self, proposer: int, outside: np.ndarray, later: np.ndarray) -> tuple[int, ...]:
        """Name the parties that may leave and get more by leaving than by staying."""
        near = NEAR * np.maximum(np.abs(outside), np.abs(later))
        better = np.flatnonzero(outside > later + near)
        return tuple(int(party) for party in better if self is Leaving.ANYBODY or party != proposer)


def bargain(
    gains: np.ndarray, calendar: Calendar, stakes: Stakes, *, leaving: Leaving = Leaving.ALL_BUT_PROPOSER
) -> Plan:
    """Find what parties offer and accept in every round, given gains over no deal, (deal, party).

    R(i) = V of the next round; or no deal, where a party that may walk out gets more by it, and after the last round
    V = sum over proposers i of chance(i) times the worth of i's best deal among those worth at least R(i) to all, or
        R(i) where there is none

    All are vectors over parties in today's worth; see `Stakes`. R depends on i where all but the proposer may walk
    out. Ties: who is indifferent accepts rather than waits, proposes rather than passes, and stays rather than walks
    out; a proposer takes the larger joint gain, then the deal that comes first. Rubinstein (1982), Stahl (1972);
    walking out: Binmore, Shaked and Sutton (1989).

    Raises
    ------
    GameError
        When gains are not a table of finite numbers with a column a party, or a round comes after the end of gains.
    """
    table = _Table(_checked(gains, calendar, stakes))
    moments = stakes.at(calendar.as_of, calendar.dates)
    _check_ends(moments, calendar)
    steps: list[Step] = []
    for number, each in reversed(list(enumerate(calendar.rounds))):
        now, later = _Moment.of(moments, number, leaving), steps[-1].value if steps else None
        drawn = [(party, chance) for party, chance in enumerate(each.chance) if chance]
        steps.append(Step(each.date, tuple(_turn(table, now, party, chance, later) for party, chance in drawn)))
    return Plan(tuple(reversed(steps)))


def by_last_proposer(gains: np.ndarray, calendar: Calendar, stakes: Stakes) -> tuple[Plan, ...]:
    """Let parties take turns such that each in its turn has the last round: a plan for each, on the same dates.

    Who has the last word weighs most where rounds are close together, and nobody knows who that will be.
    """
    n, last = stakes.parties, len(calendar.rounds) - 1
    orders = [tuple((party - last + turn) % n for turn in range(n)) for party in range(n)]
    return tuple(bargain(gains, calendar.led_by(InTurn(n, order)), stakes) for order in orders)


@dataclass(frozen=True, eq=False)
class _Moment:
    """Figures of one round: today's worth of a unit of gain, of what came before, of no deal; and who may leave."""

    factor: np.ndarray
    before: np.ndarray
    outside: np.ndarray
    leaves: Leaving

    @classmethod
    def of(cls, moments: Moments, number: int, leaving: Leaving) -> _Moment:
        before = moments.meanwhile[number] + moments.passed[number]
        return cls(moments.worth[number], before, moments.outside[number], leaving)


@dataclass(frozen=True, eq=False)
class _Table:
    """Gains by party, (party, deal), each party's in one stretch of memory."""

    gains: np.ndarray

    @cached_property
    def joint(self) -> np.ndarray:
        """Sum of gains of every deal."""
        return self.gains.sum(axis=0)

    @cached_property
    def largest(self) -> np.ndarray:
        """Largest gain of each party in size."""
        return np.abs(self.gains).max(axis=1, initial=0.0)

    def best(self, proposer: int, least: np.ndarray, noise: np.ndarray) -> int | None:
        """Find the proposer's best deal that gives every party its least gain; None where there is none."""
        near = np.maximum(NEAR * self.largest, noise)
        enough = [row >= at for row, at in zip(self.gains, least - near, strict=True)]
        able = np.flatnonzero(np.logical_and.reduce(enough))
        if not len(able):
            return None
        own = self.gains[proposer, able]
        able = able[own >= own.max() - near[proposer]]
        joint = self.joint[able]
        return int(able[np.argmax(joint >= joint.max() - near.sum())])


def _turn(table: _Table, now: _Moment, proposer: int, chance: float, later: np.ndarray | None) -> Turn:
    """Solve one party's turn, given the worth of the next round."""
    leaves = () if later is None else now.leaves.by(proposer, now.outside, later)
    failed = now.outside if leaves or later is None else later
    least = (failed - now.before) / now.factor
    deal = table.best(proposer, least, NEAR * (np.abs(failed) + np.abs(now.before)) / now.factor)
    if deal is None:
        return Turn(proposer, chance, None, leaves, least, failed)
    return Turn(proposer, chance, deal, (), least, now.factor * table.gains[:, deal] + now.before)


def _checked(gains: np.ndarray, calendar: Calendar, stakes: Stakes) -> np.ndarray:
    """Lay gains out by party, refusing what is no table of finite numbers."""
    table = np.asarray(gains)
    if table.ndim != 2 or table.shape[1] < 2 or table.dtype.kind not in "iuf":  # noqa: PLR2004
        raise GameError("gains-shape", f"gains have the shape {table.shape}", "give numbers, (deal, party)")
    told: Sequence[tuple[str, int]] = (("the calendar", calendar.parties), ("stakes", stakes.parties))
    for name, parties in told:
        if parties != table.shape[1]:
            raise GameError(
                "parties-differ",
                f"gains have {table.shape[1]} parties and {name} has {parties}",
                "give all the same parties, in one order",
            )
    if not np.isfinite(table).all():
        deal = int(np.flatnonzero(~np.isfinite(table).all(axis=1))[0])
        raise GameError("not-finite", f"a gain of deal {deal} is no finite number", "leave the deal out, or mend it")
    return np.ascontiguousarray(table.T, dtype=float)


def _check_ends(moments: Moments, calendar: Calendar) -> None:
    """Refuse a round whose deals would start after all gains have ended."""
    late = np.flatnonzero((moments.worth <= 0).any(axis=1))
    if len(late):
        raise GameError(
            "round-after-gains",
            f"a deal of the round of {calendar.dates[int(late[0])]} would start when gains have ended",
            "let gains last longer, or end the rounds sooner",
        )
