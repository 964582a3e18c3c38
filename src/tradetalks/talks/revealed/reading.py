"""Dated positions read as comparisons: what is on the table, who asks for what, who gives way, who signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tradetalks.talks.revealed.moves import Comparison, Package, Rule, Strength
from tradetalks.talks.revealed.worths import Worths
from tradetalks.talks.schema import Position

ALL = "all"
PROCESS = "process"
ASKS = ("position", "threat", "concession", "agreed")
SETTLES = ("concession", "agreed", "outcome")


@dataclass
class Table:
    """What is on the table on a day: the standing demand of each party, by issue and party, and who gave way where."""

    worths: Worths
    asks: dict[str, dict[str, str]] = field(default_factory=dict)
    given: set[tuple[str, str]] = field(default_factory=set)

    def status_quo(self, issue: str) -> str:
        """Name of the option that stands today."""
        position = self.worths.issues.index(issue)
        return self.worths.options[position][self.worths.status_quo[position]]

    def of(self, party: str, issue: str) -> str:
        """Name the option that a party stands by: its last demand, or else the status quo."""
        return self.asks.get(issue, {}).get(party, self.status_quo(issue))

    def against(self, party: str, issue: str, option: str) -> list[str]:
        """List what others demand instead of an option, each once, but not what the party itself stands by so far."""
        others = self.asks.get(issue, {})
        found = [others[other] for other in self.worths.parties if other in others and other != party]
        return [demand for demand in dict.fromkeys(found) if demand not in (option, others.get(party))]

    def closed(self, issue: str) -> bool:
        """Whether nobody has asked for a change on an issue."""
        return all(option == self.status_quo(issue) for option in self.asks.get(issue, {}).values())

    def opposed(self, step: Position, other: str) -> bool:
        """Whether another party stood against what a party gives up by a step."""
        before = self.of(step.party, step.issue)
        return self.asks.get(step.issue, {}).get(other, before) != before

    def lay(self, move: Position) -> None:
        """Put a move on the table."""
        for party in self.worths.parties if move.party == ALL else (move.party,):
            self.asks.setdefault(move.issue, {})[party] = move.option
            if move.kind in SETTLES:
                self.given.add((party, move.issue))


def read(positions: Sequence[Position], worths: Worths, until: dt.date | None = None) -> tuple[Comparison, ...]:
    """Read positions up to a day, or all of them, as comparisons: each once, the strongest and earliest first kept.

    Rows are read in order of date. Rows about issues or options that are not there, and events, tell nothing here. See
    `Rule` for what is inferred, and docs/revealed.md for the exact conditions.
    """
    told = sorted((p for p in positions if until is None or p.date <= until), key=lambda position: position.date)
    found: list[Comparison] = []
    table = Table(worths)
    for _, rows in groupby(told, key=lambda position: position.date):
        day = list(rows)
        moves = [row for row in day if _asks(row, worths)]
        found += _swaps(table, moves)
        for move in moves:
            found += _of_move(table, move, day)
            table.lay(move)
    return _once([*found, *_signs(told, table)])


def at_least(comparisons: Iterable[Comparison], strength: Strength) -> tuple[Comparison, ...]:
    """Keep comparisons of a strength or stronger."""
    wanted = set(Strength) if strength is Strength.WEAK else {Strength.STRONG}
    return tuple(comparison for comparison in comparisons if comparison.rule.strength in wanted)


def _asks(row: Position, worths: Worths) -> bool:
    known = row.issue in worths.issues and row.option in worths.options[worths.issues.index(row.issue)]
    return known and row.kind in ASKS and row.party in (*worths.parties, ALL)


def _of_move(table: Table, move: Position, day: Sequence[Position]) -> Iterator[Comparison]:
    """Infer from one move: the table is as it was before it."""
    issue, option, today = move.issue, move.option, table.status_quo(move.issue)
    if move.kind == "threat" and option != today:
        yield _told(move, None, {issue: today}, Rule.THREATENS)
    if move.kind in ("position", "threat"):
        if option != today and table.closed(issue):
            yield _told(move, {issue: option}, {issue: today}, Rule.OPENS)
        for other in table.against(move.party, issue, option):
            yield _told(move, {issue: option}, {issue: other}, Rule.ANSWERS)
    if move.kind == "concession" and option != table.of(move.party, issue):
        yield _told(move, {issue: table.of(move.party, issue)}, {issue: option}, Rule.YIELDS)
        yield from _holds(table, move, day)


def _holds(table: Table, move: Position, day: Sequence[Position]) -> Iterator[Comparison]:
    """Compare a step with giving in where a party holds out: to another's demand, or else to the status quo."""
    if any(_concludes(row) for row in day):
        return
    today = {row.issue for row in day if row.party == move.party and row.kind in SETTLES}
    before = table.of(move.party, move.issue)
    for issue in table.worths.issues:
        held = table.asks.get(issue, {}).get(move.party)
        if held is None or issue in today or (move.party, issue) in table.given:
            continue
        others = table.against(move.party, issue, held)
        for other in others or [o for o in (table.status_quo(issue),) if o != held]:
            better, worse = {move.issue: move.option, issue: held}, {move.issue: before, issue: other}
            yield _told(move, better, worse, Rule.HOLDS)


def _swaps(table: Table, day: Sequence[Position]) -> Iterator[Comparison]:
    """Pair steps of two parties on one day, each away from what the other stood against."""
    steps = [row for row in day if row.kind == "concession" and row.option != table.of(row.party, row.issue)]
    for give in steps:
        for get in steps:
            if give.issue != get.issue and table.opposed(give, get.party) and table.opposed(get, give.party):
                better = {give.issue: give.option, get.issue: get.option}
                worse = {step.issue: table.of(step.party, step.issue) for step in (give, get)}
                yield _told(give, better, worse, Rule.SWAPS)


def _signs(told: Sequence[Position], table: Table) -> Iterator[Comparison]:
    """Compare the deal with none for every party, once all are said to have concluded it."""
    signed = [row for row in told if _concludes(row)]
    for row in signed[-1:]:
        deal = concluded([other for other in told if other.date <= row.date], table.worths)
        for party in table.worths.parties:
            yield Comparison(party, deal, None, Rule.SIGNS, row.date, row.fact, row.source)


def concluded(told: Sequence[Position], worths: Worths) -> Package:
    """Collect the deal that rows, by date, amount to: what was last settled on each issue, outcomes of a day last."""
    settled = [row for row in told if row.kind in SETTLES and row.issue in worths.issues]
    known = [row for row in settled if row.option in worths.options[worths.issues.index(row.issue)]]
    return {row.issue: row.option for row in sorted(known, key=lambda row: (row.date, row.kind == "outcome"))}


def _concludes(row: Position) -> bool:
    return (row.issue, row.kind, row.party) == (PROCESS, "agreed", ALL)


def _told(move: Position, better: Package | None, worse: Package | None, rule: Rule) -> Comparison:
    return Comparison(move.party, better, worse, rule, move.date, move.fact, move.source)


def _once(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    kept: dict[tuple[object, ...], Comparison] = {}
    for comparison in sorted(comparisons, key=lambda one: one.rule.strength is Strength.WEAK):
        kept.setdefault(comparison.key, comparison)
    return tuple(sorted(kept.values(), key=lambda one: one.date or dt.date.min))
