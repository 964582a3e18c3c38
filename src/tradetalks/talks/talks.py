"""A negotiation ready to be analysed: its case, its dated moves and its world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Level
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.schema import CaseFile, Issue, Option, Party, Position, Scenario
from tradetalks.world.world import World

NO_WORLD = 'name one under [case]: world = "icio-2017"'


@dataclass(frozen=True, eq=False)
class Talks:
    """What `load_talks` returns and `study` takes; `files` are those that it was read from.

    Talks whose options and outcomes are scored, none of them with clauses, need no world.

    Raises
    ------
    InputError
        `no-world`, when there are clauses and no world.
    """

    case: CaseFile
    positions: tuple[Position, ...]
    world: World | None
    files: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if self.clauses:
            _ = self.baseline

    @property
    def baseline(self) -> World:
        """The world, where something needs one."""
        if self.world is None:
            raise InputError("no-world", f"the case {self.name!r} has no world", NO_WORLD)
        return self.world

    @property
    def name(self) -> str:
        """Name of the case."""
        return self.case.case.name

    @property
    def parties(self) -> tuple[Party, ...]:
        """The governments at the table."""
        return self.case.party

    @property
    def party_ids(self) -> tuple[str, ...]:
        """Their short names."""
        return tuple(party.id for party in self.parties)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is negotiated."""
        return self.case.issue

    def issue(self, name: str) -> Issue:
        """Return an issue by its id."""
        for issue in self.issues:
            if issue.id == name:
                return issue
        raise UnknownNameError("issue", name, [issue.id for issue in self.issues])

    def option(self, issue: str, name: str) -> Option:
        """Return an option of an issue by its id."""
        options = self.issue(issue).option
        for option in options:
            if option.id == name:
                return option
        raise UnknownNameError("option", name, [option.id for option in options], f"issue {issue}")

    @property
    def clauses(self) -> tuple[AnyClause, ...]:
        """All clauses of the case."""
        return self.case.clauses

    def calibrated(self, level: Level = Level.VALUE) -> Talks:
        """Return the talks in a world that has today's provisions in its accounts, such as the rent of a quota."""
        if not self.clauses:
            return self
        world = self.baseline
        for clause in self.clauses:
            world = clause.at(level).calibrated(world)
        return replace(self, world=world)

    def scenarios(self, switched_on: tuple[str, ...] | None = None) -> tuple[Scenario, ...]:
        """Scenarios that are on: those named, or the ones that the case has switched on."""
        known = {scenario.id: scenario for scenario in self.case.scenario}
        if switched_on is None:
            return tuple(scenario for scenario in known.values() if scenario.on)
        for name in switched_on:
            if name not in known:
                raise UnknownNameError("scenario", name, known)
        return tuple(known[name] for name in switched_on)

    def switched(self, on: Sequence[str], off: Sequence[str]) -> tuple[str, ...]:
        """Names of the scenarios that are on after switching some on and some off."""
        self.scenarios((*on, *off))
        both = sorted(set(on) & set(off))
        if both:
            raise InputError("scenario", f"scenario {both[0]!r} is switched on and off", "choose one")
        now = [scenario.id for scenario in self.case.scenario if scenario.on]
        return tuple(name for name in dict.fromkeys((*now, *on)) if name not in off)
