"""Ossa (2014): optimal tariffs, the trade war and trade talks of seven regions in 33 sectors, 2005.

"Trade Wars and Trade Talks with Data", American Economic Review 104(12), 4104-4146. Everything starts from the raw
flows, tariffs and elasticities; the political weights come from the paper's measured noncooperative tariffs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.deficits import Balanced
from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solve import solve
from tradetalks.games.certificate import Certificate
from tradetalks.games.flips import Stationary
from tradetalks.games.optimal import OptimalTariffs, optimal_tariffs
from tradetalks.games.outcome import Outcome
from tradetalks.games.political import PoliticalWeights, political_weights
from tradetalks.games.talks import FromFreeTrade, FromNash, FromStatusQuo, TradeTalks, trade_talks
from tradetalks.games.war import TradeWar, trade_war
from tradetalks.papers.replication import Cell, Published, Replication, Tables
from tradetalks.world.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

NAME = "ossa-2014"
OPTIMAL = "optimal tariffs"
WAR = "trade war"
TALKS = "trade talks"
DECIMALS = 1
MAIN = 0
BASE, POLITICAL = CASES = ("base", "political")
COLUMNS = {"government": "welfare", "real_income": "real income", "wage": "wage", "profits": "profits"}
MEDIAN = "median tariff"

POLITICAL_NOTE = (
    "Base: governments maximise real income. Political: they weigh sectors so that the noncooperative tariffs that "
    "the paper measures, all moved by one level a region, are optimal to 1e-9; the paper's own search stops at 0.3 "
    "points of a tariff. Welfare is the government's. Japan's rice is a local optimum at these weights: a tariff of 78 "
    "instead of 691 % is better."
)
NOTES_OPTIMAL = (
    (
        "Four medians differ, by up to 0.2 points: the paper's search starts at the best most-favoured-nation tariffs "
        "and stops before those on tiny flows have moved. With tariffs on flows below three millionths of a region's "
        "imports left at that start, ours are 61.3 (EU), 59.6 (Japan) and 58.9 (mean). What is welfare differs nowhere."
    ),
    POLITICAL_NOTE,
)
NOTES_WAR = (
    "The paper's abstract: war tariffs average 63 %, and governments lose 2.9 % on average, both political.",
    POLITICAL_NOTE,
)
NOTES_TALKS = (
    (
        "Every government gains the same. The paper's abstract has 0.5 % for political talks from factual tariffs; "
        "ours, which no restart of any sector improves, are worth a little more."
    ),
    POLITICAL_NOTE,
)


def world(data: Mapping[str, np.ndarray], column: int = MAIN) -> World:
    """Make the world of 2005 without deficits, at one of the paper's five sets of elasticities.

    The raw flows are re-solved at factual tariffs with balanced trade, which depends on the elasticities.
    """
    trade, tariff = data["trade_sec_exp_imp"].transpose(1, 2, 0), data["tariff_sec_exp_imp"].transpose(1, 2, 0)
    regions, _, sectors = trade.shape
    raw = World.from_arrays(
        regions=[str(name) for name in data["regions"]],
        sectors=[str(name) for name in data["labels"]],
        trade=trade,
        tariff=tariff,
        input_share=np.zeros((regions, sectors, sectors)),
        value_added_share=np.ones((regions, sectors)),
        elasticity=data["sigma_alt"][:, column] - 1,
        market="monopolistic",
    )
    return solve(raw, Shock(deficit=Balanced())).rebased()


def targets(data: Mapping[str, np.ndarray], base: World) -> np.ndarray:
    """Noncooperative tariffs, (region, sector); where none are measured the import-weighted mean of factual ones."""
    apart = 1 - np.eye(len(base.regions))[:, :, None]
    imports = base.trade * apart
    mean = (imports * base.tariff).sum(axis=0) / imports.sum(axis=0)
    measured = data["target_tariff"].T
    return np.where(measured.any(axis=1, keepdims=True), measured, mean)


@dataclass(frozen=True, eq=False)
class Games:
    """All games of the paper, each played when it is first asked for; rows are (case, game)."""

    data: Mapping[str, np.ndarray]

    @cached_property
    def world(self) -> World:
        """The world at the main elasticities, without deficits."""
        return world(self.data)

    @cached_property
    def political(self) -> PoliticalWeights:
        """Political weights of all governments."""
        return political_weights(self.world, targets(self.data, self.world), proof=Stationary())

    @cached_property
    def wars(self) -> dict[str, TradeWar]:
        """The trade war by case."""
        return {case: trade_war(self.world, weights=self.weights(case)) for case in CASES}

    def weights(self, case: str) -> np.ndarray | None:
        """Return the weights of a case: none for real income."""
        return np.asarray(self.political) if case == POLITICAL else None

    def optimal(self, case: str) -> OptimalTariffs:
        """Return every region's optimal tariffs."""
        return optimal_tariffs(self.world, weights=self.weights(case))

    def talks(self, case: str) -> dict[str, TradeTalks]:
        """Talks with equal gains by where they begin."""
        starts = {
            "from the war": FromNash(self.wars[case]),
            "from factual tariffs": FromStatusQuo(),
            "from free trade": FromFreeTrade(),
        }
        weights = self.weights(case)
        return {name: trade_talks(self.world, start=start, weights=weights) for name, start in starts.items()}


