"""The whole of a brief as sections, before it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts.swings import varied_words
from tradetalks.report import words as w
from tradetalks.report.advice import finding, table_sections, words
from tradetalks.report.advice.parts import Cell, Column, Page, Say, Section, Table

if TYPE_CHECKING:
    from tradetalks.talks.advice.brief import Brief

MOST_DRIVERS = 3


def page(brief: Brief) -> Page:
    """Put a brief into words and tables, in the order in which it is read."""
    talks = brief.study.talks
    sections = (
        table_sections.offers(brief),
        table_sections.returns(brief),
        table_sections.held_back(brief),
        _walk_away(brief),
        _principle(brief),
        table_sections.dates(brief),
        _rests(brief),
    )
    return Page(
        kicker=f"Brief for {words.the(brief.study, brief.advice.party)}, as of {w.date(talks.case.case.as_of)}",
        title=talks.case.case.title,
        finding=finding.finding(brief),
        sections=tuple(section for section in sections if section is not None),
        method=finding.method(brief),
    )


def _walk_away(brief: Brief) -> Section:
    """Tell the least to accept, what no deal gives, and how firm that is."""
    advice, firm, unit = brief.advice, brief.firm, w.unit(brief.study.talks)
    least = "than no deal" if not advice.walk_away else f"than {w.money(advice.walk_away)} {unit} over no deal"
    says = (Say(f"Refuse what gives you less {least}.{_mandate(brief)}"),)
    columns = (Column("No deal"), Column("Chance", figures=True), Column("Gives you", figures=True))
    rows = [(Cell(one.title), Cell(w.percent(one.chance)), Cell(w.money(one.worth))) for one in brief.fallbacks]
    rows.append((Cell("No deal, expected"), Cell(""), Cell(w.money(advice.no_deal))))
    firmly = f"Over the views of the evidence no deal gives you {w.span(firm.no_deal_low, firm.no_deal_high)}."
    table = Table(f"Against today, {unit}", columns, tuple(rows))
    return Section("walk-away", "When to walk away", says, table, (Say(firmly),), narrow=True)


def _mandate(brief: Brief) -> str:
    """Say what the mandate aims at, and why its walk-away is where it is."""
    mandate = next(party.mandate for party in brief.study.talks.parties if party.id == brief.advice.party)
    if mandate is None:
        return ""
    aims = {"aims at": mandate.target, "calls acceptable": mandate.acceptable}
    told = w.listed(f"{verb} {w.money(value)}" for verb, value in aims.items() if value is not None)
    return (f" Your mandate {told}." if told else "") + (f" {mandate.judgement}" if mandate.judgement else "")


def _principle(brief: Brief) -> Section:
    """Which issues to close first, so that what is left open cannot turn the deal bad."""
    secure, own = brief.advice.secure, brief.advice.party
    title = "If you sign in principle"
    if secure is None:
        told = Say("No set of issues, once closed, would keep you above your walk-away and leave a deal that all sign.")
        return Section("principle", title, (told,), narrow=True)
    if not secure.closed:
        least = w.money(secure.worst[own])
        told = Say(f"Nothing need be closed first: whatever fills the issues leaves you {least} or more over no deal.")
        return Section("principle", title, (told,), narrow=True)
    closed = "; ".join(words.option(brief.study, issue, name) for issue, name in secure.closed.items())
    left = w.counted(len(secure.open), "open issue")
    says = (
        Say(f"{closed}.", "Close these first:"),
        Say(
            f"Then whatever fills the {left} leaves you {w.money(secure.worst[own])} or more over no deal; all accept "
            f"{words.chance(secure.acceptable)} of the ways to fill them. No choice of fewer "
            "keeps you safe and leaves a deal that all sign."
        ),
    )
    return Section("principle", title, says, narrow=True)


def _rests(brief: Brief) -> Section:
    """Tell what moves the gain most."""
    study, firm = brief.study, brief.firm
    deal = "the best offer" if brief.best else "today’s terms"
    says = [
        Say(f"{w.span(one.low, one.high)}.", f"{varied_words(study, one.varies)}:")
        for one in firm.drivers[:MOST_DRIVERS]
        if w.money(one.low) != w.money(one.high)
    ]
    start = Say(
        f"Your gain from {deal} is {w.span(firm.low, firm.high)} over the views of the evidence. Most depends on:"
    )
    none = Say("No view of the evidence moves your figures: the case gives no ranges.")
    return Section("rests", "What this rests on", (start, *says) if says else (none,))
