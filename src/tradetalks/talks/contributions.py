"""What each clause and score of a deal adds to the payoffs, and what their meeting adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy, value_all, values
from tradetalks.talks.prospects import Outlook
from tradetalks.talks.scores import deal_scores
from tradetalks.talks.talks import Talks

SCORE = "beyond the model"
INTERACTION = "interaction"
NO_DEAL = "no deal"


@dataclass(frozen=True)
class Contribution:
    """A part of a deal and what it adds to every party's payoff, billion US$ a year.

    `part` is the kind of a clause, valued alone against today; "beyond the model", the scores of an option;
    "interaction", what the clauses do together beyond the sum of each alone; or "no deal", from which the payoff is
    counted. `issue` and `option` are empty for the last two.
    """

    issue: str
    option: str
    part: str
    bn: Mapping[str, float]


def contributions(economy: Economy, deal: Deal, payoff: Mapping[str, float]) -> tuple[Contribution, ...]:
    """Split the payoff of a deal over its clauses, its scores, their interaction and no deal; the parts add up to it.

    V(deal) - V(no deal) = sum_c [V(c alone) - V(today)] + interaction + scores - [V(no deal) - V(today)]

    Alone means with every other issue as it is today. A clause that says what holds today is not listed.
    """
    talks = economy.talks
    options = [(issue, talks.option(issue, option)) for issue, option in deal.items()]
    clauses = [(issue, o.id, clause) for issue, o in options for clause in o.clause if not clause.is_today]
    alone = _alone(economy, [(issue, clause) for issue, _, clause in clauses])
    modelled = [
        (issue, option, clause.type, value) for (issue, option, clause), value in zip(clauses, alone, strict=True)
    ]
    worth = deal_scores(talks, [option for _, option in options])
    scored = [(issue, o.id, SCORE, value) for (issue, o), value in zip(options, worth, strict=True) if o.score]
    together = economy.value(deal)
    rest = np.array([payoff[name] for name in talks.party_ids]) - together - sum(value for *_, value in scored)
    meeting = [("", "", INTERACTION, together - sum(value for *_, value in modelled))] if economy.valued else []
    order = {issue: place for place, issue in enumerate(deal)}
    parts = sorted([*modelled, *scored], key=lambda part: order[part[0]])
    return tuple(_contribution(talks, *part) for part in [*parts, *meeting, ("", "", NO_DEAL, rest)])


def _alone(economy: Economy, clauses: Sequence[tuple[str, AnyClause]]) -> np.ndarray:
    """Value the clause of an issue by itself over today, all other issues as they are, billion US$, (clause, party)."""
    if not clauses:
        return np.zeros((0, len(economy.talks.parties)))
    outlook = Outlook(economy.talks, economy.talks.baseline, economy.around)
    today = {issue.id: economy.talks.option(issue.id, issue.status_quo).clause for issue in economy.talks.issues}
    rows = [((clause,), *(part for other, part in today.items() if part and other != at)) for at, clause in clauses]
    valued = value_all(outlook, rows)
    return valued.bn - values(economy.talks, economy.today)


def _contribution(talks: Talks, issue: str, option: str, part: str, value: np.ndarray) -> Contribution:
    return Contribution(issue, option, part, dict(zip(talks.party_ids, value.tolist(), strict=True)))
