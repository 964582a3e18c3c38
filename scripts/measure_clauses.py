"""Measure what every clause of the case `nafta-2018` does alone and write it into docs/nafta-2018.md.

`python scripts/measure_clauses.py` rewrites the tables between the markers; `--check` compares and fails if they are
old.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from measured import rewrite
from tradetalks import load_talks
from tradetalks.clauses import AnyClause, Enforcement, Sunset
from tradetalks.clauses.alone import LEVELS, Alone
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.shock import Shock
from tradetalks.talks.economy import joint_shock, value_all
from tradetalks.talks.prospects import Outlook, Part
from tradetalks.talks.talks import Talks

PAGE = Path(__file__).parents[1] / "docs" / "nafta-2018.md"
BEGIN, END = "<!-- measured clauses: begin -->", "<!-- measured clauses: end -->"
MOST_FLOWS = 4
SMALL = 0.0005
"""What is smaller shows as nothing."""

NOISE = 1e-4
"""A flow that changes by less, %, is not touched but rounded."""

COLUMNS, DEMAND = ["trade_cost", "tariff"], ["demand"]
WRITTEN = {"trade_cost": "cost {:+.3f} %", "tariff": "duty {:+.3f} points", "demand": "demand {:+.2f} %"}
LEAST = {"trade_cost": 0.0005, "tariff": 0.0005, "demand": 0.005}


@dataclass(frozen=True)
class Provision:
    """What is measured: an option or an outcome, by name, and its clauses."""

    name: str
    part: Part


def options(talks: Talks) -> list[Provision]:
    """Options with clauses that change something, in the order of the case."""
    return [
        Provision(f"`{issue.id}={option.id}`", option.clause)
        for issue in talks.issues
        for option in issue.option
        if not all(clause.is_today for clause in option.clause)
    ]


def outcomes(talks: Talks) -> list[Provision]:
    """Outcomes of no deal."""
    return [Provision(f"no deal: `{outcome.id}`", outcome.clause) for outcome in talks.case.no_deal.outcome]


def at(part: Part, level: Level) -> Part:
    """Return the clauses at one end of their ranges."""
    return tuple(clause.at(level) for clause in part)


def incomes(talks: Talks, part: Part) -> np.ndarray:
    """Value over today where the clauses do least, as they stand, and most, billion US$ a year, (level, party)."""
    found = []
    for level in LEVELS:
        fixed = at(part, level)
        outlook = Outlook(talks, talks.calibrated(level).world, Shock())
        new, today = value_all(outlook, [(fixed,), ((),)]).bn
        found.append(new - today)
    return np.array(found)


def flows(talks: Talks, part: Part) -> pd.DataFrame:
    """List changes of the flows that a part touches, as it stands; a row a flow."""
    world = talks.world
    shock = joint_shock(world, part)
    return Alone(part[0], world, shock, np.ones((len(LEVELS), len(world.regions)))).flows


def figures(rows: pd.DataFrame, columns: list[str]) -> str:
    """Write the changes of some flows together, weighted by their trade."""
    weight = rows["trade"] / rows["trade"].sum()
    means = {name: float((rows[name] * weight).sum()) for name in columns}
    return ", ".join(WRITTEN[name].format(value) for name, value in means.items() if abs(value) >= LEAST[name])


def effect(talks: Talks, part: Part) -> str:
    """Say what clauses do to trade: by pair of countries where these are few, else in the mean."""
    rows = flows(talks, part).reset_index()
    abroad = rows[rows["exporter"] != rows["importer"]]
    policy, turned = _changed(abroad, COLUMNS), _changed(rows, DEMAND)
    told = [*_beside(part), *_by_pair(policy, COLUMNS)]
    told += list(_turns(turned)) if len(policy) else _by_pair(_changed(abroad, DEMAND), DEMAND)
    return "; ".join(told) or "nothing"


def _changed(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows[(rows[columns].abs() > NOISE).any(axis=1)]


def _by_pair(rows: pd.DataFrame, columns: list[str]) -> list[str]:
    pairs = [(names, group) for names, group in rows.groupby(["exporter", "importer"]) if figures(group, columns)]
    if len(pairs) > MOST_FLOWS:
        return [f"{len(pairs)} flows, {_sectors(rows)}, in the mean: {figures(rows, columns)}"]
    return [f"{seller} to {buyer}, {_sectors(group)}: {figures(group, columns)}" for (seller, buyer), group in pairs]


def _turns(rows: pd.DataFrame) -> Iterator[str]:
    """Say to whom buyers turn, their own makers among them, and by how much."""
    for buyer, group in rows[rows["demand"] >= LEAST["demand"]].groupby("importer"):
        sellers = ", ".join(sorted(group["exporter"].unique()))
        yield f"{buyer} buys more {_sectors(group)} of {sellers}: {figures(group, DEMAND)}"


def _beside(part: Part) -> Iterator[str]:
    """Effects that are no change of a flow."""
    for clause in part:
        if isinstance(clause, Enforcement):
            yield f"promises delivered: {clause.relative:.3f} of today's"
        if isinstance(clause, Sunset) and clause.lapse_share("CAN"):
            yield f"years after an end: {100 * clause.lapse_share('CAN'):.1f} % of all"


def _sectors(rows: pd.DataFrame) -> str:
    names = sorted(rows["sector"].unique())
    return ", ".join(names) if len(names) <= MOST_FLOWS else f"{len(names)} sectors"


def kinds(part: tuple[AnyClause, ...]) -> str:
    """Name the kinds of the clauses."""
    return ", ".join(f"`{clause.type}`" for clause in part)


def income(values: np.ndarray) -> str:
    """Write a value and its range where the clauses do least and most."""
    least, value, most = (0.0 if abs(figure) < SMALL else figure for figure in values)
    return f"{value:+.3f} ({least:+.3f}; {most:+.3f})".replace("+0.000", "0").replace("-0.000", "0")


def tables() -> str:
    """Write both tables."""
    talks = load_talks("nafta-2018").calibrated()
    provisions = [*options(talks), *outcomes(talks)]
    does = ["| option | clause | what it does to trade, as it stands |", "|---|---|---|"]
    worth = [
        f"| change of real income, bn US$ a year (least; most) | {' | '.join(talks.party_ids)} |",
        f"|---|{'---|' * len(talks.party_ids)}",
    ]
    for one in provisions:
        does.append(f"| {one.name} | {kinds(one.part)} | {effect(talks, one.part)} |")
        worth.append(f"| {one.name} | {' | '.join(income(column) for column in incomes(talks, one.part).T)} |")
    return "\n".join([*does, "", *worth])


def main() -> None:
    """Rewrite the page, or check it."""
    rewrite(PAGE, (BEGIN, END), tables, "measure_clauses.py", __doc__)


if __name__ == "__main__":
    main()
