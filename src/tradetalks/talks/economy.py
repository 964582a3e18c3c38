"""The trade model's part of payoffs: linked issues solved jointly, every distinct combination once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.solve import Batch, Progress, solve_many
from tradetalks.talks.schema import Issue, Option, Scenario
from tradetalks.talks.talks import Talks
from tradetalks.world.world import World

MILLION_PER_BILLION = 1000.0


@dataclass(frozen=True, eq=False)
class Economy:
    """Equilibria of every combination of the linked issues' options and of every outcome of no deal.

    `linked` are the issues with clauses; `batch` the solutions: distinct combinations first, then the outcomes of
    no deal. `index` gives every combination of options its position in the batch, (*shape,), since options that
    do the same to the world share a solution. `around` is the shock of the scenarios.
    """

    talks: Talks
    linked: tuple[Issue, ...]
    index: np.ndarray
    batch: Batch
    around: Shock

    @property
    def today(self) -> Solution:
        """Return the equilibrium of the status quo, with the scenarios that are on."""
        return self.solution({issue.id: issue.status_quo for issue in self.talks.issues})

    def solution(self, deal: dict[str, str]) -> Solution:
        """Return the equilibrium of a deal."""
        digits = tuple([o.id for o in issue.option].index(deal[issue.id]) for issue in self.linked)
        return self.batch[int(self.index[digits])]

    def outcome(self, position: int) -> Solution:
        """Return the equilibrium of an outcome of no deal."""
        return self.batch[len(self.batch) - len(self.talks.case.no_deal.outcome) + position]

    @property
    def deal_values(self) -> np.ndarray:
        """Value of every combination over the status quo by party, billion US$, (*shape, party)."""
        distinct = int(self.index.max()) + 1
        return batch_values(self.talks, self.batch)[:distinct][self.index] - values(self.talks, self.today)

    @property
    def outcome_values(self) -> np.ndarray:
        """Value of every outcome of no deal over the status quo by party, billion US$, (outcome, party)."""
        count = len(self.talks.case.no_deal.outcome)
        return batch_values(self.talks, self.batch)[-count:] - values(self.talks, self.today)


def solve_economy(talks: Talks, scenarios: Sequence[Scenario], progress: Progress | None) -> Economy:
    """Solve all combinations and outcomes in the world of the talks, with the scenarios that are on."""
    linked = tuple(issue for issue in talks.issues if any(option.clause for option in issue.option))
    around = joint_shock(talks.world, [clause for scenario in scenarios for clause in scenario.clause])
    kinds = [_kinds(issue) for issue in linked]
    parts = [[joint_shock(talks.world, option.clause) for option in firsts] for firsts, _ in kinds]
    shocks = [combine(talks.world, [around, *chosen]) for chosen in product(*parts)]
    shape = tuple(len(firsts) for firsts, _ in kinds)
    index = np.arange(len(shocks)).reshape(shape)[np.ix_(*(numbers for _, numbers in kinds))]
    outcomes = talks.case.no_deal.outcome
    shocks += [combine(talks.world, [around, joint_shock(talks.world, outcome.clause)]) for outcome in outcomes]
    return Economy(talks, linked, index, solve_many(talks.world, shocks, progress=progress), around)


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
    return combine(world, (clause.at(level).shock(world) for clause in clauses))


def values(talks: Talks, solution: Solution) -> np.ndarray:
    """Equivalent variation by party, billion US$."""
    return _by_party(talks, solution.welfare_hat)


def batch_values(talks: Talks, batch: Batch) -> np.ndarray:
    """Equivalent variation by solution and party, billion US$; raises where one was not found."""
    return _by_party(talks, batch.complete().welfare_hat)


def _by_party(talks: Talks, welfare: np.ndarray) -> np.ndarray:
    region = talks.world.region_positions([party.region for party in talks.parties])
    return (talks.world.income * (welfare - 1))[..., region] / MILLION_PER_BILLION
