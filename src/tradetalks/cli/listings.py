"""`tradetalks cases` and `tradetalks worlds`."""

from __future__ import annotations

from rich.padding import Padding

from tradetalks.cli.common import console
from tradetalks.files.cases import cases, load_talks
from tradetalks.files.worlds import load_world, worlds
from tradetalks.world.provenance import Provenance


def show_cases() -> None:
    """Print every embedded case: its parties, issues and number of deals."""
    out = console()
    for name in cases():
        talks = load_talks(name)
        head = talks.case.case
        out.print(f"[bold]{name}[/bold]  {head.title}")
        out.print(Padding(f"parties: {', '.join(party.name for party in talks.parties)}", (0, 2)))
        for issue in talks.issues:
            options = ", ".join(option.id for option in issue.option)
            out.print(Padding(f"[bold]{issue.id}[/bold] ({issue.title}): {options}", (0, 2)))
        for scenario in talks.case.scenario:
            state = "on" if scenario.on else "off"
            out.print(Padding(f"scenario [bold]{scenario.id}[/bold] ({state}): {scenario.title}", (0, 2)))


def show_worlds() -> None:
    """Print every embedded world with its papers."""
    out = console()
    for name in worlds():
        world = load_world(name)
        papers = world.provenance
        out.print(f"[bold]{name}[/bold]  {papers.title}")
        size = f"{len(world.regions)} regions ({', '.join(world.regions)}) and {len(world.sectors)} sectors"
        out.print(Padding(size, (0, 2)))
        out.print(Padding(f"elasticity sets: {', '.join(world.elasticity_sets)}", (0, 2)))
        for line in _papers(papers):
            out.print(Padding(line, (0, 2)))


def _papers(papers: Provenance) -> list[str]:
    sources = [f"  {s.what}: {s.origin}; {s.licence}; {s.year}" for s in papers.sources]
    repairs = [f"  {r.what}: {r.amount:,.4g} {r.unit} [dim]({r.why})[/dim]" for r in papers.repairs]
    notes = [f"  {note}" for note in papers.notes]
    return ["[bold]sources[/bold]", *sources, "[bold]what was done[/bold]", *repairs, "[bold]notes[/bold]", *notes]
