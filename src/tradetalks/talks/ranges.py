"""How payoffs move when one thing at a time is set to another of its sensible values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.clauses.quantity import Level
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy, joint_shock, value_all
from tradetalks.talks.no_deal import shifted
from tradetalks.talks.prospects import Outlook
from tradetalks.talks.schema import Option, Outcome
from tradetalks.talks.scores import deal_scores
from tradetalks.talks.talks import Talks

ELASTICITIES = "elasticities"
CHANCE = "chance of "

Part = list[Option] | list[Outcome]
"""What is valued together: the options of a deal, or an outcome of no deal."""

Key = tuple[str, Level, int]
"""Elasticity set, end of the clauses' ranges, number of the part."""


@dataclass(frozen=True)
class View:
    """One reading of the evidence: an elasticity set, ends of ranges, and probabilities of no deal.

    `varies` names what differs from the case, alike for all views that vary it.
    """

    title: str
    varies: str
    elasticities: str
    clauses: Level
    scores: Level
    fallback_clauses: Level
    fallback_scores: Level
    probability: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Ranges:
    """Payoffs of chosen deals under every view, billion US$, (view, deal, party); the first view is central.

    `no_deal` is the value of no deal over the status quo under every view, (view, party).
    """

    views: tuple[View, ...]
    payoff: np.ndarray
    no_deal: np.ndarray

    @property
    def low(self) -> np.ndarray:
        """Lowest payoff over the views, (deal, party)."""
        return self.payoff.min(axis=0)

    @property
    def wide(self) -> bool:
        """Whether any view moves any payoff."""
        return bool((self.low < self.high).any())

    @property
    def high(self) -> np.ndarray:
        """Highest payoff over the views, (deal, party)."""
        return self.payoff.max(axis=0)


def ranges(economy: Economy, deals: Sequence[Deal]) -> Ranges:
    """Value deals and no deal under every view, solving once whatever several views share."""
    talks = economy.talks
    views = tuple(_views(talks))
    chosen = [[talks.option(issue, option) for issue, option in deal.items()] for deal in deals]
    parts: list[Part] = [[], *chosen, *([outcome] for outcome in talks.case.no_deal.outcome)]
    solved = _solve(economy, views, parts, len(deals))
    totals = [_total(talks, view, parts, solved, len(deals)) for view in views]
    fallback = np.array([view.probability for view in views])[:, None, :] @ np.array(totals)[:, len(deals) :]
    payoff = np.array(totals)[:, : len(deals)] - fallback
    return Ranges(views, payoff, fallback[:, 0])


def _views(talks: Talks) -> Iterator[View]:
    """Yield the central view, then one change at a time."""
    outcomes = talks.case.no_deal.outcome
    probability = tuple(outcome.probability.value for outcome in outcomes)
    middle = (Level.VALUE, Level.VALUE, Level.VALUE, Level.VALUE)
    yield View("as in the case", "", "", *middle, probability)
    for name in _other_sets(talks):
        yield View(f"{ELASTICITIES} {name}", ELASTICITIES, name, *middle, probability)
    titles = ("trade effects of options", "scores of options", "trade costs of no deal", "scores of no deal")
    for place, title in enumerate(titles):
        for level in (Level.LOW, Level.HIGH):
            moved = [*middle[:place], level, *middle[place + 1 :]]
            yield View(f"{title}: {level.value}", title, "", moved[0], moved[1], moved[2], moved[3], probability)
    for position, outcome in enumerate(outcomes):
        for level in (Level.LOW, Level.HIGH):
            chances = shifted(np.array(probability), position, outcome.probability.at(level))
            chance = f"{CHANCE}{outcome.id}"
            yield View(f"{chance}: {level.value}", chance, "", *middle, tuple(chances.tolist()))


def _other_sets(talks: Talks) -> list[str]:
    """Elasticity sets of the world, if any, that are not the one in use."""
    if talks.world is None:
        return []
    sets, used = talks.world.elasticity_sets, talks.world.elasticity
    return [name for name in sets if not np.array_equal(sets[name], used)]


def _level(view: View, part: int, deals: int) -> Level:
    """End of the clauses' ranges that a view takes for a part: today, then deals, then outcomes of no deal."""
    return view.clauses if part <= deals else view.fallback_clauses


def _solve(economy: Economy, views: Sequence[View], parts: Sequence[Part], deals: int) -> Mapping[Key, np.ndarray]:
    """Equivalent variations by elasticity set, end of ranges and part, one batch for each set and end.

    Without a world all are zero. Each has a world of its own: what today's provisions put into the accounts depends on
    the end as well.
    """
    talks = economy.talks
    if talks.world is None:
        return defaultdict(lambda: np.zeros(len(talks.parties)))
    wanted = {(v.elasticities, _level(v, p, deals), p) for v in views for p in range(len(parts))}
    solved: dict[Key, np.ndarray] = {}
    for name, level in dict.fromkeys((name, level) for name, level, _ in sorted(wanted, key=str)):
        world = talks.calibrated(level).baseline
        world = world.with_elasticity(name) if name else world
        around = joint_shock(world, economy.surroundings)
        numbers = sorted(p for *key, p in wanted if key == [name, level])
        rows = [tuple(option.clause for option in parts[p]) for p in numbers]
        bn = value_all(Outlook(talks, world, around, level), rows).bn
        solved |= {(name, level, p): value for p, value in zip(numbers, bn, strict=True)}
    return solved


def _total(talks: Talks, view: View, parts: Sequence[Part], solved: Mapping[Key, np.ndarray], deals: int) -> np.ndarray:
    """Values of deals and then of outcomes over today, (deal or outcome, party), under one view."""
    rows = []
    for position, part in enumerate(parts):
        trade = solved[view.elasticities, _level(view, position, deals), position]
        level = view.scores if position <= deals else view.fallback_scores
        rows.append(trade + deal_scores(talks, part, level, _level(view, position, deals)).sum(axis=0))
    return np.array(rows[1:]) - rows[0]
