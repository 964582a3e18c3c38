"""`tradetalks clause`: the provisions that there are, the parameters of one, and what one does alone."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from rich.console import Group
from rich.table import Table

from tradetalks.charts.labels import signed
from tradetalks.clauses import CLAUSES, AnyClause
from tradetalks.clauses.alone import Alone, alone
from tradetalks.clauses.base import Clause
from tradetalks.clauses.parameter import described
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, put, working
from tradetalks.errors import CaseError, InputError, UnknownNameError
from tradetalks.files.attach import attached
from tradetalks.files.mistakes import mistakes_of
from tradetalks.files.worlds import load_world
from tradetalks.talks.economy import MILLION_PER_BILLION

MOST_FLOWS = 12
MANY = 4
LARGE = 1000
UNSAID = {"source", "judgement"}


def show_clauses() -> None:
    """List the kinds of clauses, a sentence each."""
    table = grid("Clauses; tradetalks clause NAME --help tells the parameters of one", "name", "what it does")
    for name, kind in CLAUSES.items():
        table.add_row(name, kind.sentence())
    console().print(table)


def show_parameters(name: str) -> None:
    """Tell what a clause may be given: meaning, default with range, and where the default comes from."""
    kind = _kind(name)
    out = console()
    out.print(f"[bold]{name}[/bold]: {kind.sentence()}")
    table = grid("Parameters, as KEY=VALUE", "key", "meaning", "default (range)", "known from")
    table.columns[0].no_wrap = True
    for row in described(kind):
        if row.name not in UNSAID:
            default = f"{row.default} {row.unit}".strip()
            table.add_row(row.name, row.meaning, default, ": ".join(filter(None, (row.evidence, row.source))))
    out.print(table)
    out.print(f"[dim]for instance: tradetalks clause {name} KEY=VALUE KEY='{{ value = 2, low = 1, high = 3 }}'[/dim]")


def show_clause(name: str, given: list[str], *, world: str, elasticities: str, json_file: Path | None) -> None:
    """Evaluate one clause alone in a world."""
    check_targets(json_file)
    clause = attached(_read(name, given))
    with working(f"solving {name}"):
        result = alone(clause, load_world(world, elasticities))
    if json_file:
        put(json_file, json.dumps(_as_data(result), indent=1, allow_nan=False) + "\n")
    if json_file != STANDARD_OUT:
        console().print(_shown(result))


def _kind(name: str) -> type[Clause]:
    if name not in CLAUSES:
        raise UnknownNameError("clause", name, CLAUSES)
    return CLAUSES[name]


def _read(name: str, given: list[str]) -> Clause:
    """Make a clause of KEY=VALUE; values are written as in a case, quotes may be left out."""
    _kind(name)
    data: dict[str, Any] = {"type": name, "judgement": "as given on the command line"}
    for pair in given:
        key, found, value = pair.partition("=")
        if not found or key in data.keys() - UNSAID:
            what = f"{key!r} is given twice" if found else f"{pair!r} is not KEY=VALUE"
            raise InputError("clause", what, f"tradetalks clause {name} --help tells the keys")
        data[key] = _value(value)
    try:
        return TypeAdapter[Clause](AnyClause).validate_python(data)
    except ValidationError as error:
        mistakes = [replace(mistake, place=f"clause {name}") for _, mistake in mistakes_of(error)]
        raise CaseError(f"clause {name}", mistakes) from None


def _value(text: str) -> Any:
    """Read a value as TOML, or as text, or as a list of texts between commas."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text.split(",") if "," in text else text


def _shown(result: Alone) -> Group:
    parts: list[Any] = [result.clause.explain()]
    findings, receipts = result.clause.findings(result.world), result.clause.receipts(result.world)
    parts += _findings(findings)
    parts += [_flows(result), *_values(result)]
    return Group(*parts, *([_receipts(receipts)] if receipts else []))


