"""The kinds of clauses and the parameters of one, as `tradetalks clause` lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from tradetalks.clauses import CLAUSES
from tradetalks.cli.clause_examples import FILES, command
from tradetalks.cli.clause_fields import FIGURE, Parameter, parameters
from tradetalks.cli.clause_read import kind_of
from tradetalks.cli.common import WIDTH, grid

INDENT = 4
HOW = 'Write a range as "KEY={value=2,low=1,high=3}", several names as KEY=USA,CAN.'


def listing() -> Group:
    """List the kinds of clauses, a sentence each, and what to call next."""
    table = grid("Clauses: provisions of an agreement", "name", "what it does")
    table.columns[0].no_wrap = True
    for name, kind in CLAUSES.items():
        table.add_row(name, kind.sentence())
    then = grid("And then", "to see", "call")
    then.add_row("its parameters, with an example", "tradetalks clause NAME --help")
    then.add_row("what it does alone, and to whom", "tradetalks clause NAME KEY=VALUE ...")
    then.add_row("the codes of regions and sectors", "tradetalks worlds icio-2017")
    return Group(table, then)


def help_of(name: str) -> Group:
    """Tell what a clause does and may be given: default, range, unit, meaning and source; and one example."""
    kind = kind_of(name)
    parts: list[RenderableType] = [Text.assemble((name, "bold"), f": {kind.sentence()}"), *method(kind)]
    parts += ["", Text("For instance", style="bold"), *_example(name)]
    rows = sorted(parameters(kind), key=lambda row: not row.needed)
    for title, some in (
        ("What you may set, and the default", [row for row in rows if not row.known]),
        ("Figures it rests on: default (range), meaning, source", [row for row in rows if row.known]),
    ):
        if some:
            parts += ["", Text(title, style="bold"), *blocks(some, [_sentence(row) for row in some])]
    return Group(*parts, "", Text(HOW))


def method(kind: object) -> Iterator[Text]:
    """Name the literature that a mechanism follows."""
    if literature := getattr(kind, "literature", ""):
        yield Text(f"Method: {literature}.", style="dim")


def blocks(rows: Sequence[Parameter], told: Sequence[str]) -> Iterator[RenderableType]:
    """Lay out parameters: key and figure in columns, and below them what is told and the source."""
    width = max((len(row.key) for row in rows), default=0) + 2
    for row, words in zip(rows, told, strict=True):
        line = Table.grid(Column(width=width), Column())
        line.add_row(Text(row.key, style="bold"), Text(row.figure))
        yield Padding(line, (0, 0, 0, 1))
        if words:
            yield Padding(Text(words), (0, 0, 0, INDENT))
        if row.known:
            yield Padding(Text(row.known, style="dim"), (0, 0, 0, INDENT))


def _sentence(row: Parameter) -> str:
    """Say what a parameter means and what it takes; how to write a range is said once, above."""
    takes = "a figure or a range" if row.takes == FIGURE else row.takes
    return "; ".join(filter(None, (row.meaning, f"give {takes}" if takes else "")))


def _example(name: str) -> Iterator[RenderableType]:
    """Show a call that fits the width, and the file that goes with it."""
    lines = [""]
    for word in command(name):
        if len(lines[-1]) + len(word) > WIDTH - INDENT:
            lines.append("    ")
        lines[-1] += f"{word} "
    yield Padding(Text("\\\n".join(lines).rstrip()), (0, 0, 0, INDENT))
    if name in FILES:
        file, content = FILES[name]
        yield Text(f"{file} may hold")
        yield Padding(Text(content.rstrip()), (0, 0, 0, INDENT))
