"""What views tell alike: columns a party, and options in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words
from tradetalks.report.sheets import MONEY, Column

if TYPE_CHECKING:
    from tradetalks.talks.deals import Deal
    from tradetalks.talks.study import Point, Study

PLAIN = "0.00"
"""Number format of figures that are no gains, such as weights."""


def by_party(study: Study, what: str) -> list[Column]:
    """Return a column of gains for every party; `what` says what they are counted in."""
    return [Column(f"{party.name}, {what}", MONEY) for party in study.talks.parties]


def name(study: Study, party: str) -> str:
    """Name of a party in the middle of a sentence."""
    return words.article(party_name(study.talks, party))


def head(study: Study, party: str) -> str:
    """Name of a party at the start of a sentence."""
    return words.sentence(name(study, party))


def option(study: Study, issue: str, chosen: str) -> str:
    """Tell an option with its issue."""
    return f"{study.talks.issue(issue).title}: {study.talks.option(issue, chosen).title}"


def size(value: float) -> str:
    """Write an amount without a plus sign, to as many digits as it needs."""
    return words.money(value).removeprefix("+")


def package(study: Study, options: Mapping[str, str]) -> str:
    """Tell several options, each with its issue."""
    return "; ".join(option(study, issue, chosen) for issue, chosen in options.items())


def moved(study: Study, before: Deal, after: Deal | None) -> str:
    """Tell what one deal has otherwise than another."""
    if after is None:
        return "walks out: no deal"
    return package(study, {issue: chosen for issue, chosen in after.items() if before[issue] != chosen})


def changes(study: Study, deal: Deal) -> str:
    """Tell what a deal changes from today."""
    return "; ".join(words.changes(study, deal))


def apart(points: Mapping[str, Point | None]) -> dict[str, Point]:
    """Keep the first of points that are the same deal, and none that is missing."""
    found: dict[str, Point] = {}
    for key, point in points.items():
        if point is not None and point.number not in {known.number for known in found.values()}:
            found[key] = point
    return found


def deals(keys: Iterable[str]) -> str:
    """Name the status quo or settlements within a sentence."""
    return words.listed(f"the {words.settlement(key)}" for key in keys)
