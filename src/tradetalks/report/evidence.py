"""Positions, judgements and sources: the evidence behind a study, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words

if TYPE_CHECKING:
    import datetime as dt

    from tradetalks.clauses.quantity import Quantity, Sourced
    from tradetalks.talks.schema import Option, Outcome, Party, Position, Score
    from tradetalks.talks.study import Study
    from tradetalks.talks.talks import Talks


@dataclass(frozen=True)
class PositionRow:
    """One dated move in words."""

    date: dt.date
    party: str
    issue: str
    option: str
    kind: str
    fact: str
    source: str
    url: str
    evidence: str
    later: bool


def positions(talks: Talks) -> list[PositionRow]:
    """All dated moves, oldest first; `later` marks what came after the day of the case."""
    return [_row(talks, position) for position in sorted(talks.positions, key=lambda p: p.date)]


def _row(talks: Talks, position: Position) -> PositionRow:
    return PositionRow(
        date=position.date,
        party=party_name(talks, position.party),
        issue=_issue_title(talks, position.issue),
        option=_option_title(talks, position),
        kind=position.kind,
        fact=position.fact,
        source=words.source_title(talks, position.source),
        url=words.source_link(talks, position.source),
        evidence=position.evidence,
        later=position.date > talks.case.case.as_of,
    )


def _issue_title(talks: Talks, name: str) -> str:
    titles = {issue.id: issue.title for issue in talks.issues}
    return titles.get(name, "the talks" if name == "process" else words.sentence(name.replace("-", " ")))


def _option_title(talks: Talks, position: Position) -> str:
    if not position.option:
        return ""
    return talks.option(position.issue, position.option).title


@dataclass(frozen=True)
class MatrixRow:
    """An issue with the latest known position of every party, where there is one."""

    issue: str
    cells: tuple[PositionRow | None, ...]


def matrix(talks: Talks) -> list[MatrixRow]:
    """Latest position of every party on every issue by the day of the case, if possible one that names an option."""
    known = [p for p in sorted(talks.positions, key=lambda p: p.date) if p.date <= talks.case.case.as_of]
    said = [p for p in known if p.kind != "event"]
    latest = {(p.issue, p.party): p for p in sorted(said, key=lambda p: bool(p.option))}
    everyone = {issue: p for (issue, party), p in latest.items() if party == "all"}
    found = []
    for issue in talks.issues:
        cells = [latest.get((issue.id, party), everyone.get(issue.id)) for party in talks.party_ids]
        if any(cells):
            found.append(MatrixRow(issue.title, tuple(None if c is None else _row(talks, c) for c in cells)))
    return found


@dataclass(frozen=True)
class JudgementRow:
    """A figure that rests on a judgement: where it stands, what it says and why."""

    where: str
    says: str
    judgement: str
    source: str


def judgements(study: Study) -> list[JudgementRow]:
    """Every figure of the case that is judged rather than read from a source."""
    return list(_judgements(study.talks))


def _judgements(talks: Talks) -> Iterator[JudgementRow]:
    case = talks.case
    for party in case.party:
        yield from _of_party(talks, party)
    for issue in case.issue:
        for option in issue.option:
            yield from _of_part(talks, f"{issue.title}: {option.title}", option)
    for outcome in case.no_deal.outcome:
        says = f"probability {_percents(outcome.probability)}"
        yield from _judged(talks, f"No deal: {outcome.title}", says, outcome)
        yield from _of_part(talks, f"No deal: {outcome.title}", outcome)
    for scenario in case.scenario:
        for clause in scenario.clause:
            yield from _judged(talks, f"Scenario: {scenario.title}", clause.explain(), clause)
    yield from _of_dates(talks)
    for one in case.published:
        yield from _judged(talks, f"Published: {one.title}", one.differs, one)


def _of_dates(talks: Talks) -> Iterator[JudgementRow]:
    for deadline in talks.case.deadline:
        where = f"Deadline of {words.date(deadline.date)}"
        yield from _judged(talks, where, deadline.title, deadline)
        for score in deadline.score:
            yield from _judged(talks, where, f"{_scored(talks, score)}, once", score)
    for never in talks.case.exclude:
        says = "; ".join(f"{talks.issue(i).title}: {', '.join(names)}" for i, names in never.options.items())
        yield from _judged(talks, "Options that cannot meet", says, never)


def _of_party(talks: Talks, party: Party) -> Iterator[JudgementRow]:
    name = words.article(party.name)
    if party.mandate:
        says = f"walk-away {words.money(party.mandate.walk_away)} {words.unit(talks)}"
        yield from _judged(talks, f"Mandate of {name}", says, party.mandate)
    if party.patience:
        says = f"later gains discounted at {_percents(party.patience.discount)} a year"
        yield from _judged(talks, f"Patience of {name}", says, party.patience)
    for issue, weight in party.weight.items():
        times = weight.times
        says = f"{talks.issue(issue).title} counts {times.value:g} times ({times.low:g} to {times.high:g})"
        yield from _judged(talks, f"Weights of {name}", says, weight)


def _percents(quantity: Quantity) -> str:
    return f"{words.percent(quantity.value)} ({words.percent(quantity.low)} to {words.percent(quantity.high)})"


def _of_part(talks: Talks, where: str, part: Option | Outcome) -> Iterator[JudgementRow]:
    for clause in part.clause:
        yield from _judged(talks, where, clause.explain(), clause)
    for score in part.score:
        yield from _judged(talks, where, _scored(talks, score), score)


def _scored(talks: Talks, score: Score) -> str:
    low, high = score.bn.low, score.bn.high
    worth = f"{words.money(score.bn.value)} {words.unit(talks)}"
    between = "" if low == high else f" ({words.span(low, high)})"
    return f"worth {worth} to {words.article(party_name(talks, score.party))} beyond the model{between}"


def _judged(talks: Talks, where: str, says: str, thing: Sourced) -> Iterator[JudgementRow]:
    if thing.judgement:
        yield JudgementRow(where, says, thing.judgement, words.source_title(talks, thing.source))


@dataclass(frozen=True)
class SourceRow:
    """A source of the case."""

    id: str
    title: str
    url: str
    evidence: str


def sources(talks: Talks) -> list[SourceRow]:
    """Every source of the case, then the pages that only the dated moves name."""
    known = [SourceRow(s.id, s.title, s.url, s.evidence) for s in talks.case.source]
    ids = {source.id for source in known}
    pages = {p.source: p.evidence for p in talks.positions if p.source not in ids}
    return known + [SourceRow("", words.site(page), page, evidence) for page, evidence in pages.items()]
