"""What the clauses of a case do, in words and as charts where a mechanism is better looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tradetalks.clauses import RegionalContent, Sunset, TariffRateQuota
from tradetalks.report.figures import Sketch

if TYPE_CHECKING:
    from tradetalks.clauses.base import Clause
    from tradetalks.talks.schema import Issue
    from tradetalks.talks.talks import Talks

Named = dict[str, Any]
"""Clauses by the name of the option that has them."""


@dataclass(frozen=True)
class Provision:
    """What the clauses of an option do, a paragraph each."""

    option: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class ProvisionRow:
    """An issue with its options that the trade model computes."""

    issue: str
    provisions: tuple[Provision, ...]


def provisions(talks: Talks) -> list[ProvisionRow]:
    """Tell every option that has clauses, issue by issue."""
    found = []
    for issue in talks.issues:
        told = tuple(Provision(o.title, tuple(c.explain() for c in o.clause)) for o in issue.option if o.clause)
        found += [ProvisionRow(issue.title, told)] if told else []
    return found


def sketches(talks: Talks) -> Iterator[Sketch]:
    """Draw the curve of a content rule, the regimes of a quota and the life of an agreement, where a case has them."""
    for issue in talks.issues:
        content, quota, sunset = (_named(issue, kind) for kind in (RegionalContent, TariffRateQuota, Sunset))
        if content:
            yield Sketch("content-curve", f"{issue.title}: content and compliance", partial(_content, content))
        if any(clause.demand for clause in quota.values()):
            yield Sketch("quota-regimes", f"{issue.title}: imports, price and rent", partial(_quota, quota))
        if sunset:
            yield Sketch("sunset-paths", f"{issue.title}: chance to be in force", partial(_sunset, sunset))


def _named(issue: Issue, kind: type[Clause]) -> Named:
    """Clauses of a kind by the id of their option, which is short enough to stand in a chart."""
    return {o.id.replace("-", " "): c for o in issue.option for c in o.clause if isinstance(c, kind)}


def _content(found: Named, width: int) -> Any:
    """Cars of the first exporter; every level asked for is marked."""
    from tradetalks.charts.content_curve import content_curve  # noqa: PLC0415  (Altair is slow to import)
    from tradetalks.clauses.content.flow import Kind  # noqa: PLC0415

    clause: RegionalContent = next(iter(found.values()))
    makers = clause.makers(clause.exporter[0], Kind.CARS, clause.mu.value)
    levels = tuple(dict.fromkeys((clause.today, *(other.required for other in found.values()))))
    return content_curve(makers, clause.duty(Kind.CARS), levels, width=width)


def _quota(found: Named, width: int) -> Any:
    from tradetalks.charts.quota_regimes import quota_regimes_chart  # noqa: PLC0415

    clauses: list[TariffRateQuota] = list(found.values())
    clause, market = next((clause, market) for clause in clauses if (market := clause.demand))
    return quota_regimes_chart(market, clause.quota_today(market), clause.quota_after(market), width=width)


def _sunset(found: Named, width: int) -> Any:
    from tradetalks.charts.sunset_paths import sunset_chart  # noqa: PLC0415

    return sunset_chart(found, width=width)
