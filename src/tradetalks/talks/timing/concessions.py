"""Concessions: what each party holds to at each date, who moved, and what the moves gave and took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.schema import Position

HOLDS = frozenset({"position", "concession", "agreed", "threat"})
"""Kinds of moves by which a party asks for an option or accepts it; events and outcomes happen to it."""

EVERYBODY = "all"


@dataclass(frozen=True)
class Scale:
    """What the options of issues are worth: for every issue its options, and an array (option, party).

    Worth is counted from what the issue is today, so that a party which has asked for nothing holds nothing.

    Raises
    ------
    InputError
        When an issue's array does not have a row for every option and a column for every party, or is not finite.
    """

    parties: tuple[str, ...]
    options: Mapping[str, Sequence[str]]
    worth: Mapping[str, np.ndarray] = field(hash=False)

    def __post_init__(self) -> None:
        for issue, array in self.worth.items():
            shape = (len(self.options.get(issue, ())), len(self.parties))
            if np.shape(array) != shape or not np.isfinite(array).all():
                raise InputError(
                    "worth-shape",
                    f"the worth of issue {issue!r} is {np.shape(array)}, not finite numbers of {shape}",
                    "give a row for each option and a column for each party",
                )

    def values(self, position: Position) -> bool:
        """Whether a position is an option of an issue that has worths, held by a party at the table."""
        held = position.kind in HOLDS and position.option and position.issue in self.worth
        return bool(held) and position.party in {*self.parties, EVERYBODY}

    def of(self, issue: str, option: str) -> np.ndarray:
        """Worth of an option to each party, (party,)."""
        return np.asarray(self.worth[issue])[self._row(issue, option)]

    def _row(self, issue: str, option: str) -> int:
        if option not in self.options[issue]:
            raise UnknownNameError("option", option, self.options[issue], f"issue {issue}")
        return list(self.options[issue]).index(option)


@dataclass(frozen=True, eq=False)
class Move:
    """A party changes the option that it holds; `change` is what that is worth to each party, (party,).

    `before` is None for the first option that it names. `told` says that the record calls it a concession.
    """

    date: dt.date
    party: int
    issue: str
    before: str | None
    after: str
    told: bool
    change: np.ndarray


@dataclass(frozen=True, eq=False)
class Stand:
    """Where a party stands at the end of a day: options by issue, and what they are worth together, (party,)."""

    date: dt.date
    party: int
    options: dict[str, str]
    worth: np.ndarray


@dataclass(frozen=True)
class Tally:
    """Concessions of a party in a period that ends on a date, its first demands apart.

    `moves` are all changes of option, `told` those that the record calls concessions, `given` what the party's own
    moves cost it and `received` what the moves of others are worth to it, both net, in the unit of worth.
    """

    date: dt.date
    party: int
    moves: int
    told: int
    given: float
    received: float


@dataclass(frozen=True, eq=False)
class Concessions:
    """Moves in order of time, and the positions that stand in the record without a worth."""

    scale: Scale
    moves: tuple[Move, ...]
    unvalued: tuple[Position, ...]

    @cached_property
    def openings(self) -> tuple[Move, ...]:
        """First options that parties named."""
        return tuple(move for move in self.moves if move.before is None)

    def stands(self, dates: Iterable[dt.date]) -> tuple[Stand, ...]:
        """Where every party stands at the end of each day; an issue that it has not spoken on stays as it is today."""
        return tuple(self._stand(date, party) for date in dates for party in range(len(self.scale.parties)))

    def tallies(self, ends: Sequence[dt.date]) -> tuple[Tally, ...]:
        """Count concessions by period: each ends on one of the dates and starts after the date before it."""
        return tuple(self._tallies(sorted(ends)))

    def _stand(self, date: dt.date, party: int) -> Stand:
        own = [move for move in self.moves if move.party == party and move.date <= date]
        worth = sum((move.change for move in own), np.zeros(len(self.scale.parties)))
        return Stand(date, party, {move.issue: move.after for move in own}, worth)

    def _tallies(self, ends: Sequence[dt.date]) -> Iterator[Tally]:
        start = dt.date.min
        for end in ends:
            moves = [move for move in self.moves if start < move.date <= end and move.before is not None]
            for party in range(len(self.scale.parties)):
                own = [move for move in moves if move.party == party]
                others = [move for move in moves if move.party != party]
                given = -sum(float(move.change[party]) for move in own) + 0.0
                received = sum(float(move.change[party]) for move in others)
                yield Tally(end, party, len(own), sum(move.told for move in own), given, received)
            start = end


def concessions(positions: Iterable[Position], scale: Scale) -> Concessions:
    """Read moves off dated positions: a party holds the option that it named last, on every issue.

    A position of `all` is one of every party. A position without an option, of an issue without worth, of an outsider,
    or that is an event or an outcome, is listed in `unvalued` and moves nobody. Several positions on one day count in
    the order given.

    Raises
    ------
    UnknownNameError
        When a position names an option that its issue does not have.
    """
    ordered = sorted(positions, key=lambda position: position.date)
    moves: list[Move] = []
    held: dict[tuple[int, str], str] = {}
    for position in ordered:
        if scale.values(position):
            moves.extend(_moved(position, scale, held))
    unvalued = tuple(position for position in ordered if not scale.values(position))
    return Concessions(scale, tuple(moves), unvalued)


def month_ends(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Last days of the months from that of one day to that of another."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return tuple(dt.date(month // 12, month % 12 + 1, 1) - dt.timedelta(days=1) for month in months)


def _moved(position: Position, scale: Scale, held: dict[tuple[int, str], str]) -> Iterator[Move]:
    """Yield the moves that a position makes, and keep in `held` what is held after it."""
    everybody = position.party == EVERYBODY
    for party in range(len(scale.parties)) if everybody else [scale.parties.index(position.party)]:
        before = held.get((party, position.issue))
        after = scale.of(position.issue, position.option)
        if before == position.option:
            continue
        change = after - (0.0 if before is None else scale.of(position.issue, before))
        held[party, position.issue] = position.option
        told = position.kind == "concession"
        yield Move(position.date, party, position.issue, before, position.option, told, change)
