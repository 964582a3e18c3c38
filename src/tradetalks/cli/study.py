"""A study in tables that fit a terminal of 80 columns."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tradetalks.charts.labels import deal_label, signed
from tradetalks.cli.common import grid
from tradetalks.report.findings import blocking, finding, range_words
from tradetalks.report.mending import mending
from tradetalks.report.tables import published, shown
from tradetalks.report.words import article, money, percent, sentence, short_unit, unit
from tradetalks.talks.moves.blockers import Blocker
from tradetalks.talks.moves.changes import Move
from tradetalks.talks.moves.trades import Trade
from tradetalks.talks.no_deal import Beside
from tradetalks.talks.study import Study

INDENT = (0, 0, 0, 2)


def print_study(console: Console, study: Study) -> None:
    """Print the finding first, then the tables behind it."""
    head = study.talks.case.case
    console.print(f"[bold]{head.title}[/bold]")
    console.print(Padding(" ".join(finding(study)), (1, 0)))
    for part in (_gains, _terms, _blockers, _trades, _no_deal, _published, _proof):
        part(console, study)


def _gains(console: Console, study: Study) -> None:
    """Show payoffs of the status quo and of the settlements, with their ranges."""
    names = [f">{party.name}" for party in study.talks.parties]
    wide = study.ranges.wide
    table = grid(f"Gain over no deal, {unit(study.talks)}{', and its range' if wide else ''}", "", *names)
    deals = shown(study)
    for deal in deals:
        spans = [f"\n[dim]{signed(gain.low, 1)} to {signed(gain.high, 1)}[/dim]" if wide else "" for gain in deal.gains]
        cells = [f"[bold]{money(gain.value)}[/bold]{span}" for gain, span in zip(deal.gains, spans, strict=True)]
        table.add_row(deal.label, *cells)
    console.print(table)
    for deal in deals:
        console.print(Padding(f"{deal.label}: {deal.rule}", INDENT), style="dim")
    console.print(Padding(range_words(study), (1, 0) if wide else 0))


def _terms(console: Console, study: Study) -> None:
    """Show what the settlements change, an issue a row; an issue on which nothing moves is left out."""
    chosen = {name: point for name, point in study.shown.items() if name != "status_quo"}
    if not chosen:
        return
    table = grid(
        "What they settle; all else stays as today", "", *(deal_label(name).replace("-", "-\n") for name in chosen)
    )
    for issue in study.talks.issues:
        picks = [study.talks.option(issue.id, point.deal[issue.id]) for point in chosen.values()]
        if any(pick.id != issue.status_quo for pick in picks):
            table.add_row(issue.title, *("[dim]as today[/dim]" if p.id == issue.status_quo else p.title for p in picks))
    console.print(table)


def _blockers(console: Console, study: Study) -> None:
    if not study.blockers:
        return
    title = f"Who walks: deals rejected, of {study.deals:,}"
    table = grid(title, "", ">rejects", ">it alone", "what it rejects most often, where all others agree")
    for party in study.talks.parties:
        blocker = study.blockers[party.id]
        table.add_row(party.name, f"{blocker.rejects:,}", f"{blocker.alone:,}", _most(study, blocker))
    console.print(table)
    for party in study.talks.parties:
        blocker = study.blockers[party.id]
        told = mending(study, blocker) if blocker.rejects else [blocking(study, blocker)]
        name = sentence(article(party.name))
        for start, words in zip([f"[bold]{name}[/bold]: ", *([""] * len(told))], told, strict=False):
            console.print(Padding(f"{start}{words}", INDENT))
    console.print()


def _most(study: Study, blocker: Blocker) -> str:
    picks = [
        f"{study.talks.issue(item.issue).title}: {study.talks.option(item.issue, item.option).title} "
        f"({percent(item.rejected)})"
        for item in blocker.options[:2]
    ]
    return "; ".join(picks) or "nothing"


def _trades(console: Console, study: Study) -> None:
    if not study.trades:
        return
    table = grid(
        "Best trades from today: each trader makes one concession", "", f">gain, {short_unit(study.talks)}", "objects"
    )
    for trade in study.trades:
        gains = "\n".join(f"{party} {money(gain)}" for party, gain in trade.gain.items())
        table.add_row(_trade(study, trade), gains, ", ".join(trade.objects) or "nobody", end_section=True)
    console.print(table)


def _trade(study: Study, trade: Trade) -> str:
    return "\n".join(f"{giver} gives: {_move(study, move)}" for giver, move in trade.gives.items())


def _move(study: Study, move: Move) -> str:
    return f"{study.talks.issue(move.issue).title}, {study.talks.option(move.issue, move.after).title}"


def _no_deal(console: Console, study: Study) -> None:
    """Show outcomes of no deal by party: real income, %, of it tariffs alone, and value."""
    names, short = [f">{party.name}" for party in study.talks.parties], short_unit(study.talks)
    modelled = study.talks.world is not None
    title = "real income, % (by tariffs alone), and value" if modelled else "value"
    table = grid(f"If talks fail: {title}, {short}", "", ">chance", *names)
    for outcome in study.talks.case.no_deal.outcome:
        rows = [value for value in study.no_deal_sheet if value.outcome == outcome.id]
        income = [f"{signed(v.real_income, 2)} % ({signed(v.tariffs_alone, 2)})\n" if modelled else "" for v in rows]
        cells = [f"{real}{money(v.total)} {short}" for real, v in zip(income, rows, strict=True)]
        table.add_row(outcome.title, percent(outcome.probability.value), *cells)
    expected = [f"[bold]{money(value)} {short}[/bold]" for value in study.no_deal.values()]
    table.add_row("[bold]no deal, expected[/bold]", "", *expected)
    console.print(table)


def _published(console: Console, study: Study) -> None:
    if not study.beside_published:
        return
    table = grid("Published figures, and ours in brackets", "", *(f">{p.name}" for p in study.talks.parties))
    for row in published(study):
        told = {beside.party: beside for beside in row.figures}
        table.add_row(row.title, *(_beside(told.get(party)) for party in study.talks.party_ids))
    console.print(table)
    for reason in dict.fromkeys(beside.differs for beside in study.beside_published):
        console.print(Padding(reason, INDENT), style="dim")


def _beside(told: Beside | None) -> str:
    if told is None:
        return ""
    unit = "bn" if told.unit == "bn" else "%"
    return f"{signed(told.published, 2)} {unit}\n({signed(told.ours, 2)})"


def _proof(console: Console, study: Study) -> None:
    head = study.talks.case.case
    scenarios = ", ".join(scenario.title for scenario in study.scenarios) or "none on"
    if study.talks.world is None:
        console.print(f"\n[dim]{study.deals:,} deals, scored without a trade model, in {study.seconds:.1f} s.[/dim]")
        return
    console.print(
        f"\n[dim]World {head.world}, elasticities {head.elasticities}; scenarios: {scenarios}. "
        f"{study.solves:,} equilibria in {study.seconds:.1f} s; the largest violation of any of their conditions is "
        f"{study.max_residual:.0e}.[/dim]"
    )
