"""The part of payoffs beyond the trade model: scored values, which add up issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tradetalks.clauses import Sunset
from tradetalks.clauses.quantity import Level
from tradetalks.talks.schema import Option, Outcome, Score
from tradetalks.talks.talks import Talks


def score_values(talks: Talks, scores: Iterable[Score], level: Level = Level.VALUE) -> np.ndarray:
    """Sum of scores by party at one end of their ranges, billion US$ a year."""
    total = np.zeros(len(talks.parties))
    for score in scores:
        total[talks.party_ids.index(score.party)] += score.bn.at(level)
    return total


def issue_scores(talks: Talks) -> list[np.ndarray]:
    """Scores of every option by party, one array (option, party) for each issue."""
    return [np.array([score_values(talks, option.score) for option in issue.option]) for issue in talks.issues]


def time_in_force(talks: Talks, option: Option | Outcome, level: Level = Level.VALUE) -> np.ndarray:
    """Share of the time that an option leaves the agreement in force, by party: prod (1 - b) over its ends."""
    ends = [clause.at(level) for clause in option.clause if isinstance(clause, Sunset)]
    return np.array([np.prod([1 - end.lapse_share(party.region) for end in ends]) for party in talks.parties])


def outlasts(option: Option | Outcome) -> bool:
    """Whether what an option does, and so what it is worth, goes on when the agreement ends."""
    return bool(option.clause) and all(clause.outlasts for clause in option.clause)


def deal_scores(
    talks: Talks, chosen: Sequence[Option | Outcome], scores: Level = Level.VALUE, clauses: Level = Level.VALUE
) -> np.ndarray:
    """Scores of options that come together, (option, party): each counts while the others leave the agreement in force.

    An option that may end the agreement is scored for that, so its own score counts in full.
    """
    found = np.zeros((len(chosen), len(talks.parties)))
    times = np.array([time_in_force(talks, option, clauses) for option in chosen]).reshape(found.shape)
    for row, option in enumerate(chosen):
        others = 1.0 if outlasts(option) else np.delete(times, row, axis=0).prod(axis=0)
        found[row] = score_values(talks, option.score, scores) * others
    return found
