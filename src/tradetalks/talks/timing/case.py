"""What a case says of time: patience, deadlines and walk-aways of its parties, and what they get while talks last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tradetalks.clauses.quantity import Level
from tradetalks.errors import InputError
from tradetalks.talks.schema import CaseFile, Deadline
from tradetalks.talks.timing.stakes import Passing, Spell, Stakes, Stream, Yearly

EVER = Yearly()


def stakes_of(
    case: CaseFile,
    *,
    level: Level = Level.VALUE,
    stream: Stream = EVER,
    lag: float = 0.0,
    meanwhile: tuple[Spell, ...] = (),
) -> Stakes:
    """Read discounts, scores of deadlines and walk-aways off a case, at one end of their ranges.

    A walk-away counts as what the party would have without a deal. `lag` is in years.

    Raises
    ------
    InputError
        When a party has no patience.
    """
    for party in case.party:
        if party.patience is None:
            raise InputError(
                "no-patience",
                f"the case does not say how {party.name} discounts later gains",
                'add [party.patience] with discount = 0.05 and judgement = "why you think so"',
                f"party {party.id}",
            )
    discount = tuple(party.patience.discount.at(level) for party in case.party if party.patience)
    passing = tuple(_passing(case, deadline, level) for deadline in case.deadline if deadline.score)
    outside = tuple(party.walk_away for party in case.party)
    return Stakes(discount, stream, lag, outside, passing, meanwhile)


def own_dates(case: CaseFile) -> tuple[tuple[dt.date, tuple[int, ...]], ...]:
    """Deadlines of the case with the positions of the parties that they matter to."""
    ids = [party.id for party in case.party]
    return tuple((each.date, tuple(ids.index(party) for party in each.party)) for each in case.deadline)


def spells(
    values: np.ndarray, chance: np.ndarray, periods: Sequence[tuple[dt.date, Sequence[int]]]
) -> tuple[Spell, ...]:
    """Derive what parties get while talks last from the outcomes of no deal in which they drag on.

    `values` are V of all outcomes, (outcome, party), and `chance` (outcome,) their chances, adding up to one; `periods`
    name the outcomes, by position, that may hold from each date on. A spell's gain is

        sum of chance V over those outcomes / sum of their chance - V(no deal),   V(no deal) = sum of chance V over all
    """
    no_deal = chance @ values
    found = []
    for start, outcomes in periods:
        within = chance[list(outcomes)]
        found.append(Spell(start, tuple((within @ values[list(outcomes)] / within.sum() - no_deal).tolist())))
    return tuple(found)


def _passing(case: CaseFile, deadline: Deadline, level: Level) -> Passing:
    ids = [party.id for party in case.party]
    worth = [0.0] * len(ids)
    for score in deadline.score:
        worth[ids.index(score.party)] += score.bn.at(level)
    return Passing(deadline.date, tuple(worth))
