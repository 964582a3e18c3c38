"""What options are worth: the trade model and the scores of a case, put into one negotiation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tradetalks.talks.deals import DealSpace, Exclusion
from tradetalks.talks.economy import Economy
from tradetalks.talks.negotiation import Negotiation, in_units
from tradetalks.talks.scores import issue_scores, outlasts, score_values, time_in_force
from tradetalks.talks.talks import Talks


def negotiation(economy: Economy) -> Negotiation:
    """Sum what the trade model and the scores give, and part it into what options are worth alone and together.

    Alone: with every other issue at its status quo, which is worth zero.
    """
    talks = economy.talks
    space = deal_space(talks)
    scores = issue_scores(talks)
    linked = _linked(economy, scores)
    total = _total(economy, scores, linked)
    today = tuple(space.today[issue] for issue in linked)
    own = [in_units(scored) for scored in scores]
    for position, issue in enumerate(linked):
        at: list[Any] = [*today]
        at[position] = slice(None)
        own[issue] = total[tuple(at)]
    for position, issue in enumerate(linked):
        total = total - _along(own[issue], position, len(linked))
    walk_away = in_units(np.array([party.walk_away for party in talks.parties]))
    return Negotiation(talks.party_ids, space, tuple(own), linked, total, in_units(no_deal_values(economy)), walk_away)


def deal_space(talks: Talks) -> DealSpace:
    """Return the deals of a case, with the combinations that it excludes."""
    issues = tuple(issue.id for issue in talks.issues)
    options = tuple(tuple(option.id for option in issue.option) for issue in talks.issues)
    today = tuple(names.index(issue.status_quo) for names, issue in zip(options, talks.issues, strict=True))
    excluded = tuple(
        Exclusion(
            {
                issues.index(issue): frozenset(options[issues.index(issue)].index(name) for name in names)
                for issue, names in one.options.items()
            }
        )
        for one in talks.case.exclude
    )
    return DealSpace(issues, options, today, excluded)


def _linked(economy: Economy, scores: Sequence[np.ndarray]) -> tuple[int, ...]:
    """Positions of issues that the trade model links, or whose scores count only while an agreement lasts."""
    talks = economy.talks
    ends = {p for p in range(len(talks.issues)) if (_time(talks, p) != 1).any()}
    lapsing = {p for p, worth in enumerate(scores) if ends - {p} and worth[~_lasting(talks, p)].any()}
    modelled = {p for p, issue in enumerate(talks.issues) if issue in economy.linked}
    return tuple(sorted(modelled | lapsing | (ends if lapsing else set())))


def _total(economy: Economy, scores: Sequence[np.ndarray], linked: Sequence[int]) -> np.ndarray:
    """Worth of all combinations of linked issues over the status quo, in units, (*shape, party)."""
    talks = economy.talks
    shape = tuple(len(talks.issues[issue].option) for issue in linked)
    sizes = [size if talks.issues[p] in economy.linked else 1 for p, size in zip(linked, shape, strict=True)]
    modelled = in_units(economy.deal_values)
    total = np.broadcast_to(modelled.reshape((*sizes, -1)), (*shape, modelled.shape[-1]))
    times = [_time(talks, issue) for issue in linked]
    for position, issue in enumerate(linked):
        total = total + in_units(_while_in_force(scores[issue], _lasting(talks, issue), times, position))
    return total


def _while_in_force(scores: np.ndarray, lasting: np.ndarray, times: Sequence[np.ndarray], position: int) -> np.ndarray:
    """Count the scores of an issue while the options of the others leave the agreement in force, (*shape, party)."""
    found = _along(scores, position, len(times))
    lasts = _along(lasting[:, None], position, len(times))
    for other, time in enumerate(times):
        if other != position and (time != 1).any():
            found = found * np.where(lasts, 1.0, _along(time, other, len(times)))
    return found


def _time(talks: Talks, issue: int) -> np.ndarray:
    """Share of the time that options leave the agreement in force, (option, party)."""
    return np.array([time_in_force(talks, option) for option in talks.issues[issue].option])


def _lasting(talks: Talks, issue: int) -> np.ndarray:
    """Whether options go on when the agreement ends, (option,)."""
    return np.array([outlasts(option) for option in talks.issues[issue].option])


def _along(by_option: np.ndarray, position: int, count: int) -> np.ndarray:
    """Lay an array (option, party or 1) along one of several axes, (*1s and options, party or 1)."""
    shape = [1] * count
    shape[position] = len(by_option)
    return by_option.reshape((*shape, by_option.shape[-1]))


def no_deal_values(economy: Economy) -> np.ndarray:
    """Average the outcomes of no deal by their probabilities, in the unit of the case, (party,)."""
    talks = economy.talks
    outcomes = talks.case.no_deal.outcome
    probability = np.array([outcome.probability.value for outcome in outcomes])
    scored = np.array([score_values(talks, outcome.score) for outcome in outcomes])
    return probability @ (economy.outcome_values + scored)
