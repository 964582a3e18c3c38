"""A tornado a party: how far a payoff moves with each thing that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradetalks.charts.swing_bars import bars_by_party
from tradetalks.charts.swings import WORDS, Swing
from tradetalks.talks.robustness.drivers import Driver, Kind, family, placed

if TYPE_CHECKING:
    from tradetalks.talks.robustness.result import Robustness
    from tradetalks.talks.talks import Talks

MOST = 10
"""Drivers that a chart has room for, the widest first."""

KINDS = {
    Kind.ELASTICITIES: WORDS["elasticities"],
    Kind.CLAUSES: "What clauses do",
    Kind.SCORES: "Worth beyond trade (scores)",
    Kind.NO_DEAL_SCORES: WORDS["scores of no deal"],
    Kind.CHANCES: "How likely each outcome of no deal is",
    Kind.WEIGHTS: "How much the party cares for each issue (weights)",
}


def driver_words(talks: Talks, driver: Driver) -> str:
    """Name a driver in words: the kinds of its clauses, or the title of its issue."""
    if driver.kind is Kind.CLAUSES:
        kinds = dict.fromkeys(clause.type for place, clause in placed(talks) if family(clause, place) == driver.name)
        return f"{KINDS[driver.kind]}: {', '.join(kinds).replace('-', ' ')}"
    return f"{KINDS[driver.kind]}: {talks.issue(driver.name).title}" if driver.name else KINDS[driver.kind]


def tornado_chart(talks: Talks, found: Robustness, shown: str, *, width: int) -> Any:
    """Draw the widest drivers of the payoff of a deal shown, with a tick at the mean over all draws."""
    told = found.tornado(shown)
    swings = [Swing(driver_words(talks, cause.driver), cause.low, cause.high) for cause in told.causes[:MOST]]
    return bars_by_party(talks.parties, swings, told.mean, unit=talks.case.case.unit, width=width)
