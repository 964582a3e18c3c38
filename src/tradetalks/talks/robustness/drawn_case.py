"""The case as one draw has it: clauses, scores and chances set to points of their ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Quantity
from tradetalks.talks.robustness.drivers import Inputs, family
from tradetalks.talks.robustness.figures import clause_at
from tradetalks.talks.robustness.sampling import drawn
from tradetalks.talks.schema import Issue, Option, Outcome, Score
from tradetalks.talks.talks import Talks

Part = TypeVar("Part", Option, Outcome)


def with_clauses(talks: Talks, quantiles: Mapping[str, float]) -> Talks:
    """Set the clauses of options and outcomes to quantiles by family; families that are not named stay as written."""

    def moved(part: Part, place: str) -> Part:
        clauses = tuple(_at(clause, quantiles.get(family(clause, place))) for clause in part.clause)
        return part.model_copy(update={"clause": clauses})

    return _changed(
        talks,
        tuple(_with_options(issue, [moved(option, issue.id) for option in issue.option]) for issue in talks.issues),
        tuple(moved(outcome, outcome.id) for outcome in talks.case.no_deal.outcome),
    )


def with_judgements(talks: Talks, inputs: Inputs, draw: int) -> Talks:
    """Set the scores of options and outcomes, and the chances of outcomes, to those of a draw."""
    chances = inputs.chance[draw].tolist()
    outcomes = [
        outcome.model_copy(update={"probability": _figure(chance)})
        for outcome, chance in zip(talks.case.no_deal.outcome, chances, strict=True)
    ]
    issues = list(talks.issues)
    if inputs.score is not None:
        cares = inputs.score[draw]
        issues = [
            _with_options(issue, [_scored(talks, option, cares[:, i]) for option in issue.option])
            for i, issue in enumerate(issues)
        ]
        outcomes = [_scored(talks, outcome, cares[:, -1]) for outcome in outcomes]
    return _changed(talks, tuple(issues), tuple(outcomes))


def _at(clause: AnyClause, u: float | None) -> AnyClause:
    return clause if u is None else clause_at(clause, u)


def _scored(talks: Talks, part: Part, cares: np.ndarray) -> Part:
    """Set scores: a party that cares more has larger gains and larger losses, so losses are read from the other end."""

    def moved(score: Score) -> Score:
        u = float(cares[talks.party_ids.index(score.party)])
        return score.model_copy(update={"bn": drawn(score.bn, u if score.bn.value >= 0 else 1 - u)})

    return part.model_copy(update={"score": tuple(map(moved, part.score))})


def _with_options(issue: Issue, options: list[Option]) -> Issue:
    return issue.model_copy(update={"option": tuple(options)})


def _changed(talks: Talks, issues: tuple[Issue, ...], outcomes: tuple[Outcome, ...]) -> Talks:
    no_deal = talks.case.no_deal.model_copy(update={"outcome": outcomes})
    return replace(talks, case=talks.case.model_copy(update={"issue": issues, "no_deal": no_deal}))


def _figure(value: float) -> Quantity:
    return Quantity(value=value, low=value, high=value)
