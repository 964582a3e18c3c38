"""Caliendo and Parro (2015), Table 2: welfare effects of NAFTA's tariff cuts, 1993 to 2005.

"Estimates of the Trade and Welfare Effects of NAFTA", Review of Economic Studies 82(1), 1-44.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.decomposition import FirstOrder
from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.solve import solve
from tradetalks.papers.replication import Cell, Replication, Tables
from tradetalks.world.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "caliendo-parro-2015"
TABLE = "welfare"
EXACT = "exact"
DECIMALS = 2
NOTES = (
    (
        "The paper's welfare column is the first-order sum of its two terms: base-year weights times whole changes of "
        "prices and volumes. NAFTA's cuts are large, so the sum is far from the exact change of real income in the "
        "very same solution, which the last column shows: Mexico gains next to nothing, and Canada loses more."
    ),
    "As in the paper, trade is first balanced at 1993 tariffs; the cuts come second and are measured from there.",
)


def world(data: Mapping[str, np.ndarray]) -> World:
    """Make the world of 1993 from the paper's arrays: importer-first shares, tariffs and spending."""
    tariff = data["tau_nij"].transpose(1, 0, 2)
    spent = (data["pi_nij"] * data["X_nj"][:, None, :]).transpose(1, 0, 2)
    return World.from_arrays(
        regions=[str(name) for name in data["regions"]],
        sectors=[str(name) for name in data["sectors"]],
        trade=spent / (1 + tariff),
        tariff=tariff,
        input_share=data["gamma_nkj"],
        value_added_share=data["gamma_nj"],
        elasticity=data["theta_j"],
        final_share=data["alpha_nj"],
    )


def solve_steps(data: Mapping[str, np.ndarray]) -> tuple[Solution, Solution]:
    """Balance trade at 1993 tariffs, then cut tariffs among the members as NAFTA did."""
    balanced = solve(world(data), Shock(deficit=Balanced()))
    cut = solve(balanced.rebased(), Shock(tariff=data["tau_nij_cfl"].transpose(1, 0, 2)))
    return balanced, cut


def replicate(data: Mapping[str, np.ndarray], tables: Tables) -> tuple[Replication, ...]:
    """Put Table 2 beside ours, with the exact change of real income in a column of its own."""
    published = tables[TABLE]
    balanced, cut = solve_steps(data)
    terms = cut.decompose(FirstOrder())
    ours = {
        "welfare": terms["total"],
        "terms of trade": terms["terms_of_trade"],
        "volume of trade": terms["volume_of_trade"],
        "real wages": 100 * (cut.real_wage - 1),
    }
    cells = [
        Cell(group, country, column, figure, float(ours[column][country]))
        for (group, country, column), figure in published.items()
    ]
    countries = dict.fromkeys((group, country) for group, country, _ in published)
    cells += [Cell(*country, EXACT, None, float(cut.real_income[country[1]])) for country in countries]
    table = Replication(
        table=TABLE,
        title="Caliendo and Parro (2015), Table 2: welfare effects of NAFTA's tariff cuts",
        unit="%",
        decimals=DECIMALS,
        cells=tuple(cells),
        notes=NOTES,
        max_residual=max(balanced.residual, cut.residual),
    )
    return (table,)
