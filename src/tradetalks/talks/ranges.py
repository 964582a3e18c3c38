"""How payoffs move when one thing at a time is set to another of its sensible values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.solve import solve_many
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import joint_shock, values
from tradetalks.talks.no_deal import shifted
from tradetalks.talks.schema import Option, Outcome, Scenario
from tradetalks.talks.scores import score_values
from tradetalks.talks.talks import Talks
from tradetalks.world.world import World


@dataclass(frozen=True)
class View:
    """One reading of the evidence: an elasticity set, ends of ranges, and probabilities of no deal."""

    title: str
    elasticities: str
    clauses: Level
    scores: Level
    fallback_clauses: Level
    fallback_scores: Level
    probability: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Ranges:
    """Payoffs of chosen deals under every view, billion US$, (view, deal, party); the first view is central.

    `no_deal` is the value of no deal under every view, (view, party).
    """

    views: tuple[View, ...]
    payoff: np.ndarray
    no_deal: np.ndarray

    @property
    def low(self) -> np.ndarray:
        """Lowest payoff over the views, (deal, party)."""
        return self.payoff.min(axis=0)

    @property
    def high(self) -> np.ndarray:
        """Highest payoff over the views, (deal, party)."""
        return self.payoff.max(axis=0)


def ranges(talks: Talks, deals: Sequence[Deal], scenarios: Sequence[Scenario]) -> Ranges:
    """Value deals and no deal under every view, solving anew wherever a clause or an elasticity differs."""
    views = tuple(_views(talks))
    payoffs, fallbacks = [], []
    for view in views:
        world = talks.world if not view.elasticities else talks.world.with_elasticity(view.elasticities)
        gained, fallback = _valued(talks, world, view, deals, scenarios)
        payoffs.append(gained - fallback)
        fallbacks.append(fallback)
    return Ranges(views, np.array(payoffs), np.array(fallbacks))


def _views(talks: Talks) -> Iterator[View]:
    """Yield the central view, then one change at a time."""
    outcomes = talks.case.no_deal.outcome
    probability = tuple(outcome.probability.value for outcome in outcomes)
    middle = (Level.VALUE, Level.VALUE, Level.VALUE, Level.VALUE)
    yield View("as in the case", "", *middle, probability)
    for name in talks.world.elasticity_sets:
        if name != talks.case.case.elasticities:
            yield View(f"elasticities {name}", name, *middle, probability)
    titles = ("trade effects of options", "scores of options", "trade costs of no deal", "scores of no deal")
    for place, title in enumerate(titles):
        for level in (Level.LOW, Level.HIGH):
            moved = [*middle[:place], level, *middle[place + 1 :]]
            yield View(f"{title}: {level.value}", "", moved[0], moved[1], moved[2], moved[3], probability)
    for position, outcome in enumerate(outcomes[1:], start=1):
        for level in (Level.LOW, Level.HIGH):
            chances = shifted(np.array(probability), position, outcome.probability.at(level))
            yield View(f"chance of {outcome.id}: {level.value}", "", *middle, tuple(chances.tolist()))


def _valued(
    talks: Talks, world: World, view: View, deals: Sequence[Deal], scenarios: Sequence[Scenario]
) -> tuple[np.ndarray, np.ndarray]:
    """Values of deals, (deal, party), and of no deal, (party,), under one view."""
    chosen = [[talks.option(issue, option) for issue, option in deal.items()] for deal in deals]
    outcomes = talks.case.no_deal.outcome
    around = [clause for scenario in scenarios for clause in scenario.clause]
    parts: list[tuple[list[Option] | list[Outcome], Level, Level]] = [
        *((options, view.clauses, view.scores) for options in chosen),
        *(([outcome], view.fallback_clauses, view.fallback_scores) for outcome in outcomes),
    ]
    shocks = [
        joint_shock(world, [*around, *(clause.at(level) for part in group for clause in part.clause)])
        for group, level, _ in parts
    ]
    scored = [
        score_values(talks, [score for part in group for score in part.score], level) for group, _, level in parts
    ]
    total = np.array([values(talks, s) for s in solve_many(world, shocks)]) + np.array(scored)
    return total[: len(deals)], np.array(view.probability) @ total[len(deals) :]
