"""Payoffs of all deals: gains over no deal, exactly summed as whole numbers of a small unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.talks.deals import DealSpace
from tradetalks.talks.economy import Economy
from tradetalks.talks.scores import issue_scores, outlasts, score_values, time_in_force

PER_BILLION = 100_000
"""Payoffs are counted in units of 10,000 US$, above the noise of solutions; sums of integers do not depend on order."""


@dataclass(frozen=True, eq=False)
class Payoffs:
    """Gains over no deal of every deal, in units, (deal, party); `no_deal` is V(no deal) in units, (party,).

    V is counted from the status quo, which is worth zero.
    """

    space: DealSpace
    gains: np.ndarray
    no_deal: np.ndarray

    @cached_property
    def billions(self) -> np.ndarray:
        """Gains over no deal in billion US$ a year, (deal, party)."""
        return self.gains / PER_BILLION

    @cached_property
    def walk_away(self) -> np.ndarray:
        """Walk-aways in units, (party,)."""
        return in_units(np.array([party.walk_away for party in self.space.talks.parties]))

    @cached_property
    def accepts(self) -> np.ndarray:
        """Whether a party accepts a deal, (deal, party): its gain reaches its walk-away."""
        return self.gains >= self.walk_away

    @cached_property
    def acceptable(self) -> np.ndarray:
        """Numbers of the deals that all accept: the zone of possible agreement."""
        return np.flatnonzero(self.accepts.all(axis=1))

    def by_party(self, number: int) -> dict[str, float]:
        """Gains of one deal by party, billion US$ a year."""
        return dict(zip(self.space.talks.party_ids, map(float, self.billions[number]), strict=True))


def in_units(billions: np.ndarray) -> np.ndarray:
    """Round billions to whole units."""
    return np.rint(billions * PER_BILLION).astype(np.int64)


def payoffs(space: DealSpace, economy: Economy) -> Payoffs:
    """Sum what the trade model and the scores give: u_p(deal) = V_p(deal) - V_p(no deal)."""
    talks = space.talks
    total = _spread(space, [space.talks.issues.index(issue) for issue in economy.linked], economy.deal_values)
    times = [np.array([time_in_force(talks, option) for option in issue.option]) for issue in talks.issues]
    for position, scores in enumerate(issue_scores(talks)):
        total = total + in_units(_while_in_force(space, position, scores, times))
    fallback = in_units(no_deal_values(economy))
    return Payoffs(space, total.reshape(space.count, -1) - fallback, fallback)


def _while_in_force(space: DealSpace, position: int, scores: np.ndarray, times: list[np.ndarray]) -> np.ndarray:
    """Count the scores of an issue while the options of the others leave the agreement in force, (*shape, party)."""
    found = _along(space, position, scores)
    lasting = np.array([outlasts(option) for option in space.talks.issues[position].option])
    for other, time in enumerate(times):
        if other != position and (time != 1).any():
            counted = np.where(_along(space, position, lasting[:, None]), 1.0, _along(space, other, time))
            found = found * counted
    return found


def _along(space: DealSpace, position: int, by_option: np.ndarray) -> np.ndarray:
    """Lay an array (option, party or 1) of one issue along its axis among those of all issues."""
    shape = [size if axis == position else 1 for axis, size in enumerate(space.shape)]
    return by_option.reshape((*shape, by_option.shape[-1]))


def no_deal_values(economy: Economy) -> np.ndarray:
    """Average the outcomes of no deal by their probabilities, billion US$ by party."""
    talks = economy.talks
    outcomes = talks.case.no_deal.outcome
    probability = np.array([outcome.probability.value for outcome in outcomes])
    scored = np.array([score_values(talks, outcome.score) for outcome in outcomes])
    return probability @ (economy.outcome_values + scored)


def _spread(space: DealSpace, issues: Sequence[int], part: np.ndarray) -> np.ndarray:
    """Lay a part that depends on some issues over all deals, in units, (*shape, party)."""
    shape = [size if position in issues else 1 for position, size in enumerate(space.shape)]
    full = (*space.shape, part.shape[-1])
    return np.broadcast_to(in_units(part).reshape((*shape, part.shape[-1])), full)
