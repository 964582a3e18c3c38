"""A study as sheets, one a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tradetalks.charts.labels import deal_label, party_name
from tradetalks.report import evidence, findings, tables, words
from tradetalks.report.mending import mending
from tradetalks.report.sheets import COUNT, MONEY, PART_OF_MONEY, PERCENT, SHARE, Column, Sheet

if TYPE_CHECKING:
    from tradetalks.talks.deals import Deal
    from tradetalks.talks.study import Study

MOST_DEALS = 20_000


def over(study: Study) -> str:
    """Say what payoffs are."""
    return f"{words.unit(study.talks)} over no deal"


def sheets(study: Study) -> Iterator[Sheet]:
    """Yield all tables of a study."""
    yield _sheet("Summary", [Column("What"), Column("Value", COUNT)], _summary(study))
    issues = [Column(issue.title) for issue in study.talks.issues]
    gains = [Column(f"{party.name}, {over(study)}", MONEY) for party in study.talks.parties]
    total = Column(f"Sum, {over(study)}", MONEY)
    yield _sheet("Settlements", _settlement_columns(study), _settlements(study))
    worth = [Column(f"{party.name}, {words.unit(study.talks)}", PART_OF_MONEY) for party in study.talks.parties]
    parts = [Column("Deal"), Column("Issue"), Column("Part"), *worth]
    yield _sheet(
        "Contributions", parts, _contributions(study), "Clauses are valued alone; the rows add up to the gain."
    )
    front = [*gains, total, Column("Acceptable to all"), Column("Other deals worth the same", COUNT)]
    yield _sheet("Frontier", [Column("Deal number", "0"), *front, *issues], _frontier(study))
    deals = [Column("Deal number", "0"), *gains, total, *issues]
    if study.acceptable is not None:
        yield _sheet("Acceptable deals", deals, _acceptable(study), _acceptable_note(study.acceptable))
        yield _sheet("Blockers", _blocker_columns(), _blockers(study))
        yield _sheet("Options", _option_columns(), _options(study))
    yield _sheet("Trades", _trade_columns(study), _trades(study))
    yield _sheet("No deal", _no_deal_columns(study), _no_deal(study))
    yield _sheet("Published", _published_columns(), _published(study))
    yield _sheet("Ranges", [Column("Deal"), Column("View"), *gains], _ranges(study))
    if study.talks.world is not None:
        yield _sheet("Industries", _industry_columns(), _industries(study))
    yield _sheet("Positions", _position_columns(), _positions(study))
    yield _sheet("Judgements", [Column(name) for name in ("Where", "Says", "Judgement", "Source")], _judgements(study))
    yield _sheet("Sources", [Column(name) for name in ("Id", "Title", "Address", "Evidence")], _sources(study))


def _sheet(name: str, columns: Iterable[Column], rows: Iterable[Sequence[Any]], note: str = "") -> Sheet:
    return Sheet(name, tuple(columns), tuple(tuple(row) for row in rows), note)


def _summary(study: Study) -> Iterator[tuple[str, Any]]:
    from tradetalks import __version__  # noqa: PLC0415  (the package itself)

    head = study.talks.case.case
    yield "Negotiation", head.title
    yield "As of", head.as_of
    yield "Finding", " ".join(findings.finding(study))
    yield "Unit of payoffs", f"{over(study)}, of the base year" if study.talks.world else over(study)
    yield "Possible deals", study.deals
    yield "Deals acceptable to all", "too many deals to count" if study.acceptable is None else study.acceptable
    yield "Deals on the frontier (distinct payoffs)", len(study.frontier)
    if study.talks.world is not None:
        yield "Equilibria solved", study.solves
        yield "Largest residual of any equilibrium", f"{study.max_residual:.1e} (relative)"
        yield "World", f"{head.world}: {study.talks.world.provenance.title}"
        yield "Trade elasticities", head.elasticities
    for scenario in study.talks.case.scenario:
        yield f"Scenario: {scenario.title}", "on" if scenario in study.scenarios else "off"
    yield "Version", f"tradetalks {__version__}"


def _settlement_columns(study: Study) -> list[Column]:
    gains = [
        Column(f"{party.name}{what}, {over(study)}", MONEY)
        for party in study.talks.parties
        for what in ("", ", lowest over views", ", highest over views")
    ]
    issues = [Column(issue.title) for issue in study.talks.issues]
    return [Column("Deal"), Column("Deal number", "0"), *gains, Column(f"Sum, {over(study)}", MONEY), *issues]


def _settlements(study: Study) -> Iterator[list[Any]]:
    for row in tables.shown(study):
        figures = [figure for gain in row.gains for figure in (gain.value, gain.low, gain.high)]
        yield [row.label, row.point.number, *figures, row.total, *_titles(study, row.point.deal)]
    for name, point in study.settlements.items():
        if point is None:
            width = len(_settlement_columns(study)) - 2
            yield [f"{deal_label(name)}: no deal is acceptable to all", None, *[None] * width]


def _contributions(study: Study) -> Iterator[list[Any]]:
    for row in tables.shown(study):
        issue = ""
        for part in tables.contributions(study, row.point.deal):
            issue = part.issue or ("" if part.whole else issue)
            yield [row.label, issue, part.part, *part.figures]


def _titles(study: Study, deal: Deal) -> list[str]:
    return [study.talks.option(issue, option).title for issue, option in deal.items()]


def _frontier(study: Study) -> Iterator[list[Any]]:
    for point in study.frontier:
        gains = list(point.payoff.values())
        accepted = "yes" if point.acceptable else "no"
        yield [point.number, *gains, sum(gains), accepted, len(point.also), *_titles(study, point.deal)]


def _acceptable_note(count: int) -> str:
    if count <= MOST_DEALS:
        return f"All {words.counted(count, 'deal')} acceptable to all, by falling sum."
    return f"The {MOST_DEALS:,} of {count:,} acceptable deals with the largest sum; the rest is left out."


def _acceptable(study: Study) -> Iterator[list[Any]]:
    numbers = study.table.acceptable
    order = numbers[(-study.table.gains[numbers].sum(axis=1)).argsort(kind="stable")][:MOST_DEALS]
    for number in order.tolist():
        gains = study.table.figures[number].tolist()
        yield [number, *gains, sum(gains), *_titles(study, study.space.deal(number))]


def _blocker_columns() -> list[Column]:
    return [
        Column("Party"),
        Column("Deals it rejects", COUNT),
        Column("Deals it alone rejects", COUNT),
        Column("Issue"),
        Column("Option"),
        Column("Deals with the option that all others accept", COUNT),
        Column("Of these it rejects", SHARE),
        Column("Cheapest ways to bring it in"),
    ]


def _blockers(study: Study) -> Iterator[list[Any]]:
    for blocker in study.blockers.values():
        head = [party_name(study.talks, blocker.party), blocker.rejects, blocker.alone]
        mend = " ".join(mending(study, blocker))
        if not blocker.options:
            yield [*head, None, None, None, None, mend]
        for one in blocker.options:
            titles = study.talks.issue(one.issue).title, study.talks.option(one.issue, one.option).title
            yield [*head, *titles, one.deals, one.rejected, mend]


def _option_columns() -> list[Column]:
    heads = ("Deals with it", "Of these acceptable to all", "Acceptable if this issue alone moved")
    return [Column("Issue"), Column("Option"), *(Column(head, COUNT) for head in heads)]


def _options(study: Study) -> Iterator[list[Any]]:
    for one in study.options:
        titles = study.talks.issue(one.issue).title, study.talks.option(one.issue, one.option).title
        yield [*titles, one.deals, one.acceptable, one.unlocked]


def _trade_columns(study: Study) -> list[Column]:
    unit = f"{words.unit(study.talks)} against today"
    gains = [Column(f"{party.name}, {unit}", MONEY) for party in study.talks.parties]
    return [Column("Trade"), *gains, Column(f"The two traders together, {unit}", MONEY), Column("Who objects")]


def _trades(study: Study) -> Iterator[list[Any]]:
    for trade in study.trades:
        gains = [trade.gain[party] for party in study.talks.party_ids]
        objects = words.listed(party_name(study.talks, party) for party in trade.objects) or "nobody"
        yield [findings.trading(study, trade), *gains, trade.joint_gain, objects]


def _no_deal_columns(study: Study) -> list[Column]:
    unit = words.unit(study.talks)
    return [
        Column("Outcome"),
        Column("Probability", SHARE),
        Column("Party"),
        Column("Real income, %", PERCENT),
        Column("Tariffs alone, % of real income", PERCENT),
        Column(f"Trade model, {unit}", MONEY),
        Column(f"Beyond the model, {unit}", MONEY),
        Column(f"Sum, {unit}", MONEY),
    ]


def _no_deal(study: Study) -> Iterator[list[Any]]:
    for one in study.no_deal_sheet:
        figures = words.tiny([one.real_income, one.tariffs_alone, one.trade, one.scored, one.total])
        yield [one.title, one.probability, party_name(study.talks, one.party), *figures]
    for party, value in study.no_deal.items():
        yield ["Expected value", 1, party_name(study.talks, party), None, None, None, None, value]


def _published_columns() -> list[Column]:
    figures = [Column("Published figure", MONEY), Column("Ours", MONEY)]
    return [Column("Study"), Column("Unit"), Column("Party"), *figures, Column("Why they differ"), Column("Source")]


def _published(study: Study) -> Iterator[list[Any]]:
    for one in study.beside_published:
        unit = "billion US$" if one.unit == "bn" else one.unit.replace("percent", "%")
        name = party_name(study.talks, one.party)
        yield [one.title, unit, name, one.published, one.ours, one.differs, one.source]


def _ranges(study: Study) -> Iterator[list[Any]]:
    for d, name in enumerate(study.shown):
        for v, view in enumerate(study.ranges.views):
            yield [deal_label(name), view.title, *study.ranges.payoff[v, d].tolist()]


def _industry_columns() -> list[Column]:
    heads = ("Output, %", "Jobs, %", "Producer price, %", "Buyer price, %")
    figures = [Column(head, PERCENT) for head in heads]
    trade = [Column(f"{head}, million US$ a year", MONEY) for head in ("Exports", "Imports")]
    return [*map(Column, ("Deal", "Party", "Sector", "Industry", "Who finds themselves here")), *figures, *trade]


def _industries(study: Study) -> Iterator[list[Any]]:
    settled = [(deal_label(k), study.effects(p.deal)) for k, p in study.shown.items() if k != "status_quo"]
    scenes = [*settled, *((s.title, s.effects) for s in tables.scenes(study) if s.key == "worst")]
    for title, frame in scenes:
        for party in study.talks.parties:
            for row in tables.industries(frame, party.id):
                figures = [row.output, row.jobs, row.producer_price, row.buyer_price, row.exports, row.imports]
                yield [title, party.name, row.sector, row.industry, row.people, *figures]


def _position_columns() -> list[Column]:
    heads = ("Date", "Party", "Issue", "Option", "Kind", "Fact", "Source", "Address", "Evidence")
    return [*map(Column, heads), Column("After the day of the case")]


def _positions(study: Study) -> Iterator[list[Any]]:
    for row in evidence.positions(study.talks):
        told = [row.party, row.issue, row.option, row.kind, row.fact, row.source, row.url, row.evidence]
        yield [row.date, *told, "yes" if row.later else "no"]


def _judgements(study: Study) -> Iterator[list[Any]]:
    for row in evidence.judgements(study):
        yield [row.where, row.says, row.judgement, row.source]


def _sources(study: Study) -> Iterator[list[Any]]:
    for row in evidence.sources(study.talks):
        yield [row.id, row.title, row.url, row.evidence]
    for origin in study.talks.world.provenance.sources if study.talks.world else ():
        yield ["world", f"{origin.what}: {origin.origin}", "", f"{origin.year}, {origin.licence}"]
