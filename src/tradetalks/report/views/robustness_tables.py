"""Tables of the view of robustness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.charts.labels import deal_label
from tradetalks.report import words
from tradetalks.report.sheets import COUNT, MONEY, SHARE, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.parts import PLAIN
from tradetalks.report.views.view import sheet
from tradetalks.talks.robustness.drivers import Driver, Kind
from tradetalks.talks.robustness.result import PERCENTILES

if TYPE_CHECKING:
    from tradetalks.talks.robustness.result import Robustness
    from tradetalks.talks.robustness.tornado import Cause, Tornado
    from tradetalks.talks.study import Study

SAFEST = 5
TOLD_CAUSES = 12
KINDS = {
    Kind.ELASTICITIES: "trade elasticities",
    Kind.CLAUSES: "figures of clauses",
    Kind.SCORES: "scores",
    Kind.NO_DEAL_SCORES: "scores of no deal",
    Kind.CHANCES: "chances of no deal",
    Kind.WEIGHTS: "weight",
}


@dataclass(frozen=True, eq=False)
class Drawn:
    """A study put to the test: the deal that is looked at most closely, and what moves its payoffs, where known."""

    study: Study
    found: Robustness
    main: str
    tornado: Tornado | None


def driver_words(study: Study, driver: Driver) -> str:
    """Name what was drawn."""
    if not driver.name:
        return KINDS[driver.kind]
    titles = {issue.id: issue.title for issue in study.talks.issues}
    titles |= {outcome.id: outcome.title for outcome in study.talks.case.no_deal.outcome}
    return f"{KINDS[driver.kind]}, {titles.get(driver.name, words.part(driver.name))}"


def chances(drawn: Drawn) -> Sheet:
    """Tell the chances that all accept, and that a settlement stays."""
    found = drawn.found
    rows = [[deal_label(name), found.acceptance[name], found.stays.get(name)] for name in found.shown]
    note = "Stays: the rule picks the same deal, or one worth the same to all."
    return sheet("Chances", (Column("Deal"), Column("All accept", SHARE), Column("Stays", SHARE)), rows, note)


def blockers(drawn: Drawn) -> Sheet:
    """Tell the chances that a party alone rejects a deal."""
    names = [Column(party.name, SHARE) for party in drawn.study.talks.parties]
    rows = [[deal_label(name), *drawn.found.blocks(name).values()] for name in drawn.found.shown]
    return sheet("Who blocks", [Column("Deal"), *names], rows, "Chances that a party rejects what all others accept.")


def payoffs(drawn: Drawn) -> Sheet:
    """Tell the spread of payoffs of the deals shown."""
    unit = f"{words.unit(drawn.study.talks)} over no deal"
    heads = [Column("Deal"), Column("Party"), *(Column(f"{p} % below, {unit}", MONEY) for p in PERCENTILES)]
    rows = [
        [deal_label(name), party.name, *drawn.found.percentiles(name)[:, p].tolist()]
        for name in parts.apart(drawn.study.shown)
        for p, party in enumerate(drawn.study.talks.parties)
    ]
    return sheet("Payoffs", heads, rows)


def causes(drawn: Drawn) -> Sheet:
    """Tell how far the largest unknowns move payoffs."""
    unit = words.unit(drawn.study.talks)
    widths = [Column(f"{party.name}, {unit} from low to high", PLAIN) for party in drawn.study.talks.parties]
    causes = drawn.tornado.causes[:TOLD_CAUSES] if drawn.tornado else ()
    rows = [[driver_words(drawn.study, cause.driver), *_widths(cause)] for cause in causes]
    note = "How far the payoff moves as one unknown goes from its 5th to its 95th percentile, all else at its mean."
    return sheet("What moves payoffs", [Column("Unknown"), *widths], rows, note)


def _widths(cause: Cause) -> list[float]:
    return [high - low for low, high in zip(cause.low, cause.high, strict=True)]


def all_causes(drawn: Drawn) -> Sheet:
    """Tell both ends of what every unknown does."""
    unit = f"{words.unit(drawn.study.talks)} over no deal"
    heads = [Column("Unknown"), Column("Party"), Column(f"Low, {unit}", MONEY), Column(f"High, {unit}", MONEY)]
    rows = [
        [driver_words(drawn.study, cause.driver), party.name, cause.low[p], cause.high[p], cause.share[p]]
        for cause in (drawn.tornado.causes if drawn.tornado else ())
        for p, party in enumerate(drawn.study.talks.parties)
    ]
    return sheet("All unknowns", [*heads, Column("Share of variance", SHARE)], rows)


def safest(drawn: Drawn) -> Sheet:
    """List the deals that all accept most often, those of larger joint gain first among equals."""
    heads = [Column("Chance", SHARE), *parts.by_party(drawn.study, f"{words.unit(drawn.study.talks)} over no deal")]
    rows = []
    for number, chance in most_accepted(drawn):
        point = drawn.study.point(number)
        rows.append([chance, *point.payoff.values(), parts.changes(drawn.study, point.deal)])
    note = "Deals that all accept in the most draws; payoffs are those of the study."
    return sheet("Safest deals", [*heads, Column("What it changes")], rows, note)


def most_accepted(drawn: Drawn) -> list[tuple[int, float]]:
    """Find the deals that all accept most often, with their chances; none where deals are too many to count."""
    if drawn.found.counts is None:
        return []
    chance = drawn.found.counts.acceptable
    some = np.flatnonzero(drawn.study.table.allowed & (chance > 0))
    order = some[np.lexsort((-drawn.study.table.gains[some].sum(axis=1), -chance[some]))[:SAFEST]]
    return [(int(number), float(chance[number])) for number in order]


def picked(drawn: Drawn) -> Sheet:
    """List the deals that every rule picks most often."""
    rows = [
        [deal_label(rule), part, parts.changes(drawn.study, deal)]
        for rule in drawn.found.picks
        for deal, part in drawn.found.picked(rule)
    ]
    return sheet("Deals picked", (Column("Settlement"), Column("Draws", SHARE), Column("What it changes")), rows)


def shortcut(drawn: Drawn) -> Sheet:
    """Tell how far the shortcut is off, where it was checked."""
    check, unit = drawn.found.check, words.unit(drawn.study.talks)
    heads = [Column("Party"), Column("Pairs solved", COUNT), Column(f"Largest error, {unit}", PLAIN)]
    rows = []
    if check:
        for p, party in enumerate(drawn.study.talks.parties):
            rows.append([party.name, check.pairs, check.largest[p], check.rms[p], check.typical[p]])
    more = [Column(f"Root mean square, {unit}", PLAIN), Column(f"Typical payoff, {unit}", PLAIN)]
    return sheet("Shortcut", [*heads, *more], rows)
