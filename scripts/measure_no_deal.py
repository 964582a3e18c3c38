"""Measure what the end of NAFTA costs in the embedded world and write it into docs/nafta-2018.md.

`python scripts/measure_no_deal.py` rewrites the table between the markers; `--check` compares and fails if it is old.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tradetalks import World, load_world, solve
from tradetalks.clauses import Lapse
from tradetalks.clauses.quantity import Quantity

PAGE = Path(__file__).parents[1] / "docs" / "nafta-2018.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MEMBERS = ("USA", "CAN", "MEX")
COSTS = (
    ("tariffs alone", 1.0, 1.0),
    ("and non-tariff costs of 4 % on goods, 2 % on services", 1.04, 1.02),
    ("and non-tariff costs of 12 % on goods, 5 % on services", 1.12, 1.05),
)


def lapse(goods: float, services: float) -> Lapse:
    """Make the end of the agreement with given factors on trade costs."""
    return Lapse(
        type="lapse",
        member=MEMBERS,
        goods=Quantity(value=goods, low=goods, high=goods),
        services=Quantity(value=services, low=services, high=services),
        judgement="measured over the range of the case",
    )


def losses(world: World, clause: Lapse) -> list[float]:
    """Exact change of real income of the members, %."""
    income = solve(world, clause.shock(world)).real_income
    return [float(income[member]) for member in MEMBERS]


def row(name: str, goods: float, services: float) -> str:
    """Write a row: the central elasticity set, and the range over all eight in brackets."""
    world, clause = load_world("icio-2017", "U4"), lapse(goods, services)
    central = losses(world, clause)
    every = [losses(world.with_elasticity(elasticities), clause) for elasticities in world.elasticity_sets]
    cells = [
        f"{value:.3f} ({min(column):.3f} to {max(column):.3f})"
        for value, column in zip(central, zip(*every, strict=True), strict=True)
    ]
    return f"| {name} | {' | '.join(cells)} |"


def table() -> str:
    """Write the whole table."""
    head = ["| the end of NAFTA, change of real income, % | USA | CAN | MEX |", "|---|---|---|---|"]
    return "\n".join([*head, *(row(*cost) for cost in COSTS)])


def main() -> None:
    """Rewrite the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    fresh = f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"
    if check:
        sys.exit(0 if fresh == text else f"{PAGE.name} is old: run python scripts/measure_no_deal.py")
    PAGE.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
