"""Figures that the built world must meet, and the tables that a reader checks first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from worldbuild.arrays import Floats

NAFTA = ("CAN", "MEX", "USA")
SHOWN = ("C10T12", "C29", "C13T15", "A01")
# bn US$ of 2017 as printed by the source: goods, then vehicles
GOODS = {
    ("CAN", "USA"): 218.8,
    ("USA", "CAN"): 150.6,
    ("MEX", "USA"): 232.4,
    ("USA", "MEX"): 138.0,
    ("CHN", "USA"): 367.8,
}
VEHICLES = {("MEX", "USA"): 98.6, ("CAN", "USA"): 41.5}

OUTPUT = 155_395.4

World = dict[str, Any]


def flow(world: World, exporter: str, importer: str, sectors: list[int]) -> float:
    """Return exports of a region to another in some sectors, bn US$."""
    codes = list(world["regions"])
    return float(world["trade"][codes.index(exporter), codes.index(importer)][sectors].sum()) / 1e3


def flow_table(world: World) -> str:
    """Return goods and vehicle flows as markdown, beside the source's own figures."""
    sectors = list(world["sectors"])
    goods, cars = list(range(len(sectors) - 1)), [sectors.index("C29")]
    rows = ["| flow, bn US$ | this world | source, 2017 |", "|---|---|---|"]
    for (i, n), figure in GOODS.items():
        rows.append(f"| goods {i} to {n} | {flow(world, i, n, goods):.1f} | {figure} |")
    for (i, n), figure in VEHICLES.items():
        rows.append(f"| vehicles (C29) {i} to {n} | {flow(world, i, n, cars):.1f} | {figure} |")
    rows.append(f"| output of the world | {world['trade'].sum() / 1e3:,.1f} | {OUTPUT:,.1f} |")
    return "\n".join(rows)


def mean_rate(rate: Floats, trade: Floats) -> float:
    """Return the trade-weighted mean over goods, per cent."""
    return 100 * float((rate[:-1] * trade[:-1]).sum() / trade[:-1].sum())


def tariff_table(world: World) -> str:
    """Return applied and MFN rates of the six NAFTA pairs as markdown, per cent."""
    codes, sectors = list(world["regions"]), list(world["sectors"])
    rows = [
        "| exporter to importer | layer | " + " | ".join(SHOWN) + " | all goods |",
        "|---|---|" + "---|" * 5,
    ]
    for i, n in ((i, n) for i in NAFTA for n in NAFTA if i != n):
        a, b = codes.index(i), codes.index(n)
        for layer in ("tariff", "tariff_mfn"):
            rate = world[layer][a, b]
            cells = [f"{100 * rate[sectors.index(k)]:.2f}" for k in SHOWN]
            cells.append(f"{mean_rate(rate, world['trade'][a, b]):.2f}")
            rows.append(f"| {i} to {n} | {layer} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def final_demand(trade: Floats, tariff: Floats, input_share: Floats) -> Floats:
    """Return F(n,k) = X(n,k) - sum_j g(n,k,j) Y(n,j), with X at prices that include tariffs, million US$."""
    spending = ((1 + tariff) * trade).sum(axis=0)
    demand: Floats = spending - np.einsum("nkj,nj->nk", input_share, trade.sum(axis=1))
    return demand
