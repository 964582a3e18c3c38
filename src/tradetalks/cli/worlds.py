"""`tradetalks worlds`: what is embedded, and the codes of one world."""

from __future__ import annotations

from rich.padding import Padding

from tradetalks.cli.common import console, grid
from tradetalks.files.worlds import load_world, worlds
from tradetalks.world.provenance import Provenance


def show_worlds() -> None:
    """Print every embedded world with its papers."""
    out = console()
    for name in worlds():
        world = load_world(name)
        papers = world.provenance
        out.print(f"[bold]{name}[/bold]  {papers.title}")
        size = f"{len(world.regions)} regions ({', '.join(world.regions)}) and {len(world.sectors)} sectors"
        out.print(Padding(size, (0, 2)))
        out.print(Padding(f"codes with their names: tradetalks worlds {name}", (0, 2)))
        out.print(Padding(f"elasticity sets: {', '.join(world.elasticity_sets)}", (0, 2)))
        for line in _papers(papers):
            out.print(Padding(line, (0, 2)))


def show_codes(name: str) -> None:
    """Print the regions and sectors of a world: code, name, and the words that find a sector."""
    world = load_world(name)
    out = console()
    out.print(f"[bold]{world.provenance.name}[/bold]  {world.provenance.title}")
    regions = grid("Regions", "code", "name")
    for region in world.regions:
        regions.add_row(region, world.name_of(region))
    columns = {"code": world.sectors, "name": world.sector_names, "words that find it": world.sector_people}
    held = {column: texts for column, texts in columns.items() if texts}
    sectors = grid("Sectors", *held)
    for row in zip(*held.values(), strict=True):
        sectors.add_row(*row)
    out.print(regions)
    out.print(sectors)
    services = ", ".join(code for code in world.sectors if code in world.services)
    out.print(f"`services` stands for {services}; `goods` for the others." if services else "All sectors are goods.")


def _papers(papers: Provenance) -> list[str]:
    sources = [f"  {s.what}: {s.origin}; {s.licence}; {s.year}" for s in papers.sources]
    repairs = [f"  {r.what}: {r.amount:,.4g} {r.unit} [dim]({r.why})[/dim]" for r in papers.repairs]
    notes = [f"  {note}" for note in papers.notes]
    return ["[bold]sources[/bold]", *sources, "[bold]what was done[/bold]", *repairs, "[bold]notes[/bold]", *notes]
