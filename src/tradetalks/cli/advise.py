"""`tradetalks advise`: what one party should table next, told on the terminal and written where asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.padding import Padding

from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, progress, put, working
from tradetalks.errors import UnknownNameError
from tradetalks.files.cases import load_talks
from tradetalks.report.advice.data import as_json
from tradetalks.report.advice.sections import page
from tradetalks.talks.advice.brief import DRAWS, Brief, brief
from tradetalks.talks.study import study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from tradetalks.report.advice.parts import Cell, Say, Section, Table

MOST_ROWS = 3
MOST_SAID = 2
INDENT = (0, 0, 0, 2)


def advise_case(
    case: str,
    party: str,
    *,
    html: Path | None,
    docx: Path | None,
    json: Path | None,
    switch_on: list[str],
    switch_off: list[str],
    draws: int = DRAWS,
    seed: int = 0,
) -> None:
    """Advise a party of a case, print the brief, and write the files that are wanted."""
    talks = load_talks(case)
    if party not in talks.party_ids:
        raise UnknownNameError("party", party, talks.party_ids)
    check_targets(html, docx, json, inputs=talks.files)
    if docx:
        from tradetalks.report.advice.word import check_word  # noqa: PLC0415  (an extra)

        check_word()
    with progress(f"solving {talks.name}") as report:
        solved = study(talks, scenarios=talks.switched(switch_on, switch_off), progress=report)
    with progress("drawing chances") as report:
        told = brief(solved, party, draws=draws, seed=seed, progress=report)
    written = _write(told, html=html, docx=docx, json=json)
    if json != STANDARD_OUT:
        print_brief(console(), told)
        named = f"written: {', '.join(written)}" if written else "The whole brief: --html, --docx or --json FILE."
        console().print(named)


def _write(told: Brief, *, html: Path | None, docx: Path | None, json: Path | None) -> list[str]:
    """Make every wanted result first and write last, so that a failure leaves nothing behind; name what is written."""
    made: list[tuple[Path, str | bytes]] = []
    with working("writing the brief"):
        if json:
            made.append((json, as_json(told)))
        if html:
            from tradetalks.report.advice.page import html_brief  # noqa: PLC0415  (only now needed)

            made.append((html, html_brief(told)))
        if docx:
            from tradetalks.report.advice.word import word_brief  # noqa: PLC0415

            made.append((docx, word_brief(told)))
    for path, content in made:
        put(path, content)
    return [str(path) for path, _ in made if path != STANDARD_OUT]


def print_brief(out: Console, told: Brief) -> None:
    """Print a brief, with fewer rows and sentences than on paper."""
    whole = page(told)
    out.print(f"[bold]{escape(whole.title)}[/bold]")
    out.print(escape(whole.kicker))
    out.print(Padding(escape(" ".join(whole.finding)), (1, 0)))
    for section in whole.sections:
        _section(out, section)
    out.print(escape(whole.method), style="dim")


def _section(out: Console, section: Section) -> None:
    out.print(f"[bold]{escape(section.title)}[/bold]")
    for said in section.says[:MOST_SAID]:
        _said(out, said)
    if section.table is not None:
        for part in _told(section.table):
            out.print(part)
    for said in section.after[:MOST_SAID]:
        _said(out, said)
    out.print()


def _said(out: Console, said: Say) -> None:
    lead = f"[bold]{escape(said.lead)}[/bold] " if said.lead else ""
    out.print(f"{lead}{escape(said.text)}")


def _told(table: Table) -> Iterator[RenderableType]:
    """Yield a table, or a paragraph a row where words would be squeezed beside figures."""
    words = [n for n, column in enumerate(table.columns) if n and not column.figures]
    if not words:
        yield _grid(table)
        return
    yield f"[dim]{escape(table.caption)}[/dim]"
    for row in table.rows[:MOST_ROWS]:
        yield f"[bold]{_cell(row[0], ' ')}[/bold]"
        yield from (Padding(f"{escape(table.columns[n].heading)}: {_cell(row[n], ' ')}", INDENT) for n in words)
        figures = [n for n, column in enumerate(table.columns) if column.figures]
        told = "; ".join(f"{escape(table.columns[n].heading)} {_cell(row[n], ' ')}" for n in figures)
        yield Padding(told, INDENT)


def _grid(table: Table) -> RenderableType:
    made = grid(
        escape(table.caption),
        *(f">{escape(one.heading)}" if one.figures else escape(one.heading) for one in table.columns),
    )
    for row in table.rows:
        made.add_row(*(_cell(cell, "\n") for cell in row))
    return made


def _cell(cell: Cell, between: str) -> str:
    return f"{escape(cell.text)}{between}[dim]({escape(cell.small)})[/dim]" if cell.small else escape(cell.text)
