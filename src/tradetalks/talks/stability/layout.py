"""Which issues of a case vary in a conflict, which are held, and who can change them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.talks import Talks

MOST_STATES = 1_500


@dataclass(frozen=True, eq=False)
class Layout:
    """Which issues vary, by position, and whether a party can change an issue, (party, issue).

    `stakes` are what is at stake on every issue: the sum over parties of the range of what its options are worth alone,
    in units, (issue,).
    """

    varied: tuple[int, ...]
    controls: np.ndarray
    stakes: np.ndarray


def layout(talks: Talks, game: Negotiation, most: int = MOST_STATES) -> Layout:
    """Let the issues with the largest stakes vary, as many as give no more than so many deals.

    A party can change an issue if it asked for one of its options other than the status quo: it drops or raises that
    demand. An issue on which nobody asks for a change is held. One that no longer fits is passed over for smaller ones.

    Raises
    ------
    InputError
        `nobody-asks`, when no issue can vary.
    """
    asked = [{p for o in issue.option if o.id != issue.status_quo for p in o.asked_by} for issue in talks.issues]
    controls = np.array([[party in names for names in asked] for party in talks.party_ids])
    stakes = np.array([np.ptp(own, axis=0).sum() for own in game.own])
    varied: list[int] = []
    size = 1
    for issue in np.argsort(-stakes, kind="stable").tolist():
        if controls[:, issue].any() and size * game.space.shape[issue] <= most:
            varied.append(issue)
            size *= game.space.shape[issue]
    if not varied:
        raise InputError(
            "nobody-asks",
            "no issue can change: the case does not say who asks for what, or an issue has too many options",
            'add asked_by = ["..."] to the options that a party asks for',
        )
    return Layout(tuple(sorted(varied)), controls, stakes)
