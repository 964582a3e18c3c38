"""`tradetalks solve`: one counterfactual of a world."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.charts.labels import signed
from tradetalks.clauses.percent import MOST_TIMES
from tradetalks.cli.common import STANDARD_OUT, check_targets, console, grid, put
from tradetalks.equilibrium.decomposition import TERMS, PathIntegral
from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.solve import solve
from tradetalks.errors import ShockError
from tradetalks.files.worlds import load_world
from tradetalks.talks.economy import MILLION_PER_BILLION
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd

EVERY = "*"
Change = tuple[list[str], float]


def solve_world(
    name: str,
    tariffs: list[str],
    trade_costs: list[str],
    *,
    elasticities: str,
    balanced: bool,
    json_file: Path | None,
) -> None:
    """Solve a shock written on the command line and show what it does."""
    check_targets(json_file)
    world = load_world(name, elasticities)
    if not (tariffs or trade_costs or balanced):
        raise ShockError("empty", "nothing is changed", "add --tariff, --trade-cost or --balanced; --help shows how")
    shock = Shock(
        tariff=_changed(world, np.array(world.tariff), [_rate(change) for change in tariffs]),
        trade_cost=_changed(world, np.ones_like(world.trade), [_factor(change) for change in trade_costs]),
        deficit=Balanced() if balanced else None,
    )
    solution = solve(world, shock)
    terms = solution.decompose(PathIntegral())
    if json_file:
        put(json_file, json.dumps(_as_data(solution, terms), indent=1, allow_nan=False) + "\n")
    if json_file != STANDARD_OUT:
        _print(
            solution, terms, [f"tariff {c}" for c in tariffs] + [f"trade cost {c}" for c in trade_costs], elasticities
        )


def _rate(change: str) -> Change:
    cells, figure, _ = _parsed(change)
    if figure > MOST_TIMES:
        raise ShockError("shock-value", f"{change!r} is a tariff above 1,000 %", "write 25 % as 0.25 or 25%")
    return cells, figure


def _factor(change: str) -> Change:
    cells, figure, percent = _parsed(change)
    if percent:
        raise ShockError("flow", f"{change!r}: a trade cost is a factor", "write 1.25 for 25 % dearer")
    return cells, figure


def _changed(world: World, array: np.ndarray, changes: list[Change]) -> np.ndarray:
    """Set the cells that IMP:EXP:SECTOR=FIGURE names, later ones over earlier ones; own sales are left alone."""
    for cells, figure in changes:
        importer, exporter = (_regions(world, region) for region in cells[:2])
        sector = world.sector_positions(["all" if cells[2] == EVERY else cells[2]])
        touched = np.zeros(array.shape, dtype=bool)
        touched[np.ix_(exporter, importer, sector)] = True
        touched &= ~np.eye(len(world.regions), dtype=bool)[:, :, None]
        if not touched.any():
            raise ShockError("no-flow", f"{':'.join(cells)} is no trade between two regions", "name another region")
        array[touched] = figure
    return array


def _parsed(change: str) -> tuple[list[str], float, bool]:
    flow, _, figure = change.partition("=")
    cells = flow.split(":")
    number = _number(figure.strip())
    if len(cells) != 3 or number is None:  # noqa: PLR2004
        raise ShockError("flow", f"{change!r} is not IMP:EXP:SECTOR=FIGURE", "write for instance USA:CHN:goods=25%")
    return cells, number, figure.strip().endswith("%")


def _number(text: str) -> float | None:
    try:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None


def _regions(world: World, name: str) -> np.ndarray:
    return np.arange(len(world.regions)) if name == EVERY else world.region_positions([name])


def _as_data(solution: Solution, terms: pd.DataFrame) -> dict[str, Any]:
    return {
        "world": solution.world.provenance.name,
        "deficits": solution.deficit_rule,
        "residual": solution.residual,
        "real_income_percent": solution.real_income.to_dict(),
        "equivalent_variation": solution.equivalent_variation.to_dict(),
        "real_wage": solution.real_wage.to_dict(),
        "tariff_revenue": solution.revenue.to_dict(),
        "decomposition_percent": terms.to_dict(orient="index"),
    }


def _print(solution: Solution, terms: pd.DataFrame, changes: list[str], elasticities: str) -> None:
    world = solution.world
    columns = ("real income", "bn US$", "terms of trade", "volume of trade", "trade costs", "deficits")
    title = "Change of real income, %, and the terms that it comes from"
    table = grid(title, "", *(f">{column}" for column in columns))
    variation = solution.equivalent_variation / MILLION_PER_BILLION
    for region in world.regions:
        figures = [signed(float(terms[term][region]), 3) for term in TERMS]
        table.add_row(
            world.name_of(region),
            signed(solution.real_income[region], 3),
            signed(variation[region], 2),
            *figures,
        )
    out = console()
    papers = world.provenance
    sets = elasticities or next(iter(world.elasticity_sets), "its own")
    money = [f"US$ of {papers.year}"] if papers.year else []
    head = ", ".join([papers.name, *money, f"elasticities {sets}"])
    out.print(f"{head}: {'; '.join(changes) or 'trade balanced'}")
    out.print(table)
    out.print(f"[dim]{solution.deficit_rule}; largest violation of any condition {solution.residual:.0e}[/dim]")
