"""`tradetalks cases`."""

from __future__ import annotations

from rich.padding import Padding

from tradetalks.cli.common import console
from tradetalks.files.cases import cases, load_talks


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