def replicate(data: Mapping[str, np.ndarray], tables: Tables) -> tuple[Replication, ...]:
    """Put optimal tariffs, the trade war and trade talks from three starts beside ours."""
    games = Games(data)
    return (
        optimal_table(games, tables[OPTIMAL]),
        war_table(games, tables[WAR]),
        talks_table(games, tables[TALKS]),
    )


def optimal_table(games: Games, published: Published) -> Replication:
    """Tabulate optimal tariffs: every region's own gain, the others' mean, and the median tariff."""
    found = {case: games.optimal(case) for case in CASES}
    cells = [cell for case in CASES for cell in _cells(_optimal_columns(found[case]), case, published)]
    return _replication(OPTIMAL, cells, NOTES_OPTIMAL, [found[case].certificate for case in CASES])


def war_table(games: Games, published: Published) -> Replication:
    """Tabulate the trade war: changes from factual tariffs."""
    cells = [cell for case in CASES for cell in _cells(_outcome_columns(games.wars[case]), case, published)]
    proofs = [games.wars[case].certificate for case in CASES]
    return _replication(WAR, cells, NOTES_WAR, proofs)


def talks_table(games: Games, published: Published) -> Replication:
    """Tabulate trade talks: changes from where they begin."""
    found = {f"{case}, {start}": here for case in CASES for start, here in games.talks(case).items()}
    cells = [cell for case, here in found.items() for cell in _cells(_outcome_columns(here), case, published)]
    return _replication(TALKS, cells, NOTES_TALKS, [here.certificate for here in found.values()])


def _optimal_columns(found: OptimalTariffs) -> pd.DataFrame:
    names = {measure: name for measure, name in COLUMNS.items() if measure != "real_income"}
    columns = {}
    for measure, name in names.items():
        columns[name] = found.table[measure]
        columns[f"{name}, others"] = found.table[f"{measure}, others"]
    columns["real income"] = found.table["real_income"]
    return _framed({**columns, MEDIAN: found.table["median_tariff"]})


def _outcome_columns(found: Outcome) -> pd.DataFrame:
    columns = {name: found.payoffs[measure] for measure, name in COLUMNS.items()}
    return _framed({**columns, MEDIAN: found.median_tariff})


def _framed(columns: Mapping[str, pd.Series[float]]) -> pd.DataFrame:
    """Put columns side by side; the last row is the mean of unrounded rows."""
    import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to list papers)

    table = pd.DataFrame(columns)
    return pd.concat([table, table.mean().to_frame("mean").T])


def _cells(table: pd.DataFrame, case: str, published: Published) -> list[Cell]:
    return [
        Cell(case, row, column, published.get((case, row, column)), float(table.loc[row, column]))
        for row in table.index
        for column in table.columns
    ]


def _replication(table: str, cells: list[Cell], notes: tuple[str, ...], proofs: list[Certificate]) -> Replication:
    return Replication(
        table=table,
        title=f"Ossa (2014): {table}, seven regions, 33 sectors, 2005",
        unit="%",
        decimals=DECIMALS,
        cells=tuple(cells),
        notes=notes,
        max_residual=max(proof.residual for proof in proofs),
    )
