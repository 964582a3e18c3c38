"""Sections of a brief that hold tables: what to offer, what to ask for, what to hold back, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words as w
from tradetalks.report.advice import paragraphs, words
from tradetalks.report.advice.parts import Cell, Column, Section, Table
from tradetalks.talks.advice.offers import Aim

if TYPE_CHECKING:
    from tradetalks.talks.advice.brief import Brief
    from tradetalks.talks.advice.chips import Chip
    from tradetalks.talks.advice.dates import Date
    from tradetalks.talks.advice.exchanges import Exchange

MOST_ROWS = 4

AIMS = {Aim.AMBITIOUS: "ambitious", Aim.BEST: "best", Aim.SAFE: "safe", Aim.NEXT: "also good"}


def offers(brief: Brief) -> Section:
    """Tell what to table, with gains and chances."""
    advice = brief.advice
    if not advice.offers:
        return Section("offers", "What to offer", says=paragraphs.no_offers(brief))
    parties = _own_first(brief)
    columns = (Column("Offer"), Column("What it changes from today"), *parties, Column("All sign", figures=True))
    rows = tuple(_offer(brief, place) for place in range(len(advice.offers)))
    unit = w.unit(brief.study.talks)
    caption = f"Gain over no deal, {unit}; below it the chance that the party accepts"
    after = (*paragraphs.about_offers(brief), *paragraphs.opening(brief))
    return Section("offers", "What to offer", table=Table(caption, columns, rows), after=after)


def _own_first(brief: Brief) -> tuple[Column, ...]:
    """Columns of the parties, that of the party advised first."""
    talks, own = brief.study.talks, brief.advice.party
    names = sorted(talks.party_ids, key=lambda name: name != own)
    return tuple(Column(party_name(talks, name), figures=True, party=name) for name in names)


def _offer(brief: Brief, place: int) -> tuple[Cell, ...]:
    offer, earlier = brief.advice.offers[place], brief.advice.offers[:place]
    aims = w.sentence(w.listed(AIMS[aim] for aim in offer.aims))
    gains = (
        Cell(w.money(offer.payoff[column.party]), words.chance(offer.accepts[column.party]))
        for column in _own_first(brief)
    )
    changed = Cell(words.changed(brief.study, offer, earlier))
    return (Cell(f"{place + 1} {aims}"), changed, *gains, Cell(words.chance(offer.signed)))


def returns(brief: Brief) -> Section:
    """Tell what to ask in return for each concession, and what to ask for first."""
    found = [one for one in brief.advice.exchanges if one.give.rate > 0][:MOST_ROWS]
    table = None
    if found:
        columns = (Column("If you give"), Column("ask for"), *_own_first(brief))
        rows = tuple(_exchange(brief, one) for one in found)
        unit = w.unit(brief.study.talks)
        table = Table(f"What both moves together are worth against today, {unit}", columns, rows)
    return Section(
        "returns", "What to ask in return", paragraphs.no_returns(found), table, paragraphs.about_asks(brief, found)
    )


def _exchange(brief: Brief, one: Exchange) -> tuple[Cell, ...]:
    study, give = brief.study, one.give
    price = words.price(study, give, brief.advice.party)
    gains = (Cell(w.money(one.gain[column.party]), words.objection(one, column.party)) for column in _own_first(brief))
    return (Cell(words.move(study, give.move), price), Cell(words.move(study, one.ask.move)), *gains)


def held_back(brief: Brief) -> Section:
    """Concessions by what they are worth to others for what they cost, and what to refuse."""
    chips = [chip for chip in brief.advice.chips.gives if chip.rate > 0]
    table = None
    if chips:
        headings = ("It costs you", "The others gain", "Gain for each 1 it costs")
        columns = (Column("Concession"), *(Column(heading, figures=True) for heading in headings), Column("Advice"))
        rows = tuple(_chip(brief, chip) for chip in chips[: MOST_ROWS + 2])
        unit = w.unit(brief.study.talks)
        table = Table(f"Single moves from today, {unit}; those first that the others value most", columns, rows)
    return Section("held-back", "What to hold back", paragraphs.no_chips(chips), table, paragraphs.refused(brief))


def _chip(brief: Brief, chip: Chip) -> tuple[Cell, ...]:
    free = any(one.give is chip and not one.objects for one in brief.advice.exchanges)
    advice = "give, for a price" if chip.rate > 1 else "give in exchange only" if free else "hold back"
    figures = (Cell(w.plain(-chip.own)), Cell(w.plain(chip.others)), Cell(words.rate(chip)))
    return (Cell(words.move(brief.study, chip.move)), *figures, Cell(advice))


def dates(brief: Brief) -> Section | None:
    """Dates ahead, and what waiting past each costs; None where the case has none."""
    if not brief.dates:
        return None
    told = any(one.lost for one in brief.dates)
    columns = (Column("Date"), *(_own_first(brief) if told else ()))
    rows = tuple(_date(brief, one) for one in brief.dates)
    caption = "What each loses by signing on the day after, in today’s money, once" if told else "Dates ahead"
    return Section("dates", "Dates", table=Table(caption, columns, rows), after=paragraphs.about_dates(brief))


def _date(brief: Brief, one: Date) -> tuple[Cell, ...]:
    own = brief.advice.party in one.parties
    head = Cell(w.date(one.date) + (" (yours)" if own else ""), one.title)
    if not one.lost:
        return (head,)
    return (head, *(Cell(w.plain(one.lost[column.party])) for column in _own_first(brief)))
