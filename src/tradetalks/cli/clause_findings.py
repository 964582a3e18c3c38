"""The figures of a clause's mechanism, and the money that it moves, in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from rich.table import Table

from tradetalks.charts.labels import signed
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.cli.common import grid
from tradetalks.world.world import World

MANY = 4
LARGE = 1000
SHARE = "share"
TITLE = "How it works"
HEAD = 13


def findings_tables(findings: Sequence[Finding], world: World) -> Iterator[Table]:
    """Lay out figures in rows; those that are told of many in a table of two ways, the longer one down."""
    told = Counter(finding.name for finding in findings)
    few = [finding for finding in findings if told[finding.name] < MANY]
    many = {(finding.about, finding.name): finding for finding in findings if told[finding.name] >= MANY}
    if few:
        yield _rows(few)
    moved = {about for (about, _), finding in many.items() if finding.value}
    if moved:
        yield _two_ways({key: finding for key, finding in many.items() if key[0] in moved}, world)


def receipts_table(receipts: Sequence[Receipt], world: World) -> Table:
    """Lay out the money that changes hands, at quantities of today."""
    table = grid("Money that changes hands, at prices of today", "who gets it", "what", ">million US$ a year")
    for receipt in receipts:
        table.add_row(world.name_of(receipt.region), receipt.what, signed(receipt.million, 1))
    return table


def _rows(findings: Sequence[Finding]) -> Table:
    """Lay out one figure a row; whom it is about is said once where it is the same for all."""
    abouts = {finding.about for finding in findings}
    shared = next(iter(abouts)) if len(abouts) == 1 else ""
    heads = ("", ">figure", "") if len(abouts) == 1 else ("", "of", ">figure", "")
    table = grid(f"{TITLE}: {shared}" if shared else TITLE, *heads)
    for finding in findings:
        about = () if len(abouts) == 1 else (finding.about,)
        table.add_row(finding.name, *about, _figure(finding), _unit(finding))
    return table


def _two_ways(cells: Mapping[tuple[str, str], Finding], world: World) -> Table:
    names = dict(zip(world.sectors, world.sector_names or world.sectors, strict=True))
    abouts, kinds = (list(dict.fromkeys(keys)) for keys in zip(*cells, strict=True))
    heads = {name: _with_unit(name, [cells[key] for key in cells if key[1] == name]) for name in kinds}
    if len(abouts) > len(kinds):
        rows = {f"{about} {names.get(about, '')}".strip(): [(about, name) for name in kinds] for about in abouts}
        return _filled(rows, list(heads.values()), cells)
    return _filled({heads[name]: [(about, name) for about in abouts] for name in kinds}, abouts, cells)


def _filled(
    rows: Mapping[str, Sequence[tuple[str, str]]], heads: Sequence[str], cells: Mapping[tuple[str, str], Finding]
) -> Table:
    """Make a table whose heads run over before its labels do."""
    table = grid(f"{TITLE}, by flow or sector", "", *(">" + "\n".join(wrap(head, HEAD)) for head in heads))
    for label, keys in rows.items():
        table.add_row(label, *(_figure(cells[key]) if key in cells else "" for key in keys))
    return table


def _with_unit(name: str, findings: Sequence[Finding]) -> str:
    unit = _unit(findings[0])
    return f"{name}, {unit}" if unit else name


def _figure(finding: Finding) -> str:
    """Write a figure; parts of a whole in per cent."""
    value = finding.value * (100 if finding.unit == SHARE else 1)
    return f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.3g}"


def _unit(finding: Finding) -> str:
    return "%" if finding.unit == SHARE else finding.unit
