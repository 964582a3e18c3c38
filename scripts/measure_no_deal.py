"""Measure what the end of NAFTA costs in the embedded world and write it into docs/nafta-2018.md.

`python scripts/measure_no_deal.py` rewrites the table between the markers; `--check` compares and fails if it is old.
"""

from __future__ import annotations

from pathlib import Path

from measured import rewrite
from tradetalks import Shock, World, load_world, solve
from tradetalks.clauses import Lapse
from tradetalks.clauses.quantity import Quantity
from tradetalks.files.attach import attached

PAGE = Path(__file__).parents[1] / "docs" / "nafta-2018.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MEMBERS = ("USA", "CAN", "MEX")
TARIFFS_ALONE = "tariffs alone"
COSTS = (
    ("and proof of origin no longer needed", 1.0, 1.0),
    ("and non-tariff costs of 4 % on goods, 2 % on services", 1.04, 1.02),
    ("and non-tariff costs of 12 % on goods, 5 % on services", 1.12, 1.05),
)


def lapse(goods: float, services: float) -> Lapse:
    """Make the end of the agreement with given factors on trade costs, from tariff lines as a case does."""
    ended = Lapse(
        type="lapse",
        member=MEMBERS,
        goods=Quantity(value=goods, low=goods, high=goods),
        services=Quantity(value=services, low=services, high=services),
        judgement="measured over the range of the case",
    )
    return attached(ended)


def tariffs_alone(world: World) -> Shock:
    """Duties come back; nothing else changes, not even that proof of origin is saved."""
    return Shock(tariff=lapse(1.0, 1.0).shock(world).tariff)


def losses(world: World, shock: Shock) -> list[float]:
    """Exact change of real income of the members, %."""
    income = solve(world, shock).real_income
    return [float(income[member]) for member in MEMBERS]


def row(name: str, world: World, shock: Shock) -> str:
    """Write a row: the central elasticity set, and the range over all eight in brackets."""
    central = losses(world, shock)
    every = [losses(world.with_elasticity(elasticities), shock) for elasticities in world.elasticity_sets]
    cells = [
        f"{value:.3f} ({min(column):.3f} to {max(column):.3f})"
        for value, column in zip(central, zip(*every, strict=True), strict=True)
    ]
    return f"| {name} | {' | '.join(cells)} |"


def table() -> str:
    """Write the whole table."""
    head = ["| the end of NAFTA, change of real income, % | USA | CAN | MEX |", "|---|---|---|---|"]
    world = load_world("icio-2017", "U4")
    shocks = [(name, lapse(goods, services).shock(world)) for name, goods, services in COSTS]
    rows = [row(name, world, shock) for name, shock in [(TARIFFS_ALONE, tariffs_alone(world)), *shocks]]
    return "\n".join([*head, *rows])


def main() -> None:
    """Rewrite the page, or check it."""
    rewrite(PAGE, (BEGIN, END), table, "measure_no_deal.py", __doc__)


if __name__ == "__main__":
    main()
