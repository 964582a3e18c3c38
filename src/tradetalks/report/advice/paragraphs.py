"""Paragraphs that stand around the tables of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tradetalks.report import words
from tradetalks.report.advice.parts import Say
from tradetalks.report.advice.words import chance, move, option, the
from tradetalks.report.mending import mending

if TYPE_CHECKING:
    from tradetalks.talks.advice.brief import Brief
    from tradetalks.talks.advice.chips import Chip
    from tradetalks.talks.advice.exchanges import Exchange
    from tradetalks.talks.moves.trades import Trade
    from tradetalks.talks.study import Study

MOST_ASKS = 5
MOST_TRADES = 2
MOST_LINES = 5


def about_offers(brief: Brief) -> tuple[Say, ...]:
    """Say what the names of offers mean, and what to do with them."""
    terms, own = brief.terms, the(brief.study, brief.advice.party)
    meant = (
        f"Ambitious: the most {own} can get of deals that all sign with a chance of {chance(terms.ambitious)} "
        f"or more. Best: the largest gain times chance. Safe: the most at a chance of {chance(terms.safe)} or more. "
        f"The others come next by gain times chance and differ from all above in {terms.apart} issues or more."
    )
    return (Say(meant),)


def no_offers(brief: Brief) -> tuple[Say, ...]:
    """Say that there is nothing to offer, and what would open the talks."""
    start = Say("There is no deal that you would accept and that all would sign in any draw.")
    return (start, *opening(brief))


def opening(brief: Brief) -> tuple[Say, ...]:
    """Say what the nearest deal lacks and whether it could be paid; nothing where there is a zone of agreement."""
    study, found = brief.study, brief.advice.opening
    if found is None:
        return ()
    unit = words.unit(study.talks)
    lacks = words.listed(f"{the(study, party)} {words.plain(short)}" for party, short in found.lacks.items())
    spare = f"The others gain {words.plain(found.spare)} beyond what they need"
    paid = f"{spare}, so that they could pay for it." if found.payable else f"{spare}: too little to pay for it."
    paid = paid if found.spare else "Nobody has anything to spare to pay for it."
    what = "; ".join(words.changes(study, found.deal))
    nearest = Say(f"{what}. Short of what they need to sign are {lacks} {unit}. {paid}", "The deal that comes nearest:")
    ways = [Say(way) for blocker in study.blockers.values() for way in mending(study, blocker)]
    return (nearest, *ways)


def no_returns(found: Sequence[Exchange]) -> tuple[Say, ...]:
    """Say where there is nothing to exchange."""
    return () if found else (Say("You have no single move that the others value and that one of theirs makes up for."),)


def about_asks(brief: Brief, found: Sequence[Exchange]) -> tuple[Say, ...]:
    """Say what to ask for first, and which trades there are beyond those of the table."""
    study = brief.study
    asks = "; ".join(
        f"{move(study, chip.move)} (you {words.money(chip.own)}, the others {words.money(chip.others)})"
        for chip in brief.advice.chips.asks[:MOST_ASKS]
    )
    shown = [{one.give.move, one.ask.move} for one in found]
    trades = [trade for trade in brief.advice.trades if set(trade.gives.values()) not in shown][:MOST_TRADES]
    told = [Say(f"{asks}.", "Ask first for what costs the others least for what it brings you:")] if asks else []
    return (*told, *(Say(f"{_trade(study, trade)}", "Trade:") for trade in trades))


def _trade(study: Study, trade: Trade) -> str:
    gives = "; ".join(f"{the(study, party)} gives {move(study, moved)}" for party, moved in trade.gives.items())
    objects = f" {words.sentence(words.named(study.talks, trade.objects))} would object." if trade.objects else ""
    return f"{words.sentence(gives)} ({words.gains(study, trade.gain)} against today).{objects}"


def no_chips(chips: Sequence[Chip]) -> tuple[Say, ...]:
    """Say where there is nothing to give."""
    return (
        () if chips else (Say("No single move of yours costs you something and brings the others more than it takes."),)
    )


def refused(brief: Brief) -> tuple[Say, ...]:
    """Name the red lines."""
    lines = brief.advice.red_lines[:MOST_LINES]
    if not lines:
        part = brief.advice.rejects
        most = (
            f"{chance(part)} of all deals are below your walk-away, and no option is more to blame than that of today."
        )
        none = "With no option are most deals below your walk-away: none has to be refused by itself."
        return (Say(most if part > 1 / 2 else none, "Red lines:"),)
    told = "; ".join(
        f"{option(brief.study, line.issue, line.option)} ({chance(line.refused)}; as today {chance(line.today)})"
        for line in lines
    )
    return (Say(f"{told}. In brackets the part of deals with it that are below your walk-away.", "Refuse:"),)


def about_dates(brief: Brief) -> tuple[Say, ...]:
    """Say whom the dates press most, and whom least, against what each gains."""
    last, gain = brief.dates[-1], brief.study.value(brief.firm.deal).payoff
    if not last.lost:
        return (Say("What waiting costs is not told: the case does not say how parties count later gains."),)
    deal = Say(f"Counted for {'the best offer' if brief.best else 'today’s terms'}.")
    if min(gain.values()) <= 0:
        return (deal,)
    parts = {party: lost / gain[party] for party, lost in last.lost.items()}
    least, most = min(parts, key=parts.__getitem__), max(parts, key=parts.__getitem__)
    who = (
        f"{words.sentence(the(brief.study, most))} loses most by waiting until {words.date(last.date)} is past, "
        f"against what it gains: {words.percent(parts[most])} of a year’s gain; {the(brief.study, least)} loses least, "
        f"{words.percent(parts[least])}."
    )
    return (Say(f"{deal.text} {who}"),)