def _findings(findings: tuple[Finding, ...]) -> Iterator[Table]:
    """Lay out figures in rows; those that are told of many in a table of two ways, the longer one down."""
    told = Counter(finding.name for finding in findings)
    few = [finding for finding in findings if told[finding.name] < MANY]
    if few:
        table = grid("How it works", "", "of", ">figure", "")
        for finding in few:
            table.add_row(finding.name, finding.about, *_figure(finding))
        yield table
    many = {(finding.about, finding.name): finding for finding in findings if told[finding.name] >= MANY}
    abouts, names = (list(dict.fromkeys(keys)) for keys in zip(*many, strict=True)) if many else ([], [])
    if len(abouts) > len(names):
        yield _two_ways(abouts, names, many)
    elif many:
        yield _two_ways(names, abouts, {(name, about): finding for (about, name), finding in many.items()})


def _two_ways(down: list[str], across: list[str], cells: dict[tuple[str, str], Finding]) -> Table:
    table = grid("How it works", "", *(f">{head}" for head in across))
    for row in down:
        found = [cells.get((row, head)) for head in across]
        table.add_row(row, *("" if cell is None else " ".join(_figure(cell)).strip() for cell in found))
    return table


def _figure(finding: Finding) -> tuple[str, str]:
    """Write a figure and its unit; shares in per cent."""
    if finding.unit == "share":
        return f"{100 * finding.value:,.3g}", "%"
    size = f"{finding.value:,.0f}" if abs(finding.value) >= LARGE else f"{finding.value:.4g}"
    return size, finding.unit


def _flows(result: Alone) -> Table:
    flows = result.flows
    more = f", the largest {MOST_FLOWS} of {len(flows)}" if len(flows) > MOST_FLOWS else ""
    table = grid(f"Flows touched{more}", "from", "to", "sector", ">bn US$", ">tariff, points", ">cost, %", ">demand, %")
    shown = flows.head(MOST_FLOWS).reset_index()
    for row in shown.to_dict(orient="records"):
        figures = [signed(float(row[name]), 3) for name in ("tariff", "trade_cost", "demand")]
        names = [str(row[name]) for name in ("exporter", "importer", "sector")]
        table.add_row(*names, f"{row['trade'] / MILLION_PER_BILLION:,.2f}", *figures)
    return table


def _values(result: Alone) -> Iterator[Table]:
    """Lay out what the clause is worth; one with an end in force first, then with the years after it."""
    ranged = "and its range where the clause does least and most"
    if result.expected is None:
        yield _incomes(result, f"Change of real income, {ranged}")
    else:
        yield _incomes(result, f"Change of real income while the agreement is in force, {ranged}")
        title = "The same with the years after its end, each country's own refusal left out"
        yield _incomes(result.expected, title)


def _incomes(result: Alone, title: str) -> Table:
    table = grid(title, "", ">%", ">bn US$ a year", ">least", ">most")
    change, worth = result.real_income, result.equivalent_variation / MILLION_PER_BILLION
    for region in result.world.regions:
        figures = [signed(float(worth[end][region]), 3) for end in ("value", "least", "most")]
        table.add_row(result.world.name_of(region), signed(float(change["value"][region]), 4), *figures)
    return table


def _receipts(receipts: tuple[Receipt, ...]) -> Table:
    table = grid("Money that changes hands at prices of today", "who", "what", ">million US$ a year", "in the model")
    for receipt in receipts:
        table.add_row(receipt.region, receipt.what, signed(receipt.million, 1), "yes" if receipt.in_shock else "no")
    return table


def _as_data(result: Alone) -> dict[str, Any]:
    clause, expected = result.clause, result.expected
    return {
        "clause": clause.model_dump(mode="json", exclude_none=True),
        "explain": clause.explain(),
        "world": result.world.provenance.name,
        "findings": [vars(finding) for finding in clause.findings(result.world)],
        "receipts": [vars(receipt) for receipt in clause.receipts(result.world)],
        "flows": result.flows.reset_index().to_dict(orient="records"),
        "real_income_percent": result.real_income.to_dict(orient="index"),
        "equivalent_variation": result.equivalent_variation.to_dict(orient="index"),
        "with_years_after_end": None
        if expected is None
        else {
            "real_income_percent": expected.real_income.to_dict(orient="index"),
            "equivalent_variation": expected.equivalent_variation.to_dict(orient="index"),
        },
    }
