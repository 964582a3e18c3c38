"""`tradetalks clause`: the provisions that there are, the parameters of one, and what one does alone."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.text import Text

from tradetalks.clauses.alone import Alone, alone
from tradetalks.cli.clause_data import as_data
from tradetalks.cli.clause_fields import figures
from tradetalks.cli.clause_findings import findings_tables, receipts_table
from tradetalks.cli.clause_flows import flows_table, reach
from tradetalks.cli.clause_help import blocks, help_of, listing, method
from tradetalks.cli.clause_read import kind_of, read_clause
from tradetalks.cli.clause_worth import worth_tables
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, put, working
from tradetalks.files.codes import RepairedCodesWarning
from tradetalks.files.worlds import load_world
from tradetalks.world.world import World


def show_clauses() -> None:
    """List the kinds of clauses, a sentence each."""
    console().print(listing())


def show_parameters(name: str) -> None:
    """Tell what a clause may be given: meaning, default with range and unit, where it is from; and an example."""
    console().print(help_of(name))


def show_clause(name: str, given: list[str], *, world: str, elasticities: str, json_file: Path | None) -> None:
    """Evaluate one clause alone in a world."""
    check_targets(json_file)
    kind_of(name)
    before = load_world(world, elasticities)
    used = elasticities or next(iter(before.elasticity_sets), "its own")
    with _told():
        clause = read_clause(name, given)
    with working(f"solving {name}"):
        result = alone(clause, before)
        shown = _shown(name, result, before, used)
    if json_file:
        put(json_file, json.dumps(as_data(result, used), indent=1, allow_nan=False) + "\n")
    if json_file != STANDARD_OUT:
        console().print(shown)


@contextmanager
def _told() -> Iterator[None]:
    """Tell repaired codes as a note, without a place in our source."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RepairedCodesWarning)
        yield
    for one in caught:
        Console(stderr=True).print(f"note: {one.message}")


def _shown(name: str, result: Alone, before: World, elasticities: str) -> Group:
    """Say what the clause does, to whom, what that is worth, how it works, and what it rests on."""
    clause, world = result.clause, result.world
    findings, receipts, rests = clause.findings(world), clause.receipts(world), list(figures(clause))
    parts: list[RenderableType] = [Text.assemble((name, "bold"), f" in {_setting(before, elasticities)}")]
    parts += [clause.explain(), "", flows_table(reach(result, before), world), *worth_tables(result)]
    if receipts:
        parts.append(receipts_table(receipts, world))
    parts += findings_tables(findings, world)
    parts += [Text("What it rests on: figure (range) unit, meaning, source", style="bold")] if rests else []
    parts += blocks(rests, [row.meaning for row in rests])
    return Group(*parts, *method(type(clause)))


def _setting(world: World, elasticities: str) -> str:
    papers = world.provenance
    money = f"US$ of {papers.year}, " if papers.year else ""
    return f"{papers.name} ({money}elasticities {elasticities}), all else as it is"
