"""What a clause is worth to every region, with its range, in tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tradetalks.charts.labels import decimals_for, signed
from tradetalks.clauses.alone import ROUNDING, Alone
from tradetalks.cli.common import grid
from tradetalks.talks.economy import MILLION_PER_BILLION

TITLE = "What it is worth: change of real income"
AFTER = "The same with the years after its end, each country's own refusal left out"
ENDS = (
    "Least and most: every ranged figure where the clause does least, and most; "
    "what it is worth to a region need not lie between.\n"
)
NO_ENDS = "None of its figures that matter here has a range.\n"


def worth_tables(result: Alone) -> Iterator[RenderableType]:
    """Lay out what the clause is worth; one with an end in force first, then with the years after it."""
    tables = [result] if result.expected is None else [result, result.expected]
    if all(_still(each) for each in tables):
        return
    held = "" if result.expected is None else " while the agreement is in force"
    for each, title in zip(tables, (f"{TITLE}{held}", AFTER), strict=False):
        yield _incomes(each, title)
    yield Text(NO_ENDS if all(_ends(each) == () for each in tables) else ENDS, style="dim")


def _incomes(result: Alone, title: str) -> Table:
    """Lay out who gains and loses; regions whose figures all round to zero share the last row."""
    ends, worth = _ends(result), result.equivalent_variation / MILLION_PER_BILLION
    decimals = decimals_for(worth.to_numpy().ravel().tolist(), most=3)
    table = grid(title, "", ">%", ">bn US$ a year", *(f">{end}" for end in ends))
    zero, rest = signed(0.0, decimals), []
    for region in result.world.regions:
        figures = [signed(float(worth[end][region]), decimals) for end in ("value", *ends)]
        if set(figures) == {zero}:
            rest.append(result.world.name_of(region))
        else:
            change = signed(float(result.real_income["value"][region]), 4)
            table.add_row(result.world.name_of(region), change, *figures)
    if rest:
        name = rest[0] if len(rest) == 1 else f"each of the other {len(rest)}"
        table.add_row(name, "", zero, *(zero for _ in ends))
    return table


def _ends(result: Alone) -> tuple[str, ...]:
    """Name the ends of the range, or none where the clause is worth the same at both."""
    worth = result.equivalent_variation
    apart = worth.sub(worth["value"], axis=0).abs() > ROUNDING
    return ("least", "most") if apart.any(axis=None) else ()


def _still(result: Alone) -> bool:
    """Tell whether nobody gains or loses anything at any end."""
    return bool((result.equivalent_variation.abs() < ROUNDING * result.world.income.max()).all(axis=None))
