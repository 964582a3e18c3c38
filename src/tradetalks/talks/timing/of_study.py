"""What a case and its payoffs say of time: rounds until the last deadline, plans, waits and concessions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.talks import Talks
from tradetalks.talks.timing.calendar import AtRandom, Calendar, InTurn
from tradetalks.talks.timing.case import own_dates, stakes_of
from tradetalks.talks.timing.concessions import Concessions, Scale, concessions
from tradetalks.talks.timing.offers import bargain, by_last_proposer
from tradetalks.talks.timing.plan import Plan
from tradetalks.talks.timing.stakes import Stakes
from tradetalks.talks.timing.waiting import Wait, waits

DAYS = 7


@dataclass(frozen=True, eq=False)
class Plans:
    """Talks played out over dated rounds: a plan by the party that has the last word, and one with drawn proposers."""

    calendar: Calendar
    stakes: Stakes
    last_word: dict[str, Plan]
    drawn: Plan


def calendar_of(talks: Talks) -> Calendar:
    """Meet on the day of the case and every seven days after it, up to its last deadline; parties propose in turn.

    Raises
    ------
    InputError
        `no-deadline`, when the case names no date from its day on.
    """
    today = talks.case.case.as_of
    ahead = [deadline.date for deadline in talks.case.deadline if deadline.date >= today]
    if not ahead:
        raise InputError(
            "no-deadline",
            f"the case names no deadline from its day, {today}, on, so talks would have no end",
            "add [[deadline]] with a date, the parties that it matters to and a title",
        )
    return Calendar.every(DAYS, today, max(ahead), InTurn(len(talks.parties)))


def plans_of(talks: Talks, gains: np.ndarray) -> Plans:
    """Play out the talks over deals with these gains over no deal, (deal, party), in every order of the last word.

    While talks last parties have what no deal gives, and a deal brings its gain for ever. Where proposers are drawn all
    are equally likely.

    Raises
    ------
    InputError
        `no-patience`, when a party has none; `no-deadline`, when the case names no date from its day on.
    GameError
        `endless-gain`, when a party does not discount at all.
    """
    stakes, calendar = stakes_of(talks.case), calendar_of(talks)
    parties = len(talks.parties)
    drawn = calendar.led_by(AtRandom((1 / parties,) * parties))
    found = by_last_proposer(gains, calendar, stakes)
    return Plans(calendar, stakes, dict(zip(talks.party_ids, found, strict=True)), bargain(gains, drawn, stakes))


def waits_of(talks: Talks, gain: np.ndarray) -> tuple[Wait, ...]:
    """Tell what each party loses by waiting on a deal, with these gains (party,), until each of its own dates is past.

    Raises
    ------
    InputError
        `no-patience`, when a party has none.
    """
    return waits(gain, stakes_of(talks.case), talks.case.case.as_of, own_dates(talks.case))


def scale_of(game: Negotiation) -> Scale:
    """Return what options are worth by themselves, in the figures that people read."""
    space = game.space
    return Scale(
        game.parties,
        dict(zip(space.issues, space.options, strict=True)),
        {issue: own / game.per_unit for issue, own in zip(space.issues, game.own, strict=True)},
    )


def concessions_of(talks: Talks, game: Negotiation) -> Concessions:
    """Read the moves of a case up to its day, worth what options are worth by themselves."""
    today = talks.case.case.as_of
    return concessions([position for position in talks.positions if position.date <= today], scale_of(game))
