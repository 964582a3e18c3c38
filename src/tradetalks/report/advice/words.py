"""Words of a brief: chances, options, moves and parties by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words

if TYPE_CHECKING:
    from tradetalks.talks.advice.chips import Chip
    from tradetalks.talks.advice.exchanges import Exchange
    from tradetalks.talks.advice.offers import Offer
    from tradetalks.talks.moves.changes import Move
    from tradetalks.talks.study import Study

MOST_RATE = 100


def chance(part: float) -> str:
    """Write a chance in per cent; what is neither never nor always is not rounded to it."""
    if 0 < part < 0.01:  # noqa: PLR2004
        return "under 1 %"
    if 0.99 < part < 1:  # noqa: PLR2004
        return "over 99 %"
    return f"{100 * part:.0f} %"


def kept(text: str) -> str:
    """Keep a per-cent sign on the line of its figure."""
    return text.replace(" %", "\u00a0%")


def option(study: Study, issue: str, name: str) -> str:
    """Name an option with its issue."""
    return f"{study.talks.issue(issue).title}: {study.talks.option(issue, name).title}"


def move(study: Study, moved: Move) -> str:
    """Name what a move leads to."""
    return option(study, moved.issue, moved.after)


def the(study: Study, party: str) -> str:
    """Name a party in a sentence."""
    return words.article(party_name(study.talks, party))


def rate(chip: Chip) -> str:
    """Write what the others gain for each unit that a chip costs."""
    return f"over {MOST_RATE}" if chip.rate > MOST_RATE else words.plain(chip.rate)


def changed(study: Study, offer: Offer, earlier: Sequence[Offer]) -> str:
    """Say what an offer changes from today, or, where that is shorter, from an earlier offer."""
    best = words.changes(study, offer.deal)
    start = ""
    for number, other in enumerate(earlier, start=1):
        told = [option(study, issue, name) for issue, name in offer.deal.items() if other.deal[issue] != name]
        if len(told) < len(best):
            best, start = told, f"As {number}, but "
    return start + "; ".join(best)


def price(study: Study, chip: Chip, own: str) -> str:
    """Say what a concession costs, and to whom it is worth most."""
    worth = {party: value for party, value in chip.worth.items() if party != own}
    most = max(worth, key=worth.__getitem__)
    return f"costs you {words.plain(-chip.own)}; worth {words.plain(worth[most])} to {the(study, most)}"


def objection(one: Exchange, party: str) -> str:
    """Say whether a party would object to an exchange."""
    if party not in one.objects:
        return ""
    return "objects" if words.money(one.gain[party]) != words.money(0.0) else "hardly loses"
