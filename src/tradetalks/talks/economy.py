"""The trade model's part of payoffs: linked issues solved jointly, every distinct combination once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.clauses.base import shock_of
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.solve import Batch, Progress, solve_many
from tradetalks.errors import InputError
from tradetalks.talks.prospects import Outlook, Parts
from tradetalks.talks.schema import Issue, Option, Scenario
from tradetalks.talks.states import States
from tradetalks.talks.talks import NO_WORLD, Talks
from tradetalks.world.world import World

MILLION_PER_BILLION = 1000.0


@dataclass(frozen=True, eq=False)
class Economy:
    """Equilibria of every combination of the linked issues' options and of every outcome of no deal.

    `linked` are the issues with clauses. `index` gives every combination of options its row among the distinct ones,
    (*shape,), since options that do the same to the world share it; rows of outcomes of no deal come after. `valued`
    holds the rows' equilibria as written and their values, over all that they may come to; where the talks have no
    world there are none, and all values are zero. `surroundings` are the clauses of the scenarios, `around` their
    shock.

    Raises
    ------
    InputError
        `no-world`, when an equilibrium is asked for and the talks have no world.
    """

    talks: Talks
    linked: tuple[Issue, ...]
    index: np.ndarray
    valued: Valued | None
    surroundings: tuple[AnyClause, ...]
    around: Shock

    @property
    def today(self) -> Solution:
        """Return the equilibrium of the status quo, with the scenarios that are on."""
        return self.solution({issue.id: issue.status_quo for issue in self.talks.issues})

    def solution(self, deal: dict[str, str]) -> Solution:
        """Return the equilibrium of a deal in force as written."""
        return self._solved.solution(int(self.index[self._digits(deal)]))

    def _digits(self, deal: dict[str, str]) -> tuple[int, ...]:
        """Positions of a deal's options among those of the linked issues."""
        return tuple([o.id for o in issue.option].index(deal[issue.id]) for issue in self.linked)

    def value(self, deal: dict[str, str]) -> np.ndarray:
        """Value of a deal over the status quo by party, billion US$, over all that it may come to."""
        return self.deal_values[self._digits(deal)]

    def outcome(self, position: int) -> Solution:
        """Return the equilibrium of an outcome of no deal."""
        return self._solved.solution(int(self.index.max()) + 1 + position)

    @property
    def _solved(self) -> Valued:
        if self.valued is None:
            raise InputError("no-world", "without a world there is no equilibrium to ask for", NO_WORLD)
        return self.valued

    @property
    def batch(self) -> Batch:
        """All equilibria that were solved."""
        return self._solved.batch

    @property
    def solves(self) -> int:
        """Number of equilibria that were solved."""
        return len(self.valued.batch) if self.valued else 0

    @property
    def max_residual(self) -> float:
        """Largest violation of any equilibrium condition in any of them; 0 where there are none."""
        return float(np.max(self.valued.batch.residual)) if self.valued else 0.0

    @property
    def deal_values(self) -> np.ndarray:
        """Value of every combination over the status quo by party, billion US$, (*shape, party)."""
        if self.valued is None:
            return np.zeros((*self.index.shape, len(self.talks.parties)))
        return self.valued.bn[self.index] - values(self.talks, self.today)

    @property
    def outcome_values(self) -> np.ndarray:
        """Value of every outcome of no deal over the status quo by party, billion US$, (outcome, party)."""
        if self.valued is None:
            return np.zeros((len(self.talks.case.no_deal.outcome), len(self.talks.parties)))
        return self.valued.bn[int(self.index.max()) + 1 :] - values(self.talks, self.today)


@dataclass(frozen=True, eq=False)
class Valued:
    """Parts that were valued in a world: equivalent variations over the world without a shock, (row, party).

    `first` is the position in the batch of a row's equilibrium as written.
    """

    bn: np.ndarray
    first: np.ndarray
    batch: Batch

    def solution(self, row: int) -> Solution:
        """Return the equilibrium of a row as written."""
        return self.batch[int(self.first[row])]


def value_all(outlook: Outlook, rows: Sequence[Parts], progress: Progress | None = None) -> Valued:
    """Value parts over all that they may come to, solving every distinct state once; raises where one is not found."""
    prospects = [outlook.prospects(parts) for parts in rows]
    keys = [[outlook.key(one.parts) for one in found] for found in prospects]
    states = {
        key: one.parts for k, found in zip(keys, prospects, strict=True) for key, one in zip(k, found, strict=True)
    }
    place = {key: position for position, key in enumerate(states)}
    batch = solve_many(outlook.world, States(list(states.values()), outlook.shock), progress=progress)
    worth = _by_party(outlook.talks, outlook.world, batch.complete().welfare_hat)
    bn = np.zeros((len(rows), len(outlook.talks.parties)))
    for row, (own, found) in enumerate(zip(keys, prospects, strict=True)):
        bn[row] = sum(one.weight * worth[place[key]] for key, one in zip(own, found, strict=True))
    return Valued(bn, np.array([place[own[0]] for own in keys], dtype=int), batch)


def solve_economy(talks: Talks, scenarios: Sequence[Scenario], progress: Progress | None) -> Economy:
    """Solve all combinations and outcomes in the world of the talks, if any, with the scenarios that are on."""
    if talks.world is None:
        return Economy(talks, (), np.zeros((), dtype=int), None, (), Shock())
    linked = tuple(issue for issue in talks.issues if any(option.clause for option in issue.option))
    surroundings = tuple(clause for scenario in scenarios for clause in scenario.clause)
    around = joint_shock(talks.world, surroundings)
    kinds = [_kinds(issue) for issue in linked]
    rows = list(product(*([option.clause for option in firsts] for firsts, _ in kinds)))
    shape = tuple(len(firsts) for firsts, _ in kinds)
    index = np.arange(len(rows)).reshape(shape)[np.ix_(*(numbers for _, numbers in kinds))]
    rows += [(outcome.clause,) for outcome in talks.case.no_deal.outcome]
    valued = value_all(Outlook(talks, talks.world, around), rows, progress)
    return Economy(talks, linked, index, valued, surroundings, around)


def _kinds(issue: Issue) -> tuple[list[Option], list[int]]:
    """Options of an issue that differ in their clauses, and for every option which of them it equals."""
    firsts: list[Option] = []
    does: list[str] = []
    numbers: list[int] = []
    for option in issue.option:
        what = repr([clause.model_dump(exclude={"source", "judgement"}) for clause in option.clause])
        if what not in does:
            does.append(what)
            firsts.append(option)
        numbers.append(does.index(what))
    return firsts, numbers


def joint_shock(world: World, clauses: Sequence[AnyClause], level: Level = Level.VALUE) -> Shock:
    """Join clauses into one shock, with their ranged figures at one end."""
    return shock_of(world, [clause.at(level) for clause in clauses])


def values(talks: Talks, solution: Solution) -> np.ndarray:
    """Equivalent variation by party, billion US$."""
    return _by_party(talks, solution.world, solution.welfare_hat)


def _by_party(talks: Talks, world: World, welfare: np.ndarray) -> np.ndarray:
    region = world.region_positions([party.region for party in talks.parties])
    return (world.income * (welfare - 1))[..., region] / MILLION_PER_BILLION
