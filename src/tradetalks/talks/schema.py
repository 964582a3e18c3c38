"""The case format: what is negotiated, by whom, from which positions, and what happens if talks fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import (
    PartyName,
    Quantity,
    RegionName,
    Sourced,
    SourceName,
    Strict,
    one_or_several,
    refuse,
)
from tradetalks.errors import suggestion

PROBABILITY_TOLERANCE = 1e-9
BILLION = "billion US$ a year"


PartyNames = Annotated[tuple[PartyName, ...], BeforeValidator(one_or_several)]
OptionNames = Annotated[tuple[str, ...], BeforeValidator(one_or_several)]
Evidence = Literal["text seen", "data", "from memory"]


class Head(Strict):
    """What the case is, the day it describes, the world that it is computed in, and the unit of its payoffs.

    A case without clauses needs no world.
    """

    name: str
    title: str
    as_of: dt.date
    world: str = ""
    elasticities: str = ""
    unit: str = BILLION
    summary: str


class Source(Strict):
    """Where a figure or a fact comes from, and whether its text was seen."""

    id: str
    title: str
    url: str = ""
    evidence: Evidence


class Mandate(Sourced):
    """What a party wants from the talks, in billion US$ a year over no deal."""

    target: float | None = None
    acceptable: float | None = None
    walk_away: float = 0.0


class Patience(Sourced):
    """How a party counts later gains: the rate at which it discounts them, a year (0.05 is 5 %)."""

    discount: Quantity


class Weight(Sourced):
    """How much a party cares for an issue against what the case says that its options are worth; 1 is as told."""

    times: Quantity


class Party(Strict):
    """A government at the table and the region of the world whose real income it answers for."""

    id: str
    name: str
    region: RegionName
    interest: str = ""
    mandate: Mandate | None = None
    patience: Patience | None = None
    weight: dict[str, Weight] = Field(default_factory=dict)

    @property
    def walk_away(self) -> float:
        """The least gain over no deal that the party accepts, in billion US$ a year."""
        return self.mandate.walk_away if self.mandate else 0.0


class Score(Sourced):
    """What an option is worth to a party beyond the trade model, in billion US$ a year."""

    party: PartyName
    bn: Quantity


class Option(Strict):
    """One way to settle an issue: what it says, who asked for it, and what it does."""

    id: str
    title: str
    says: str = ""
    asked_by: PartyNames = ()
    source: SourceName | None = None
    clause: tuple[AnyClause, ...] = ()
    score: tuple[Score, ...] = ()


class Issue(Strict):
    """Something to be settled, by one of its options; `status_quo` is how it stands today.

    `binds` are the parties whose consent and conduct it needs; where one of them has no part in a deal, the issue stays
    at its status quo. Without any it is for those who make the deal, among themselves.
    """

    id: str
    title: str
    about: str = ""
    status_quo: str
    binds: PartyNames = ()
    option: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = [option.id for option in self.option]
        _once("option", ids)
        if self.status_quo not in ids:
            raise refuse(
                "unknown-option",
                f"there is no option '{self.status_quo}' to be the status quo of issue '{self.id}'",
                suggestion(self.status_quo, ids),
            )
        today = self.option[ids.index(self.status_quo)]
        if today.score or not all(clause.is_today for clause in today.clause):
            raise refuse(
                "status-quo",
                f"the status quo '{today.id}' of issue '{self.id}' has scores, or clauses that change something",
                "it is the zero point: leave its scores out, and all clauses but content rules as they stand today",
            )
        return self


class Outcome(Sourced):
    """One thing that may happen if talks fail, with its probability (a range)."""

    id: str
    title: str
    probability: Quantity
    clause: tuple[AnyClause, ...] = ()
    score: tuple[Score, ...] = ()

    @model_validator(mode="after")
    def _is_probability(self) -> Self:
        if self.probability.low < 0 or self.probability.high > 1:
            raise refuse("probability", f"the probability of '{self.id}' leaves 0 to 1", "give fractions: 0.25 is 25 %")
        return self


class NoDeal(Strict):
    """What happens if talks fail: outcomes whose probabilities add up to one."""

    about: str = ""
    outcome: tuple[Outcome, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        _once("outcome", [outcome.id for outcome in self.outcome])
        total = sum(outcome.probability.value for outcome in self.outcome)
        if abs(total - 1) > PROBABILITY_TOLERANCE:
            raise refuse("probability", f"the probabilities of no deal add up to {total:g}", "let them add up to 1")
        return self


class Scenario(Strict):
    """A switch in the surroundings of the talks, on or off in every deal and in no deal alike."""

    id: str
    title: str
    about: str = ""
    on: bool
    clause: tuple[AnyClause, ...] = Field(min_length=1)


class Deadline(Sourced):
    """A date that matters to a party; `score` is what it is worth to parties to have no deal by then, once."""

    date: dt.date
    party: PartyNames
    title: str
    score: tuple[Score, ...] = ()


class Exclude(Sourced):
    """Options of several issues that cannot stand in one deal."""

    options: dict[str, OptionNames] = Field(min_length=2)


class Published(Sourced):
    """A published figure for an outcome of no deal, or for a deal against today, and why ours differs.

    Issues that `deal` leaves out stay at their status quo.
    """

    title: str
    outcome: str = ""
    deal: dict[str, str] = Field(default_factory=dict)
    unit: Literal["percent", "percent, tariffs alone", "bn"]
    figure: dict[PartyName, float]
    differs: str

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if bool(self.outcome) == bool(self.deal):
            raise refuse("published", f"'{self.title}' is about an outcome and a deal, or neither", "name one of them")
        if self.deal and self.unit == "percent, tariffs alone":
            raise refuse("published", f"'{self.title}': tariffs alone is told of outcomes only", "write percent or bn")
        return self


class CaseFile(Strict):
    """A whole case, as its TOML file has it."""

    case: Head
    source: tuple[Source, ...] = ()
    party: tuple[Party, ...] = Field(min_length=2)
    issue: tuple[Issue, ...] = Field(min_length=1)
    no_deal: NoDeal
    scenario: tuple[Scenario, ...] = ()
    deadline: tuple[Deadline, ...] = ()
    exclude: tuple[Exclude, ...] = ()
    published: tuple[Published, ...] = ()

    @property
    def clauses(self) -> tuple[AnyClause, ...]:
        """All clauses of the case: of options, of outcomes of no deal and of scenarios."""
        parts: list[Option | Outcome | Scenario] = [option for issue in self.issue for option in issue.option]
        parts += [*self.no_deal.outcome, *self.scenario]
        return tuple(clause for part in parts for clause in part.clause)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        for kind in ("source", "party", "issue", "scenario"):
            _once(kind, [part.id for part in getattr(self, kind)])
        return self

    @model_validator(mode="after")
    def _weights_and_exclusions_refer(self) -> Self:
        options = {issue.id: [option.id for option in issue.option] for issue in self.issue}
        for party in self.party:
            for issue in party.weight:
                _known("issue", issue, list(options))
        for one in self.exclude:
            for issue, names in one.options.items():
                _known("issue", issue, list(options))
                for name in names:
                    _known("option", name, options[issue])
            if all(issue.status_quo in one.options.get(issue.id, (issue.status_quo,)) for issue in self.issue):
                raise refuse("exclude", "the status quo is excluded", "leave at least one deal that changes nothing")
        return self

    @model_validator(mode="after")
    def _published_refers(self) -> Self:
        outcomes = [outcome.id for outcome in self.no_deal.outcome]
        options = [f"{issue.id}={option.id}" for issue in self.issue for option in issue.option]
        for told in self.published:
            named = [f"{issue}={option}" for issue, option in told.deal.items()]
            known = options if told.deal else outcomes
            for name in named or [told.outcome]:
                if name not in known:
                    raise refuse(
                        "published", f"'{told.title}' is about '{name}', which is not there", suggestion(name, known)
                    )
        return self


class Position(Strict):
    """One dated move of a party on an issue, as `positions.csv` has it.

    `option` is the option that the party asked for or accepted, where the move names one of the case.
    """

    date: dt.date
    party: str
    issue: str
    option: str = ""
    kind: Literal["position", "concession", "agreed", "threat", "event", "outcome"]
    fact: str
    source: str
    evidence: Evidence


def _known(kind: str, name: str, names: Sequence[str]) -> None:
    """Refuse a name that the case does not hold."""
    if name not in names:
        raise refuse(f"unknown-{kind}", f"there is no {kind} '{name}'", suggestion(name, names))


def _once(kind: str, ids: Sequence[str]) -> None:
    """Refuse an id that is given twice."""
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    if doubled:
        raise refuse(f"doubled-{kind}", f"{kind} '{doubled[0]}' is there more than once", "give each its own id")
