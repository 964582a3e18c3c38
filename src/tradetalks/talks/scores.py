"""The part of payoffs beyond the trade model: scored values, which add up issue by issue."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tradetalks.clauses.quantity import Level
from tradetalks.talks.schema import Score
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
